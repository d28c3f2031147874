//! The whole answer about one bill: findings, what could be checked, and what became of every statement.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use steadfast_formats::bom::BomFormat;
use steadfast_formats::vex::Statement;

use crate::bill::{Bill, Part};
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
    /// Nameless itself, and checked as what it was built from or what was built from it.
    Through,
    /// Only used to build the product, by the bill's word.
    BuildOnly,
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
    lower_build_only(bill, &mut findings);
    question.compiled_in.iter().for_each(|list| list.lower(bill, &mut findings));
    let own: Vec<Told<'_>> = bill.bom.statements.iter().map(|statement| told_by_bill(statement, bill)).collect();
    let told: Vec<Told<'_>> = own.iter().chain(question.told).copied().collect();
    let raise = |statement: &Statement, part: usize| raised(question, statement, part);
    let mut bill_outcomes = vex::apply(bill, &mut findings, &told, raise);
    let outcomes = bill_outcomes.split_off(own.len());
    findings.sort_by_cached_key(Finding::urgency);
    let states = states(question.coverage, bill);
    Ok(Scan { findings, states, outcomes, bill_outcomes })
}

fn told_by_bill<'a>(statement: &'a Statement, bill: &'a Bill<'_>) -> Told<'a> {
    Told { statement, time: statement.time.or(bill.bom.created), document: bill.bom.serial.as_deref() }
}

fn states(coverage: &Coverage, bill: &Bill<'_>) -> Vec<State> {
    let state = |part: &Part<'_>| match coverage.gap(&part.identity) {
        _ if part.own => State::Own,
        _ if part.component.build_only => State::BuildOnly,
        gap => gap.map_or(State::Checked, State::Unknown),
    };
    let mut states: Vec<State> = bill.parts.iter().map(state).collect();
    // Only SPDX says "built from"; a pedigree is where a component's code came from, and it may have changed since.
    let is_spdx = matches!(
        bill.bom.format,
        BomFormat::Spdx2Json | BomFormat::Spdx2TagValue | BomFormat::Spdx2Archive | BomFormat::Spdx3JsonLd
    );
    // First sources, for the second rule rests on them.
    for rule in [went_into, came_from].into_iter().filter(|_| is_spdx) {
        let through = rule(bill, &states);
        states.iter_mut().zip(through).filter(|(_, through)| *through).for_each(|(state, _)| *state = State::Through);
    }
    states
}

/// Which source packages, nameless themselves, went into packages that were checked: advisories speak of those.
fn went_into(bill: &Bill<'_>, states: &[State]) -> Vec<bool> {
    let checked = bill.parts.iter().zip(states).filter(|(_, state)| **state == State::Checked);
    let sources: BTreeSet<&str> =
        checked.flat_map(|(part, _)| &part.component.built_from).map(String::as_str).collect();
    let is_through = |(part, state): (&Part<'_>, &State)| {
        *state == State::Unknown(Reason::NoIdentifier) && sources.contains(part.component.reference.as_str())
    };
    bill.parts.iter().zip(states).map(is_through).collect()
}

/// Which packages, nameless themselves, came from nothing but sources and recipes that were checked.
fn came_from(bill: &Bill<'_>, states: &[State]) -> Vec<bool> {
    let checked = |state: &State| matches!(state, State::Checked | State::Through);
    let parts = bill.parts.iter().zip(states);
    let known: BTreeMap<&str, bool> =
        parts.map(|(part, state)| (part.component.reference.as_str(), checked(state))).collect();
    let is_through = |(part, state): (&Part<'_>, &State)| {
        let sources = &part.component.built_from;
        *state == State::Unknown(Reason::NoIdentifier)
            && !sources.is_empty()
            && sources.iter().all(|source| known.get(source.as_str()) == Some(&true))
    };
    bill.parts.iter().zip(states).map(is_through).collect()
}

/// A flaw in a tool that only built the product is not in the product.
fn lower_build_only(bill: &Bill<'_>, findings: &mut [Finding]) {
    let is_build_only = |finding: &&mut Finding| bill.parts[finding.part].component.build_only;
    for finding in findings.iter_mut().filter(is_build_only) {
        finding.status = Status::NotAffected;
        finding.reason = Some(Reason::BuildOnly);
    }
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
    /// Counts of the bill's components.
    pub fn counts(&self, bill: &Bill<'_>) -> Counts {
        let mut counts = Counts::default();
        let counted = bill.parts.iter().zip(&self.states).filter(|(part, _)| part.counted);
        for (_, state) in counted {
            counts.components += 1;
            match state {
                State::Checked | State::Through => counts.checked += 1,
                State::Unknown(_) => counts.unknown += 1,
                State::BuildOnly => counts.build_only += 1,
                State::Own => counts.own += 1,
            }
        }
        counts
    }
}

/// Counts of components. `components == checked + unknown + build_only + own`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// All.
    pub components: usize,
    /// Checked, themselves or as the packages built from them.
    pub checked: usize,
    /// Not checked.
    pub unknown: usize,
    /// Only used to build the product.
    pub build_only: usize,
    /// The manufacturer's own.
    pub own: usize,
}
