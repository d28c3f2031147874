//! Since when a corrective or mitigating measure is available: of a vulnerability that starts the 14 days of the final
//! report, whichever measure is first.

use serde_json::Value;
use steadfast_store::{CaseState, EntryKind, Id, Time, kinds};

use crate::act::{Ask, Fact};
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::fields::{Fields, REASON};
use crate::cases::step::{self, Step, Told};
use crate::http::refused::RefusedField;

pub(crate) const MEASURE: RefusedField = RefusedField::new(
    "measure",
    "not-yet",
    "measure is the time at which it became available; it is over, such as 2026-11-28T23:40:00Z",
);

/// Says since when one is available, or corrects it; nothing: none is. The case's new version.
///
/// # Errors
/// When the time is not over, nobody said which measure, the case changed meanwhile or is closed, or it is not allowed.
pub async fn measure(
    app: &App,
    ask: Ask,
    id: Id<kinds::Case>,
    seen: i64,
    (measure, about): (Option<Time>, String),
) -> Result<i64, CaseError> {
    let mut fields = Fields::default();
    fields.over(measure, app.ambient.now(), MEASURE);
    let about = fields.words(&about, REASON);
    let ((), person) = (fields.taken(Some(()))?, ask.by.person());
    let done = app.act::<_, CaseError, _>(ask, move |tx, at| {
        let mut case = step::unchanged(tx, id, seen)?;
        if case.state == CaseState::Closed {
            return Err(CaseError::Closed);
        }
        let (before, now) = (moment(case.measure), moment(measure));
        let step = Step { person, at: *at };
        let told = Told::new(EntryKind::Measure).note(&about).with("before", before.clone());
        step.tell(tx, id, told.with("measure", now.clone()))?;
        case.measure = measure;
        step.keep(tx, &mut case)?;
        let fact = step::about(Fact::new("notice-measure", &id), &case);
        Ok((case.version, fact.with("before", before).with("measure", now)))
    });
    Ok(done.await?.answer)
}

fn moment(time: Option<Time>) -> Value {
    time.map_or(Value::Null, |time| time.to_string().into())
}
