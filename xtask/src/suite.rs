//! `cargo xtask test` and `cargo xtask check`: what must hold before a change is taken.

use std::process::Command;

use crate::process::{Step, cargo, cargo_of_workspace, is_there, run, run_all};
use crate::{agent, data, header, own_dossier, real_scan, tidy, tools};

/// Runs every step of the tests.
///
/// # Errors
/// The first step that fails.
pub(crate) fn run_suite() -> Result<(), String> {
    run_all(&[
        Step { name: "tools", work: tools::ensure },
        Step { name: "shared data", work: data::unpack },
        Step { name: "rules of the house", work: tidy::run },
        Step { name: "the header for C", work: header::check },
        Step { name: "format", work: format },
        Step { name: "tests", work: tests },
        Step { name: "licences, bans and sources", work: deny },
        Step { name: "the program for products", work: agent::build },
        Step { name: "a real scan", work: real_scan::real_scan },
        Step { name: "the own dossier", work: own_dossier::make },
    ])
}

/// Runs what needs every library compiled a second time, without running anything: too long beside the tests.
///
/// # Errors
/// The first step that fails.
pub(crate) fn run_checks() -> Result<(), String> {
    run_all(&[
        Step { name: "lints", work: lints },
        Step { name: "documentation", work: documentation },
        Step { name: "fuzz targets compile", work: fuzz_targets },
    ])
}

fn format() -> Result<(), String> {
    run(&mut cargo(&["fmt", "--all", "--check"]))?;
    run(&mut cargo(&["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"]))
}

fn lints() -> Result<(), String> {
    run(&mut cargo(&["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

/// Fuzz corpora are among these tests. nextest does not run documentation tests, so these run apart.
fn tests() -> Result<(), String> {
    if is_there(&mut cargo(&["nextest", "--version"])) {
        run(&mut cargo_of_workspace(&["nextest", "run", "--locked", "--workspace", "--no-tests", "pass"]))?;
        run(&mut cargo_of_workspace(&["test", "--locked", "--workspace", "--doc"]))
    } else {
        run(&mut cargo_of_workspace(&["test", "--locked", "--workspace"]))
    }
}

fn documentation() -> Result<(), String> {
    run(cargo(&["doc", "--locked", "--no-deps", "--workspace"]).env("RUSTDOCFLAGS", "-D warnings"))
}

fn deny() -> Result<(), String> {
    if is_there(&mut cargo(&["deny", "--version"])) {
        return run(&mut cargo(&["deny", "--locked", "check", "licenses", "bans", "sources"]));
    }
    println!("    SKIPPED: cargo-deny is not installed (cargo install --locked cargo-deny)");
    Ok(())
}

fn fuzz_targets() -> Result<(), String> {
    if is_there(Command::new("c++").arg("--version")) {
        return run(&mut cargo(&["check", "--locked", "--manifest-path", "fuzz/Cargo.toml"]));
    }
    println!("    SKIPPED: there is no C++ compiler, which the fuzzing library needs");
    Ok(())
}
