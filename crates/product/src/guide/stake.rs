//! What is at stake where something is open, and what scan and self-test leave open.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::effort::{Effort, Gap};
use super::on_sale::{Checked, Found, OnSale};
use crate::check::{Finding, Severity};

/// What is at stake. Ours: a rule of thumb, by which people begin; the risk assessment decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stake {
    /// Something is not written down.
    Low,
    /// Something that the act asks for is not decided or not shown.
    Medium,
    /// Somebody can be harmed, or the act is contradicted.
    High,
}

impl Stake {
    /// Why so much is at stake, where the file alone is looked at.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Low => "nobody is harmed by what is only not written down",
            Self::Medium => "the act asks for it, and nobody decided or showed it",
            Self::High => "it contradicts the act, or leaves a way in that is known",
        }
    }
}

/// What a self-test looks at, as its statements name it.
pub const CHECKS: [&str; 7] = ["ports", "credentials", "encryption", "debugging", "updates", "log", "throttle"];

/// What stands for checks that are not known here.
const OTHER: &str = "other";

const TABLE: &str = include_str!("../../data/gaps.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(rename = "schema")]
    _schema: u32,
    check: Vec<Check>,
    scan: Vec<Scan>,
}

/// What a check of a unit's self-test is about.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Check {
    code: String,
    requirements: Vec<String>,
    clause: String,
    risk: Stake,
    unknown: Stake,
    why: String,
    effort: Effort,
    advice: String,
}

/// What a number of a scan is about.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scan {
    code: String,
    severity: Severity,
    requirements: Vec<String>,
    clause: String,
    risk: Stake,
    why: String,
    effort: Effort,
    advice: String,
}

static GAPS: LazyLock<Table> =
    LazyLock::new(|| toml::from_str(TABLE).expect("the embedded table is well-formed, which a test shows"));

/// Findings that leave a way in, whatever their severity.
const WAYS_IN: [&str; 5] = [
    "data-unprotected",
    "interface-without-threats",
    "no-authentication",
    "threat-without-control",
    "threat-without-treatment",
];

pub(super) fn of_file(finding: &Finding) -> Stake {
    match finding.severity {
        _ if WAYS_IN.contains(&finding.code) => Stake::High,
        Severity::Wrong => Stake::High,
        Severity::Missing => Stake::Medium,
        Severity::Open => Stake::Low,
    }
}

/// What a scan leaves open; exploited vulnerabilities are counted once, by themselves.
pub(super) fn of_scan(known: &OnSale) -> Vec<Gap> {
    let Some(scan) = known.scan else { return Vec::new() };
    let counts = [
        ("vulnerabilities-exploited", scan.exploited),
        ("vulnerabilities-affected", scan.affected.saturating_sub(scan.exploited)),
        ("vulnerabilities-undecided", scan.unknown),
    ];
    let rows = GAPS.scan.iter().filter_map(|row| {
        let count = counts.iter().find(|(code, _)| *code == row.code)?.1;
        (count > 0).then(|| of_row(row, count))
    });
    rows.collect()
}

fn of_row(row: &'static Scan, count: usize) -> Gap {
    Gap {
        risk: row.risk,
        severity: row.severity,
        code: &row.code,
        count,
        effort: row.effort,
        reason: row.effort.reason(),
        why: &row.why,
        requirements: &row.requirements,
        clause: &row.clause,
        found: String::new(),
        advice: row.advice.clone(),
    }
}

/// What a unit leaves open: what failed, what could not be looked at, and what it did not look at.
pub(super) fn of_unit(known: &OnSale) -> Vec<Gap> {
    let Some(test) = &known.self_test else { return Vec::new() };
    let given = test.checks.iter().filter_map(of_check);
    let silent = CHECKS.into_iter().filter(|id| !test.checks.iter().any(|one| one.check == *id));
    given.chain(silent.filter_map(|id| open(id, "The unit did not look at it."))).collect()
}

fn of_check(checked: &Checked) -> Option<Gap> {
    let detail = checked.detail.as_deref().unwrap_or_default();
    match checked.found {
        Found::Passed | Found::NotApplicable => None,
        Found::Unknown => open(&checked.check, detail),
        Found::Failed => {
            let (check, gap) = about(&checked.check, detail)?;
            let (effort, reason) = (check.effort, check.effort.reason());
            let advice = check.advice.clone();
            Some(Gap { severity: Severity::Wrong, risk: check.risk, effort, reason, advice, ..gap })
        }
    }
}

/// Nobody knows: to look is little work, whatever it costs to mend what is seen then.
fn open(id: &str, detail: &str) -> Option<Gap> {
    about(id, detail).map(|(_, gap)| gap)
}

/// A check with a gap that is open.
fn about(id: &str, detail: &str) -> Option<(&'static Check, Gap)> {
    let row = |wanted: &str| GAPS.check.iter().find(|row| row.code.strip_prefix("self-test-") == Some(wanted));
    let (check, found) = match row(id) {
        Some(check) => (check, detail.to_owned()),
        None => (row(OTHER)?, format!("{id}: {detail}")),
    };
    let gap = Gap {
        risk: check.unknown,
        severity: Severity::Open,
        code: &check.code,
        count: 1,
        effort: Effort::Small,
        reason: "a unit has to look at it again",
        why: &check.why,
        requirements: &check.requirements,
        clause: &check.clause,
        found,
        advice: format!("Run the self-test where this can be looked at. If it fails: {}", check.advice),
    };
    Some((check, gap))
}
