//! What becomes of each statement of a document: which exposures it decides, or why none. Pure; nothing is dropped silently.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use steadfast_formats::purl::Purl;
use steadfast_formats::vex::{Document, Identifiers, Scope, Statement, Status};
use steadfast_matching::bill::Bill;
use steadfast_matching::vex::{Fit, Told, fit_of};
use steadfast_store::{Reach, Time, VexStatus};

use super::ground::{Candidate, Ground, Stands};
use crate::triage::wanted::{Decision, LONGEST_TEXT};

/// What became of a statement. Codes are stable and never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It decides exposures.
    Applies,
    /// It says what was decided already.
    AlreadySo,
    /// No release has a flaw of this name.
    NoSuchFinding,
    /// It speaks of another product or component.
    OtherProduct,
    /// It speaks of the component in another version.
    OtherVersion,
    /// It names no product.
    NoProduct,
    /// It says "not affected" without any reason.
    NoJustification,
    /// Its version range cannot be understood.
    RangeNotUnderstood,
    /// Another statement of the document holds, which is newer or more cautious.
    Overruled,
    /// What was decided here is newer.
    Older,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 10] = [
        Self::Applies,
        Self::AlreadySo,
        Self::NoSuchFinding,
        Self::OtherProduct,
        Self::OtherVersion,
        Self::NoProduct,
        Self::NoJustification,
        Self::RangeNotUnderstood,
        Self::Overruled,
        Self::Older,
    ];

    /// Its code.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Applies => "applies",
            Self::AlreadySo => "already-so",
            Self::NoSuchFinding => "no-such-finding",
            Self::OtherProduct => "other-product",
            Self::OtherVersion => "other-version",
            Self::NoProduct => "no-product",
            Self::NoJustification => "no-justification",
            Self::RangeNotUnderstood => "range-not-understood",
            Self::Overruled => "overruled",
            Self::Older => "older",
        }
    }
}

/// A statement, and what becomes of it.
#[derive(Clone, Debug)]
pub struct Weighed {
    /// What becomes of it.
    pub outcome: Outcome,
    /// How many exposures it decides.
    pub exposures: usize,
}

/// What a document would do.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// One for each statement, in their order.
    pub weighed: Vec<Weighed>,
    /// What is to be decided: by flaw.
    pub decisions: Vec<(i64, Decision)>,
}

/// Where a statement fits, and whether it speaks of every version of the product.
type Hit = (usize, bool);

/// Weighs every statement.
pub(crate) fn plan(
    document: &Document,
    flaws: &BTreeMap<String, i64>,
    grounds: &[Ground],
    candidates: &[Candidate],
) -> Plan {
    let bills: Vec<Vec<Bill<'_>>> = grounds.iter().map(|ground| ground.bills.iter().map(Bill::new).collect()).collect();
    let mut by_flaw: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        by_flaw.entry(candidate.flaw).or_default().push(at);
    }
    let mut outcomes = Vec::new();
    let mut hits: Vec<Vec<Hit>> = Vec::new();
    for statement in &document.statements {
        let named: BTreeSet<i64> = statement.vulnerability.iter().filter_map(|id| flaws.get(id)).copied().collect();
        let places: Vec<usize> = named.iter().filter_map(|flaw| by_flaw.get(flaw)).flatten().copied().collect();
        let (outcome, found) = fitting(statement, document, &places, candidates, &bills);
        outcomes.push(outcome);
        hits.push(found);
    }
    let chosen = chosen(document, &hits, &mut outcomes);
    decided(document, candidates, &hits, &chosen, outcomes)
}

fn fitting(
    statement: &Statement,
    document: &Document,
    places: &[usize],
    candidates: &[Candidate],
    bills: &[Vec<Bill<'_>>],
) -> (Outcome, Vec<Hit>) {
    if statement.products.is_empty() {
        return (Outcome::NoProduct, Vec::new());
    }
    if statement.status == Status::NotAffected && statement.justification.is_none() && statement.detail.is_none() {
        return (Outcome::NoJustification, Vec::new());
    }
    let mut best = None;
    let mut hits = Vec::new();
    let mut alone = statement.clone();
    for scope in &statement.products {
        alone.products = vec![scope.clone()];
        let told = Told { statement: &alone, time: None, document: document.id.as_deref() };
        for at in places {
            let candidate = &candidates[*at];
            let of_bills = bills[candidate.ground].iter().map(|bill| fit_of(bill, &told, candidate.part));
            let fit = of_bills.max().unwrap_or(Fit::No);
            best = best.max(Some(fit));
            if fit == Fit::Yes {
                hits.push((*at, of_every_version(scope)));
            }
        }
    }
    let outcome = match best {
        None => Outcome::NoSuchFinding,
        Some(Fit::Yes) => Outcome::Applies,
        Some(Fit::OtherVersion) => Outcome::OtherVersion,
        Some(Fit::RangeNotUnderstood) => Outcome::RangeNotUnderstood,
        Some(Fit::No) => Outcome::OtherProduct,
    };
    hits.sort_by_key(|(at, every)| (*at, !every));
    hits.dedup_by_key(|(at, _)| *at);
    (outcome, hits)
}

/// Whether a scope speaks of a component in every version of a product: only then later releases are meant too.
fn of_every_version(scope: &Scope) -> bool {
    let Identifiers { purls, version, version_range, .. } = &scope.product;
    let bare = |purl: &String| purl.parse::<Purl>().is_ok_and(|purl| purl.version.is_none());
    !scope.subcomponents.is_empty()
        && version.is_none()
        && version_range.is_none()
        && !purls.is_empty()
        && purls.iter().all(bare)
}

fn caution(status: Status) -> u8 {
    match status {
        Status::Affected => 3,
        Status::UnderInvestigation => 2,
        Status::Fixed => 1,
        Status::NotAffected => 0,
    }
}

/// Of two statements about one exposure the newer holds, and of equally old ones the more cautious, else the later.
fn chosen(document: &Document, hits: &[Vec<Hit>], outcomes: &mut [Outcome]) -> BTreeMap<usize, (usize, bool)> {
    let weight = |number: usize| {
        let statement = &document.statements[number];
        (statement.time.or(document.time), caution(statement.status))
    };
    let mut chosen: BTreeMap<usize, (usize, bool)> = BTreeMap::new();
    for (number, hits) in hits.iter().enumerate() {
        for (at, every) in hits {
            let held = chosen.get(at).filter(|(old, _)| weight(*old) > weight(number));
            if held.is_none() {
                chosen.insert(*at, (number, *every));
            }
        }
    }
    let holding: BTreeSet<usize> = chosen.values().map(|(number, _)| *number).collect();
    for (number, outcome) in outcomes.iter_mut().enumerate() {
        if *outcome == Outcome::Applies && !holding.contains(&number) {
            *outcome = Outcome::Overruled;
        }
    }
    chosen
}

fn decided(
    document: &Document,
    candidates: &[Candidate],
    hits: &[Vec<Hit>],
    chosen: &BTreeMap<usize, (usize, bool)>,
    outcomes: Vec<Outcome>,
) -> Plan {
    let mut plan = Plan::default();
    for (number, outcome) in outcomes.into_iter().enumerate() {
        let statement = &document.statements[number];
        let mine = hits[number].iter().filter(|(at, _)| chosen.get(at).is_some_and(|(held, _)| *held == number));
        let mine: Vec<Hit> = mine.copied().collect();
        let new: Vec<Hit> =
            mine.iter().filter(|(at, _)| !said(statement, candidates[*at].stands.as_ref())).copied().collect();
        let time = statement.time.or(document.time).map(Time::from);
        let newer =
            |at: usize| candidates[at].stands.as_ref().is_none_or(|stands| time.is_none_or(|time| time > stands.time));
        let fresh: Vec<Hit> = new.iter().filter(|(at, _)| newer(*at)).copied().collect();
        let outcome = match outcome {
            Outcome::Applies if new.is_empty() => Outcome::AlreadySo,
            Outcome::Applies if fresh.is_empty() => Outcome::Older,
            other => other,
        };
        plan.decisions.extend(decisions(statement, candidates, &fresh));
        plan.weighed.push(Weighed { outcome, exposures: fresh.len() });
    }
    plan
}

fn status(said: Status) -> VexStatus {
    match said {
        Status::NotAffected => VexStatus::NotAffected,
        Status::Affected => VexStatus::Affected,
        Status::Fixed => VexStatus::Fixed,
        Status::UnderInvestigation => VexStatus::UnderInvestigation,
    }
}

/// The words of a statement, within bounds.
fn words(statement: &Statement) -> String {
    let given = statement.detail.as_deref().unwrap_or_default();
    let clean = given.trim().chars().filter(|letter| !letter.is_control() || *letter == '\n');
    clean.take(LONGEST_TEXT).collect()
}

fn justification(statement: &Statement) -> Option<String> {
    let given = statement.justification.as_deref().filter(|_| statement.status == Status::NotAffected)?;
    Some(given.chars().filter(|letter| !letter.is_control()).take(100).collect())
}

/// Whether a statement says what was decided already.
fn said(statement: &Statement, stands: Option<&Stands>) -> bool {
    stands.is_some_and(|stands| {
        stands.status == statement.status.to_string()
            && stands.justification == justification(statement)
            && (statement.status != Status::NotAffected || stands.statement == words(statement))
    })
}

/// One decision for each flaw and reach: a product line where the statement speaks of all its versions, else releases.
fn decisions(statement: &Statement, candidates: &[Candidate], hits: &[Hit]) -> Vec<(i64, Decision)> {
    let mut found: Vec<(i64, Decision)> = Vec::new();
    for (at, every) in hits {
        let candidate = &candidates[*at];
        let decision = Decision {
            status: status(statement.status),
            justification: justification(statement),
            statement: words(statement),
            action: if statement.status == Status::Affected { words(statement) } else { String::new() },
            reach: if *every { Reach::Product } else { Reach::Release },
            product: every.then_some(candidate.product),
            release: (!every).then_some(candidate.release),
            component: Some(candidate.key.clone()),
        };
        if !found.iter().any(|known| *known == (candidate.flaw, decision.clone())) {
            found.push((candidate.flaw, decision));
        }
    }
    found
}
