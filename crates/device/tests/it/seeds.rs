//! Seeds of the fuzz targets, which lie beside them.

use std::path::{Path, PathBuf};

fn folder(target: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target)
}

/// Reads every seed of a target, of which there are more than so many: those whose name starts with `good` are understood,
/// and no others.
pub(crate) fn each(target: &str, more_than: usize, is_understood: impl Fn(&[u8]) -> bool) {
    let seeds: Vec<_> =
        std::fs::read_dir(folder(target)).expect("a corpus").map(|seed| seed.expect("a seed")).collect();
    assert!(seeds.len() > more_than, "{target} holds {} seeds", seeds.len());
    for seed in seeds {
        let name = seed.file_name().to_string_lossy().into_owned();
        let understood = is_understood(&std::fs::read(seed.path()).expect("a seed"));
        assert_eq!(understood, name.starts_with("good"), "{name}");
    }
}

/// Writes seeds of a target.
pub(crate) fn write<N: AsRef<Path>>(target: &str, seeds: Vec<(N, Vec<u8>)>) {
    std::fs::create_dir_all(folder(target)).expect("a folder");
    for (name, bytes) in seeds {
        std::fs::write(folder(target).join(name), bytes).expect("a file");
    }
}
