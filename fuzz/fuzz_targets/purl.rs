//! Package URLs: no text may break the parser, and what it writes it reads back as the same.
#![no_main]

use steadfast_formats::purl::Purl;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Ok(purl) = text.parse::<Purl>() else { return };
    let written = purl.to_string();
    match written.parse::<Purl>() {
        Ok(again) => assert_eq!(again, purl, "{written:?} is read back as another"),
        Err(error) => panic!("{written:?}, written from {text:?}, is not read back: {error}"),
    }
});
