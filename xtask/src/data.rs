//! The shared test data: real advisories and bills of materials that are too large for the repository.

use std::path::PathBuf;
use std::process::Command;

use crate::process::run;
use crate::workspace::root;

/// Unpacks the shared data into `target/shared-data`, where the test kit looks for it.
///
/// The data is the folder that `STEADFAST_SHARED` names, or `shared` beside the project. Where there is none, it says
/// so; tests that need the data say that they checked nothing.
///
/// # Errors
/// When the data is there but cannot be unpacked.
pub(crate) fn unpack() -> Result<(), String> {
    let shared = std::env::var_os("STEADFAST_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let unpack = shared.join("data/unpack");
    if !unpack.is_file() {
        println!("    shared data absent: there is no {}", unpack.display());
        println!("    tests that need it will say that they checked nothing");
        return Ok(());
    }
    let target = root().join("target/shared-data");
    run(Command::new(&unpack).arg(&target))?;
    println!("    shared data lies in {}", target.display());
    Ok(())
}
