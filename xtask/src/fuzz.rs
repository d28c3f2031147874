//! `cargo xtask fuzz`: the fuzz targets, on the stable toolchain.

use crate::process::{cargo, is_there, run};
use crate::workspace::root;

/// Seconds per target unless said otherwise.
const SECONDS: &str = "60";

/// Runs the named target or all of them, each for so many seconds.
///
/// # Errors
/// When cargo-fuzz is missing, a target is unknown, or an input breaks a target.
pub(crate) fn run_targets(words: &[&str]) -> Result<(), String> {
    if !is_there(&mut cargo(&["fuzz", "--version"])) {
        return Err("cargo-fuzz is not installed: cargo install --locked cargo-fuzz".to_owned());
    }
    let targets = targets()?;
    match words {
        [] => targets.iter().try_for_each(|target| one(target, SECONDS)),
        [seconds] if is_number(seconds) => targets.iter().try_for_each(|target| one(target, seconds)),
        [target] if targets.iter().any(|known| known == target) => one(target, SECONDS),
        [target, seconds] if targets.iter().any(|known| known == target) && is_number(seconds) => one(target, seconds),
        _ => Err(format!("usage: cargo xtask fuzz [TARGET] [SECONDS]; targets: {}", targets.join(", "))),
    }
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn targets() -> Result<Vec<String>, String> {
    let folder = root().join("fuzz/fuzz_targets");
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter_map(|name| Some(name.strip_suffix(".rs")?.to_owned())).collect();
    names.sort();
    Ok(names)
}

/// What fuzzing finds goes to a folder of its own, so that the hand-made corpus stays small.
fn one(target: &str, seconds: &str) -> Result<(), String> {
    let found = root().join("fuzz/found").join(target);
    std::fs::create_dir_all(&found).map_err(|error| format!("{}: {error}", found.display()))?;
    let [found, seeds] = [format!("fuzz/found/{target}"), format!("fuzz/corpus/{target}")];
    let limit = format!("-max_total_time={seconds}");
    let options = ["-timeout=10", "-rss_limit_mb=4096", "-max_len=65536", &limit];
    let mut command = cargo(&["fuzz", "run", target, &found, &seeds, "--"]);
    run(command.args(options).env("RUSTC_BOOTSTRAP", "1"))
}
