//! What the forms of decisions do.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use steadfast_store::{Id, kinds};

use super::case::again;
use super::form::{Sent, field, filled};
use super::moment;
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::cases::assess::{self, WantedAssessment};
use crate::cases::close::{self, Ending};
use crate::cases::error::CaseError;
use crate::http::problem::Problem;
use crate::web::flash::done;
use crate::web::reader::Reader;
use crate::web::urls;

fn seen(sent: &Sent) -> i64 {
    field(sent, "seen").parse().unwrap_or(-1)
}

/// The case's page after something was done, else the form again.
pub(super) async fn answered(
    app: &App,
    reader: &Reader,
    id: Id<kinds::Case>,
    (form, sent, fields): (&'static str, &Sent, &[&str]),
    outcome: Result<&'static str, CaseError>,
) -> Result<Response, Problem> {
    match outcome {
        Ok(what) => Ok(done(&urls::with(urls::CASE, &[&id.to_string()]), what)),
        Err(error) => again(app, reader, id, (form, filled(sent, fields)), error).await,
    }
}

/// Decides whether it is to be reported. Since when somebody is aware counts only of what is.
pub(super) async fn assess(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseAssess)?;
    let id = id.parse().map_err(CaseError::Id)?;
    let assessment = field(&sent, "assessment");
    let aware = if assessment == "reportable" { moment::read_over(&field(&sent, "aware")) } else { None };
    let kind = Some(field(&sent, "kind"));
    let wanted = WantedAssessment { assessment, reason: field(&sent, "reason"), kind, aware };
    let ask = Ask::new(reader.by.caller.clone(), Action::CaseAssess);
    let outcome = assess::assess(&app, ask, id, seen(&sent), wanted).await.map(|_| "case-assessed");
    let form: &[&str] = &["assessment", "aware", "kind", "reason"];
    answered(&app, &reader, id, ("assess", &sent, form), outcome).await
}

/// Corrects since when somebody is aware.
pub(super) async fn awareness(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseAssess)?;
    let id = id.parse().map_err(CaseError::Id)?;
    let said = (moment::read_over(&field(&sent, "aware")), field(&sent, "reason"));
    let ask = Ask::new(reader.by.caller.clone(), Action::CaseAssess);
    let outcome = assess::correct_awareness(&app, ask, id, seen(&sent), said).await.map(|_| "case-awareness");
    answered(&app, &reader, id, ("awareness", &sent, &["aware", "reason"]), outcome).await
}

/// Closes a case.
pub(super) async fn close(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseClose)?;
    let id = id.parse().map_err(CaseError::Id)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::CaseClose);
    let ending = Ending { reason: field(&sent, "reason"), despite_due: field(&sent, "despite_due") == "yes" };
    let outcome = close::close(&app, ask, id, seen(&sent), ending).await.map(|_| "case-closed");
    answered(&app, &reader, id, ("close", &sent, &["reason", "despite_due"]), outcome).await
}

/// Opens a case again.
pub(super) async fn reopen(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseClose)?;
    let id = id.parse().map_err(CaseError::Id)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::CaseClose);
    let outcome = close::reopen(&app, ask, id, seen(&sent), field(&sent, "reason")).await.map(|_| "case-reopened");
    answered(&app, &reader, id, ("close", &sent, &["reason"]), outcome).await
}
