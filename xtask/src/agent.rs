//! `cargo xtask agent`: the program for products, as one static file.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::process::{cargo, run};
use crate::workspace::root;

const TARGET: &str = "x86_64-unknown-linux-gnu";

/// Without shared libraries, with the list of what is put in its place at the start in its short form (a tenth of a megabyte
/// less), and without an index of the tables for unwinding.
const FLAGS: &str = "-C target-feature=+crt-static -C force-unwind-tables=no \
     -C link-arg=-Wl,-z,pack-relative-relocs,--icf=all,--no-eh-frame-hdr";

/// The tables for unwinding: half a megabyte of a program that aborts. The compiler writes them whatever it is told.
const UNWINDING: [&str; 2] = ["--remove-section=.eh_frame", "--remove-section=.gcc_except_table"];

/// The most bytes that it may have. The goal is 4,000,000: BENCHMARKS.md says what is in the way.
const MOST: u64 = 4_850_000;

/// Builds it, puts it to `target/agent/steadfast-agent`, and says how large it is. It is built by itself, or it would get
/// what other crates of the workspace ask of its libraries. The target is named so that build scripts are not static.
///
/// # Errors
/// When it cannot be built, or has become too large.
pub(crate) fn build() -> Result<(), String> {
    built().map(drop)
}

/// The same; gives where it is.
///
/// # Errors
/// As [`build`].
pub(crate) fn built() -> Result<PathBuf, String> {
    let folder = root().join("target");
    let made = folder.join("agent-build");
    let arguments = ["build", "--locked", "-p", "steadfast-agent", "--profile", "agent", "--target", TARGET];
    let mut command = cargo(&arguments);
    run(command.env("RUSTFLAGS", FLAGS).env("CARGO_TARGET_DIR", &made))?;
    let [from, to] = [made.join(TARGET).join("agent/steadfast-agent"), folder.join("agent/steadfast-agent")];
    let failed = |error| format!("{}: {error}", to.display());
    fs::create_dir_all(folder.join("agent")).map_err(failed)?;
    run(Command::new("objcopy").args(UNWINDING).arg(from).arg(&to))?;
    let bytes = fs::metadata(&to).map_err(failed)?.len();
    println!("    {bytes} bytes");
    if bytes <= MOST { Ok(to) } else { Err(format!("it has more than {MOST} bytes")) }
}
