//! The tests of CSAF: no document may break the one that judges it.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let report = steadfast_csaf::check_text(text);
    assert!(report.blocking().len() <= report.findings.len());
});
