//! Makes the filter of common passwords from a list with one word a line: `blocklist LIST FILTER`. `cargo xtask blocklist`
//! runs it; `data/SOURCES.md` says on which list.

use std::fs;
use std::process::ExitCode;

use steadfast_device::accounts::blocklist;

/// Words that the filter is made for; more would find too many others.
const MOST: usize = 10_000;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [list, filter] = arguments.as_slice() else {
        eprintln!("usage: blocklist LIST FILTER");
        return ExitCode::FAILURE;
    };
    let made = fs::read_to_string(list).and_then(|text| {
        let words = text.lines().map(str::trim).filter(|word| !word.is_empty()).take(MOST);
        fs::write(filter, *blocklist::filter(words))
    });
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{list} to {filter}: {error}");
            ExitCode::FAILURE
        }
    }
}
