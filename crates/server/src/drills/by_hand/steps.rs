//! The steps of a night that people play, in the order they were taken: the case's timeline, the rings and the answers to them,
//! and at the end how far it came.

use std::collections::BTreeMap;

use serde_json::Value;
use steadfast_store::{
    Alarm, AlarmClock, Case, CaseAssessment, CaseEntry, CaseState, EntryKind, NoticeStage, Time, Tx,
};

use crate::cases::clocks::{Clocks, assess_by};
use crate::cases::closing::{self, Closing};
use crate::cases::settle;
use crate::drills::error::DrillError;
use crate::drills::report::{Gap, StepDone};
use crate::drills::words;
use crate::notices::sheet::{Weight, sheet};

/// Entries of a night's timeline, and alarms, that are looked at.
const MOST: i64 = 500;
const MINUTE: i64 = 60_000_000;

/// What happened, before it is told.
struct Happened {
    step: &'static str,
    at: Time,
    due: Option<Time>,
    gaps: Vec<(&'static str, Vec<String>)>,
    facts: BTreeMap<String, Value>,
}

impl Happened {
    fn new(step: &'static str, at: Time) -> Self {
        Self { step, at, due: None, gaps: Vec::new(), facts: BTreeMap::new() }
    }

    fn due(self, due: Option<Time>) -> Self {
        Self { due, ..self }
    }

    fn fact(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.facts.insert(name.to_owned(), value.into());
        self
    }

    fn gap_where(mut self, is_so: bool, code: &'static str, what: Vec<String>) -> Self {
        if is_so {
            self.gaps.push((code, what));
        }
        self
    }

    fn told(self, begins: Time) -> StepDone {
        let is_late = self.due.is_some_and(|due| self.at > due);
        let gaps = self.gap_where(is_late, "too-late", Vec::new());
        let Self { step, at, due, gaps, facts } = gaps;
        let said = |(code, what): (&str, Vec<String>)| Gap {
            code: code.to_owned(),
            says: words::gap(words::ENGLISH, code),
            what,
        };
        StepDone {
            step: step.to_owned(),
            says: words::step(words::ENGLISH, step),
            at: at.to_string(),
            minutes: (at.0 - begins.0) / MINUTE,
            due: due.map(|due| due.to_string()),
            machine_us: 0,
            outcome: if gaps.is_empty() { "done" } else { "gap" }.to_owned(),
            gaps: gaps.into_iter().map(said).collect(),
            facts,
        }
    }
}

/// All of them.
pub(super) fn of(tx: &mut Tx<'_>, case: &Case, now: Time) -> Result<Vec<StepDone>, DrillError> {
    let signals = tx.case_signals(case.id)?;
    let deadlines = settle::deadlines(tx, case, &signals)?;
    let mut entries = tx.case_entries(case.id, None, MOST)?;
    entries.reverse();
    let mut found: Vec<Happened> = entries.iter().filter_map(|entry| of_entry(entry, &deadlines)).collect();
    let alerts: Vec<String> = signals.iter().filter_map(|signal| Some(signal.alert?.to_string())).collect();
    found.extend(rings(tx, case, &alerts)?);
    found.sort_by_key(|one| one.at);
    found.extend(how_far(tx, case, now)?);
    Ok(found.into_iter().map(|one| one.told(case.opened)).collect())
}

/// What an entry of the timeline says of the night; nothing where it is no step of one.
fn of_entry(entry: &CaseEntry, deadlines: &Clocks) -> Option<Happened> {
    let facts: Value = serde_json::from_str(&entry.facts).unwrap_or_default();
    let word = |name: &str| facts[name].as_str().unwrap_or_default().to_owned();
    let at = entry.time;
    Some(match entry.kind {
        EntryKind::Opened => Happened::new("signal", at).fact("signal", word("kind")),
        EntryKind::Signal if word("kind") == "alert" => Happened::new("alert", at),
        EntryKind::Signal => Happened::new("signal", at).fact("signal", word("kind")),
        EntryKind::Assessed => Happened::new("assessed", at).fact("assessment", word("assessment")),
        EntryKind::Measure => Happened::new("measure", at),
        EntryKind::Reported => {
            let (step, stage) = handed_in(&word("stage"))?;
            let due = deadlines.stages.iter().find(|clock| clock.stage == stage).map(|clock| clock.due());
            Happened::new(step, handed_in_at(&word("handed_in"), at)).due(due)
        }
        EntryKind::Owners if word("step") == "sent" => {
            Happened::new("owners-told", at).fact("units", facts["units"].clone())
        }
        EntryKind::Fix if facts["named"] == true => Happened::new("fix-named", at).fact("version", word("version")),
        EntryKind::Contained => Happened::new("held", at).fact("move", word("move")),
        EntryKind::Closed => Happened::new("closed", at),
        _ => return None,
    })
}

/// What was handed in just now stands where it was noted: forms have minutes alone.
fn handed_in_at(said: &str, noted: Time) -> Time {
    let said = said.parse::<jiff::Timestamp>().map_or(noted, Time::from);
    if (said.0..said.0 + MINUTE).contains(&noted.0) { noted } else { said }
}

fn handed_in(stage: &str) -> Option<(&'static str, NoticeStage)> {
    Some(match stage.parse().ok()? {
        NoticeStage::EarlyWarning => ("early-warning-handed-in", NoticeStage::EarlyWarning),
        NoticeStage::Notification => ("notification-handed-in", NoticeStage::Notification),
        NoticeStage::FinalReport => ("final-report-handed-in", NoticeStage::FinalReport),
        NoticeStage::IntermediateReport => return None,
    })
}

/// When somebody was rung first for the case and for each of its alerts, and when somebody said that they are on it.
fn rings(tx: &mut Tx<'_>, case: &Case, alerts: &[String]) -> Result<Vec<Happened>, DrillError> {
    let subject = case.id.to_string();
    let ours = |alarm: &&Alarm| {
        let of_case = alarm.subject == subject && alarm.clock == AlarmClock::Assess;
        of_case || alerts.contains(&alarm.subject)
    };
    let mut found = Vec::new();
    for alarm in tx.alarms(None, MOST)?.iter().filter(ours) {
        let people = tx.ring_people(alarm.id)?.len();
        let rung = tx.rings(alarm.id)?.iter().map(|ring| ring.time).min();
        found.extend(rung.map(|at| Happened::new("rung", at).fact("people", people).due(Some(alarm.due))));
        let answered = tx.alarm_answers(alarm.id)?.iter().map(|answer| answer.time).min();
        found.extend(answered.map(|at| Happened::new("answered", at).due(Some(assess_by(alarm.begun)))));
    }
    Ok(found)
}

/// How far it came: what the drafts lack, how far the fix is, and what is missing until the end.
fn how_far(tx: &mut Tx<'_>, case: &Case, now: Time) -> Result<Vec<Happened>, DrillError> {
    let mut found = Vec::new();
    if case.assessment == Some(CaseAssessment::Reportable) {
        let drafts = [
            ("early-warning", NoticeStage::EarlyWarning),
            ("notification", NoticeStage::Notification),
            ("final-report", NoticeStage::FinalReport),
        ];
        for (step, stage) in drafts {
            found.push(drafted(tx, case, (step, stage), now)?);
        }
    }
    found.push(fixed(&closing::of(tx, case.id, now)?, case, now));
    Ok(found)
}

fn drafted(
    tx: &mut Tx<'_>,
    case: &Case,
    (step, stage): (&'static str, NoticeStage),
    now: Time,
) -> Result<Happened, DrillError> {
    let sheet = sheet(tx, case.id, stage, now)?;
    let grave = |weight| matches!(weight, Weight::Must | Weight::Wrong);
    let lacking = sheet.lines.iter().filter(|line| line.weight().is_some_and(grave));
    let missing: Vec<String> = lacking.map(|line| line.field.id.clone()).collect();
    let filled = sheet.lines.iter().filter(|line| line.filled().is_some()).count();
    let drafted = Happened::new(step, now).fact("fields", sheet.lines.len()).fact("filled", filled);
    Ok(drafted.gap_where(!missing.is_empty(), "fields-missing", missing))
}

fn fixed(way: &Closing, case: &Case, now: Time) -> Happened {
    let rollouts: usize = way.fixes.iter().map(|fix| fix.rollouts.len()).sum();
    let mut step = Happened::new("fix", now).fact("rolled-out", rollouts);
    if let Some(share) = &way.share {
        step = step.fact("units-affected", share.affected).fact("units-fixed", share.fixed);
    }
    let missing: Vec<String> = way.missing.iter().map(|missing| missing.as_str().to_owned()).collect();
    let is_open = case.state == CaseState::Open;
    step.gap_where(is_open, "case-still-open", Vec::new()).gap_where(!missing.is_empty(), "still-missing", missing)
}
