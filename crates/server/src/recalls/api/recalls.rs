//! Planning, reading and ending recalls. They are decided by two people, through approvals.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use steadfast_store::{Recall, StoreError};
use utoipa::ToSchema;

use super::id;
use super::shape::{RecallShown, RecallSummary};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::http::command::Command;
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use crate::recalls::come_back;
use crate::recalls::letter::letter as drafted;
use crate::recalls::plan::{self, WantedRecall};
use crate::recalls::read;

/// Withdrawals and recalls, the newest first.
#[utoipa::path(
    get, path = "/recalls", tag = "recalls", params(PageQuery),
    responses(
        (status = 200, body = Page<RecallSummary>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<RecallSummary>>, Problem> {
    by.may(Action::RecallRead)?;
    let lost = |_| Problem::invalid("cursor is none of this list's");
    let before = page.cursor.as_ref().map(|text| text.parse().map_err(lost)).transpose()?;
    let limit = page.limit()?;
    let found = app.store.read::<_, StoreError, _>(move |tx| tx.recall_list(before, limit + 1)).await?;
    let cursor = |recall: &Recall| recall.number.to_string();
    Ok(Json(Page::of(found, limit, cursor, RecallSummary::from)))
}

/// A recall as it is planned.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RecallRequest {
    /// `withdraw` or `recall`.
    kind: String,
    /// `prd_…`.
    product: String,
    /// `rel_…`, of that product.
    releases: Vec<String>,
    /// `cas_…`.
    case: Option<String>,
    /// Why. It stands in the ledger once it is decided, so it names nobody.
    reason: String,
}

/// What was planned.
#[derive(Serialize, ToSchema)]
pub(super) struct PlannedShown {
    /// `rcl_…`.
    id: String,
}

/// Plans a withdrawal or a recall. Nothing happens by it: it is proposed as `decide-recall`, and a second person decides.
#[utoipa::path(
    post, path = "/recalls", tag = "recalls", request_body = RecallRequest,
    responses(
        (status = 201, body = PlannedShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn plan(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<RecallRequest>,
) -> Result<(StatusCode, Json<PlannedShown>), Problem> {
    by.may(Action::RecallWork)?;
    let RecallRequest { kind, product, releases, case, reason } = body;
    let wanted = WantedRecall { kind, product, releases, case: case.unwrap_or_default(), reason };
    let id = plan::plan(&app, Ask::new(by.caller, Action::RecallWork).once(once), wanted).await?;
    Ok((StatusCode::CREATED, Json(PlannedShown { id: id.to_string() })))
}

/// One recall, with what became of its devices.
#[utoipa::path(
    get, path = "/recalls/{id}", tag = "recalls", params(("id" = String, Path)),
    responses(
        (status = 200, body = RecallShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn one(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
) -> Result<Json<RecallShown>, Problem> {
    by.may(Action::RecallRead)?;
    let id = id(&text)?;
    let found = app.store.read::<_, CaseError, _>(move |tx| read::whole(tx, id)).await?;
    Ok(Json(found.into()))
}

/// The text for an authority, as a draft in English: what is missing stands first. Nothing is sent.
#[utoipa::path(
    get, path = "/recalls/{id}/letter", tag = "recalls", params(("id" = String, Path)),
    responses(
        (status = 200, body = String, content_type = "text/plain"), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn letter(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::RecallRead)?;
    let (id, now) = (id(&text)?, app.ambient.now());
    let found = app.store.read::<_, CaseError, _>(move |tx| read::whole(tx, id)).await?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], drafted(&found, now).text).into_response())
}

/// Why it ends.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RecallEndRequest {
    /// It stands in the ledger, so it names nobody.
    reason: String,
}

/// Ends a recall; what became of its devices then is a record.
#[utoipa::path(
    post, path = "/recalls/{id}/end", tag = "recalls", request_body = RecallEndRequest, params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn end(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { body, once }: Command<RecallEndRequest>,
) -> Result<StatusCode, Problem> {
    by.may(Action::RecallWork)?;
    let ask = Ask::new(by.caller, Action::RecallWork).once(once);
    come_back::end(&app, ask, id(&text)?, body.reason).await?;
    Ok(StatusCode::NO_CONTENT)
}
