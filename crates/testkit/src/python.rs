//! A Python of the tests' own, with the TUF tools of others.

use std::path::PathBuf;

use crate::workspace;

/// The interpreter that `cargo xtask tools` set up, or nothing, with a word on standard error, where it never did.
///
/// # Panics
/// When there is none in continuous integration (`CI=true`), or it was begun and is not whole.
pub fn peers() -> Option<PathBuf> {
    let folder = workspace().join("target/tools/python");
    let must_be_there = folder.exists() || std::env::var("CI").is_ok_and(|value| value == "true");
    if must_be_there {
        let interpreter = folder.join("bin/python");
        assert!(interpreter.is_file(), "{} absent: run cargo xtask tools", interpreter.display());
        return Some(interpreter);
    }
    eprintln!("{} absent: run cargo xtask tools; this test checked nothing", folder.display());
    None
}
