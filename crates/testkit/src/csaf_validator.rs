//! The CSAF validator of others, which ours is held against. One process judges all documents.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::workspace;

const SCRIPT: &str = include_str!("csaf_validator.mjs");

/// The validator that `cargo xtask tools` set up.
pub struct Validator {
    package: PathBuf,
}

impl Validator {
    /// The validator, or nothing, with a word on standard error, where it was never set up.
    ///
    /// # Panics
    /// When there is none in continuous integration (`CI=true`).
    #[must_use]
    pub fn find() -> Option<Self> {
        let package = workspace().join("target/tools/npm/node_modules/@secvisogram/csaf-validator-lib");
        let must_be_there = std::env::var("CI").is_ok_and(|value| value == "true");
        if package.is_dir() {
            return Some(Self { package });
        }
        assert!(!must_be_there, "{} absent: run cargo xtask tools", package.display());
        eprintln!("{} absent: run cargo xtask tools; this test checked nothing", package.display());
        None
    }

    /// The tests that each document fails, by the standard's numbers; `schema` for the plain schema. A test that broke on
    /// a document has a `!` behind its number.
    ///
    /// # Panics
    /// When the validator does not judge.
    #[must_use]
    pub fn judge(&self, documents: &[String]) -> Vec<BTreeSet<String>> {
        let mut node = Command::new("node");
        node.args(["--input-type=module", "-e", SCRIPT, "validator"]).arg(&self.package);
        node.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut running = node.spawn().expect("node starts");
        let mut input = running.stdin.take().expect("its input");
        let lines = documents.join("\n") + "\n";
        let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
        let output = running.wait_with_output().expect("node ends");
        writer.join().expect("the writer ends").expect("node takes all documents");
        assert!(output.status.success(), "the validator ended with {}", output.status);
        let text = String::from_utf8(output.stdout).expect("lines of text");
        let judged: Vec<BTreeSet<String>> = text.lines().map(numbers).collect();
        assert_eq!(judged.len(), documents.len(), "one line for each document");
        judged
    }
}

/// The numbers in a line of names as `mandatoryTest_6_1_27_1`.
fn numbers(line: &str) -> BTreeSet<String> {
    let names = line.trim_matches(['[', ']']).split(',').map(|name| name.trim_matches('"'));
    let number = |name: &str| match name.split_once("Test_") {
        Some((_, number)) => number.replace('_', "."),
        None => name.replace("csaf_2_0", "schema"),
    };
    names.filter(|name| !name.is_empty()).map(number).collect()
}
