//! Bad input: each gets exit code 2, an error that names the file and the place, and nothing is written.

mod confused;
mod malformed;
mod oversized;
mod terminal;

use crate::advisories::filler;
use crate::program::{NOW, Program};

/// A program with a feed, so that nothing but the input can be wrong.
fn program() -> Program {
    let program = Program::new();
    program.write_feed("feed", &[filler("npm")]);
    program
}

/// Every command that reads a bill refuses this one, with a message that names it, and nothing is written.
#[track_caller]
fn bill_is_refused(program: &Program, file: &str, words: &[&str]) {
    let files = program.files();
    let words = [&[file], words].concat();
    for command in ["gate", "scan"] {
        program.run(&[command, file, "--advisories", "feed", "--now", NOW]).refuses(&words);
    }
    program.run(&["sbom", "check", file]).refuses(&words);
    assert_eq!(program.files(), files);
}

/// Every command that reads advisories refuses these, and nothing is written.
#[track_caller]
fn feed_is_refused(program: &Program, file: &str, words: &[&str]) {
    let files = program.files();
    let words = [&[file], words].concat();
    program.run(&["feed", "import", file, "--now", NOW]).refuses(&words);
    program.run(&["gate", "good.json", "--advisories", file, "--now", NOW]).refuses(&words);
    assert_eq!(program.files(), files);
}
