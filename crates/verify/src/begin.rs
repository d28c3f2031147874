//! The first line of a file tells what the file is.

use serde_json::Value;
use steadfast_trust::canonical;
use steadfast_trust::key::{Fingerprint, PublicKey};

use crate::bundle::{self, MOST_LINE};
use crate::export::Export;
use crate::fault::{Fault, Problem};
use crate::findings::{Findings, Verdict};
use crate::form::{self, CHECKPOINT, CONSISTENCY, EXPORT, RECORD, REPORT, SCHEMA};
use crate::report;

/// What is asked of a file beside whether it holds.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// The key that must have signed it, known from outside.
    pub key: Option<&'a Fingerprint>,
    /// The note of a checkpoint seen on another day, which must be the beginning of this one.
    pub older: Option<&'a str>,
}

/// A file after its first line.
#[derive(Debug)]
pub enum Begun {
    /// A bundle, which has one line; this is its answer, and nothing may follow.
    Whole(Findings),
    /// An export, whose further lines are to be examined and entered.
    Export(Box<Export>),
}

/// Reads the first line of a file, without its newline, and checks all that it holds.
///
/// # Errors
/// When it is unreadable, altered, or does not answer what is asked.
pub fn begin(line: &[u8], asked: &Asked<'_>) -> Result<Begun, Fault> {
    let value: Value = canonical::read(line, MOST_LINE).map_err(|error| Problem::Form(error).at(1, "line"))?;
    let kind = known_kind(&value)?;
    let key = form::key(value.get("key").and_then(Value::as_str).unwrap_or_default())?;
    expected(&key, asked)?;
    match kind {
        RECORD => bundle::record(value, key, asked.older).map(Begun::Whole),
        CHECKPOINT => bundle::checkpoint(value, key, asked.older).map(Begun::Whole),
        CONSISTENCY => bundle::consistency(value, key, asked.older).map(Begun::Whole),
        REPORT => report::report(value, key, asked.older).map(Begun::Whole),
        _ => Export::new(value, key, asked.older).map(|export| Begun::Export(Box::new(export))),
    }
}

/// Checks a file that is at hand line by line, newlines taken off.
pub fn check<'a>(mut lines: impl Iterator<Item = &'a [u8]>, asked: &Asked<'_>) -> Verdict {
    let checked = lines.next().ok_or(Problem::Empty.at(1, "line")).and_then(|first| match begin(first, asked)? {
        Begun::Whole(findings) => lines.next().map_or(Ok(findings), |_| Err(Problem::More.at(2, "line"))),
        Begun::Export(mut export) => {
            (2..).zip(lines).try_for_each(|(number, line)| {
                let entry = export.examine(number, line)?;
                export.enter(entry)
            })?;
            export.end()
        }
    });
    Verdict::of(checked, asked.key.is_some())
}

fn known_kind(value: &Value) -> Result<&'static str, Fault> {
    let kind = value.get("kind").and_then(Value::as_str).unwrap_or_default();
    let known = [RECORD, CHECKPOINT, CONSISTENCY, REPORT, EXPORT].into_iter().find(|known| *known == kind);
    let known = known.ok_or_else(|| Problem::Kind(kind.to_owned()).at(1, "kind"))?;
    match value.get("schema").and_then(Value::as_u64).unwrap_or_default() {
        SCHEMA => Ok(known),
        other => Err(Problem::Schema(other).at(1, "schema")),
    }
}

fn expected(key: &PublicKey, asked: &Asked<'_>) -> Result<(), Fault> {
    let found = key.fingerprint();
    match asked.key {
        Some(expected) if *expected != found => Err(Problem::OtherKey { found, expected: *expected }.at(1, "key")),
        _ => Ok(()),
    }
}
