//! Makes and applies patches of files: what `cargo xtask bench delta` measures.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};

use steadfast_mapped::Mapped;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["make", old, new, patch] => {
            let [old, new] = [Mapped::open(&File::open(old)?)?, Mapped::open(&File::open(new)?)?];
            fs::write(patch, steadfast_delta::make(&old, &new)?.bytes)?;
        }
        ["apply", old, patch, new] => {
            let old = Mapped::open(&File::open(old)?)?;
            let mut new = BufWriter::new(File::create(new)?);
            steadfast_delta::apply(&old, File::open(patch)?, &mut new)?;
            new.flush()?;
        }
        _ => return Err("usage: delta make OLD NEW PATCH | delta apply OLD PATCH NEW".into()),
    }
    Ok(())
}
