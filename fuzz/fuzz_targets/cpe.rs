//! CPE names: no text may break the parser.
#![no_main]

use steadfast_formats::cpe::Cpe;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = text.parse::<Cpe>();
});
