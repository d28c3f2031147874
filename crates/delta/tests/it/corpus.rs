//! Every seed of the fuzz target `delta` through the applier. Seeds whose name starts with `good` are applied, so patches of
//! this layout that were made once are read for ever.

use std::path::Path;

use steadfast_delta::{DeltaError, Identity, apply};

/// The old file of all seeds, as in the fuzz target.
fn old() -> Vec<u8> {
    (0..4096_u32).map(|at| (at * at / 7 + at / 64) as u8).collect()
}

#[test]
fn patches() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/delta");
    let seeds: Vec<_> = std::fs::read_dir(&folder).expect("a corpus").map(|entry| entry.expect("an entry")).collect();
    assert!(seeds.len() > 10, "{} holds {} seeds", folder.display(), seeds.len());
    for seed in seeds {
        let name = seed.file_name().to_string_lossy().into_owned();
        let patch = std::fs::read(seed.path()).expect("a seed");
        let mut new = Vec::new();
        let applied = apply(&old(), &patch[..], &mut new);
        assert_eq!(applied.is_ok(), name.starts_with("good"), "delta/{name}: {applied:?}");
        if let Ok(header) = applied {
            assert_eq!(Identity::of(&new), header.new, "delta/{name}");
        }
        assert!(!matches!(applied, Err(DeltaError::WrongOld { .. })) || name.starts_with("other"), "delta/{name}");
    }
}
