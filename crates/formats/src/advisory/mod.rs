//! Advisories: one model for OSV, CVE records, NVD configurations, CSAF and EUVD.

mod configuration;
mod csaf;
mod cve;
mod euvd;
pub(crate) mod naming;
mod nvd;
mod osv;
pub(crate) mod products;
pub(crate) mod words;

pub(crate) use csaf::read as read_csaf;
pub(crate) use cve::read as read_cve;
pub(crate) use euvd::read as read_euvd;
pub(crate) use nvd::{read as read_nvd, read_page as read_nvd_page};
pub(crate) use osv::read as read_osv;

use jiff::Timestamp;

/// A published statement about a vulnerability, normalised.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Advisory {
    /// Its id in its own database (`RUSTSEC-2024-0001`, `CVE-2024-1234`, `ICSA-23-229-04`).
    pub id: String,
    /// Other ids of the same flaw.
    pub aliases: Vec<String>,
    /// OSV `upstream`: ids this advisory derives from. A distribution's advisory may name many flaws here.
    pub upstream: Vec<String>,
    /// Ids that are merely related, or the flaws that an erratum fixes.
    pub related: Vec<String>,
    /// First publication. Year 1 (an unfilled date) counts as absent.
    pub published: Option<Timestamp>,
    /// Last change. Year 1 counts as absent; a future date is kept as written.
    pub modified: Option<Timestamp>,
    /// Set when the publisher took it back (OSV `withdrawn`, CVE state `REJECTED`: then the rejection date, or the
    /// last change, or 1970 where the record has no date at all).
    pub withdrawn: Option<Timestamp>,
    /// One line for people: the summary, else the first line of the details.
    pub summary: String,
    /// Every severity given, with its vector or word.
    pub severities: Vec<Severity>,
    /// Set when the advisory is informational only (`unmaintained`, `unsound`, `notice`).
    pub informational: Option<String>,
    /// Known to be exploited, by the record itself: `ssvc-active` (SSVC `Exploitation: active`), `kev` (the record
    /// says that it is in CISA's catalogue) or `euvd-exploited since YYYY-MM-DD` (EUVD `exploitedSince`).
    pub exploited: Option<String>,
    /// Up to eight addresses to read more, fixes and advisories first.
    pub references: Vec<String>,
    /// What it affects.
    pub affected: Vec<Affected>,
}

/// A severity as published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Severity {
    /// A CVSS vector of any version, as written.
    Vector(String),
    /// A word only, upper-cased (`HIGH`, `MODERATE`).
    Word(String),
}

/// One entry of what an advisory affects: a product and the rule that tells its affected versions.
#[derive(Debug, Clone, PartialEq)]
pub struct Affected {
    /// The product meant.
    pub product: Product,
    /// Which of its versions.
    pub rule: Rule,
    /// Severities that hold for this entry alone.
    pub severities: Vec<Severity>,
    /// Informational kind of this entry alone.
    pub informational: Option<String>,
    /// Source files the flaw stands in (CVE `programFiles`), where given.
    pub program_files: Vec<String>,
    /// Added by somebody other than the publisher (a CVE record's ADP containers).
    pub enriched: bool,
}

/// How an advisory names a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Product {
    /// A package of an ecosystem, as OSV writes both: (`Debian:12`, `openssl`).
    Package {
        /// OSV ecosystem, release suffix included.
        ecosystem: String,
        /// The package's name in it.
        name: String,
    },
    /// A package URL without a version (CVE `packageURL`, CSAF product helpers).
    Purl(String),
    /// A vendor and product in CPE spelling (lower case, underscores), from CPE names or from the record's own
    /// vendor and product text.
    CpeName {
        /// Vendor, `*` when not known.
        vendor: String,
        /// Product.
        product: String,
    },
    /// A CPE configuration; its [`Rule`] is [`Rule::Configuration`].
    Configuration,
    /// Named by text only; nothing can be matched against it. Kept so that it is counted.
    Text(String),
}

/// Which versions are affected.
#[derive(Debug, Clone, PartialEq)]
pub enum Rule {
    /// OSV: affected if listed, or inside one of the ranges.
    Osv {
        /// Ranges.
        ranges: Vec<Range>,
        /// Explicit list.
        versions: Vec<String>,
    },
    /// CVE 5.1 `versions` with `defaultStatus`, by the algorithm of the CVE record format.
    Cve {
        /// The status of versions that no entry names.
        default: CveStatus,
        /// The entries, in order.
        entries: Vec<CveVersion>,
    },
    /// NVD-shaped or CVE `cpeApplicability` nodes.
    Configuration(Node),
    /// Exactly these versions, as CSAF product branches name them.
    Exactly(Vec<String>),
    /// A `vers:` range or a CSAF `product_version_range`, as written.
    Vers(String),
}

/// A range of versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// How its versions are ordered.
    pub order: RangeOrder,
    /// Events as written; readers do not sort them.
    pub events: Vec<Event>,
}

/// How a range's versions are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RangeOrder {
    /// By SemVer 2.0.
    Semver,
    /// By the ecosystem's own order.
    Ecosystem,
    /// By commit ancestry; cannot be ordered without the repository.
    Git,
    /// In a way that is not understood, or with events that are not: nothing can be concluded from it.
    NotUnderstood,
}

/// One event of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The first affected version; `0` is before every version.
    Introduced(String),
    /// The first version that is no longer affected.
    Fixed(String),
    /// The last affected version.
    LastAffected(String),
    /// Versions from here on are not considered.
    Limit(String),
}

/// A status in a CVE record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CveStatus {
    /// Affected.
    Affected,
    /// Not affected.
    Unaffected,
    /// The record does not say.
    #[default]
    Unknown,
}

/// One entry of CVE 5.1 `versions`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CveVersion {
    /// The single version, or the start of the range; `0` and `*` mean the beginning.
    pub version: String,
    /// The status of what it covers.
    pub status: CveStatus,
    /// The end of the range.
    pub end: CveEnd,
    /// `versionType` as written (`semver`, `git`, `custom`, `rpm`, …).
    pub kind: Option<String>,
    /// Status changes inside the range: from this version on, this status.
    pub changes: Vec<(String, CveStatus)>,
}

/// The end of a CVE version range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CveEnd {
    /// A single version.
    Single,
    /// `lessThan`, exclusive.
    Below(String),
    /// `lessThanOrEqual`, inclusive; may end in `.*`.
    UpTo(String),
}

/// A node of a CPE configuration.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Every child must hold.
    All(Vec<Node>),
    /// One child must hold.
    Any(Vec<Node>),
    /// The child must not hold.
    Not(Box<Node>),
    /// A CPE match.
    Match(CpeMatch),
}

/// One `cpeMatch` entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CpeMatch {
    /// The CPE 2.3 name as written.
    pub criteria: String,
    /// False for the platform that the flaw needs ("running on").
    pub vulnerable: bool,
    /// `versionStartIncluding` or `versionStartExcluding`.
    pub start: Option<Bound>,
    /// `versionEndIncluding` or `versionEndExcluding`.
    pub end: Option<Bound>,
}

/// A bound of a CPE version range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The version.
    pub version: String,
    /// Whether the version itself lies inside.
    pub including: bool,
}
