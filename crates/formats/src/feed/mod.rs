//! Advisory feeds: any one file of a feed, its format detected by content.

mod detect;
mod epss;
mod kev;

use jiff::Timestamp;

use crate::advisory::Advisory;
use crate::reporter::Reporter;
use crate::{Limits, Problem, ReadError};

/// The kind of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeedKind {
    /// OSV records.
    Osv,
    /// CVE records, JSON 5.x.
    Cve,
    /// NVD-shaped CPE configurations.
    Nvd,
    /// CSAF 2.0 advisories.
    Csaf,
    /// ENISA's European vulnerability database.
    Euvd,
    /// CISA's catalogue of known exploited vulnerabilities.
    Kev,
    /// FIRST's exploit prediction scores.
    Epss,
}

/// One file of a feed.
#[derive(Debug, Clone)]
pub struct FeedFile {
    /// What it is.
    pub kind: FeedKind,
    /// The date that the file claims for itself (KEV release, EPSS score date), where the format has one.
    pub dated: Option<Timestamp>,
    /// What it says.
    pub facts: Facts,
    /// Records that could not be understood, with their place.
    pub problems: Vec<Problem>,
}

impl FeedFile {
    /// A file of advisories, which has no date of its own.
    pub(crate) fn advisories(kind: FeedKind, advisories: Vec<Advisory>, reporter: Reporter<'_>) -> Self {
        Self { kind, dated: None, facts: Facts::Advisories(advisories), problems: reporter.finish() }
    }
}

/// What a file of a feed says.
#[derive(Debug, Clone)]
pub enum Facts {
    /// Advisories.
    Advisories(Vec<Advisory>),
    /// Vulnerabilities that are exploited.
    Exploited(Vec<Exploited>),
    /// Exploit prediction scores.
    Scores(Vec<Score>),
}

/// A vulnerability that is known to be exploited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exploited {
    /// The CVE id.
    pub cve: String,
    /// The day it was added, `YYYY-MM-DD`.
    pub since: Option<String>,
    /// Known to be used by ransomware.
    pub ransomware: bool,
}

/// An exploit prediction score.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// The CVE id.
    pub cve: String,
    /// Probability of exploitation in the next 30 days, 0 to 1.
    pub probability: f32,
    /// Percentile, 0 to 1.
    pub percentile: f32,
}

/// Reads one file of a feed: JSON (OSV record or list, KEV, CVE, NVD, CSAF, EUVD) or CSV (EPSS, gzip or plain).
///
/// # Errors
/// When the file as a whole cannot be used, or is none of these: [`ReadError::Unrecognised`].
pub fn read(bytes: &[u8], limits: &Limits) -> Result<FeedFile, ReadError> {
    detect::read(bytes, limits)
}
