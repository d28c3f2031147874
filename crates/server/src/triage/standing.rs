//! Which assessment stands for an exposure, whether it is to be looked at again, and whether somebody has to decide. Pure.

use std::fmt;

use serde::{Deserialize, Serialize};
use steadfast_store::{Assessment, Known, Open, Reach, Stand, VexStatus};

use super::key::key;

/// Why an assessment is to be looked at again. Codes are stable and never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Revisit {
    /// It is exploited, and was not when it was decided.
    ExploitedSince,
    /// It is rated worse than when it was decided.
    SeverityRaised,
    /// Matching finds something else than when it was decided.
    FoundChanged,
    /// The advisory changed, and so did the versions that mend it.
    AdvisoryChanged,
    /// It was decided on another version of the component.
    ComponentVersionChanged,
}

impl Revisit {
    /// Every reason, the gravest first.
    pub const ALL: [Self; 5] = [
        Self::ExploitedSince,
        Self::SeverityRaised,
        Self::FoundChanged,
        Self::AdvisoryChanged,
        Self::ComponentVersionChanged,
    ];

    /// Its code.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ExploitedSince => "exploited-since",
            Self::SeverityRaised => "severity-raised",
            Self::FoundChanged => "found-changed",
            Self::AdvisoryChanged => "advisory-changed",
            Self::ComponentVersionChanged => "component-version-changed",
        }
    }
}

impl fmt::Display for Revisit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What was known when an assessment was made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// 0 critical to 4 none, 5 unrated.
    pub severity: i64,
    /// Whether it was exploited.
    pub exploited: bool,
    /// The last change of its records.
    pub modified: Option<i64>,
    /// What was found in what it decided, each word once; nothing where it decided on nothing that was there.
    #[serde(default)]
    pub found: Vec<String>,
    /// The versions that mended it.
    #[serde(default)]
    pub fixed: Vec<String>,
}

/// An assessment, read.
#[derive(Clone, Debug)]
pub struct Stated {
    /// As it is kept.
    pub assessment: Assessment,
    basis: Basis,
    versions: Option<Vec<String>>,
}

impl From<Assessment> for Stated {
    fn from(assessment: Assessment) -> Self {
        let basis = serde_json::from_str(&assessment.basis).unwrap_or_default();
        let versions = assessment.component_versions.as_deref().and_then(|text| serde_json::from_str(text).ok());
        Self { assessment, basis, versions }
    }
}

/// Whether an assessment reaches an exposure.
#[must_use]
pub fn reaches(assessment: &Assessment, open: &Open) -> bool {
    let place = match assessment.reach {
        Reach::Release => assessment.release == Some(open.release),
        Reach::Product => assessment.product == Some(open.product),
        Reach::Component => true,
    };
    place && assessment.component.as_ref().is_none_or(|named| *named == key(open.purl.as_deref(), &open.name))
}

/// What an exposure stands at. `stated` are the assessments of its flaw that did not end, the newest first; `fixed` are the
/// versions that mend the flaw in this component.
#[must_use]
pub fn standing(known: &Known, stated: &[Stated], fixed: &[String], open: &Open) -> Stand {
    let fitting = stated.iter().filter(|stated| reaches(&stated.assessment, open));
    // Of those that reach equally far the first, which is the newest.
    let stands = fitting.min_by_key(|stated| stated.assessment.reach);
    let revisit = stands.and_then(|stated| revisit(known, stated, fixed, open));
    let open_still = stands.is_none_or(|stated| stated.assessment.status == VexStatus::UnderInvestigation);
    let concerns = ["affected", "unknown"].contains(&open.found.as_str()) && known.informational.is_none();
    Stand {
        assessment: stands.map(|stated| stated.assessment.id),
        revisit: revisit.filter(|_| concerns).map(|revisit| revisit.to_string()),
        waits: concerns && (open_still || revisit.is_some()),
    }
}

fn revisit(known: &Known, stated: &Stated, fixed: &[String], open: &Open) -> Option<Revisit> {
    let holds = |revisit: &Revisit| match revisit {
        Revisit::ExploitedSince => known.exploited.is_some() && !stated.basis.exploited,
        Revisit::SeverityRaised => rating(known.severity) < rating(stated.basis.severity),
        Revisit::FoundChanged => !stated.basis.found.is_empty() && !stated.basis.found.contains(&open.found),
        Revisit::AdvisoryChanged => {
            known.modified > stated.basis.modified && fixed.iter().any(|version| !stated.basis.fixed.contains(version))
        }
        Revisit::ComponentVersionChanged => {
            let versions = stated.versions.as_ref();
            versions.is_some_and(|versions| !versions.contains(&open.version.clone().unwrap_or_default()))
        }
    };
    Revisit::ALL.into_iter().find(holds)
}

/// Unrated counts as medium.
fn rating(severity: i64) -> i64 {
    if severity == 5 { 2 } else { severity }
}
