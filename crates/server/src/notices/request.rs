//! The coordinator asks for an intermediate report (Article 14(6)).

use serde_json::Value;
use steadfast_store::{CaseState, EntryKind, Id, NoticeRequest, Time, kinds};

use crate::act::{Ask, Fact};
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::fields::Fields;
use crate::cases::step::{self, Step, Told};
use crate::http::refused::RefusedField;

pub(crate) const ASKED: RefusedField =
    RefusedField::new("asked", "not-yet", "asked is a time that is over, such as 2026-11-28T23:40:00Z");
pub(crate) const BY: RefusedField =
    RefusedField::new("due", "before-asked", "due is a time behind the one at which it was asked for, or nothing");

/// Notes that it asked, and by when; without a date there is no clock. The request's number in the case.
///
/// # Errors
/// When a time is not taken, the case is closed, or it is not allowed.
pub async fn request(
    app: &App,
    ask: Ask,
    id: Id<kinds::Case>,
    (asked, due): (Option<Time>, Option<Time>),
) -> Result<i64, CaseError> {
    let mut fields = Fields::default();
    let asked = fields.over(asked, app.ambient.now(), ASKED);
    fields.must(due.is_none_or(|due| due > asked), BY);
    let ((), person) = (fields.taken(Some(()))?, ask.by.person());
    let done = app.act::<_, CaseError, _>(ask, move |tx, at| {
        let mut case = step::case(tx, id)?;
        if case.state == CaseState::Closed {
            return Err(CaseError::Closed);
        }
        let number = tx.notice_request_next(id)?;
        tx.notice_request_insert(&NoticeRequest { case: id, number, asked, due, noted: at.now, person })?;
        let (step, by) = (Step { person, at: *at }, due.map_or(Value::Null, |due| due.to_string().into()));
        let told = Told::new(EntryKind::Request).with("number", number).with("asked", asked.to_string());
        step.tell(tx, id, told.with("due", by.clone()))?;
        step.keep(tx, &mut case)?;
        let fact = step::about(Fact::new("notice-requested", &id), &case).with("request", number);
        Ok((number, fact.with("asked", asked.to_string()).with("due", by)))
    });
    Ok(done.await?.answer)
}
