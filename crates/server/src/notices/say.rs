//! Somebody types a field: on top of what they read. What stood there before stays, and who was slower is told.

use serde_json::Value as Json;
use steadfast_cra::srp::{self, Field, FilledBy};
use steadfast_store::{CaseState, Id, NoticeStage, NoticeValue, Time, Tx, kinds};

use super::value::{NoValue, from_json, to_json};
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::step;
use crate::http::refused::RefusedField;

pub(crate) const FIELD: RefusedField =
    RefusedField::new("field", "no-such-field", "field is one that the form has for people to fill");
pub(crate) const VALUE: RefusedField = RefusedField::new(
    "value",
    "no-such-value",
    "value is a text of at most 16000 characters, a list of words, true or false, or a time such as 2026-11-28T23:40:00Z",
);

/// A field as somebody types it.
#[derive(Clone, Debug)]
pub struct WantedValue {
    /// For which stage.
    pub stage: NoticeStage,
    /// The field's stable name.
    pub field: String,
    /// What it is to say; an empty text leaves it empty, nothing takes back what was typed.
    pub value: Option<Json>,
    /// The version that was read; 0 where nobody had typed.
    pub seen: i64,
}

/// A field of the form that people fill.
pub(crate) fn field(id: &str) -> Result<&'static Field, CaseError> {
    let found = srp::current().field(id).filter(|field| field.filled_by == FilledBy::Manufacturer);
    found.ok_or_else(|| FIELD.into())
}

/// Types a field; its new version.
///
/// # Errors
/// When there is no such field or value, somebody typed meanwhile, the case is closed, or it is not allowed.
pub async fn say(app: &App, ask: Ask, id: Id<kinds::Case>, wanted: WantedValue) -> Result<i64, CaseError> {
    let field = field(&wanted.field)?;
    let value = wanted.value.as_ref().map(|json| from_json(field, json)).transpose();
    let value = value.map_err(|NoValue| VALUE)?.map(|value| to_json(&value).to_string());
    let person = ask.by.person();
    let done = app.act::<_, CaseError, _>(ask, move |tx, at| {
        let case = step::case(tx, id)?;
        if case.state == CaseState::Closed {
            return Err(CaseError::Closed);
        }
        let version = keep(tx, id, &wanted, (value.clone(), person, at.now))?;
        let fact = step::about(Fact::new("notice-written", &id), &case);
        let fact = fact.with("stage", wanted.stage.as_str()).with("field", wanted.field.as_str());
        Ok((version, fact.with("version", version)))
    });
    Ok(done.await?.answer)
}

type Said = (Option<String>, Option<Id<kinds::Person>>, Time);

fn keep(
    tx: &mut Tx<'_>,
    case: Id<kinds::Case>,
    wanted: &WantedValue,
    (value, person, time): Said,
) -> Result<i64, CaseError> {
    let stands = tx.notice_value(case, &wanted.field)?.map_or(0, |typed| typed.version);
    let version = stands + 1;
    let (field, stage) = (wanted.field.clone(), wanted.stage);
    let new = NoticeValue { case, field, version, stage, value, person, time };
    if stands == wanted.seen && tx.notice_value_insert(&new)? { Ok(version) } else { Err(CaseError::Typed) }
}
