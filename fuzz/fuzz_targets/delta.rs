//! Patches: no input may break the applier or make it write more than stated, and success means the stated file.
#![no_main]

use std::io::{Error, ErrorKind, Result, Write};

use steadfast_delta::{Header, Identity, apply};

/// Refuses what no seed needs: a few bytes can stand for gigabytes.
const MOST: usize = 1 << 20;

struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        if self.0.len() + bytes.len() > MOST {
            return Err(Error::from(ErrorKind::StorageFull));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

libfuzzer_sys::fuzz_target!(|patch: &[u8]| {
    let old: Vec<u8> = (0..4096_u32).map(|at| (at * at / 7 + at / 64) as u8).collect();
    let mut new = Bounded(Vec::new());
    let applied = apply(&old, patch, &mut new);
    if let Ok(header) = Header::read(&mut &patch[..]) {
        assert!(new.0.len() as u64 <= header.new.length, "more was written than stated");
    }
    if let Ok(header) = applied {
        assert_eq!(Identity::of(&new.0), header.new, "another file than stated");
    }
});
