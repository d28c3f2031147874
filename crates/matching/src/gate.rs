//! The gate: may this release ship, by the policy of its manufacturer? Blocked, passed, or cannot be decided.

mod policy;

pub use policy::{Acceptance, BlockSeverity, Declared, Named, Policy};

use jiff::civil::Date;
use serde::Serialize;

use crate::bill::Bill;
use crate::coverage::{Coverage, Freshness};
use crate::finding::{Finding, Kind, Severity, Status};
use crate::reason::Reason;
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
    /// Undecided: a decision on a finding stands, but what it rests on has changed.
    DecisionOutdated,
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
            Self::DecisionOutdated => "decision-outdated",
            Self::ComponentUnknown => "component-unknown",
            Self::AcceptanceExpired => "acceptance-expired",
            Self::EntriesNotUnderstood => "entries-not-understood",
            Self::EmptyBill => "empty-bill",
            Self::NothingChecked => "nothing-checked",
            Self::NoAdvisories => "no-advisories",
            Self::UnknownAccepted => "unknown-accepted",
        }
    }

    /// What it comes to.
    pub fn verdict(self) -> Verdict {
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
        let code = of_finding(policy, &finding.into(), coverage);
        reasons.extend(code.map(|code| GateReason {
            code,
            finding: Some(number),
            part: Some(finding.part),
            words: words_of_finding(code, policy, finding),
        }));
    }
    for (number, state) in scan.states.iter().enumerate() {
        if let (State::Unknown(reason), Some(part)) = (state, bill.parts.get(number)) {
            let named = Named::from(part.component);
            let words = words_of_unknown(policy, &named, reason.words(), today);
            let code = of_unknown(policy, &named, today);
            reasons.push(GateReason { code, finding: None, part: Some(number), words });
        }
    }
    // The subject apart counts as no component.
    let counted = bill.bom.components.len().min(scan.states.len());
    let reported = bill.bom.reported;
    reasons.extend(of_bill(reported, &scan.states[..counted]).map(|code| GateReason {
        code,
        finding: None,
        part: None,
        words: words_of_bill(code, reported),
    }));
    reasons.sort_by_key(|reason| (std::cmp::Reverse(reason.code.verdict()), reason.code, reason.finding, reason.part));
    let verdict = reasons.iter().map(|reason| reason.code.verdict()).max().unwrap_or(Verdict::Pass);
    Answer { verdict, reasons }
}

/// What the gate weighs of a finding.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighed {
    /// No vulnerability.
    pub informational: bool,
    /// What is known.
    pub status: Status,
    /// How severe it is.
    pub severity: Severity,
    /// Known to be exploited.
    pub exploited: bool,
    /// The probability of exploitation.
    pub epss: Option<f32>,
}

impl From<&Finding> for Weighed {
    fn from(finding: &Finding) -> Self {
        Self {
            informational: finding.kind != Kind::Vulnerability,
            status: finding.status,
            severity: finding.severity,
            exploited: finding.exploited.is_some(),
            epss: finding.epss,
        }
    }
}

/// Why a finding decides, or `None` where it does not.
pub fn of_finding(policy: &Policy, finding: &Weighed, coverage: &Coverage) -> Option<Code> {
    match finding.status {
        _ if finding.informational => None,
        Status::NotAffected | Status::Fixed => None,
        Status::Unknown => policy.unknowns_block.then_some(Code::FindingUnknown),
        Status::Affected => of_affected(policy, finding, coverage),
    }
}

fn of_affected(policy: &Policy, finding: &Weighed, coverage: &Coverage) -> Option<Code> {
    if policy.block_exploited && finding.exploited {
        return Some(Code::Exploited);
    }
    if policy.block_severity.blocks(finding.severity) {
        return Some(Code::Severity);
    }
    if let (Some(limit), Some(epss)) = (policy.block_epss, finding.epss)
        && f64::from(epss) >= limit
    {
        return Some(Code::Epss);
    }
    undecided(policy, finding, coverage)
}

/// A finding that does not block by what is known may still block by what is not.
fn undecided(policy: &Policy, finding: &Weighed, coverage: &Coverage) -> Option<Code> {
    if finding.severity == Severity::Unknown && policy.block_severity != BlockSeverity::Never {
        return Some(Code::SeverityUnknown);
    }
    if policy.block_exploited && coverage.of_exploited() != Freshness::Fresh {
        return Some(Code::ExploitedUnknown);
    }
    if policy.block_epss.is_some() && (finding.epss.is_none() || coverage.of_scores() != Freshness::Fresh) {
        return Some(Code::EpssUnknown);
    }
    None
}

/// Why a finding decides, in words.
fn words_of_finding(code: Code, policy: &Policy, finding: &Finding) -> String {
    match code {
        Code::Exploited => finding.exploited.clone().unwrap_or_default(),
        Code::Severity => format!("severity {}", finding.severity.word()),
        Code::Epss => {
            let (epss, limit) = (finding.epss.unwrap_or_default(), policy.block_epss.unwrap_or_default());
            format!("probability of exploitation {epss:.3}, limit {limit}")
        }
        Code::SeverityUnknown => "nobody has rated it, and the policy goes by severity".to_owned(),
        Code::ExploitedUnknown => "no fresh catalogue of exploited vulnerabilities is loaded".to_owned(),
        Code::EpssUnknown => "no fresh probability of exploitation is loaded for it".to_owned(),
        _ => finding.reason.map_or("it cannot be told whether it is affected", Reason::words).to_owned(),
    }
}

/// What an unknown component comes to.
pub fn of_unknown(policy: &Policy, named: &Named<'_>, today: Date) -> Code {
    match policy.accepted(named) {
        Some(acceptance) if acceptance.expires >= today => Code::UnknownAccepted,
        Some(_) => Code::AcceptanceExpired,
        None if policy.unknowns_block => Code::ComponentUnknown,
        None => Code::UnknownAccepted,
    }
}

fn words_of_unknown(policy: &Policy, named: &Named<'_>, why: &str, today: Date) -> String {
    match policy.accepted(named) {
        Some(acceptance) if acceptance.expires >= today => {
            format!("{why}; accepted until {}: {}", acceptance.expires, acceptance.reason)
        }
        Some(acceptance) => format!("{why}; its acceptance expired on {}", acceptance.expires),
        None if policy.unknowns_block => why.to_owned(),
        None => format!("{why}; the policy lets unknown components pass"),
    }
}

/// What the bill as a whole comes to: the entries that were not understood, and the states of its components.
pub fn of_bill(reported: usize, states: &[State]) -> impl Iterator<Item = Code> {
    let empty = states.is_empty() && reported == 0;
    let checked = states.iter().any(|state| matches!(state, State::Checked | State::Unknown(_)));
    let codes = [
        (reported > 0).then_some(Code::EntriesNotUnderstood),
        empty.then_some(Code::EmptyBill),
        (!checked && !states.is_empty()).then_some(Code::NothingChecked),
    ];
    codes.into_iter().flatten()
}

fn words_of_bill(code: Code, reported: usize) -> String {
    match code {
        Code::EntriesNotUnderstood => format!("{reported} entries of the bill could not be understood"),
        Code::EmptyBill => "the bill has no component: there is nothing to check".to_owned(),
        _ => "no component of the bill was checked".to_owned(),
    }
}

/// The answer where no advisories are loaded at all.
pub fn without_advisories() -> Answer {
    let words = "no advisories are loaded".to_owned();
    let reason = GateReason { code: Code::NoAdvisories, finding: None, part: None, words };
    Answer { verdict: Verdict::Undecided, reasons: vec![reason] }
}
