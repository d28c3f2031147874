//! `cargo xtask blocklist LIST`: makes the filter of common passwords that units carry, always the same from the same list.

use crate::process::{cargo, run};

/// Makes `crates/device/data/blocklist.bin` from a list with one word a line, the most common first.
///
/// # Errors
/// When the list cannot be read, or cargo fails.
pub(crate) fn make(list: &str) -> Result<(), String> {
    let list = std::path::absolute(list).map_err(|error| format!("{list}: {error}"))?;
    let arguments = ["run", "--locked", "--package", "steadfast-device", "--example", "blocklist", "--"];
    run(cargo(&arguments).arg(list).arg("crates/device/data/blocklist.bin"))
}
