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
use crate::{meet, member, merge};

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
    let state = |part: &Part<'_>| member::state(coverage, &part.identity, part.own, part.component.build_only);
    let mut states: Vec<State> = bill.parts.iter().map(state).collect();
    through(&mut states, &built_from(bill));
    states
}

/// The place of what the bill names but does not hold.
pub const NOWHERE: usize = usize::MAX;

/// The places that each part was built from, [`NOWHERE`] for what the bill does not hold. Only SPDX says "built from"; a pedigree is where a component's code came
/// from, and it may have changed since.
pub fn built_from(bill: &Bill<'_>) -> Vec<Vec<usize>> {
    let is_spdx = matches!(
        bill.bom.format,
        BomFormat::Spdx2Json | BomFormat::Spdx2TagValue | BomFormat::Spdx2Archive | BomFormat::Spdx3JsonLd
    );
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, part) in bill.parts.iter().enumerate().filter(|_| is_spdx) {
        places.entry(&part.component.reference).or_default().push(place);
    }
    let of = |reference: &String| places.get(reference.as_str()).cloned().unwrap_or_else(|| vec![NOWHERE]);
    let sources = |part: &Part<'_>| part.component.built_from.iter().filter(|_| is_spdx).flat_map(of).collect();
    bill.parts.iter().map(sources).collect()
}

/// Nameless components count as checked through what they were built from, or what was built from them.
pub fn through(states: &mut [State], built_from: &[Vec<usize>]) {
    // First sources, for the second rule rests on them.
    for rule in [went_into, came_from] {
        for place in rule(states, built_from) {
            states[place] = State::Through;
        }
    }
}

/// Source packages, nameless themselves, that went into packages that were checked: advisories speak of those.
fn went_into(states: &[State], built_from: &[Vec<usize>]) -> Vec<usize> {
    let checked = states.iter().zip(built_from).filter(|(state, _)| **state == State::Checked);
    let sources: BTreeSet<usize> = checked.flat_map(|(_, sources)| sources.iter().copied()).collect();
    sources.into_iter().filter(|place| is_nameless(states, *place)).collect()
}

/// Packages, nameless themselves, that came from nothing but sources and recipes that were checked.
fn came_from(states: &[State], built_from: &[Vec<usize>]) -> Vec<usize> {
    let checked = |place: &usize| matches!(states.get(*place), Some(State::Checked | State::Through));
    let places = built_from.iter().enumerate();
    let places = places
        .filter(|(place, sources)| is_nameless(states, *place) && !sources.is_empty() && sources.iter().all(checked));
    places.map(|(place, _)| place).collect()
}

fn is_nameless(states: &[State], place: usize) -> bool {
    states.get(place) == Some(&State::Unknown(Reason::NoIdentifier))
}

/// A flaw in a tool that only built the product is not in the product.
fn lower_build_only(bill: &Bill<'_>, findings: &mut [Finding]) {
    let is_build_only = |finding: &&mut Finding| bill.parts[finding.part].component.build_only;
    findings.iter_mut().filter(is_build_only).for_each(member::lower_build_only);
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
