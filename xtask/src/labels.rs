//! `cargo xtask labels`: how the matching does against what people and a peer said. The scoring is a test of the
//! matching crate, which fails where a score falls; here it is run for its report.

use crate::process::{cargo, run};

/// Scores the match labels and compares the Yocto bills, and prints both reports.
///
/// # Errors
/// When a score has fallen below its floor, or cargo fails.
pub(crate) fn report() -> Result<(), String> {
    let arguments = ["test", "--locked", "--package", "steadfast-matching", "--test", "it", "--"];
    run(cargo(&arguments).args(["labels::", "yocto::", "--nocapture"]))
}
