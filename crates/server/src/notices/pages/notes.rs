//! What the forms beside the stages do: since when a measure is available, and that the coordinator asked.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::overview::shown;
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::pages::{Sent, field, filled, moment, wrong};
use crate::http::problem::Problem;
use crate::notices::{measure, request};
use crate::web::flash::done;
use crate::web::reader::Reader;
use crate::web::urls;

/// The page after something was noted, else the form again.
async fn answered(
    app: &App,
    reader: &Reader,
    id: &str,
    (form, sent, fields): (&'static str, &Sent, &[&str]),
    outcome: Result<&'static str, CaseError>,
) -> Result<Response, Problem> {
    let (status, filled, changed) = match outcome {
        Ok(what) => return Ok(done(&urls::with(urls::NOTICES, &[id]), what)),
        Err(CaseError::Fields(refused)) => {
            let again = wrong(reader.frame.texts, filled(sent, fields), &refused, |field| field);
            (StatusCode::UNPROCESSABLE_ENTITY, again, false)
        }
        Err(CaseError::Changed) => (StatusCode::CONFLICT, filled(sent, fields), true),
        Err(error) => return Ok(Problem::from(error).into_response()),
    };
    reader.by.may(Action::CaseRead)?;
    shown(app, reader, id.parse().map_err(CaseError::Id)?, ((form, filled), changed), status).await
}

/// Says since when a measure is available.
pub(super) async fn measure(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::NoticeNote)?;
    let case = id.parse().map_err(CaseError::Id)?;
    let seen = field(&sent, "seen").parse().unwrap_or(-1);
    let said = (moment::read_over(&field(&sent, "measure")), field(&sent, "reason"));
    let ask = Ask::new(reader.by.caller.clone(), Action::NoticeNote);
    let outcome = measure::measure(&app, ask, case, seen, said).await.map(|_| "notice-measure");
    answered(&app, &reader, &id, ("measure", &sent, &["measure", "reason"]), outcome).await
}

/// Notes that the coordinator asked.
pub(super) async fn request(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::NoticeNote)?;
    let case = id.parse().map_err(CaseError::Id)?;
    let asked = moment::read_over(&field(&sent, "asked"));
    let outcome = match moment::read(&field(&sent, "due")) {
        Ok(due) => {
            let ask = Ask::new(reader.by.caller.clone(), Action::NoticeNote);
            request::request(&app, ask, case, (asked, due)).await.map(|_| "notice-requested")
        }
        Err(_) => Err(request::BY.into()),
    };
    answered(&app, &reader, &id, ("request", &sent, &["asked", "due"]), outcome).await
}
