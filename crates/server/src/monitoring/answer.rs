//! What people say of an alert: true, false, or expected. The answer ends it, is a record, and is learned from.

use serde_json::Value;
use steadfast_monitor::alert::Answer;
use steadfast_monitor::detect::Reason;
use steadfast_store::{Alert, AlertAnswer, Id, Time, Tx, kinds};

use super::error::MonitoringError;
use super::left_over;
use super::read;
use super::watch::conclude::{self, answers};
use crate::act::{Ask, At, Done, Fact};
use crate::app::App;

/// Units of an alert whose reasons are learned from.
const LEARNED_FROM: i64 = 100;

/// What somebody says of an alert.
#[derive(Clone, Debug)]
pub struct Said {
    /// The answer.
    pub answer: AlertAnswer,
    /// Why.
    pub note: String,
}

impl Said {
    /// An answer by its word, with why.
    ///
    /// # Errors
    /// When it is no answer, or says nothing.
    pub fn new(answer: &str, note: &str) -> Result<Self, MonitoringError> {
        let answer = answer.parse().map_err(|_| MonitoringError::Answer)?;
        let note = note.trim().to_owned();
        if (3..=2000).contains(&note.chars().count()) { Ok(Self { answer, note }) } else { Err(MonitoringError::Note) }
    }
}

/// Answers an alert that is still as it was read.
///
/// # Errors
/// When it is not allowed, there is none, or it changed meanwhile.
pub async fn answer(
    app: &App,
    ask: Ask,
    id: Id<kinds::Alert>,
    seen: i64,
    said: Said,
) -> Result<Done<()>, MonitoringError> {
    let (person, ids) = (ask.by.person(), [(); left_over::MOST].map(|()| app.ambient.id()));
    app.act(ask, move |tx, at| {
        let alert = tx.alert(id)?.ok_or(MonitoringError::NotFound("alert"))?;
        if seen != alert.version {
            return Err(MonitoringError::Changed);
        }
        keep(tx, at, &alert, &said, person)?;
        let is_first = alert.ended.is_none() && alert.answer.is_none();
        if is_first && said.answer != AlertAnswer::True {
            left_over::go_on(tx, &alert, &ids)?;
        }
        Ok(((), fact(&alert, &said)))
    })
    .await
}

fn keep(
    tx: &mut Tx<'_>,
    at: &At,
    alert: &Alert,
    said: &Said,
    person: Option<Id<kinds::Person>>,
) -> Result<(), MonitoringError> {
    tx.alert_answer(alert.id, said.answer, (person, &said.note), at.now)?;
    tx.alert_news_ended(alert.id, at.now)?;
    learn(tx, alert, said.answer, at.now)
}

/// What was answered moves what its detectors must reach; where it is expected, its causes are no reason any more.
fn learn(tx: &mut Tx<'_>, alert: &Alert, answer: AlertAnswer, now: Time) -> Result<(), MonitoringError> {
    let units = tx.alert_units(alert.id, 0, LEARNED_FROM)?;
    // What came along with it is no part of the answer.
    let is_its = |reason: &Reason| reason.cause.as_ref().is_some_and(|cause| conclude::key(cause) == alert.cause);
    let mut reasons: Vec<Reason> = units.iter().flat_map(read::reasons).filter(is_its).collect();
    reasons.sort_by_key(|reason| reason.detector);
    reasons.dedup_by_key(|reason| reason.detector);
    let mut answers = answers(tx, alert.product)?;
    answers.take(word(answer), alert.answer.map(word), &reasons, now.0.div_euclid(1_000_000));
    Ok(tx.alert_answers_put(alert.product, &steadfast_protocol::encode(&answers))?)
}

const fn word(answer: AlertAnswer) -> Answer {
    match answer {
        AlertAnswer::True => Answer::True,
        AlertAnswer::False => Answer::False,
        AlertAnswer::Expected => Answer::Expected,
    }
}

/// The note may name people, and stays out of the ledger.
fn fact(alert: &Alert, said: &Said) -> Fact {
    Fact::new("alert-answered", &alert.id)
        .with("answer", said.answer.as_str())
        .with("before", alert.answer.map_or(Value::Null, |answer| answer.as_str().into()))
        .with("detector", alert.detector.as_str())
        .with("product", alert.product.to_string())
        .with("units", alert.units)
}
