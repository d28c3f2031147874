//! Notes, tasks and people of a case.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use steadfast_store::Time;
use utoipa::ToSchema;

use super::id;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::cases::work::{self, WantedTask};
use crate::http::command::{Bare, Command};
use crate::http::problem::Problem;

/// Something that was written down.
#[derive(Serialize, ToSchema)]
pub(super) struct NumberedShown {
    /// Its number in the case.
    number: i64,
}

fn numbered(number: i64) -> (StatusCode, Json<NumberedShown>) {
    (StatusCode::CREATED, Json(NumberedShown { number }))
}

/// A note.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseNoteRequest {
    note: String,
    /// The entry of the timeline that it corrects; that one stays.
    corrects: Option<i64>,
}

/// Writes a note into the timeline.
#[utoipa::path(
    post, path = "/cases/{id}/notes", tag = "cases", request_body = CaseNoteRequest, params(("id" = String, Path)),
    responses(
        (status = 201, body = NumberedShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn note(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { body, once }: Command<CaseNoteRequest>,
) -> Result<(StatusCode, Json<NumberedShown>), Problem> {
    by.may(Action::CaseWork)?;
    let ask = Ask::new(by.caller, Action::CaseWork).once(once);
    Ok(numbered(work::note(&app, ask, id(&text)?, (body.note, body.corrects)).await?))
}

/// A task.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseTaskRequest {
    what: String,
    /// Whoever does it: `usr_…`.
    person: Option<String>,
    /// By when.
    #[schema(value_type = Option<String>, format = DateTime)]
    due: Option<Time>,
}

/// Gives a task.
#[utoipa::path(
    post, path = "/cases/{id}/tasks", tag = "cases", request_body = CaseTaskRequest, params(("id" = String, Path)),
    responses(
        (status = 201, body = NumberedShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn task(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { body, once }: Command<CaseTaskRequest>,
) -> Result<(StatusCode, Json<NumberedShown>), Problem> {
    by.may(Action::CaseWork)?;
    let CaseTaskRequest { what, person, due } = body;
    let ask = Ask::new(by.caller, Action::CaseWork).once(once);
    Ok(numbered(work::task(&app, ask, id(&text)?, WantedTask { what, person, due }).await?))
}

/// A task was done.
#[utoipa::path(
    post, path = "/cases/{id}/tasks/{number}/done", tag = "cases",
    params(("id" = String, Path), ("number" = i64, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn task_done(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path((text, number)): Path<(String, String)>,
    Bare { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    by.may(Action::CaseWork)?;
    let number = number.parse().map_err(|_| Problem::invalid("a task is named by its number"))?;
    let ask = Ask::new(by.caller, Action::CaseWork).once(once);
    work::task_done(&app, ask, id(&text)?, number).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What somebody does in a case.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CasePersonRequest {
    /// `usr_…`.
    person: String,
    /// `lead`, `member` or `none`. A new lead takes the place of the one before.
    role: String,
}

/// Says what somebody does in a case.
#[utoipa::path(
    post, path = "/cases/{id}/people", tag = "cases", request_body = CasePersonRequest, params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn person(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { body, once }: Command<CasePersonRequest>,
) -> Result<StatusCode, Problem> {
    by.may(Action::CaseWork)?;
    let ask = Ask::new(by.caller, Action::CaseWork).once(once);
    work::person(&app, ask, id(&text)?, (body.person, body.role)).await?;
    Ok(StatusCode::NO_CONTENT)
}
