//! What staff do with a report.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use steadfast_store::{Id, kinds};
use utoipa::ToSchema;

use super::id;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::{Bare, Command};
use crate::http::problem::Problem;
use crate::reports::case::{self, WantedOfReport};
use crate::reports::handle;

/// Says that a report arrived and somebody looks at it.
#[utoipa::path(
    post, path = "/reports/{id}/acknowledge", tag = "reports", params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn acknowledge(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    by.may(Action::ReportHandle)?;
    let ask = Ask::new(by.caller, Action::ReportHandle).once(once);
    handle::acknowledge(&app, ask, id(&text)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A message to a finder.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReportAnswerRequest {
    message: String,
}

/// A message that was written.
#[derive(Serialize, ToSchema)]
pub(super) struct ReportAnswered {
    /// Its number in the report.
    number: i64,
}

/// Writes to the finder, who reads it on their page. Whoever answers has acknowledged.
#[utoipa::path(
    post, path = "/reports/{id}/answers", tag = "reports", request_body = ReportAnswerRequest,
    params(("id" = String, Path)),
    responses(
        (status = 201, body = ReportAnswered), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn answer(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { body, once }: Command<ReportAnswerRequest>,
) -> Result<(StatusCode, Json<ReportAnswered>), Problem> {
    by.may(Action::ReportHandle)?;
    let ask = Ask::new(by.caller, Action::ReportHandle).once(once);
    let answered = handle::answer(&app, ask, id(&text)?, &body.message).await?;
    Ok((StatusCode::CREATED, Json(ReportAnswered { number: answered.number })))
}

/// How far a report is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReportStateRequest {
    /// `acknowledged`, `in-work`, `fixed`, `closed`, `not-a-flaw` or `spam`.
    state: String,
}

/// Says how far a report is. Whatever is said but spam acknowledges it as well.
#[utoipa::path(
    post, path = "/reports/{id}/state", tag = "reports", request_body = ReportStateRequest,
    params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn state(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { body, once }: Command<ReportStateRequest>,
) -> Result<StatusCode, Problem> {
    by.may(Action::ReportHandle)?;
    let ask = Ask::new(by.caller, Action::ReportHandle).once(once);
    handle::state(&app, ask, id(&text)?, &body.state).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A case that a report becomes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReportCaseRequest {
    /// In one line, without names of people.
    title: String,
    /// `prd_…`; nothing: the one that its finder named, where it is one of ours.
    product: Option<String>,
    /// A name such as `CVE-2026-1234`.
    #[serde(default)]
    flaw: String,
    /// What you say of it; empty: counts alone. No word of the finder comes into the case by itself.
    #[serde(default)]
    about: String,
}

/// The case of a report.
#[derive(Serialize, ToSchema)]
pub(super) struct ReportCase {
    #[schema(value_type = String)]
    id: Id<kinds::Case>,
    number: i64,
}

/// Makes a report a case, whose clocks run from when the report came in. One that is a case already gives that one.
#[utoipa::path(
    post, path = "/reports/{id}/case", tag = "reports", request_body = ReportCaseRequest,
    params(("id" = String, Path)),
    responses(
        (status = 200, body = ReportCase), (status = 201, body = ReportCase), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn case(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { body, once }: Command<ReportCaseRequest>,
) -> Result<(StatusCode, Json<ReportCase>), Problem> {
    by.may(Action::ReportHandle)?;
    let ask = Ask::new(by.caller, Action::ReportHandle).once(once);
    let ReportCaseRequest { title, product, flaw, about } = body;
    let made = case::make(&app, ask, id(&text)?, WantedOfReport { title, product, flaw, about }).await?;
    let status = if made.is_new { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(ReportCase { id: made.id, number: made.number })))
}

/// Whether a finder is thanked in public.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReportCreditRequest {
    shown: bool,
}

/// Thanks the finder in public, or takes that back: only who wants it, and only for what is mended.
#[utoipa::path(
    post, path = "/reports/{id}/credit", tag = "reports", request_body = ReportCreditRequest,
    params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn credit(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { body, once }: Command<ReportCreditRequest>,
) -> Result<StatusCode, Problem> {
    by.may(Action::ReportHandle)?;
    let ask = Ask::new(by.caller, Action::ReportHandle).once(once);
    handle::credit(&app, ask, id(&text)?, body.shown).await?;
    Ok(StatusCode::NO_CONTENT)
}
