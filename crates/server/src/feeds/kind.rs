//! What is expected of a feed.

use std::fmt;
use std::str::FromStr;

use steadfast_matching::index::SourceKind;

/// The kinds of feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedKind {
    /// An OSV export of an ecosystem: one archive.
    Osv,
    /// CVE records: one archive.
    Cve,
    /// NVD-shaped configurations: one file or archive.
    Nvd,
    /// A provider of CSAF advisories: a folder with a list of changes.
    Csaf,
    /// EUVD records.
    Euvd,
    /// The catalogue of known exploited vulnerabilities.
    Kev,
    /// Exploit prediction scores.
    Epss,
}

/// A text that names no kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no kind of feed: osv, cve, nvd, csaf, euvd, kev or epss")]
pub struct UnknownFeedKind(pub String);

impl FeedKind {
    /// All of them.
    pub const ALL: [Self; 7] = [Self::Osv, Self::Cve, Self::Nvd, Self::Csaf, Self::Euvd, Self::Kev, Self::Epss];

    /// Its word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Osv => "osv",
            Self::Cve => "cve",
            Self::Nvd => "nvd",
            Self::Csaf => "csaf",
            Self::Euvd => "euvd",
            Self::Kev => "kev",
            Self::Epss => "epss",
        }
    }

    /// What the index calls it.
    #[must_use]
    pub fn source(self) -> SourceKind {
        match self {
            Self::Osv => SourceKind::Osv,
            Self::Cve => SourceKind::Cve,
            Self::Nvd => SourceKind::Nvd,
            Self::Csaf => SourceKind::Csaf,
            Self::Euvd => SourceKind::Euvd,
            Self::Kev => SourceKind::Kev,
            Self::Epss => SourceKind::Epss,
        }
    }

    /// The kind of a source.
    #[must_use]
    pub fn of(source: SourceKind) -> Self {
        Self::ALL.into_iter().find(|kind| kind.source() == source).unwrap_or(Self::Osv)
    }
}

impl fmt::Display for FeedKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for FeedKind {
    type Err = UnknownFeedKind;

    fn from_str(text: &str) -> Result<Self, UnknownFeedKind> {
        let found = Self::ALL.into_iter().find(|kind| kind.as_str() == text);
        found.ok_or_else(|| UnknownFeedKind(text.chars().take(40).collect()))
    }
}
