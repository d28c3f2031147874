//! From rows of evidence and a moment to the verdict on one requirement.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use steadfast_cra::annex_i::{self, Basis};

use crate::evidence::{Kind, Row, Stance};
use crate::need::{Bound, By, Need, needs_of};
use crate::term;

/// What the facts say of a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Facts support it, and are fresh.
    Shown,
    /// People say so; facts alone would not.
    Stated,
    /// A fact speaks against it.
    Contradicted,
    /// What is there does not tell.
    Unknown,
    /// It does not apply, for a written reason.
    NotApplicable,
}

impl Verdict {
    /// Its word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Stated => "stated",
            Self::Contradicted => "contradicted",
            Self::Unknown => "unknown",
            Self::NotApplicable => "not-applicable",
        }
    }

    /// Whether something is to be done.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Contradicted | Self::Unknown)
    }
}

/// How far one need is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// By what it asks for.
    Met,
    /// By a person's word, where a fact is asked for.
    Said,
    /// It was, until its evidence ended.
    Expired,
    /// Its evidence does not tell.
    Untold,
    /// There is none.
    Missing,
}

/// A need with its answer and the evidence for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The need, or `expected:` with the id of evidence that the product file names.
    pub need: String,
    /// How far it is met.
    pub answer: Answer,
    /// The row that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<Row>,
}

/// One requirement of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The requirement or duty.
    pub requirement: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Since when it is so, as far as evidence tells; nothing where there never was any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// When the oldest evidence was recorded that it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oldest: Option<Timestamp>,
    /// When the first of that evidence ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// What must be there, and what is.
    pub needs: Vec<Answered>,
    /// What speaks against it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<Row>,
    /// Why it does not apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exempt: Option<Row>,
}

/// The verdict on `requirement` for `release` at `now`, from the rows that speak to that requirement.
pub fn judge(requirement: &str, rows: &[&Row], release: &str, now: Timestamp) -> Entry {
    let near: Vec<&Row> =
        rows.iter().copied().filter(|row| row.key.release.is_empty() || row.key.release == release).collect();
    let against = spoken(&near, now, |row| row.stance == Stance::Contradicts && term::stands(row, &near, now));
    let needs: Vec<Answered> = answers(requirement, &near, release, now);
    let exempt = exempt(requirement, &near, now);
    let verdict = match (against.is_empty(), &exempt) {
        (false, _) => Verdict::Contradicted,
        (true, Some(_)) => Verdict::NotApplicable,
        (true, None) => of_needs(requirement, &needs),
    };
    let rests_on = rests_on(verdict, &needs, &against, exempt.as_ref());
    Entry {
        requirement: requirement.to_owned(),
        verdict,
        since: since(verdict, &rests_on, &needs),
        oldest: rests_on.iter().map(|row| row.time).min(),
        until: rests_on.iter().filter_map(|row| row.until).min(),
        against,
        exempt,
        needs,
    }
}

fn spoken(rows: &[&Row], now: Timestamp, wanted: impl Fn(&Row) -> bool) -> Vec<Row> {
    rows.iter().filter(|row| row.speaks(now) && wanted(row)).map(|row| (*row).clone()).collect()
}

/// Only letters of Annex I, Part I, point (2), can be declared not applicable, and only with a reason (Art. 13(4)).
fn exempt(requirement: &str, rows: &[&Row], now: Timestamp) -> Option<Row> {
    let may = annex_i::requirement(requirement).is_some_and(|requirement| requirement.basis == Basis::RiskBased);
    let is_reason = |row: &Row| row.key.kind == Kind::NotApplicable && !row.words.trim().is_empty();
    spoken(rows, now, is_reason).into_iter().next().filter(|_| may)
}

fn answers(requirement: &str, rows: &[&Row], release: &str, now: Timestamp) -> Vec<Answered> {
    let needs = needs_of(requirement).map(|need| answer(need, rows, release, now));
    let expected = rows.iter().filter(|row| row.key.kind == Kind::Expected && row.key.release == release);
    needs.chain(expected.map(|row| expected_answer(row, rows, now))).collect()
}

fn answer(need: &Need, rows: &[&Row], release: &str, now: Timestamp) -> Answered {
    let of_kind = rows.iter().copied().filter(|row| need.any.contains(&row.key.kind));
    let bound = of_kind.filter(|row| need.bound == Bound::Product || row.key.release == release);
    let (answer, row) = best(bound, now);
    let word =
        rows.iter().find(|row| row.key.kind == Kind::Review && row.stance == Stance::Supports && row.speaks(now));
    match word.filter(|_| answer != Answer::Met && need.by == By::Fact) {
        Some(word) => Answered { need: need.id.clone(), answer: Answer::Said, row: Some((*word).clone()) },
        None => Answered { need: need.id.clone(), answer, row },
    }
}

/// Evidence that the product file names: the report or review that carries its id.
fn expected_answer(expected: &Row, rows: &[&Row], now: Timestamp) -> Answered {
    let source = &expected.key.source;
    let carries = rows.iter().copied().filter(|row| {
        row.key.source == *source && matches!(row.key.kind, Kind::TestReport | Kind::Review | Kind::SelfTest)
    });
    let (answer, row) = best(carries, now);
    let said = row.as_ref().is_some_and(|row| row.key.kind == Kind::Review) && answer == Answer::Met;
    let answer = if said { Answer::Said } else { answer };
    Answered { need: format!("expected:{source}"), answer, row: row.or_else(|| Some(expected.clone())) }
}

/// The row that answers a need best: one that supports, else one that did, else one that does not tell.
fn best<'a>(rows: impl Iterator<Item = &'a Row>, now: Timestamp) -> (Answer, Option<Row>) {
    let rank = |row: &Row| match (row.stance, row.speaks(now)) {
        (Stance::Supports, true) => Answer::Met,
        (Stance::Supports, false) => Answer::Expired,
        _ => Answer::Untold,
    };
    let found =
        rows.map(|row| (rank(row), row)).min_by_key(|(answer, row)| (*answer as u8, std::cmp::Reverse(row.number)));
    found.map_or((Answer::Missing, None), |(answer, row)| (answer, Some(row.clone())))
}

fn of_needs(requirement: &str, needs: &[Answered]) -> Verdict {
    if needs.is_empty() || needs.iter().any(|need| !matches!(need.answer, Answer::Met | Answer::Said)) {
        return Verdict::Unknown;
    }
    let by_fact = |need: &Answered| match needs_of(requirement).find(|known| known.id == need.need) {
        Some(known) => known.by == By::Fact,
        None => true,
    };
    let facts: Vec<&Answered> = needs.iter().filter(|need| by_fact(need)).collect();
    let is_shown = !facts.is_empty() && facts.iter().all(|need| need.answer == Answer::Met);
    if is_shown { Verdict::Shown } else { Verdict::Stated }
}

fn rests_on<'a>(verdict: Verdict, needs: &'a [Answered], against: &'a [Row], exempt: Option<&'a Row>) -> Vec<&'a Row> {
    match verdict {
        Verdict::Contradicted => against.iter().collect(),
        Verdict::NotApplicable => exempt.into_iter().collect(),
        Verdict::Shown | Verdict::Stated => needs.iter().filter_map(|need| need.row.as_ref()).collect(),
        Verdict::Unknown => Vec::new(),
    }
}

/// What is shown is so since the last piece came; what is contradicted since the first spoke against it; what is unknown since
/// the first piece of what it needs ended.
fn since(verdict: Verdict, rests_on: &[&Row], needs: &[Answered]) -> Option<Timestamp> {
    match verdict {
        Verdict::Contradicted => rests_on.iter().map(|row| row.says_since()).min(),
        Verdict::Unknown => {
            let ended = needs.iter().filter(|need| need.answer == Answer::Expired);
            ended.filter_map(|need| need.row.as_ref()?.until).min()
        }
        _ => rests_on.iter().map(|row| row.since).max(),
    }
}
