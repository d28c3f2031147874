//! One stage: what it says, what somebody types, and its receipt.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use steadfast_store::Time;
use utoipa::ToSchema;

use super::named;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::http::command::Command;
use crate::http::problem::Problem;
use crate::notices::export::{self, SheetShown};
use crate::notices::hand_in::{self, WantedReceipt};
use crate::notices::paper;
use crate::notices::say::{self, WantedValue};
use crate::notices::sheet::{Sheet, sheet};

async fn read(app: &App, id: &str, stage: &str) -> Result<Sheet, CaseError> {
    let ((id, stage), now) = (named(id, stage)?, app.ambient.now());
    app.store.read::<_, CaseError, _>(move |tx| sheet(tx, id, stage, now)).await
}

/// A stage of the report of a case: each field with where it comes from and how old it is, and what is missing by the form
/// and by the law.
#[utoipa::path(
    get, path = "/cases/{id}/report/{stage}", tag = "reports",
    params(("id" = String, Path), ("stage" = String, Path, description = "`early-warning`, `notification`, \
        `intermediate-report` or `final-report`")),
    responses(
        (status = 200, body = SheetShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn stage(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path((id, stage)): Path<(String, String)>,
) -> Result<Json<SheetShown>, Problem> {
    by.may(Action::CaseRead)?;
    Ok(Json(SheetShown::of(&read(&app, &id, &stage).await?)))
}

/// A stage as text: what is missing first, then the fields in the form's order.
#[utoipa::path(
    get, path = "/cases/{id}/report/{stage}/text", tag = "reports",
    params(("id" = String, Path), ("stage" = String, Path)),
    responses(
        (status = 200, body = String, content_type = "text/plain"), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn text(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path((id, stage)): Path<(String, String)>,
) -> Result<Response, Problem> {
    by.may(Action::CaseRead)?;
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    Ok((kind, export::text(&read(&app, &id, &stage).await?)).into_response())
}

/// A stage as a paper: PDF/A-3a, what is missing first, then the fields in the form's order.
#[utoipa::path(
    get, path = "/cases/{id}/report/{stage}/pdf", tag = "reports",
    params(("id" = String, Path), ("stage" = String, Path)),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/pdf"), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn pdf(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path((id, stage)): Path<(String, String)>,
) -> Result<Response, Problem> {
    by.may(Action::CaseRead)?;
    paper::file(&read(&app, &id, &stage).await?, app.ambient.now())
}

/// What a field is to say.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NoticeValueRequest {
    /// Text, a list of words, yes or no, or a time; an empty text leaves the field empty, nothing takes back what was typed.
    #[schema(value_type = Object)]
    value: Option<Value>,
    /// The version that was read; 0: nobody had typed.
    seen: i64,
}

/// A value that is kept.
#[derive(Serialize, ToSchema)]
pub(super) struct NoticeValueShown {
    /// The field's new version.
    version: i64,
}

/// Types a field of the report. What stood there before stays, and who was slower is told.
#[utoipa::path(
    post, path = "/cases/{id}/report/{stage}/fields/{field}", tag = "reports", request_body = NoticeValueRequest,
    params(("id" = String, Path), ("stage" = String, Path), ("field" = String, Path)),
    responses(
        (status = 200, body = NoticeValueShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn say(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path((id, stage, field)): Path<(String, String, String)>,
    Command { body, once }: Command<NoticeValueRequest>,
) -> Result<Json<NoticeValueShown>, Problem> {
    by.may(Action::NoticeWrite)?;
    let (id, stage) = named(&id, &stage)?;
    let wanted = WantedValue { stage, field, value: body.value, seen: body.seen };
    let version = say::say(&app, Ask::new(by.caller, Action::NoticeWrite).once(once), id, wanted).await?;
    Ok(Json(NoticeValueShown { version }))
}

/// The receipt of what was handed in at the platform.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NoticeReceiptRequest {
    /// The number that the platform gave.
    number: String,
    /// When it was handed in.
    #[schema(value_type = String, format = DateTime)]
    handed_in: Time,
    /// Who handed it in: `usr_…`; left out: whoever notes it.
    #[serde(default)]
    submitter: String,
    /// The name of the file that the platform gave.
    #[serde(default)]
    file_name: String,
    /// Its SHA-256, in hexadecimal digits.
    #[serde(default)]
    file_sha256: String,
    /// What was handed in otherwise than drafted, by field; null: it was left empty.
    #[serde(default)]
    #[schema(value_type = Object)]
    handed: BTreeMap<String, Option<Value>>,
}

/// A receipt that is kept.
#[derive(Serialize, ToSchema)]
pub(super) struct NoticeReceiptNumber {
    /// Its number in the case.
    receipt: i64,
}

/// Notes the receipt of a stage; its clock stops. This submits nothing.
#[utoipa::path(
    post, path = "/cases/{id}/report/{stage}/receipts", tag = "reports", request_body = NoticeReceiptRequest,
    params(("id" = String, Path), ("stage" = String, Path)),
    responses(
        (status = 201, body = NoticeReceiptNumber), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn hand_in(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path((id, stage)): Path<(String, String)>,
    Command { body, once }: Command<NoticeReceiptRequest>,
) -> Result<(StatusCode, Json<NoticeReceiptNumber>), Problem> {
    by.may(Action::NoticeNote)?;
    let (id, stage) = named(&id, &stage)?;
    let NoticeReceiptRequest { number, handed_in, submitter, file_name, file_sha256, handed } = body;
    let wanted = WantedReceipt { number, handed_in: Some(handed_in), submitter, file_name, file_sha256, handed };
    let ask = Ask::new(by.caller, Action::NoticeNote).once(once);
    let receipt = hand_in::hand_in(&app, ask, id, stage, wanted).await?;
    Ok((StatusCode::CREATED, Json(NoticeReceiptNumber { receipt })))
}
