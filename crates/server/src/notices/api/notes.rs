//! What starts clocks: a measure, and the coordinator's request.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use steadfast_store::Time;
use utoipa::ToSchema;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::http::command::Command;
use crate::http::precondition::{IfMatch, tag};
use crate::http::problem::Problem;
use crate::notices::{measure, request};

/// Since when a corrective or mitigating measure is available.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MeasureRequest {
    /// The time; it is over. Nothing: none is available.
    #[schema(value_type = Option<String>, format = DateTime)]
    measure: Option<Time>,
    /// Which one.
    reason: String,
}

/// Says since when a measure is available. Of a vulnerability the final report is due 14 days from then.
#[utoipa::path(
    post, path = "/cases/{id}/report/measure", tag = "reports", request_body = MeasureRequest,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "The case's ETag that was read")),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn measure(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    if_match: IfMatch,
    Command { body, once }: Command<MeasureRequest>,
) -> Result<Response, Problem> {
    by.may(Action::NoticeNote)?;
    let id = text.parse().map_err(CaseError::Id)?;
    let ask = Ask::new(by.caller, Action::NoticeNote).once(once);
    let version = measure::measure(&app, ask, id, if_match.version()?, (body.measure, body.reason)).await?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, tag(version))]).into_response())
}

/// The coordinator asked for an intermediate report.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReportRequest {
    /// When it asked; left out: just now.
    #[schema(value_type = Option<String>, format = DateTime)]
    asked: Option<Time>,
    /// By when; nothing: it named no date, and no clock runs.
    #[schema(value_type = Option<String>, format = DateTime)]
    due: Option<Time>,
}

/// A request that is noted.
#[derive(Serialize, ToSchema)]
pub(super) struct ReportRequestNumber {
    /// Its number in the case.
    request: i64,
}

/// Notes that the coordinator asked for an intermediate report (Article 14(6)).
#[utoipa::path(
    post, path = "/cases/{id}/report/requests", tag = "reports", request_body = ReportRequest,
    params(("id" = String, Path)),
    responses(
        (status = 201, body = ReportRequestNumber), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn request(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { body, once }: Command<ReportRequest>,
) -> Result<(StatusCode, Json<ReportRequestNumber>), Problem> {
    by.may(Action::NoticeNote)?;
    let id = text.parse().map_err(CaseError::Id)?;
    let ask = Ask::new(by.caller, Action::NoticeNote).once(once);
    let request = request::request(&app, ask, id, (body.asked, body.due)).await?;
    Ok((StatusCode::CREATED, Json(ReportRequestNumber { request })))
}
