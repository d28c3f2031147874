//! Reports to those who maintain components.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use steadfast_store::{Id, Time, kinds};
use utoipa::ToSchema;

use super::shape::UpstreamShown;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::Command;
use crate::http::problem::Problem;
use crate::reports::error::ReportError;
use crate::reports::upstream::draft::{self, WantedUpstream};
use crate::reports::upstream::{contact, track};

/// The reports of a case to maintainers.
#[utoipa::path(
    get, path = "/cases/{id}/upstream", tag = "reports", params(("id" = String, Path)),
    responses(
        (status = 200, body = [UpstreamShown]), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn upstreams(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
) -> Result<Json<Vec<UpstreamShown>>, Problem> {
    by.may(Action::CaseRead)?;
    let id: Id<kinds::Case> = text.parse().map_err(ReportError::Id)?;
    let found = app.store.read::<_, ReportError, _>(move |tx| {
        tx.case(id)?.ok_or(ReportError::NotFound("case"))?;
        Ok(tx.upstreams(id)?)
    });
    Ok(Json(found.await?.into_iter().map(UpstreamShown::from).collect()))
}

/// A report to a maintainer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UpstreamRequest {
    component: String,
    /// Its package URL.
    #[serde(default)]
    purl: String,
    /// The versions that are affected, apart by commas.
    #[serde(default)]
    versions: String,
    /// Where its maintainer can be reached; empty: as the bill of materials says, where it does.
    #[serde(default)]
    contact: String,
    /// What the flaw is.
    note: String,
    /// Your own fix: an address, or the SHA-256 of a patch.
    #[serde(default)]
    fix: String,
}

/// A draft that was kept.
#[derive(Serialize, ToSchema)]
pub(super) struct UpstreamDrafted {
    #[schema(value_type = String)]
    id: Id<kinds::Upstream>,
    /// Its number in the case.
    number: i64,
}

/// Writes a report to the maintainer of a component (Article 13(6)): as text, and for machines. It is sent by you.
#[utoipa::path(
    post, path = "/cases/{id}/upstream", tag = "reports", request_body = UpstreamRequest,
    params(("id" = String, Path)),
    responses(
        (status = 201, body = UpstreamDrafted), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn draft(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { body, once }: Command<UpstreamRequest>,
) -> Result<(StatusCode, Json<UpstreamDrafted>), Problem> {
    by.may(Action::UpstreamChange)?;
    let id: Id<kinds::Case> = text.parse().map_err(ReportError::Id)?;
    let UpstreamRequest { component, purl, versions, contact, note, fix } = body;
    let is_stated = !contact.trim().is_empty();
    let contact = if is_stated { contact } else { contact::stated(&app, id, &component).await?.unwrap_or_default() };
    let wanted = WantedUpstream { component, purl, versions, contact, note, fix };
    let drafted = draft::draft(&app, Ask::new(by.caller, Action::UpstreamChange).once(once), id, wanted).await?;
    Ok((StatusCode::CREATED, Json(UpstreamDrafted { id: drafted.id, number: drafted.number })))
}

/// How a report to a maintainer was sent.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UpstreamSentRequest {
    /// `mail`, `form`, `advisory` or `other`.
    way: String,
    /// When; nothing: just now.
    #[schema(value_type = Option<String>, format = DateTime)]
    when: Option<Time>,
}

/// Notes that you sent it.
#[utoipa::path(
    post, path = "/upstream/{id}/sent", tag = "reports", request_body = UpstreamSentRequest,
    params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn sent(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { body, once }: Command<UpstreamSentRequest>,
) -> Result<StatusCode, Problem> {
    by.may(Action::UpstreamChange)?;
    let id = text.parse().map_err(ReportError::Id)?;
    let ask = Ask::new(by.caller, Action::UpstreamChange).once(once);
    track::sent(&app, ask, id, (&body.way, body.when)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a maintainer answered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UpstreamAnsweredRequest {
    /// `confirmed`, `fixed`, `refused` or `other`.
    answer: String,
}

/// Notes what the maintainer answered.
#[utoipa::path(
    post, path = "/upstream/{id}/answered", tag = "reports", request_body = UpstreamAnsweredRequest,
    params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn answered(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { body, once }: Command<UpstreamAnsweredRequest>,
) -> Result<StatusCode, Problem> {
    by.may(Action::UpstreamChange)?;
    let id = text.parse().map_err(ReportError::Id)?;
    track::answered(&app, Ask::new(by.caller, Action::UpstreamChange).once(once), id, &body.answer).await?;
    Ok(StatusCode::NO_CONTENT)
}
