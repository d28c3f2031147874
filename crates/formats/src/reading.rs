//! What every reader shares: where something stands, what could not be understood, why a document was refused.

use std::fmt;

/// Where in a document something stands, as far as the reader knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The archive member or inner document, where one file holds several.
    pub member: Option<String>,
    /// A JSON pointer (`/components/17`), an XML path or a tag; empty for the whole document.
    pub path: String,
    /// The line, counted from 1.
    pub line: Option<usize>,
}

impl Place {
    /// A place known by its path alone.
    pub fn path(path: impl Into<String>) -> Self {
        Self { path: path.into(), ..Self::default() }
    }

    /// A place known by its line (from 1) and path.
    pub fn line(line: usize, path: impl Into<String>) -> Self {
        Self { path: path.into(), line: Some(line), ..Self::default() }
    }

    /// The same place, inside `member` of an archive.
    #[must_use]
    pub fn within(mut self, member: &str) -> Self {
        self.member = Some(match self.member {
            Some(inner) => format!("{member}/{inner}"),
            None => member.to_owned(),
        });
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = self.line.map(|line| format!("line {line}"));
        let path = (!self.path.is_empty()).then(|| self.path.clone());
        let parts: Vec<String> = self.member.clone().into_iter().chain(line).chain(path).collect();
        f.write_str(if parts.is_empty() { "the document" } else { "" })?;
        f.write_str(&parts.join(", "))
    }
}

/// One thing that a reader could not understand. The rest of the document was used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands.
    pub place: Place,
    /// Why it could not be understood.
    pub reason: String,
}

impl Problem {
    /// A problem at `place`.
    pub fn new(place: Place, reason: impl Into<String>) -> Self {
        Self { place, reason: reason.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.reason)
    }
}

/// Bounds on what a reader takes in, so that no input can exhaust the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest single document, in bytes, packed or unpacked.
    pub document: usize,
    /// The largest archive, in bytes, summed over its unpacked members.
    pub unpacked: usize,
    /// The most members of an archive.
    pub members: usize,
    /// The deepest nesting of components, JSON values or XML elements.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { document: 256 << 20, unpacked: 4 << 30, members: 2_000_000, depth: 100 }
    }
}

/// Why a document was refused as a whole. Nothing of it is used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There is nothing in it.
    #[error("the document is empty")]
    Empty,
    /// More bytes than [`Limits`] allow.
    #[error("{place}: {size} bytes are more than the limit of {limit}")]
    TooLarge {
        /// The document or member.
        place: Place,
        /// Its size in bytes, or what was seen of it.
        size: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// Nested deeper than [`Limits`] allow.
    #[error("{place}: nested deeper than {limit} levels")]
    TooDeep {
        /// Where the limit was passed.
        place: Place,
        /// The limit.
        limit: usize,
    },
    /// Text that is not UTF-8.
    #[error("{place}: not UTF-8 text")]
    NotUtf8 {
        /// The line of the first bad byte.
        place: Place,
        /// The decoder's word.
        source: std::str::Utf8Error,
    },
    /// Broken JSON, a truncated document included.
    #[error("{place}: broken JSON: {source}")]
    Json {
        /// Where it breaks.
        place: Place,
        /// The parser's word.
        source: serde_json::Error,
    },
    /// A complete JSON document with something behind it.
    #[error("{place}: a second document starts here; a file holds one")]
    SecondDocument {
        /// Where the second one starts.
        place: Place,
    },
    /// Broken XML.
    #[error("{place}: broken XML: {source}")]
    Xml {
        /// Where it breaks.
        place: Place,
        /// The parser's word.
        source: quick_xml::Error,
    },
    /// Broken TOML.
    #[error("{place}: broken TOML: {source}")]
    Toml {
        /// Where it breaks.
        place: Place,
        /// The parser's word.
        source: Box<toml::de::Error>,
    },
    /// An archive or a compressed stream that cannot be unpacked.
    #[error("{place}: the archive cannot be unpacked: {source}")]
    Archive {
        /// The archive or member.
        place: Place,
        /// The unpacker's word.
        source: std::io::Error,
    },
    /// A known format whose shape is broken at a place that the whole document depends on.
    #[error("{place}: {reason}")]
    Malformed {
        /// Where.
        place: Place,
        /// What is wrong.
        reason: String,
    },
    /// A known format in a version that no reader here knows.
    #[error("{format} {version} is not a version this program reads ({known})")]
    UnknownVersion {
        /// The format's name.
        format: &'static str,
        /// The version it claims.
        version: String,
        /// The versions that are read.
        known: &'static str,
    },
    /// None of the formats that were asked for.
    #[error("not a format this program reads here; it looks like {looks_like}; expected {expected}")]
    Unrecognised {
        /// What the content looks like.
        looks_like: String,
        /// What was expected.
        expected: &'static str,
    },
}
