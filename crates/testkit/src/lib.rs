//! What tests share: fixtures, where the shared data lies, and the real things that tests run against (PostgreSQL, an
//! S3 server, an SSH server, the program itself, a browser, faults).
//!
//! Everything here panics with words when it cannot do its work: a test that lacks its server must fail, not pass.

pub mod csaf_validator;
pub mod faults;
pub mod feeds;
mod leash;
mod place;
pub mod postgres;
pub mod program;
pub mod python;
pub mod rauc;
pub mod s3;
mod seal;
pub mod sshd;
pub mod swupdate;
pub mod wait;

#[cfg(feature = "browser")]
pub mod browser;

use std::path::{Path, PathBuf};

pub use place::{free_port, target};
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
