//! What the forms of the work on a case do.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;

use super::case::again;
use super::decide::answered;
use super::form::{self, Sent, field, filled};
use super::moment;
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::cases::erase::{self, Words};
use crate::cases::error::CaseError;
use crate::cases::work::{self, WantedTask};
use crate::cases::{fields, signal};
use crate::http::problem::Problem;
use crate::web::flash::done;
use crate::web::pages::case_form::SIGNAL_FIELDS;
use crate::web::reader::Reader;
use crate::web::urls;

/// Notes what else makes somebody look.
pub(super) async fn signal(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseSignal)?;
    let id = id.parse().map_err(CaseError::Id)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::CaseSignal);
    let outcome = signal::note(&app, ask, id, form::signal(&sent)).await.map(|_| "case-signal");
    answered(&app, &reader, id, ("signal", &sent, &SIGNAL_FIELDS), outcome).await
}

/// Writes a note.
pub(super) async fn note(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseWork)?;
    let id = id.parse().map_err(CaseError::Id)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::CaseWork);
    let corrects = field(&sent, "corrects");
    // What is no number names no entry, which is refused at the field.
    let corrects = Some(corrects).filter(|text| !text.is_empty()).map(|text| text.parse().unwrap_or(-1));
    let outcome = work::note(&app, ask, id, (field(&sent, "note"), corrects)).await.map(|_| "case-noted");
    answered(&app, &reader, id, ("note", &sent, &["note", "corrects"]), outcome).await
}

/// Gives a task.
pub(super) async fn task(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseWork)?;
    let id = id.parse().map_err(CaseError::Id)?;
    let names: &[&str] = &["what", "person", "due"];
    let Ok(due) = moment::read(&field(&sent, "due")) else {
        let error = CaseError::Fields(vec![fields::DUE]);
        return again(&app, &reader, id, ("task", filled(&sent, names)), error).await;
    };
    let wanted = WantedTask { what: field(&sent, "what"), person: Some(field(&sent, "person")), due };
    let ask = Ask::new(reader.by.caller.clone(), Action::CaseWork);
    let outcome = work::task(&app, ask, id, wanted).await.map(|_| "case-task-given");
    answered(&app, &reader, id, ("task", &sent, names), outcome).await
}

/// A task was done. Where somebody said so before, that is fine.
pub(super) async fn task_done(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path((id, number)): Path<(String, String)>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseWork)?;
    let case = id.parse().map_err(CaseError::Id)?;
    let number = number.parse().map_err(|_| CaseError::NotFound("task"))?;
    let ask = Ask::new(reader.by.caller.clone(), Action::CaseWork);
    match work::task_done(&app, ask, case, number).await {
        Ok(()) | Err(CaseError::Already) => Ok(done(&urls::with(urls::CASE, &[&id]), "case-task-done")),
        Err(error) => Err(error.into()),
    }
}

/// Says what somebody does in a case. Where they do so already, that is fine.
pub(super) async fn person(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseWork)?;
    let id = id.parse().map_err(CaseError::Id)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::CaseWork);
    let outcome = match work::person(&app, ask, id, (field(&sent, "who"), field(&sent, "role"))).await {
        Ok(()) | Err(CaseError::Already) => Ok("case-person-set"),
        Err(error) => Err(error),
    };
    answered(&app, &reader, id, ("person", &sent, &["who", "role"]), outcome).await
}

/// Erases words.
pub(super) async fn erase(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseErase)?;
    let case = id.parse().map_err(CaseError::Id)?;
    let words = Words::new(&field(&sent, "of"), field(&sent, "number").parse().unwrap_or(-1))?;
    let ask = Ask::new(reader.by.caller.clone(), Action::CaseErase);
    erase::erase(&app, ask, case, words).await?;
    Ok(done(&urls::with(urls::CASE, &[&id]), "case-words-erased"))
}
