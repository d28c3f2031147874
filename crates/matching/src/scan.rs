//! The whole answer about one bill: findings, what could be checked, and what became of every statement.

use jiff::Timestamp;
use steadfast_formats::vex::Statement;

use crate::bill::Bill;
use crate::compiled_in::CompiledIn;
use crate::coverage::Coverage;
use crate::finding::{Finding, Kind, Severity, Status};
use crate::index::{Index, IndexError, Signals};
use crate::reason::Reason;
use crate::vex::{self, Outcome, Told};
use crate::{meet, merge};

/// What a scan is asked with, apart from the bill.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The advisories.
    pub index: &'a Index<'a>,
    /// What they cover.
    pub coverage: &'a Coverage,
    /// What is known of exploitation.
    pub signals: &'a Signals,
    /// "Compiled in?" lists.
    pub compiled_in: &'a [CompiledIn],
    /// Statements, those of the bill itself not included.
    pub told: &'a [Told<'a>],
}

/// The answer about one bill.
#[derive(Debug, Clone)]
pub struct Scan {
    /// Findings, the most urgent first.
    pub findings: Vec<Finding>,
    /// Per part of the bill: whether it was checked.
    pub states: Vec<State>,
    /// What became of the statements given.
    pub outcomes: Vec<Outcome>,
    /// What became of the statements inside the bill.
    pub bill_outcomes: Vec<Outcome>,
}

/// Whether the absence of findings says anything about a component.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// A fresh feed covers it.
    Checked,
    /// It could not be checked.
    Unknown(Reason),
    /// The manufacturer's own: no public feed can cover it.
    Own,
}

/// Answers about one bill.
///
/// # Errors
/// When the index is damaged.
pub fn scan(question: &Question<'_>, bill: &Bill<'_>) -> Result<Scan, IndexError> {
    let meetings = meet::bill(question.index, bill, question.coverage)?;
    let mut findings = merge::findings(question.index, bill, &meetings, question.signals)?;
    question.compiled_in.iter().for_each(|list| list.lower(bill, &mut findings));
    let own: Vec<Told<'_>> = bill.bom.statements.iter().map(|statement| told_by_bill(statement, bill)).collect();
    let told: Vec<Told<'_>> = own.iter().chain(question.told).copied().collect();
    let raise = |statement: &Statement, part: usize| raised(question, statement, part);
    let mut bill_outcomes = vex::apply(bill, &mut findings, &told, raise);
    let outcomes = bill_outcomes.split_off(own.len());
    findings.sort_by_cached_key(Finding::urgency);
    let states = bill.parts.iter().map(|part| if part.own { State::Own } else { state(question.coverage.gap(part)) });
    Ok(Scan { findings, states: states.collect(), outcomes, bill_outcomes })
}

fn told_by_bill<'a>(statement: &'a Statement, bill: &Bill<'_>) -> Told<'a> {
    Told { statement, time: statement.time.or(bill.bom.created) }
}

fn state(gap: Option<Reason>) -> State {
    gap.map_or(State::Checked, State::Unknown)
}

/// A finding that rests on a supplier's word alone.
fn raised(question: &Question<'_>, statement: &Statement, part: usize) -> Option<Finding> {
    let (id, aliases) = statement.vulnerability.split_first()?;
    let ids: Vec<&str> = statement.vulnerability.iter().map(String::as_str).collect();
    let cvss = merge::rating(question.index, &[], &ids).ok().flatten();
    let listed = ids.iter().any(|id| question.signals.exploitation(id).is_some());
    Some(Finding {
        id: id.clone(),
        aliases: aliases.to_vec(),
        related: Vec::new(),
        kind: Kind::Vulnerability,
        status: Status::Affected,
        part,
        reason: Some(Reason::StatedByVex),
        detail: statement.detail.clone(),
        fixed_in: Vec::new(),
        summary: statement.detail.clone().unwrap_or_default(),
        references: Vec::new(),
        severity: cvss.as_ref().map_or(Severity::Unknown, |(_, tenths)| Severity::of_tenths(*tenths)),
        cvss,
        exploited: listed.then(|| "listed as exploited".to_owned()),
        epss: ids.iter().filter_map(|id| question.signals.probability(id)).reduce(f32::max),
        modified: statement.time.map(Timestamp::as_second),
        program_files: Vec::new(),
    })
}

impl Scan {
    /// Counts of the bill's components: checked, unknown, own.
    pub fn counts(&self, bill: &Bill<'_>) -> Counts {
        let mut counts = Counts::default();
        let counted = bill.parts.iter().zip(&self.states).filter(|(part, _)| part.counted);
        for (_, state) in counted {
            counts.components += 1;
            match state {
                State::Checked => counts.checked += 1,
                State::Unknown(_) => counts.unknown += 1,
                State::Own => counts.own += 1,
            }
        }
        counts
    }
}

/// Counts of components. `components == checked + unknown + own`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// All.
    pub components: usize,
    /// Checked.
    pub checked: usize,
    /// Not checked.
    pub unknown: usize,
    /// The manufacturer's own.
    pub own: usize,
}
