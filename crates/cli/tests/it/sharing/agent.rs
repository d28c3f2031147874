//! The one agent that writes its keys down, built here and kept apart.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Variables that cargo and nextest set for a test. Build scripts of libraries look at some of them, and would run again.
const OF_THE_TEST: [&str; 4] = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "NEXTEST"];

/// Builds the agent with its feature `test-key-log`, beside what the workspace built already, and says where it is.
///
/// As a development dependency with that feature it would be no program where this crate is tested alone, and where the
/// whole workspace is tested, the feature would come into the program in `target` that everybody takes for the real one.
/// So cargo builds it here: libraries come from the folder of the workspace's own build, the program goes to another one,
/// and no other program is replaced. The whole workspace and a test of it, however small, are named so that every library
/// has the features with which it was built for the tests: then only the agent itself is built anew.
pub(crate) fn with_key_log() -> PathBuf {
    let own = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let shared = own.parent().expect("it lies in the build's folder");
    let mut command = Command::new(env!("CARGO"));
    let names = std::env::vars_os().map(|(name, _)| name);
    for name in names.filter(|name| OF_THE_TEST.iter().any(|begin| name.to_string_lossy().starts_with(begin))) {
        command.env_remove(name);
    }
    command.args(["build", "--quiet", "--locked", "--offline", "--message-format", "json"]);
    command.args(["--workspace", "--bin", "steadfast-agent", "--test", "alloc"]);
    command.args(["--features", "steadfast-agent/test-key-log"]);
    command.env("CARGO_TARGET_DIR", own.join("agent-with-key-log")).env("CARGO_BUILD_BUILD_DIR", shared);
    let built = command.output().expect("cargo runs");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    program(&built.stdout).expect("cargo says where the program is")
}

/// The program, as cargo tells of what it built.
fn program(told: &[u8]) -> Option<PathBuf> {
    let mut lines = told.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice::<Value>(line).ok());
    let agent = lines.find(|line| line["target"]["name"] == "steadfast-agent" && line["executable"].is_string())?;
    agent["executable"].as_str().map(PathBuf::from)
}
