//! What a provider of CSAF advisories lists: no input may break the readers.
#![no_main]

use steadfast_formats::provider;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = provider::shelves(bytes);
    let _ = provider::rolie(bytes);
    let (changes, index) = bytes.split_at(bytes.len() / 2);
    let _ = provider::changes("https://provider.example/", changes, index);
});
