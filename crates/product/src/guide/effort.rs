//! What the open points cost, and which come first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::on_sale::OnSale;
use super::stake::{self, Stake};
use crate::check::{Finding, Severity};

/// How much an open point costs. Ours: a rule of thumb by what has to be done, no promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
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
    /// What is at stake.
    pub risk: Stake,
    /// How it weighs.
    pub severity: Severity,
    /// The code of the findings; `self-test-…` and `vulnerabilities-…` where they are no findings of the file.
    pub code: &'static str,
    /// How many there are.
    pub count: usize,
    /// What they cost together, as one of their kind; many small ones stay small.
    pub effort: Effort,
    /// Why they cost so much.
    pub reason: &'static str,
    /// Why so much is at stake.
    pub why: &'static str,
    /// Requirements of Annex I that it is about, by id; none where the clause names another part of the act.
    pub requirements: &'static [String],
    /// The clause of the first.
    pub clause: &'static str,
    /// What was found, in the unit's words; empty where the check of the file says it with its place.
    pub found: String,
    /// What to do about the first.
    pub advice: String,
}

impl Gap {
    /// The most at stake first; of these what contradicts the act before what is missing and open, then the cheap before the
    /// dear.
    const fn rank(&self) -> (Reverse<Stake>, Severity, Effort) {
        (Reverse(self.risk), self.severity, self.effort)
    }
}

/// Findings by kind: the most at stake first, and of these what is cheap before what is dear.
#[must_use]
pub fn gaps(findings: &[Finding]) -> Vec<Gap> {
    gaps_on_sale(findings, &OnSale::default())
}

/// The same for a product that is on sale already, with what its scan and a unit of it say.
#[must_use]
pub fn gaps_on_sale(findings: &[Finding], known: &OnSale) -> Vec<Gap> {
    let mut gaps: BTreeMap<(Severity, &str), Gap> = BTreeMap::new();
    for finding in findings {
        gaps.entry((finding.severity, finding.code)).or_insert_with(|| of_file(finding)).count += 1;
    }
    let mut gaps: Vec<Gap> =
        stake::of_scan(known).into_iter().chain(stake::of_unit(known)).chain(gaps.into_values()).collect();
    gaps.sort_by_key(Gap::rank);
    gaps
}

/// A gap of the file, counted as none yet.
fn of_file(finding: &Finding) -> Gap {
    let (effort, risk) = (effort(finding.code), stake::of_file(finding));
    Gap {
        risk,
        severity: finding.severity,
        code: finding.code,
        count: 0,
        effort,
        reason: effort.reason(),
        why: risk.reason(),
        requirements: &[],
        clause: finding.clause,
        found: String::new(),
        advice: finding.advice.clone(),
    }
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
