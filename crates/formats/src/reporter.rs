//! How readers of records gather what they could not understand, with lines, and within bounds.

use std::fmt::Arguments;

use serde::de::{Deserialize, Deserializer};

use crate::json::{self, Raw};
use crate::{Place, Problem};

/// Problems listed one by one; the rest of them is only counted. Finding the line of a problem takes a walk through
/// the document, so this bound also keeps reading linear.
const LISTED: usize = 100;

/// Gathers the problems of one document.
#[derive(Debug)]
pub(crate) struct Reporter<'a> {
    whole: &'a str,
    problems: Vec<Problem>,
    unlisted: usize,
    lines: Lines,
}

impl<'a> Reporter<'a> {
    /// For the document `whole`, of which every raw part that is handed over must be a slice.
    pub(crate) fn new(whole: &'a str) -> Self {
        Self { whole, problems: Vec::new(), unlisted: 0, lines: Lines::default() }
    }

    /// Reads one part of the document, an object or a text. A failure is reported at `path`.
    pub(crate) fn entry<T: Deserialize<'a>>(&mut self, raw: Raw<'a>, path: Arguments<'_>) -> Option<T> {
        // A derived reader would take a list for the values of the fields in their order.
        if raw.get().starts_with('[') {
            self.note(raw, path, "a list where one entry is expected");
            return None;
        }
        match serde_json::from_str(raw.get()) {
            Ok(value) => Some(value),
            Err(source) => {
                self.note(raw, path, json::reason(&source));
                None
            }
        }
    }

    /// Reads every part of a list that stands at `path`. Failures are reported and left out.
    pub(crate) fn entries<T: Deserialize<'a>>(&mut self, raws: &[Raw<'a>], path: Arguments<'_>) -> Vec<T> {
        let read = |(index, raw): (usize, &Raw<'a>)| self.entry(raw, format_args!("{path}/{index}"));
        raws.iter().enumerate().filter_map(read).collect()
    }

    /// Reports `reason` at `raw`.
    pub(crate) fn note(&mut self, raw: Raw<'_>, path: Arguments<'_>, reason: impl Into<String>) {
        if self.problems.len() == LISTED {
            self.unlisted += 1;
            return;
        }
        let place = self.place(raw, path);
        self.problems.push(Problem::new(place, reason));
    }

    /// Reports `reason` in a line counted from 1.
    pub(crate) fn note_line(&mut self, line: usize, reason: impl Into<String>) {
        if self.problems.len() == LISTED {
            self.unlisted += 1;
        } else {
            self.problems.push(Problem::new(Place::line(line, ""), reason));
        }
    }

    /// The place of `raw`. Cheap as long as places are asked for in about the order of the document.
    pub(crate) fn place(&mut self, raw: Raw<'_>, path: Arguments<'_>) -> Place {
        Place::line(self.lines.at(self.whole, raw.get()), path.to_string())
    }

    /// Everything reported; a last problem counts what was not listed.
    pub(crate) fn finish(mut self) -> Vec<Problem> {
        if self.unlisted > 0 {
            let reason = format!("{} more problems are not listed", self.unlisted);
            self.problems.push(Problem::new(Place::default(), reason));
        }
        self.problems
    }
}

/// Counts lines from the place that was asked for last.
#[derive(Debug, Default)]
struct Lines {
    offset: usize,
    before: usize,
}

impl Lines {
    /// The line, from 1, at which `part`, a slice of `whole`, starts.
    fn at(&mut self, whole: &str, part: &str) -> usize {
        let offset = (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize);
        if offset > whole.len() {
            return 1;
        }
        let breaks =
            |from, to| whole.as_bytes().get(from..to).unwrap_or_default().iter().filter(|b| **b == b'\n').count();
        self.before = if offset < self.offset {
            self.before.saturating_sub(breaks(offset, self.offset))
        } else {
            self.before + breaks(self.offset, offset)
        };
        self.offset = offset;
        self.before + 1
    }
}

/// For fields of which some writers say `null` instead of leaving them out.
pub(crate) fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

/// The text of a raw part, if it is text.
pub(crate) fn text_of(raw: Option<Raw<'_>>) -> Option<String> {
    raw.and_then(|raw| serde_json::from_str::<String>(raw.get()).ok())
}

/// A list of raw parts; `null` and nothing are an empty list.
pub(crate) type Raws<'a> = Vec<Raw<'a>>;
