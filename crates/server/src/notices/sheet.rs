//! A stage as it stands: field by field what it says, where that comes from and how old it is, and what is missing by the
//! form and by the law.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};
use steadfast_cra::clocks::{Event, Stage};
use steadfast_cra::srp::{self, Draft, Field, Finding, Glossary, Level, Problem, Strength, Value};
use steadfast_store::{
    Case, CaseSignal, Id, NoticeReceipt, NoticeRequest, NoticeStage, NoticeValue, StoreError, Time, Tx, kinds,
};

use super::facts::{Facts, facts};
use super::fill::{Source, Sourced, fill};
use super::value::{from_json, to_json};
use crate::cases::clocks::{Clocks, event};
use crate::cases::error::CaseError;
use crate::cases::read::People;
use crate::cases::settle;

/// A field at a stage.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) field: &'static Field,
    /// How firmly the form asks for it.
    pub(crate) level: Level,
    /// What stands in the draft.
    pub(crate) value: Option<Sourced>,
    /// What somebody typed, or took back.
    pub(crate) typed: Option<NoticeValue>,
    /// What is known now, where something else was typed.
    pub(crate) known: Option<Sourced>,
    /// What is wrong with it.
    pub(crate) problems: Vec<Problem>,
}

/// How much something that is missing matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// Without it the form does not let one through, or the law is not met.
    Must,
    /// What is there is not what the form takes.
    Wrong,
    /// Asked for as far as it is known, or where it applies.
    Should,
}

/// How much a problem matters.
pub(crate) fn weight(problem: &Problem) -> Weight {
    match problem {
        Problem::MissingByForm => Weight::Must,
        Problem::MissingByLaw(demand) if demand.strength == Strength::Must => Weight::Must,
        Problem::MissingByLaw(_) | Problem::MissingIfAvailable | Problem::PerhapsOverLimit { .. } => Weight::Should,
        _ => Weight::Wrong,
    }
}

impl Line {
    /// How much what is wrong with it matters, where something is.
    pub(crate) fn weight(&self) -> Option<Weight> {
        self.problems.iter().map(weight).min()
    }

    /// The version that somebody types over.
    pub(crate) fn version(&self) -> i64 {
        self.typed.as_ref().map_or(0, |typed| typed.version)
    }
}

/// A stage of the report of a case.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    pub(crate) case: Case,
    pub(crate) stage: NoticeStage,
    /// The version of the list of fields.
    pub(crate) form: &'static Glossary,
    /// In the order of the form.
    pub(crate) lines: Vec<Line>,
    /// What was handed in, in the order it was noted.
    pub(crate) receipts: Vec<NoticeReceipt>,
    /// What the coordinator asked for.
    pub(crate) requests: Vec<NoticeRequest>,
    pub(crate) clocks: Clocks,
    /// Names of everybody who is named.
    pub(crate) names: People,
}

/// The stage of the law's crate.
pub(crate) const fn law(stage: NoticeStage) -> Stage {
    match stage {
        NoticeStage::EarlyWarning => Stage::EarlyWarning,
        NoticeStage::Notification => Stage::Notification,
        NoticeStage::IntermediateReport => Stage::IntermediateReport,
        NoticeStage::FinalReport => Stage::FinalReport,
    }
}

/// The stage whose fields one walks through. No source lists those of an intermediate report: it is what a notification has,
/// brought up to date.
const fn walked(stage: NoticeStage) -> Stage {
    match stage {
        NoticeStage::IntermediateReport => Stage::Notification,
        other => law(other),
    }
}

/// Reads a stage.
pub(crate) fn sheet(tx: &mut Tx<'_>, id: Id<kinds::Case>, stage: NoticeStage, now: Time) -> Result<Sheet, CaseError> {
    sheets(tx, id, &[stage], now)?.into_iter().next().ok_or(CaseError::NotFound("stage"))
}

/// Reads stages, from one look at what is known.
pub(crate) fn sheets(
    tx: &mut Tx<'_>,
    id: Id<kinds::Case>,
    stages: &[NoticeStage],
    now: Time,
) -> Result<Vec<Sheet>, CaseError> {
    let case = crate::cases::step::case(tx, id)?;
    let signals = tx.case_signals(id)?;
    let typed = tx.notice_values(id)?;
    let facts = facts(tx, &case, &signals, now)?;
    stages.iter().map(|stage| Ok(read(tx, (case.clone(), *stage), &signals, typed.clone(), &facts)?)).collect()
}

fn read(
    tx: &mut Tx<'_>,
    (case, stage): (Case, NoticeStage),
    signals: &[CaseSignal],
    typed: Vec<NoticeValue>,
    facts: &Facts,
) -> Result<Sheet, StoreError> {
    let (receipts, requests) = (tx.notice_receipts(case.id)?, tx.notice_requests(case.id)?);
    let named = typed.iter().filter_map(|one| one.person);
    let named = named.chain(receipts.iter().flat_map(|one| one.person.into_iter().chain(one.submitter)));
    let named: Vec<_> = named.chain(requests.iter().filter_map(|one| one.person)).collect();
    Ok(Sheet {
        clocks: settle::running(tx, &case, signals)?,
        names: People::of(tx, named.into_iter())?,
        lines: lines(srp::current(), event(case.kind), stage, typed, facts),
        form: srp::current(),
        case,
        stage,
        receipts,
        requests,
    })
}

/// The fields in the form's order, and behind them what the law asks for and the form does not offer.
fn lines(
    form: &'static Glossary,
    event: Event,
    stage: NoticeStage,
    typed: Vec<NoticeValue>,
    facts: &Facts,
) -> Vec<Line> {
    let mut typed: BTreeMap<String, NoticeValue> = typed.into_iter().map(|one| (one.field.clone(), one)).collect();
    let whole: Vec<(Line, bool)> = form
        .fields
        .iter()
        .map(|field| {
            let level =
                form.form(event, walked(stage)).find(|entry| entry.field.id == field.id).map(|entry| entry.level);
            let line = line(field, level.unwrap_or(Level::NotOffered), typed.remove(&field.id), facts);
            (line, level.is_some())
        })
        .collect();
    let draft = draft(whole.iter().filter(|(line, _)| line.field.applies_to.contains(&event)).map(|(line, _)| line));
    let mut findings = found(form, event, stage, &draft);
    let lines = whole.into_iter().map(|(mut line, is_offered)| {
        line.problems = findings.extract_if(.., |one| one.field == line.field.id).map(|one| one.problem).collect();
        let is_asked = line.problems.iter().any(|problem| matches!(problem, Problem::MissingByLaw(_)));
        (line, is_offered || is_asked)
    });
    lines.filter(|(_, is_shown)| *is_shown).map(|(line, _)| line).collect()
}

/// What is wrong with a draft. Of what a later stage would offer nothing is wrong, and of an intermediate report nothing is
/// missing.
fn found(form: &Glossary, event: Event, stage: NoticeStage, draft: &Draft) -> Vec<Finding> {
    let is_missing = |problem: &Problem| {
        matches!(problem, Problem::MissingByForm | Problem::MissingByLaw(_) | Problem::MissingIfAvailable)
    };
    let mut findings = srp::check(form, event, walked(stage), draft);
    findings.retain(|one| one.problem != Problem::NotOffered);
    findings.retain(|one| stage != NoticeStage::IntermediateReport || !is_missing(&one.problem));
    findings
}

fn line(field: &'static Field, level: Level, typed: Option<NoticeValue>, facts: &Facts) -> Line {
    let known = fill(facts, field);
    let said = typed.as_ref().and_then(|one| said(field, one));
    let (value, known) = match said {
        Some(said) => (Some(said.clone()), known.filter(|known| known.value != said.value)),
        None => (known, None),
    };
    Line { field, level, value, typed, known, problems: Vec::new() }
}

/// What somebody typed; nothing where it was taken back.
fn said(field: &Field, typed: &NoticeValue) -> Option<Sourced> {
    let json: Json = serde_json::from_str(typed.value.as_ref()?).ok()?;
    let value = from_json(field, &json).ok()?;
    Some(Sourced { value, source: Source::Typed, as_of: typed.time })
}

fn draft<'a>(lines: impl Iterator<Item = &'a Line>) -> Draft {
    let values = lines.filter_map(|line| Some((line.field.id.clone(), line.value.as_ref()?.value.clone())));
    values.collect()
}

/// Whether nothing was said.
pub(crate) fn is_blank(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.trim().is_empty(),
        Value::Options(options) => options.is_empty(),
        Value::Flag(_) | Value::At(_) => false,
    }
}

impl Line {
    /// What stands in the draft, unless it is left empty.
    pub(crate) fn filled(&self) -> Option<&Sourced> {
        self.value.as_ref().filter(|one| !is_blank(&one.value))
    }
}

impl Sheet {
    /// Lines with something missing or wrong, what matters most first.
    pub(crate) fn gaps(&self) -> Vec<&Line> {
        let mut gaps: Vec<&Line> = self.lines.iter().filter(|line| line.weight().is_some()).collect();
        gaps.sort_by_key(|line| line.weight());
        gaps
    }

    /// Whether nothing is missing without which the form does not let one through, or the law is not met.
    pub(crate) fn is_complete(&self) -> bool {
        !self.lines.iter().any(|line| matches!(line.weight(), Some(Weight::Must | Weight::Wrong)))
    }

    /// What stands in the draft, by field, as it is kept.
    pub(crate) fn values(&self) -> Map<String, Json> {
        let filled = self.lines.iter().filter_map(|line| Some((line.field.id.clone(), to_json(&line.filled()?.value))));
        filled.collect()
    }
}

/// A field that says another thing here than there.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unlike {
    pub(crate) field: String,
    pub(crate) here: Option<Json>,
    pub(crate) there: Option<Json>,
}

/// Field by field what is unlike.
pub(crate) fn unlike(here: &Map<String, Json>, there: &Map<String, Json>) -> Vec<Unlike> {
    let mut fields: Vec<&String> = here.keys().chain(there.keys()).collect();
    fields.sort();
    fields.dedup();
    let both = fields.into_iter().map(|field| Unlike {
        field: field.clone(),
        here: here.get(field).cloned(),
        there: there.get(field).cloned(),
    });
    both.filter(|one| one.here != one.there).collect()
}

/// Values as they are kept.
pub(crate) fn kept(text: &str) -> Map<String, Json> {
    serde_json::from_str(text).unwrap_or_default()
}
