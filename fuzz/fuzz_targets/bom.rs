//! Bills of materials: no input may break the reader, and every entry must be accounted for.
#![no_main]

use steadfast_formats::{Limits, bom};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { document: 1 << 20, unpacked: 8 << 20, members: 1_000, ..Limits::default() };
    if let Ok(bom) = bom::read(bytes, &limits) {
        assert_eq!(bom.entries, bom.components.len() + bom.reported, "entries are neither read nor reported");
    }
});
