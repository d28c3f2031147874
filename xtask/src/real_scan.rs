//! The built program on real files: advisories imported, one release blocked, one let through.

use std::process::Command;

use crate::process::{cargo_of_workspace, exit_code, run};
use crate::workspace::root;

/// The day after the newest of the advisories: a week later the gate would rightly ask for newer ones.
const DAY: &str = "2026-10-03";

/// Builds the program, imports the advisories of `fixtures/`, and gates two bills against them.
///
/// # Errors
/// When a command ends with another exit code than it must.
pub(crate) fn real_scan() -> Result<(), String> {
    // As its tests are built: with less of it, dependencies have other features and are built once more.
    run(&mut cargo_of_workspace(&["build", "--locked", "--workspace", "--tests"]))?;
    let folder = root().join("target/real-scan");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let index = folder.join("advisories.index").to_string_lossy().into_owned();
    expect(0, &["feed", "import", "fixtures/advisories", "--index", &index])?;
    expect(1, &["gate", "fixtures/vulnerable.cdx.json", "--index", &index, "--now", DAY])?;
    expect(0, &["gate", "fixtures/clean.cdx.json", "--index", &index, "--now", DAY])
}

fn expect(code: i32, arguments: &[&str]) -> Result<(), String> {
    let mut command = Command::new(root().join("target/debug/steadfast"));
    match exit_code(command.args(arguments).current_dir(root()))? {
        ended if ended == code => Ok(()),
        ended => Err(format!("steadfast {} ended with {ended} instead of {code}", arguments.join(" "))),
    }
}
