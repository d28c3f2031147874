//! What the index holds of an advisory: the compiled form, borrowed from the index's bytes.

use serde::{Deserialize, Serialize};

/// An advisory as the index holds it. Times are seconds since the epoch, UTC.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record<'a> {
    /// Its id in its own database.
    #[serde(borrow)]
    pub id: &'a str,
    /// Which kind of feed it came from.
    pub feed: Feed,
    /// Other ids of the same flaw, sorted.
    #[serde(borrow)]
    pub aliases: Vec<&'a str>,
    /// Ids it derives from, and flaws it fixes.
    #[serde(borrow)]
    pub related: Vec<&'a str>,
    /// First publication.
    pub published: Option<i64>,
    /// Last change.
    pub modified: Option<i64>,
    /// When it was taken back.
    pub withdrawn: Option<i64>,
    /// One line for people.
    #[serde(borrow)]
    pub summary: &'a str,
    /// Severities of the advisory as a whole.
    #[serde(borrow)]
    pub severities: Vec<Rating<'a>>,
    /// Informational kind, where the whole advisory is informational.
    #[serde(borrow)]
    pub informational: Option<&'a str>,
    /// Exploited, by the record's own word.
    #[serde(borrow)]
    pub exploited: Option<&'a str>,
    /// Addresses to read more.
    #[serde(borrow)]
    pub references: Vec<&'a str>,
    /// What it affects.
    #[serde(borrow)]
    pub affected: Vec<Entry<'a>>,
}

/// The kinds of feeds whose records the index holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Feed {
    /// OSV.
    Osv,
    /// CVE records.
    Cve,
    /// NVD-shaped configurations.
    Nvd,
    /// CSAF.
    Csaf,
    /// EUVD.
    Euvd,
}

/// A severity with its score.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rating<'a> {
    /// The CVSS vector, or the publisher's word.
    pub text: &'a str,
    /// Tenths of the CVSS base score; absent for a word, or for a vector that cannot be computed.
    pub tenths: Option<u8>,
}

/// One affected product.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry<'a> {
    /// What it is.
    #[serde(borrow)]
    pub product: Product<'a>,
    /// Which versions.
    #[serde(borrow)]
    pub rule: Rule<'a>,
    /// Severities of this entry alone.
    #[serde(borrow)]
    pub severities: Vec<Rating<'a>>,
    /// Informational kind of this entry alone.
    #[serde(borrow)]
    pub informational: Option<&'a str>,
    /// Source files that the flaw stands in.
    #[serde(borrow)]
    pub program_files: Vec<&'a str>,
    /// Added by somebody other than the publisher.
    pub enriched: bool,
}

/// A product, in the spelling that is compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Product<'a> {
    /// A package.
    Package {
        /// The ecosystem without release.
        base: &'a str,
        /// The release.
        release: Option<&'a str>,
        /// The name.
        name: &'a str,
    },
    /// A vendor and product, `*` for any vendor.
    Cpe {
        /// The vendor.
        vendor: &'a str,
        /// The product.
        product: &'a str,
    },
    /// A configuration of CPE matches; see [`Rule::Configuration`].
    Configuration,
}

/// Which versions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Rule<'a> {
    /// OSV ranges and list.
    Osv {
        /// Ranges.
        #[serde(borrow)]
        ranges: Vec<Range<'a>>,
        /// List.
        #[serde(borrow)]
        versions: Vec<&'a str>,
    },
    /// CVE version entries.
    Cve {
        /// The status of versions that no entry names.
        default: CveStatus,
        /// The entries.
        #[serde(borrow)]
        entries: Vec<CveVersion<'a>>,
    },
    /// CPE matches.
    #[serde(borrow)]
    Configuration(Configuration<'a>),
    /// Exactly these.
    #[serde(borrow)]
    Exactly(Vec<&'a str>),
    /// A `vers:` range.
    Vers(&'a str),
}

/// A range.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Range<'a> {
    /// Its order.
    pub order: Order,
    /// Its events, in document order.
    #[serde(borrow)]
    pub events: Vec<Event<'a>>,
}

/// The order of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// SemVer.
    Semver,
    /// The ecosystem's.
    Ecosystem,
    /// Commits.
    Git,
    /// Not understood.
    NotUnderstood,
}

/// An event of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event<'a> {
    /// First affected.
    Introduced(&'a str),
    /// First not affected.
    Fixed(&'a str),
    /// Last affected.
    LastAffected(&'a str),
    /// End of what is considered.
    Limit(&'a str),
}

/// A CVE status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CveStatus {
    /// Affected.
    Affected,
    /// Not affected.
    Unaffected,
    /// Not said.
    Unknown,
}

/// A CVE version entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CveVersion<'a> {
    /// The version or start.
    pub version: &'a str,
    /// Its status.
    pub status: CveStatus,
    /// Its end.
    #[serde(borrow)]
    pub end: CveEnd<'a>,
    /// How it is ordered.
    pub order: Order,
    /// Changes inside.
    #[serde(borrow)]
    pub changes: Vec<(&'a str, CveStatus)>,
}

/// The end of a CVE range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CveEnd<'a> {
    /// A single version.
    Single,
    /// Exclusive.
    Below(&'a str),
    /// Inclusive.
    UpTo(&'a str),
}

/// A configuration in two levels: groups, each of matches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Configuration<'a> {
    /// Every group must hold; else one is enough.
    pub every: bool,
    /// The groups.
    #[serde(borrow)]
    pub groups: Vec<Group<'a>>,
}

/// A group of CPE matches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group<'a> {
    /// The group's answer is reversed.
    pub negate: bool,
    /// Every match must hold; else one is enough.
    pub every: bool,
    /// The matches.
    #[serde(borrow)]
    pub matches: Vec<Match<'a>>,
}

/// A CPE match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match<'a> {
    /// The CPE 2.3 name.
    pub criteria: &'a str,
    /// False for a platform.
    pub vulnerable: bool,
    /// Start of the range and whether it lies inside.
    #[serde(borrow)]
    pub start: Option<(&'a str, bool)>,
    /// End of the range and whether it lies inside.
    #[serde(borrow)]
    pub end: Option<(&'a str, bool)>,
}
