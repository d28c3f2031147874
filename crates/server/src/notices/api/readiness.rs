//! To whose coordinator reports go, and who hands them in.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use steadfast_store::StoreError;
use utoipa::ToSchema;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::Command;
use crate::http::precondition::{IfMatch, tag};
use crate::http::problem::Problem;
use crate::notices::prepare;
use crate::notices::readiness::{Establishment, Readiness, Representative, readiness};

/// What was said, and what follows.
#[derive(Serialize, ToSchema)]
pub(super) struct ReadinessShown {
    #[serde(flatten)]
    said: Readiness,
    /// The Member State whose coordinator follows from the answers; nothing while a question before it is open.
    follows: Option<&'static str>,
    /// Article and point by which it does.
    follows_by: Option<&'static str>,
    /// Whether a report could be handed in.
    ready: bool,
}

/// Whether a report could be handed in.
#[utoipa::path(
    get, path = "/reporting", tag = "reports",
    responses((status = 200, body = ReadinessShown), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn show(State(app): State<Arc<App>>, by: SignedIn) -> Result<Response, Problem> {
    by.may(Action::CaseRead)?;
    let said = app.store.read::<_, StoreError, _>(readiness).await?;
    let state = said.establishment.choice().state;
    let version = [(header::ETAG, tag(said.version))];
    let shown = ReadinessShown {
        follows: state.map(|(state, _)| state.code()),
        follows_by: state.map(|(_, rule)| rule.source),
        ready: said.is_ready(),
        said,
    };
    Ok((version, Json(shown)).into_response())
}

/// What is to be said.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReadinessRequest {
    establishment: Establishment,
    /// The Member State whose coordinator is chosen.
    #[serde(default)]
    coordinator: String,
    /// Who hands reports in.
    #[serde(default)]
    representatives: Vec<Representative>,
}

/// Says to whose coordinator reports go, and who hands them in.
#[utoipa::path(
    put, path = "/reporting", tag = "reports", request_body = ReadinessRequest,
    params(("If-Match" = String, Header, description = "The ETag that was read")),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 412, body = Problem),
        (status = 422, body = Problem), (status = 428, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn prepare(
    State(app): State<Arc<App>>,
    by: SignedIn,
    if_match: IfMatch,
    Command { body, once }: Command<ReadinessRequest>,
) -> Result<Response, Problem> {
    by.may(Action::NoticePrepare)?;
    let ReadinessRequest { establishment, coordinator, representatives } = body;
    let wanted = Readiness { establishment, coordinator, representatives, ..Readiness::default() };
    let ask = Ask::new(by.caller, Action::NoticePrepare).once(once);
    let version = prepare::prepare(&app, ask, if_match.version()?, wanted).await?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, tag(version))]).into_response())
}
