//! The gate: may this release ship, by the policy of its manufacturer? Blocked, passed, or cannot be decided.

mod policy;

pub use policy::{Acceptance, BlockSeverity, Declared, Policy};

use jiff::civil::Date;
use serde::Serialize;

use crate::bill::Bill;
use crate::coverage::{Coverage, Freshness};
use crate::finding::{Finding, Kind, Severity, Status};
use crate::scan::{Scan, State};

/// The gate's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// No blocking known vulnerability among what could be checked, and nothing that had to be checked was not.
    Pass,
    /// It cannot be decided.
    Undecided,
    /// At least one finding blocks.
    Blocked,
}

/// Why the verdict is what it is. Codes are stable and never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// Blocks: exploited.
    Exploited,
    /// Blocks: as severe as the policy names, or worse.
    Severity,
    /// Blocks: more likely to be exploited than the policy allows.
    Epss,
    /// Undecided: the policy goes by severity and nobody has rated the flaw.
    SeverityUnknown,
    /// Undecided: whether it is exploited decides, and no fresh catalogue of exploited vulnerabilities is loaded.
    ExploitedUnknown,
    /// Undecided: the policy goes by probability and no fresh scores are loaded.
    EpssUnknown,
    /// Undecided: whether a finding affects the component cannot be told.
    FindingUnknown,
    /// Undecided: a component could not be checked.
    ComponentUnknown,
    /// Undecided: a component's unknown was accepted, and the acceptance has expired.
    AcceptanceExpired,
    /// Undecided: entries of the bill could not be understood.
    EntriesNotUnderstood,
    /// Undecided: the bill has no component.
    EmptyBill,
    /// Undecided: no component of the bill could be checked.
    NothingChecked,
    /// Undecided: no advisories are loaded.
    NoAdvisories,
    /// Counted, not deciding: a component's unknown is accepted with a reason.
    UnknownAccepted,
}

impl Code {
    /// The code as text.
    pub fn text(self) -> &'static str {
        match self {
            Self::Exploited => "exploited",
            Self::Severity => "severity",
            Self::Epss => "epss",
            Self::SeverityUnknown => "severity-unknown",
            Self::ExploitedUnknown => "exploited-unknown",
            Self::EpssUnknown => "epss-unknown",
            Self::FindingUnknown => "finding-unknown",
            Self::ComponentUnknown => "component-unknown",
            Self::AcceptanceExpired => "acceptance-expired",
            Self::EntriesNotUnderstood => "entries-not-understood",
            Self::EmptyBill => "empty-bill",
            Self::NothingChecked => "nothing-checked",
            Self::NoAdvisories => "no-advisories",
            Self::UnknownAccepted => "unknown-accepted",
        }
    }

    fn verdict(self) -> Verdict {
        match self {
            Self::Exploited | Self::Severity | Self::Epss => Verdict::Blocked,
            Self::UnknownAccepted => Verdict::Pass,
            _ => Verdict::Undecided,
        }
    }
}

/// One reason of a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateReason {
    /// What kind.
    pub code: Code,
    /// The finding, by its place in [`Scan::findings`].
    pub finding: Option<usize>,
    /// The component, by its place in [`Bill::parts`].
    pub part: Option<usize>,
    /// The reason in words.
    pub words: String,
}

/// The gate's answer with all its reasons, deciding ones first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The verdict.
    pub verdict: Verdict,
    /// Its reasons.
    pub reasons: Vec<GateReason>,
}

/// Decides. `today` (UTC) is for acceptances that expire.
pub fn decide(policy: &Policy, bill: &Bill<'_>, scan: &Scan, coverage: &Coverage, today: Date) -> Answer {
    let mut reasons = Vec::new();
    for (number, finding) in scan.findings.iter().enumerate() {
        reasons.extend(of_finding(policy, finding, coverage).map(|(code, words)| GateReason {
            code,
            finding: Some(number),
            part: Some(finding.part),
            words,
        }));
    }
    for (number, state) in scan.states.iter().enumerate() {
        if let (State::Unknown(reason), Some(part)) = (state, bill.parts.get(number)) {
            let (code, words) = of_unknown(policy, part.component, reason.words(), today);
            reasons.push(GateReason { code, finding: None, part: Some(number), words });
        }
    }
    reasons.extend(of_bill(bill, scan).map(|(code, words)| GateReason { code, finding: None, part: None, words }));
    reasons.sort_by_key(|reason| (std::cmp::Reverse(reason.code.verdict()), reason.code, reason.finding, reason.part));
    let verdict = reasons.iter().map(|reason| reason.code.verdict()).max().unwrap_or(Verdict::Pass);
    Answer { verdict, reasons }
}

fn of_bill(bill: &Bill<'_>, scan: &Scan) -> impl Iterator<Item = (Code, String)> {
    let reported = bill.bom.reported;
    let broken = (reported > 0)
        .then(|| (Code::EntriesNotUnderstood, format!("{reported} entries of the bill could not be understood")));
    let empty = bill.bom.components.is_empty() && reported == 0;
    let empty = empty.then(|| (Code::EmptyBill, "the bill has no component: there is nothing to check".to_owned()));
    let checked = scan.states.iter().any(|state| matches!(state, State::Checked | State::Unknown(_)));
    let unchecked = !checked && !bill.bom.components.is_empty();
    let unchecked = unchecked.then(|| (Code::NothingChecked, "no component of the bill was checked".to_owned()));
    broken.into_iter().chain(empty).chain(unchecked)
}

fn of_unknown(
    policy: &Policy,
    component: &steadfast_formats::bom::Component,
    why: &str,
    today: Date,
) -> (Code, String) {
    match policy.accepted(component) {
        Some(acceptance) if acceptance.expires >= today => {
            let until = format!("accepted until {}: {}", acceptance.expires, acceptance.reason);
            (Code::UnknownAccepted, format!("{why}; {until}"))
        }
        Some(acceptance) => {
            (Code::AcceptanceExpired, format!("{why}; its acceptance expired on {}", acceptance.expires))
        }
        None if policy.unknowns_block => (Code::ComponentUnknown, why.to_owned()),
        None => (Code::UnknownAccepted, format!("{why}; the policy lets unknown components pass")),
    }
}

/// Why a finding decides, or `None` where it does not.
fn of_finding(policy: &Policy, finding: &Finding, coverage: &Coverage) -> Option<(Code, String)> {
    if finding.kind != Kind::Vulnerability {
        return None;
    }
    match finding.status {
        Status::NotAffected | Status::Fixed => None,
        Status::Unknown => {
            let why = finding.reason.map_or("it cannot be told whether it is affected", crate::reason::Reason::words);
            policy.unknowns_block.then(|| (Code::FindingUnknown, why.to_owned()))
        }
        Status::Affected => of_affected(policy, finding, coverage),
    }
}

fn of_affected(policy: &Policy, finding: &Finding, coverage: &Coverage) -> Option<(Code, String)> {
    if let (true, Some(said)) = (policy.block_exploited, &finding.exploited) {
        return Some((Code::Exploited, said.clone()));
    }
    if policy.block_severity.blocks(finding.severity) {
        return Some((Code::Severity, format!("severity {}", finding.severity.word())));
    }
    if let (Some(limit), Some(epss)) = (policy.block_epss, finding.epss)
        && f64::from(epss) >= limit
    {
        return Some((Code::Epss, format!("probability of exploitation {epss:.3}, limit {limit}")));
    }
    undecided(policy, finding, coverage)
}

/// A finding that does not block by what is known may still block by what is not.
fn undecided(policy: &Policy, finding: &Finding, coverage: &Coverage) -> Option<(Code, String)> {
    if finding.severity == Severity::Unknown && policy.block_severity != BlockSeverity::Never {
        return Some((Code::SeverityUnknown, "nobody has rated it, and the policy goes by severity".to_owned()));
    }
    if policy.block_exploited && coverage.of_exploited() != Freshness::Fresh {
        return Some((Code::ExploitedUnknown, "no fresh catalogue of exploited vulnerabilities is loaded".to_owned()));
    }
    if policy.block_epss.is_some() && (finding.epss.is_none() || coverage.of_scores() != Freshness::Fresh) {
        return Some((Code::EpssUnknown, "no fresh probability of exploitation is loaded for it".to_owned()));
    }
    None
}

/// The answer where no advisories are loaded at all.
pub fn without_advisories() -> Answer {
    let words = "no advisories are loaded".to_owned();
    let reason = GateReason { code: Code::NoAdvisories, finding: None, part: None, words };
    Answer { verdict: Verdict::Undecided, reasons: vec![reason] }
}
