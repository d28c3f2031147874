//! What is decided on a case: each on top of what was read.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use steadfast_store::Time;
use utoipa::ToSchema;

use super::id;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::cases::assess::{self, WantedAssessment};
use crate::cases::close::{self, Ending};
use crate::http::command::Command;
use crate::http::precondition::{IfMatch, tag};
use crate::http::problem::Problem;

fn changed(version: i64) -> Response {
    (StatusCode::NO_CONTENT, [(header::ETAG, tag(version))]).into_response()
}

/// A decision about the duty to report.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AssessmentRequest {
    /// `unknown` (the safe clock goes on), `reportable` or `not-reportable`.
    assessment: String,
    /// Why.
    reason: String,
    /// `vulnerability` or `incident`, where it turned out to be the other.
    kind: Option<String>,
    /// Of what is reportable: when reasonable certainty was reached, which may be before now.
    #[schema(value_type = Option<String>, format = DateTime)]
    aware: Option<Time>,
}

/// Decides whether a case is to be reported.
#[utoipa::path(
    post, path = "/cases/{id}/assessment", tag = "cases", request_body = AssessmentRequest,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn assess(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    if_match: IfMatch,
    Command { body, once }: Command<AssessmentRequest>,
) -> Result<Response, Problem> {
    by.may(Action::CaseAssess)?;
    let AssessmentRequest { assessment, reason, kind, aware } = body;
    let wanted = WantedAssessment { assessment, reason, kind, aware };
    let ask = Ask::new(by.caller, Action::CaseAssess).once(once);
    Ok(changed(assess::assess(&app, ask, id(&text)?, if_match.version()?, wanted).await?))
}

/// When reasonable certainty was reached.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AwarenessRequest {
    /// The time; it is over.
    #[schema(value_type = String, format = DateTime)]
    aware: Time,
    /// Why it is another one than was said.
    reason: String,
}

/// Corrects when reasonable certainty was reached. What was said before stays in the timeline.
#[utoipa::path(
    post, path = "/cases/{id}/awareness", tag = "cases", request_body = AwarenessRequest,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn awareness(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    if_match: IfMatch,
    Command { body, once }: Command<AwarenessRequest>,
) -> Result<Response, Problem> {
    by.may(Action::CaseAssess)?;
    let ask = Ask::new(by.caller, Action::CaseAssess).once(once);
    let said = (Some(body.aware), body.reason);
    Ok(changed(assess::correct_awareness(&app, ask, id(&text)?, if_match.version()?, said).await?))
}

/// Why a case ends.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseEndRequest {
    reason: String,
    /// Whether it ends although a report is due; then the reason stands in the ledger, so it names nobody.
    #[serde(default)]
    despite_due: bool,
}

/// Why a case goes on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseReasonRequest {
    reason: String,
}

/// Closes a case on which somebody decided.
#[utoipa::path(
    post, path = "/cases/{id}/close", tag = "cases", request_body = CaseEndRequest,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn close(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    if_match: IfMatch,
    Command { body, once }: Command<CaseEndRequest>,
) -> Result<Response, Problem> {
    by.may(Action::CaseClose)?;
    let ask = Ask::new(by.caller, Action::CaseClose).once(once);
    let ending = Ending { reason: body.reason, despite_due: body.despite_due };
    Ok(changed(close::close(&app, ask, id(&text)?, if_match.version()?, ending).await?))
}

/// Opens a case again. What was decided stands until somebody decides otherwise.
#[utoipa::path(
    post, path = "/cases/{id}/reopen", tag = "cases", request_body = CaseReasonRequest,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The ETag that was read")),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn reopen(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    if_match: IfMatch,
    Command { body, once }: Command<CaseReasonRequest>,
) -> Result<Response, Problem> {
    by.may(Action::CaseClose)?;
    let ask = Ask::new(by.caller, Action::CaseClose).once(once);
    Ok(changed(close::reopen(&app, ask, id(&text)?, if_match.version()?, body.reason).await?))
}
