//! `cargo xtask bench agent`: what the program for products takes of them.

use crate::agent::built;
use crate::process::{cargo, run};

/// Builds it as products get it, and measures that one: each figure is a line, with its goal.
///
/// # Errors
/// When it cannot be built, or does not do what it is measured at.
pub(crate) fn measure() -> Result<(), String> {
    let program = built()?;
    println!("    load before: {}", super::load());
    let test = ["test", "--locked", "-p", "steadfast-agent", "--test", "it", "--"];
    let which = ["--ignored", "--exact", "--nocapture", "figures::what_the_program_takes"];
    run(cargo(&[&test[..], &which].concat()).env("STEADFAST_AGENT", program))
}
