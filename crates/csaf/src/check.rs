//! The tests of the standard over any document: by the schema, mandatory (6.1), optional (6.2) and informative (6.3).
//!
//! A test says nothing of what the schema refuses already: what it needs and does not find in the right shape, it passes
//! over. Each test is a function of the document; together they give a [`Report`].

use std::fmt;

use serde_json::Value;

pub(crate) mod cvss;
mod identify;
mod informative;
mod language;
mod optional;
mod order;
mod place;
mod profile;
mod references;
mod revisions;
mod schema;
mod scores;
mod shape;
mod status;
mod text;

pub use optional::filename;
use place::At;

/// What a test is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The schema.
    Schema,
    /// Section 6.1.
    Mandatory,
    /// Section 6.2.
    Optional,
    /// Section 6.3.
    Informative,
}

/// The name that the schema has among the tests.
pub const SCHEMA: &str = "schema";

/// What a test found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The test's number, as `6.1.1`, or [`SCHEMA`].
    pub test: &'static str,
    /// Where, as a JSON pointer.
    pub pointer: String,
    /// What is wrong.
    pub reason: String,
}

impl Finding {
    /// What the test is worth.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.test.get(..4) {
            Some("6.1.") => Kind::Mandatory,
            Some("6.2.") => Kind::Optional,
            Some("6.3.") => Kind::Informative,
            _ => Kind::Schema,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { test, pointer, reason } = self;
        write!(f, "{test} at {}: {reason}", if pointer.is_empty() { "/" } else { pointer })
    }
}

/// What all tests found, in the order of the tests.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Every finding.
    pub findings: Vec<Finding>,
}

impl Report {
    /// What forbids to publish the document: the schema and the mandatory tests.
    #[must_use]
    pub fn blocking(&self) -> Vec<Finding> {
        self.of(Kind::Schema).chain(self.of(Kind::Mandatory)).cloned().collect()
    }

    /// The findings of this kind.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.kind() == kind)
    }

    /// Whether this test found something.
    #[must_use]
    pub fn has(&self, test: &str) -> bool {
        self.findings.iter().any(|finding| finding.test == test)
    }
}

/// Where tests put what they find.
#[derive(Debug, Default)]
struct Found(Vec<Finding>);

impl Found {
    fn add(&mut self, test: &'static str, at: &At<'_>, reason: impl Into<String>) {
        self.0.push(Finding { test, pointer: at.pointer.clone(), reason: reason.into() });
    }

    /// At something that is not there.
    fn below(&mut self, test: &'static str, at: &At<'_>, name: &str, reason: impl Into<String>) {
        self.0.push(Finding { test, pointer: format!("{}/{name}", at.pointer), reason: reason.into() });
    }
}

/// Judges the text of a document. One that is no JSON has one finding of the schema.
#[must_use]
pub fn check_text(text: &str) -> Report {
    match serde_json::from_str::<Value>(text) {
        Ok(value) => {
            let mut report = check(&value);
            report.findings.extend(order::check(text));
            report
        }
        Err(error) => {
            let (pointer, reason) = (String::new(), format!("no JSON: {error}"));
            Report { findings: vec![Finding { test: SCHEMA, pointer, reason }] }
        }
    }
}

/// Judges a document. How its fields are sorted (6.2.13) is only known of its text: see [`check_text`].
#[must_use]
pub fn check(document: &Value) -> Report {
    let (root, mut found) = (At::root(document), Found::default());
    let parts: [fn(&At<'_>, &mut Found); 10] = [
        schema::check,
        references::check,
        status::check,
        scores::check,
        identify::check,
        language::check,
        revisions::check,
        profile::check,
        optional::check,
        informative::check,
    ];
    parts.into_iter().for_each(|part| part(&root, &mut found));
    Report { findings: found.0 }
}
