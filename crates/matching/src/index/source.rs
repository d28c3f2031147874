//! Where an index's records came from, and what their feeds cover.

use serde::{Deserialize, Serialize};
use steadfast_formats::feed::FeedKind;

/// The kinds of sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// OSV records.
    Osv,
    /// CVE records.
    Cve,
    /// NVD-shaped configurations.
    Nvd,
    /// CSAF advisories.
    Csaf,
    /// EUVD records.
    Euvd,
    /// The catalogue of known exploited vulnerabilities.
    Kev,
    /// Exploit prediction scores.
    Epss,
}

impl From<FeedKind> for SourceKind {
    fn from(kind: FeedKind) -> Self {
        match kind {
            FeedKind::Osv => Self::Osv,
            FeedKind::Cve => Self::Cve,
            FeedKind::Nvd => Self::Nvd,
            FeedKind::Csaf => Self::Csaf,
            FeedKind::Euvd => Self::Euvd,
            FeedKind::Kev => Self::Kev,
            FeedKind::Epss => Self::Epss,
        }
    }
}

impl SourceKind {
    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Osv => "OSV",
            Self::Cve => "CVE",
            Self::Nvd => "NVD",
            Self::Csaf => "CSAF",
            Self::Euvd => "EUVD",
            Self::Kev => "KEV",
            Self::Epss => "EPSS",
        }
    }
}

/// How a source came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Shape {
    /// A whole export: a zip or a folder. It answers for what it covers.
    Export,
    /// Single records. They add to what is known and cover nothing: the absence of others says nothing.
    Single,
}

/// One source: an archive, a folder or single records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// What it holds.
    pub kind: SourceKind,
    /// How it came in.
    pub shape: Shape,
    /// A name for people: the file or folder as it was given.
    pub name: String,
    /// What it covers: ecosystems (`PyPI`, `Debian`, `Debian:12`) or [`CPE`]; sorted.
    pub covers: Vec<String>,
    /// Records that it gave, after duplicates were merged.
    pub records: u32,
    /// Records that were not understood.
    pub problems: u32,
    /// Affected products that are named by text alone and can never be matched.
    pub unmatchable: u32,
    /// The newest date of its records that does not lie after the import, in seconds since the epoch.
    pub newest: Option<i64>,
    /// When it was fetched: stated by whoever imported it, or the server's word.
    pub fetched: Option<i64>,
}

/// What a feed covers that names products by CPE.
pub const CPE: &str = "CPE";

impl Source {
    /// How new it is: when it was fetched, else its newest record. Seconds since the epoch.
    pub fn as_of(&self) -> Option<i64> {
        self.fetched.max(self.newest)
    }
}
