//! What tests share: where the shared data lies, and fixtures.

mod seal;

use std::path::{Path, PathBuf};

pub use seal::sealed;

/// The root of the workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The shared data sets, unpacked by `cargo xtask data` (and by `cargo xtask test`), or `None` with a word on
/// standard error where they are absent.
pub fn shared_data() -> Option<PathBuf> {
    let root =
        std::env::var_os("STEADFAST_SHARED_DATA").map_or_else(|| workspace().join("target/shared-data"), PathBuf::from);
    if root.join(".stamp").is_file() {
        return Some(root);
    }
    eprintln!("shared data absent: {} (run `cargo xtask data`); this test checked nothing", root.display());
    None
}
