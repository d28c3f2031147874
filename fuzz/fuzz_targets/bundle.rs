//! Bundles and exports: no bytes may break the check. Nothing is shown under a key that signed nothing.
#![no_main]

use steadfast_trust::key::Fingerprint;
use steadfast_verify::{Asked, Verdict, check};

/// The note of a checkpoint of another ledger.
const OLDER: &str = "a\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— a AAAAAAA=\n";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let lines = || bytes.split(|byte| *byte == b'\n');
    drop(check(lines(), &Asked::default()));
    drop(check(lines(), &Asked { key: None, older: Some(OLDER) }));
    let nobody = Fingerprint([0; 32]);
    let verdict = check(lines(), &Asked { key: Some(&nobody), older: None });
    assert!(!matches!(verdict, Verdict::Shown(_) | Verdict::IssuerNotChecked(_)), "shown under nobody's key");
});
