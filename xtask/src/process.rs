//! Programs that are run: their output streams, their failure is ours.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::workspace::root;

/// One piece of work with a name.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) work: fn() -> Result<(), String>,
}

/// Runs steps in order, with the time each takes; the first that fails ends the run.
///
/// # Errors
/// The failed step and why it failed.
pub(crate) fn run_all(steps: &[Step]) -> Result<(), String> {
    let mut times = Vec::new();
    for step in steps {
        println!("\n==> {}", step.name);
        let begin = now();
        let outcome = (step.work)();
        let took = begin.elapsed();
        times.push((step.name, took));
        outcome.map_err(|reason| format!("\nFAILED at \"{}\" after {}: {reason}", step.name, seconds(took)))?;
        println!("<== {} ({})", step.name, seconds(took));
    }
    summary(&times);
    Ok(())
}

fn summary(times: &[(&str, Duration)]) {
    println!("\nall steps passed");
    for (name, took) in times {
        println!("  {:>8}  {name}", seconds(*took));
    }
}

/// The present, to measure from.
#[expect(clippy::disallowed_methods, reason = "this is a program's edge: it measures how long steps take")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

/// A cargo command in the root of the workspace.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root());
    std::env::vars_os().map(|(name, _)| name).filter(|name| of_this_run(&name.to_string_lossy())).for_each(|name| {
        command.env_remove(name);
    });
    command
}

/// A cargo command that builds the workspace's own crates. In continuous integration clippy compiles them, so that lints need no
/// second pass over every library; whatever it warns of ends the build.
pub(crate) fn cargo_of_workspace(arguments: &[&str]) -> Command {
    let mut command = cargo(arguments);
    if std::env::var_os("CI").is_some() {
        command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver").env("CLIPPY_ARGS", "-Dwarnings");
    }
    command
}

/// What cargo tells the program that it runs. Build scripts of dependencies watch some of it: left in, the same command from a
/// shell and from here would build them, and everything on top of them, anew each time.
fn of_this_run(name: &str) -> bool {
    ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"].iter().any(|prefix| name.starts_with(prefix))
}

/// Runs a command with its output shown.
///
/// # Errors
/// When it cannot be started or does not end with 0.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    match exit_code(command)? {
        0 => Ok(()),
        code => Err(format!("{} ended with {code}", shown(command))),
    }
}

/// Runs a command with its output shown, and returns its exit code.
///
/// # Errors
/// When it cannot be started, or was ended by a signal.
pub(crate) fn exit_code(command: &mut Command) -> Result<i32, String> {
    let words = shown(command);
    println!("    $ {words}");
    let status = command.status().map_err(|error| format!("{words} cannot be started: {error}"))?;
    status.code().ok_or_else(|| format!("{words} was ended by a signal"))
}

/// Whether a program is there and answers `--version` with success.
pub(crate) fn is_there(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

fn shown(command: &Command) -> String {
    let name = std::path::Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(name).chain(command.get_args()).map(|word| word.to_string_lossy().into_owned());
    words.collect::<Vec<_>>().join(" ")
}
