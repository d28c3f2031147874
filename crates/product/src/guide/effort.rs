//! What the open points cost, and which come first.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::check::{Finding, Severity};

/// How much an open point costs. Ours: a rule of thumb by what has to be done, no promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effort {
    /// Minutes to hours: somebody knows it and writes it down.
    Small,
    /// Days: people have to look and decide.
    Medium,
    /// Weeks: something has to be built, tested, or done by others.
    Large,
}

impl Effort {
    /// Why it costs so much.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Small => "somebody knows it, and writes it down",
            Self::Medium => "people have to look at it and decide",
            Self::Large => "something has to be built or tested, or others have to do it",
        }
    }
}

/// Findings of one kind, as work to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// How it weighs.
    pub severity: Severity,
    /// The code of the findings.
    pub code: &'static str,
    /// How many there are.
    pub count: usize,
    /// What they cost together, as one of their kind; many small ones stay small.
    pub effort: Effort,
    /// Why.
    pub reason: &'static str,
    /// The clause of the first.
    pub clause: &'static str,
    /// What to do about the first.
    pub advice: String,
}

/// Findings by kind: what is wrong before what is missing and open, then what is cheap before what is dear.
#[must_use]
pub fn gaps(findings: &[Finding]) -> Vec<Gap> {
    let mut gaps: BTreeMap<(Severity, Effort, &str), Gap> = BTreeMap::new();
    for finding in findings {
        let effort = effort(finding.code);
        let gap = gaps.entry((finding.severity, effort, finding.code)).or_insert_with(|| Gap {
            severity: finding.severity,
            code: finding.code,
            count: 0,
            effort,
            reason: effort.reason(),
            clause: finding.clause,
            advice: finding.advice.clone(),
        });
        gap.count += 1;
    }
    gaps.into_values().collect()
}

const MEDIUM: [&str; 15] = [
    "accepted-by-nobody",
    "category-not-considered",
    "class-not-considered",
    "due-diligence-not-begun",
    "due-diligence-unknown",
    "exemption-contradicted",
    "exemption-of-another-assessment",
    "interface-without-threats",
    "phase-without-procedure",
    "support-reasons",
    "support-too-short",
    "text-not-in-language",
    "threat-without-control",
    "threat-without-treatment",
    "treatment-without-reason",
];

const LARGE: [&str; 12] = [
    "certificate-missing",
    "control-without-evidence",
    "data-unprotected",
    "no-authentication",
    "no-opt-out",
    "no-postponement",
    "not-automatic-without-reason",
    "phase-without-evidence",
    "requirement-without-answer",
    "requirement-without-evidence",
    "route-closed",
    "shared-credential",
];

fn effort(code: &str) -> Effort {
    if LARGE.contains(&code) {
        Effort::Large
    } else if MEDIUM.contains(&code) {
        Effort::Medium
    } else {
        Effort::Small
    }
}
