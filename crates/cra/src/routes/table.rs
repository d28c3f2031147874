//! The table of procedures, proofs and reasons.

use std::fmt;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Confidence;
use crate::bilingual::Text;

const TABLE: &str = include_str!("../../data/routes.toml");

/// A procedure of Art. 32(1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub enum Procedure {
    /// Internal control, Annex VIII, Part I.
    #[serde(rename = "A")]
    InternalControl,
    /// Type examination and production control, Annex VIII, Parts II and III.
    #[serde(rename = "B+C")]
    TypeExamination,
    /// Full quality assurance, Annex VIII, Part IV.
    #[serde(rename = "H")]
    FullQualityAssurance,
    /// A European cybersecurity certification scheme, Art. 27(9).
    #[serde(rename = "certification")]
    Certification,
}

impl Procedure {
    /// All, in the order of the article.
    pub const ALL: [Self; 4] =
        [Self::InternalControl, Self::TypeExamination, Self::FullQualityAssurance, Self::Certification];

    /// Its key: `A`, `B+C`, `H`, `certification`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InternalControl => "A",
            Self::TypeExamination => "B+C",
            Self::FullQualityAssurance => "H",
            Self::Certification => "certification",
        }
    }

    /// The procedure with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == key)
    }
}

impl fmt::Display for Procedure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// What is known of a procedure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Route {
    /// Which.
    pub id: Procedure,
    /// Where it stands.
    #[serde(rename(deserialize = "ref", serialize = "reference"))]
    pub reference: String,
    /// A short name of ours.
    pub title: Text,
    /// Whether a notified body takes part.
    pub notified_body: bool,
    /// Whether that body's number follows the CE marking (Art. 30(4)).
    pub number_at_ce: bool,
    /// What it needs as proof: ids of [`proof`].
    pub proofs: Vec<String>,
    /// How we read it; empty where nothing is open.
    #[serde(default)]
    pub reading: String,
    /// How sure we are.
    pub confidence: Confidence,
}

/// Something that a procedure needs as proof.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Proof {
    /// A stable name.
    pub id: String,
    /// Where it is asked for.
    #[serde(rename(deserialize = "ref", serialize = "reference"))]
    pub reference: String,
    /// What it is called.
    pub title: Text,
}

/// Why a procedure is open, closed or unknown.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Reason {
    /// A stable name.
    pub code: String,
    /// Article and paragraph.
    #[serde(rename(deserialize = "ref", serialize = "reference"))]
    pub reference: String,
    /// In words.
    pub text: Text,
}

/// What was known on the day of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Known {
    /// There was none.
    None,
    /// There was at least one.
    Some,
    /// It was not known.
    Unknown,
}

/// What would give a presumption of conformity, as it was known on a day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Check {
    /// The day.
    #[serde(deserialize_with = "crate::day::date")]
    pub checked_on: Date,
    /// References of harmonised standards cited in the Official Journal under the act (Art. 27(1)).
    pub harmonised_standards_cited: Known,
    /// Common specifications (Art. 27(2)).
    pub common_specifications: Known,
    /// Certification schemes that a delegated act names (Art. 27(9)).
    pub certification_with_presumption: Known,
    /// Delegated acts that ask critical products for certification (Art. 8(1)).
    pub certification_mandated_for_critical: Known,
    /// In words.
    pub note: Text,
    /// How sure we are.
    pub confidence: Confidence,
}

impl Check {
    /// How many days old it is; none for a day before it.
    pub fn age_days(&self, today: Date) -> Option<i32> {
        let span = today.since((jiff::Unit::Day, self.checked_on)).ok()?;
        (span.get_days() >= 0).then(|| span.get_days())
    }
}

#[derive(Deserialize)]
struct Table {
    check: Check,
    procedure: Vec<Route>,
    proof: Vec<Proof>,
    reason: Vec<Reason>,
}

static ROUTES: LazyLock<Table> =
    LazyLock::new(|| toml::from_str(TABLE).expect("the embedded table is well-formed, which a test shows"));

/// The last check of what would give a presumption of conformity.
pub fn check() -> &'static Check {
    &ROUTES.check
}

/// Every procedure in the order of Art. 32(1).
pub fn procedures() -> &'static [Route] {
    &ROUTES.procedure
}

/// What is known of a procedure.
pub fn procedure(id: Procedure) -> Option<&'static Route> {
    procedures().iter().find(|one| one.id == id)
}

/// The proof with this id.
pub fn proof(id: &str) -> Option<&'static Proof> {
    ROUTES.proof.iter().find(|one| one.id == id)
}

/// Every reason.
pub fn reasons() -> &'static [Reason] {
    &ROUTES.reason
}

/// The reason with this code.
pub fn reason(code: &str) -> Option<&'static Reason> {
    reasons().iter().find(|one| one.code == code)
}
