//! What people say of an alert: true, false, or expected. The answer ends it, is a record, and is learned from.

use serde_json::Value;
use steadfast_store::{Alert, AlertAnswer, Id, Tx, kinds};

use super::error::MonitoringError;
use crate::act::{Ask, At, Done, Fact};
use crate::app::App;

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
    let person = ask.by.person();
    app.act(ask, move |tx, at| {
        let alert = tx.alert(id)?.ok_or(MonitoringError::NotFound("alert"))?;
        if seen != alert.version {
            return Err(MonitoringError::Changed);
        }
        keep(tx, at, &alert, &said, person)?;
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
