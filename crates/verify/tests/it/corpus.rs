//! Every seed of the fuzz target `bundle` through the check. Those whose name starts with `good` hold, no other does.

use std::path::Path;

use steadfast_trust::key::Fingerprint;
use steadfast_verify::{Asked, Verdict};

use crate::ledger::ask;

#[test]
fn bundles() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/bundle");
    let seeds: Vec<_> = std::fs::read_dir(&folder).expect("a corpus").map(|entry| entry.expect("an entry")).collect();
    assert!(seeds.len() > 10, "{} holds {} seeds", folder.display(), seeds.len());
    for seed in seeds {
        let name = seed.file_name().to_string_lossy().into_owned();
        let bytes = std::fs::read(seed.path()).expect("a seed");
        let held = matches!(ask(&bytes, &Asked::default()), Verdict::IssuerNotChecked(_));
        assert_eq!(held, name.starts_with("good"), "{name}");
        let nobody = Fingerprint([0; 32]);
        let verdict = ask(&bytes, &Asked { key: Some(&nobody), older: None });
        assert!(matches!(verdict, Verdict::Altered(_) | Verdict::Unreadable(_)), "{name}");
    }
}
