//! Reports of tests: JUnit as XML, and SARIF 2.1 of analysers.
//!
//! What is read is which cases there were and how each ended. A report without a case says nothing, and is taken as that.

mod junit;
mod sarif;

use jiff::Timestamp;

use crate::bom::tree;
use crate::{Limits, Place, ReadError, json};

/// The most cases of a report.
pub const MOST_CASES: usize = 200_000;
/// The most characters of a name; what is longer is cut.
const LONGEST: usize = 300;

/// What a report is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TestFormat {
    /// JUnit XML.
    Junit,
    /// SARIF 2.1.
    Sarif,
}

impl TestFormat {
    /// Its word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Junit => "junit",
            Self::Sarif => "sarif",
        }
    }
}

/// How a case ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It passed; a rule of an analyser found nothing.
    Passed,
    /// It failed, broke, or a rule found something.
    Failed,
    /// It did not run, or what was found was suppressed.
    Skipped,
}

/// One case of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The suite, or the analyser.
    pub suite: String,
    /// The case with its class before `::`, or the rule.
    pub name: String,
    /// How it ended.
    pub outcome: Outcome,
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestReport {
    /// What it is written in.
    pub format: TestFormat,
    /// When its last suite ran, where it says so.
    pub ran: Option<Timestamp>,
    /// Its cases, in its order.
    pub cases: Vec<Case>,
}

impl TestReport {
    /// How many cases ended so.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.cases.iter().filter(|case| case.outcome == outcome).count()
    }

    fn push(&mut self, suite: &str, name: &str, outcome: Outcome) -> Result<(), ReadError> {
        if self.cases.len() >= MOST_CASES {
            let reason = format!("more than {MOST_CASES} cases; hand them in as several reports");
            return Err(ReadError::Malformed { place: Place::default(), reason });
        }
        self.cases.push(Case { suite: cut(suite), name: cut(name), outcome });
        Ok(())
    }
}

/// Reads a report, by what is in it.
///
/// # Errors
/// When it is neither JUnit XML nor SARIF 2.1, is broken, or is larger than the limits allow.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<TestReport, ReadError> {
    let text = json::text(bytes, limits)?;
    match text.trim_start().as_bytes().first() {
        Some(b'<') => junit::read(&tree::read(text, limits)?),
        Some(b'{') => sarif::read(text),
        _ => {
            let reason = "neither JUnit XML nor SARIF 2.1".to_owned();
            Err(ReadError::Malformed { place: Place::default(), reason })
        }
    }
}

fn cut(text: &str) -> String {
    text.trim().chars().take(LONGEST).collect()
}
