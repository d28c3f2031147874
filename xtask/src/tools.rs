//! Programs that the tests need besides Rust. On Debian as root they are installed; elsewhere they are named.

use std::path::Path;
use std::process::Command;

use crate::process::{is_there, run};

/// A program, the Debian packages that bring it, and what needs it.
struct Tool {
    program: &'static str,
    packages: &'static [&'static str],
    needed_for: &'static str,
}

const TOOLS: [Tool; 2] = [
    Tool { program: "zstd", packages: &["zstd"], needed_for: "unpacking the shared test data" },
    Tool { program: "cc", packages: &["gcc", "libc6-dev"], needed_for: "linking" },
];

/// Sees to it that every tool is there.
///
/// # Errors
/// When one is missing and could not be installed.
pub(crate) fn ensure() -> Result<(), String> {
    let missing: Vec<&Tool> =
        TOOLS.iter().filter(|tool| !is_there(Command::new(tool.program).arg("--version"))).collect();
    if missing.is_empty() {
        println!("    nothing is missing");
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().flat_map(|tool| tool.packages).copied().collect();
    if is_debian() && is_root() { install(&packages) } else { Err(named(&missing)) }
}

fn install(packages: &[&str]) -> Result<(), String> {
    run(Command::new("apt-get").args(["update", "--quiet"]))?;
    let arguments = ["install", "--yes", "--quiet", "--no-install-recommends"];
    run(Command::new("apt-get").args(arguments).args(packages).env("DEBIAN_FRONTEND", "noninteractive"))
}

fn named(missing: &[&Tool]) -> String {
    let lines = missing.iter().map(|tool| {
        let packages = tool.packages.join(" ");
        format!("{} is missing; {} needs it (on Debian: apt-get install {packages})", tool.program, tool.needed_for)
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn is_debian() -> bool {
    Path::new("/etc/debian_version").exists()
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
