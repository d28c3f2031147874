//! Forms: no bytes may break the decoder.
#![no_main]

use steadfast_agent::http::{Fields, MOST_FIELDS};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(fields) = Fields::read(bytes) {
        assert!(fields.iter().count() <= MOST_FIELDS);
        assert!(fields.iter().all(|(name, value)| !name.contains('\0') && !value.contains('\0')));
    }
});
