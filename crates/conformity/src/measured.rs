//! What the server measures of a product each day, as the facts of a record `product-measured`.
//!
//! Integers and words only. A number that is not there was not known: it makes its evidence unknown, never fine.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The kind of record that holds it.
pub const KIND: &str = "product-measured";

/// Everything that was measured of one product at one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Measured {
    /// Advisories and their freshness.
    pub feeds: Feeds,
    /// Known vulnerabilities of what is on sale or in the field.
    pub exposures: Exposures,
    /// Units.
    pub units: Units,
    /// How many units failed which check of their self-test: `credentials` → 3.
    pub failed_checks: BTreeMap<String, u64>,
    /// What owners' units signed.
    pub receipts: Receipts,
    /// Watching.
    pub monitoring: Monitoring,
    /// How finders were answered.
    pub disclosure: Disclosure,
    /// Advisories on own flaws.
    pub advisories: Advisories,
    /// Updates.
    pub repository: Repository,
    /// Technical documentation and declarations that were promised for years.
    pub documents: KeptFiles,
    /// User information that was promised for years.
    pub user_information: KeptFiles,
    /// Somebody is rung.
    pub ringing: Ringing,
    /// Each release on sale or in the field, by its id.
    pub releases: BTreeMap<String, ReleaseMeasured>,
}

/// How fresh advisories are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Feeds {
    /// Sources that were fetched within their time.
    pub fresh: u64,
    /// Sources that were not, by name.
    pub stale: Vec<String>,
}

/// What is open of known vulnerabilities.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Exposures {
    /// Whether releases and advisories have met.
    pub met: bool,
    /// Decided on or not, still there.
    pub open: u64,
    /// Without a decision.
    pub undecided: u64,
    /// Past their day.
    pub overdue: u64,
    /// Named by a list as exploited, and without a decision.
    pub exploited: u64,
    /// Named by a list as exploited, decided on, and still there.
    pub left: u64,
    /// Days from the advisory to the fix that went on sale, the one in the middle.
    pub lead_days: Option<u64>,
}

/// Units and what they run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Units {
    /// In use.
    pub total: u64,
    /// Not heard of for too long.
    pub silent: u64,
    /// Running what is newest of each part.
    pub newest: u64,
    /// Passed their self-test.
    pub tested: u64,
    /// Failed it.
    pub failed: u64,
    /// Could not tell.
    pub untold: u64,
    /// Taken out of use.
    pub decommissioned: u64,
}

/// What owners chose and took along.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Receipts {
    /// Updates that units said they installed.
    pub installed: u64,
    /// Updates that owners put off.
    pub postponed: u64,
    /// Updates that owners refused.
    pub refused: u64,
    /// Owners who switched automatic updates off.
    pub opted_out: u64,
    /// Exports that left units.
    pub exported: u64,
    /// Erasures that units signed.
    pub erased: u64,
}

/// Watching.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Monitoring {
    /// Units whose owners share events.
    pub sharing: u64,
    /// Units whose owners do not.
    pub not_sharing: u64,
    /// Alerts that nobody answered.
    pub unanswered: u64,
}

/// How finders were answered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Disclosure {
    /// The day on which `security.txt` expires, as RFC 3339; nothing where there is none.
    pub security_txt_until: Option<String>,
    /// Reports in all.
    pub reports: u64,
    /// Reports that were not answered within the policy's time.
    pub late: u64,
}

/// Advisories on own flaws.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Advisories {
    /// Own flaws that a release on sale fixes.
    pub fixed: u64,
    /// Of these, without a published advisory.
    pub without: u64,
}

/// Updates and their metadata.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Repository {
    /// How many keys must sign the product's line; 0 where it has none.
    pub threshold: u64,
    /// When the metadata that ends first ends, as RFC 3339.
    pub until: Option<String>,
    /// Files that were promised.
    pub files: u64,
    /// Of these, last found damaged or missing.
    pub faulty: u64,
    /// Of these, not read again yet.
    pub unproved: u64,
}

/// Files that must be there for years, and were read again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct KeptFiles {
    /// Files that were promised.
    pub files: u64,
    /// Of these, last found damaged or missing.
    pub faulty: u64,
    /// Of these, not read again yet.
    pub unproved: u64,
}

/// Somebody is rung.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Ringing {
    /// Whether somebody is on duty.
    pub on_duty: bool,
    /// Test alarms in a row that nobody answered.
    pub missed_tests: u64,
}

/// One release.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct ReleaseMeasured {
    /// The verdict of its check: `pass`, `blocked`, `undecided`; nothing where it was not checked.
    pub verdict: Option<String>,
    /// Components of its bill; nothing without a bill.
    pub components: Option<u64>,
    /// Of these, without an identifier by which they could be looked up.
    pub unidentified: u64,
    /// Entries of its bill that were not understood.
    pub not_understood: u64,
}
