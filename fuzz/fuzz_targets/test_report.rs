//! Reports of tests: no input may break the reader.
#![no_main]

use steadfast_formats::{Limits, test_report};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { document: 1 << 20, unpacked: 8 << 20, members: 1_000, ..Limits::default() };
    let _ = test_report::read(bytes, &limits);
});
