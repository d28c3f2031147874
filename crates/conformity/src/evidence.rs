//! Evidence: what a record says about a requirement.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// What kind of fact evidence is. Kebab-case in every text; words are never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Kind {
    /// The verdict of the release check.
    Gate,
    /// How fresh the advisories are that the check went by.
    Feeds,
    /// The bill of materials and its quality.
    Bill,
    /// What is open of known vulnerabilities, and for how long.
    Exposures,
    /// How quickly fixes went out.
    LeadTime,
    /// Self-tests of units.
    SelfTest,
    /// Which share of the units runs what is newest.
    UpdateReach,
    /// What owners chose: postponed, refused, opted out.
    Consent,
    /// A drill that was held.
    Drill,
    /// Which share of the units is watched.
    Monitoring,
    /// How finders were answered.
    Disclosure,
    /// `security.txt` and the policy it names.
    Contact,
    /// Something that ends on a known day unless it is renewed: `security.txt`, metadata of updates.
    Ends,
    /// Published advisories on what was fixed.
    Advisories,
    /// Receipts of what owners took along or erased.
    Receipts,
    /// Signed metadata of updates.
    Repository,
    /// Files that were promised for years, and were read again.
    Kept,
    /// Somebody is rung when a clock runs.
    Ringing,
    /// A report of tests of the product.
    TestReport,
    /// What a person reviewed, and what came of it.
    Review,
    /// That somebody reviewed something at all.
    Reviewed,
    /// The product file says how it is met.
    Declared,
    /// The product file says that it does not apply, and why.
    NotApplicable,
    /// The product file names evidence that must be there.
    Expected,
    /// The risk assessment.
    Assessment,
    /// A procedure of development or production.
    Procedure,
    /// Due diligence on components.
    Diligence,
    /// The support period.
    Support,
    /// Who made it and how it is told apart.
    Identity,
    /// The user information.
    UserInformation,
    /// The technical documentation.
    Dossier,
    /// The declaration of conformity.
    Declaration,
    /// The assessment procedure that was gone through.
    Route,
}

const DAY: i64 = 86_400;

impl Kind {
    /// Every kind, in the order of the enum.
    pub const ALL: [Self; 33] = [
        Self::Gate,
        Self::Feeds,
        Self::Bill,
        Self::Exposures,
        Self::LeadTime,
        Self::SelfTest,
        Self::UpdateReach,
        Self::Consent,
        Self::Drill,
        Self::Monitoring,
        Self::Disclosure,
        Self::Contact,
        Self::Ends,
        Self::Advisories,
        Self::Receipts,
        Self::Repository,
        Self::Kept,
        Self::Ringing,
        Self::TestReport,
        Self::Review,
        Self::Reviewed,
        Self::Declared,
        Self::NotApplicable,
        Self::Expected,
        Self::Assessment,
        Self::Procedure,
        Self::Diligence,
        Self::Support,
        Self::Identity,
        Self::UserInformation,
        Self::Dossier,
        Self::Declaration,
        Self::Route,
    ];

    /// Its word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gate => "gate",
            Self::Feeds => "feeds",
            Self::Bill => "bill",
            Self::Exposures => "exposures",
            Self::LeadTime => "lead-time",
            Self::SelfTest => "self-test",
            Self::UpdateReach => "update-reach",
            Self::Consent => "consent",
            Self::Drill => "drill",
            Self::Monitoring => "monitoring",
            Self::Disclosure => "disclosure",
            Self::Contact => "contact",
            Self::Ends => "ends",
            Self::Advisories => "advisories",
            Self::Receipts => "receipts",
            Self::Repository => "repository",
            Self::Kept => "kept",
            Self::Ringing => "ringing",
            Self::TestReport => "test-report",
            Self::Review => "review",
            Self::Reviewed => "reviewed",
            Self::Declared => "declared",
            Self::NotApplicable => "not-applicable",
            Self::Expected => "expected",
            Self::Assessment => "assessment",
            Self::Procedure => "procedure",
            Self::Diligence => "diligence",
            Self::Support => "support",
            Self::Identity => "identity",
            Self::UserInformation => "user-information",
            Self::Dossier => "dossier",
            Self::Declaration => "declaration",
            Self::Route => "route",
        }
    }

    /// Whether a product file alone puts it there: another file for the same release replaces it whole.
    pub const fn is_declared(self) -> bool {
        matches!(
            self,
            Self::Declared
                | Self::NotApplicable
                | Self::Expected
                | Self::Assessment
                | Self::Procedure
                | Self::Diligence
                | Self::Support
                | Self::Identity
                | Self::UserInformation
        )
    }

    /// How long it speaks where its record names no end; nothing for what speaks as long as its release does.
    ///
    /// Ours: the act names no ages. What the server measures each day counts for three, so that a server which no longer
    /// measures is not taken for one that finds nothing.
    pub const fn lifetime(self) -> Option<SignedDuration> {
        let days = match self {
            Self::Gate
            | Self::Feeds
            | Self::Bill
            | Self::Exposures
            | Self::LeadTime
            | Self::SelfTest
            | Self::UpdateReach
            | Self::Consent
            | Self::Monitoring
            | Self::Disclosure
            | Self::Contact
            | Self::Advisories
            | Self::Receipts
            | Self::Repository
            | Self::Kept
            | Self::Ringing => 3,
            Self::TestReport => 180,
            Self::Drill | Self::Review | Self::Reviewed | Self::Assessment | Self::Diligence => 365,
            _ => return None,
        };
        Some(SignedDuration::from_secs(days * DAY))
    }
}

/// Which way evidence speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// For it.
    Supports,
    /// Against it.
    Contradicts,
    /// It was looked at, and cannot be told.
    Unknown,
}

/// What tells one row of evidence from another. The newest record of a key is what counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    /// The product: `prd_…`.
    pub product: String,
    /// The requirement or duty: `I.1.2.a`, `art-13-8`.
    pub requirement: String,
    /// The release it is about; empty where it is about the product.
    pub release: String,
    /// Its kind.
    pub kind: Kind,
    /// What tells several of a kind apart: a test, a check, a scenario. Empty where there is one.
    pub source: String,
}

/// One thing that a record says about one requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Where it belongs.
    pub key: Key,
    /// Which way it speaks.
    pub stance: Stance,
    /// When it ends, where the record says so.
    pub until: Option<Timestamp>,
    /// Why, as a word for each language's text.
    pub because: &'static str,
    /// Numbers of that text, by name.
    pub figures: Vec<(&'static str, i64)>,
    /// What a person wrote or a file names, where there is anything.
    pub words: String,
}

/// The newest evidence of a key, and what is known of those before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Where it belongs.
    pub key: Key,
    /// Which way it speaks.
    pub stance: Stance,
    /// When the newest record was made.
    pub time: Timestamp,
    /// Since when records say the same without another in between.
    pub since: Timestamp,
    /// When it stops speaking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// Why.
    pub because: String,
    /// Numbers of that reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<(String, i64)>,
    /// Words of people or files.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// The record: `rec_…`.
    pub record: String,
    /// Its number in the ledger, from 0.
    pub number: u64,
    /// How many records of this key there were.
    pub count: u64,
}

impl Row {
    /// Whether it speaks at a moment: it was recorded by then, and has not ended.
    pub fn speaks(&self, now: Timestamp) -> bool {
        self.time <= now && self.until.is_none_or(|until| now < until)
    }

    /// The row after one more piece of evidence of its key.
    pub(crate) fn after(before: Option<&Self>, evidence: Evidence, of: &Origin<'_>) -> Self {
        let same = before.filter(|before| before.stance == evidence.stance && before.speaks(of.time));
        let lifetime = evidence.key.kind.lifetime().and_then(|lifetime| of.time.checked_add(lifetime).ok());
        Self {
            stance: evidence.stance,
            time: of.time,
            since: same.map_or(of.time, |before| before.since),
            until: evidence.until.or(lifetime),
            because: evidence.because.to_owned(),
            figures: evidence.figures.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            words: evidence.words,
            record: of.record.to_owned(),
            number: of.number,
            count: before.map_or(0, |before| before.count) + 1,
            key: evidence.key,
        }
    }
}

/// The record that evidence comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin<'a> {
    pub(crate) record: &'a str,
    pub(crate) number: u64,
    pub(crate) time: Timestamp,
}
