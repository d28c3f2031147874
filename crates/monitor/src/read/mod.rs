//! Readers of what products write already: one line in, at most one event out.
//!
//! A reader is fed line by line, and counts them. It gives an event, or nothing where the line says nothing of security, or
//! an error that names the line, the field and the reason; after each it goes on with the next line. What it gives borrows
//! from the line, or from the reader where the line had to be decoded first. The work is linear in the line, and a line
//! longer than [`MOST_LINE`] is not looked at. Nothing is opened, and no clock is asked: who knows the year says so.
//!
//! | reader | for |
//! | --- | --- |
//! | [`Syslog`] | a log file in the traditional form or with times of RFC 3339, and lines of RFC 5424 |
//! | [`Journal`] | entries of the journal in its export format, and as JSON |
//! | [`Conn`] | `conn.log` of Zeek, as columns or as JSON |
//! | [`Lines`] | a line of JSON with the names of our own fields |

mod flat;
mod journal;
mod lines;
mod pam;
mod program;
mod sshd;
mod syslog;
mod time;
mod zeek;

use crate::event::{Event, Moment, Seconds, What};

pub use journal::Journal;
pub use lines::Lines;
pub use syslog::Syslog;
pub use zeek::Conn;

/// Bytes of the longest line that is read.
pub const MOST_LINE: usize = 64 << 10;

/// A line that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {field}: {why}")]
pub struct ReadError {
    /// Which line, from 1.
    pub line: u64,
    /// What of it.
    pub field: &'static str,
    /// Why.
    pub why: Why,
}

/// Why it cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// Longer than any line that is read.
    #[error("{0} bytes are more than the {MOST_LINE} of a line")]
    Long(usize),
    /// It has to be there.
    #[error("it is missing")]
    Missing,
    /// Not what this field holds.
    #[error("it holds something else")]
    Other,
    /// A word that is not known.
    #[error("this word is not known")]
    Word,
    /// No JSON, noticed at this byte.
    #[error("no JSON object, at byte {0}")]
    Json(usize),
    /// More fields than are read.
    #[error("there are more than {0} fields")]
    Many(usize),
    /// The lines that say what the columns are have not come.
    #[error("the header has not come")]
    Header,
}

/// What and why; the line is known by whoever counts them.
type Bad = (&'static str, Why);

/// What one line gives.
type Found<'a> = Result<Option<Event<'a>>, Bad>;

/// Counts lines.
#[derive(Clone, Copy, Debug, Default)]
struct Count(u64);

impl Count {
    /// The next line, if it is not too long, without its end.
    fn next<'a>(&mut self, line: &'a [u8]) -> Result<&'a [u8], ReadError> {
        self.0 += 1;
        if line.len() > MOST_LINE {
            return Err(self.error(("line", Why::Long(line.len()))));
        }
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        Ok(line.strip_suffix(b"\r").unwrap_or(line))
    }

    fn error(self, (field, why): Bad) -> ReadError {
        ReadError { line: self.0, field, why }
    }

    fn found<'a>(self, found: Found<'a>) -> Result<Option<Event<'a>>, ReadError> {
        found.map_err(|bad| self.error(bad))
    }
}

/// The bytes as text. Somebody who guesses may send bytes that are none: they are still read, in a copy.
fn text<'a>(bytes: &'a [u8], copy: &'a mut String) -> &'a str {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text;
    }
    copy.clear();
    copy.extend(bytes.utf8_chunks().flat_map(|chunk| {
        let odd = if chunk.invalid().is_empty() { "" } else { "\u{fffd}" };
        [chunk.valid(), odd]
    }));
    copy
}

/// An event at a wall time.
fn at(time: Option<Seconds>, what: What<'_>) -> Event<'_> {
    Event::new(Moment { time, ..Moment::default() }, what)
}
