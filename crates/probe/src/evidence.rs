//! The evidence: each question, answer and verdict as one line of JSON that names the line before it by its digest, so that
//! nothing can be changed, moved or taken out in the middle without its being seen.

use std::io::{self, Write};

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::clock;

/// What stands in the place of the digest before the first line.
const NOTHING_BEFORE: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// A chain of lines that grows.
pub struct Evidence {
    out: Box<dyn Write>,
    before: String,
    lines: u64,
    broken: Option<io::Error>,
}

impl std::fmt::Debug for Evidence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Evidence").field("lines", &self.lines).finish_non_exhaustive()
    }
}

impl Evidence {
    /// A chain that is written there, one line at a time.
    #[must_use]
    pub fn new(out: Box<dyn Write>) -> Self {
        Self { out, before: NOTHING_BEFORE.to_owned(), lines: 0, broken: None }
    }

    /// Adds a line. What cannot be written is told at the end: a probe that has begun is not broken off for it.
    pub(crate) fn add(&mut self, said: Value) {
        let mut line = Map::new();
        line.insert("line".to_owned(), json!(self.lines));
        line.insert("time".to_owned(), json!(clock::wall().to_string()));
        line.insert("before".to_owned(), json!(self.before));
        if let Value::Object(said) = said {
            line.extend(said);
        }
        let text = Value::Object(line).to_string();
        self.before = hex(&Sha256::digest(&text));
        self.lines += 1;
        let written = writeln!(self.out, "{text}").and_then(|()| self.out.flush());
        self.broken = self.broken.take().or(written.err());
    }

    /// Ends the chain.
    ///
    /// # Errors
    /// When a line could not be written.
    pub(crate) fn end(self) -> io::Result<()> {
        self.broken.map_or(Ok(()), Err)
    }
}

/// A line that does not stand where it was written.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {0} of the evidence does not follow from the line before it")]
pub struct Broken(pub u64);

/// How many lines of evidence stand there, unaltered. What was cut off at the end is not seen.
///
/// # Errors
/// The first line that does not follow.
pub fn check(text: &str) -> Result<u64, Broken> {
    let (mut before, mut number) = (NOTHING_BEFORE.to_owned(), 0);
    for line in text.lines() {
        let read: Value = serde_json::from_str(line).map_err(|_| Broken(number))?;
        if read["before"] != json!(before) || read["line"] != json!(number) {
            return Err(Broken(number));
        }
        before = hex(&Sha256::digest(line));
        number += 1;
    }
    Ok(number)
}

/// Bytes as lower-case digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
