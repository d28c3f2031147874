//! What a successor gets, and where keys are.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use steadfast_store::StoreError;
use utoipa::ToSchema;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::catalogue::error::CatalogueError;
use crate::http::command::{Bare, Command};
use crate::http::problem::Problem;
use crate::lifecycle::hand_over::keys::{self, KeyShown, MOST, WantedKey};
use crate::lifecycle::hand_over::response;

/// Everything that a successor or the owners need (Article 13(23)), as an archive with a manifest of SHA-256. It is written while it
/// is sent; once it was sent to its end, a record names its digest.
#[utoipa::path(
    get, path = "/hand-over", tag = "lifecycle",
    responses(
        (status = 200, description = "A tape archive; its README says what each file is", content_type = "application/x-tar", body = String),
        (status = 401, body = Problem), (status = 403, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn bundle(State(app): State<Arc<App>>, by: SignedIn) -> Result<Response, Problem> {
    by.may(Action::HandOver)?;
    response(app, Ask::new(by.caller, Action::HandOver)).await
}

/// Where keys are that this server does not have, as staff said.
#[utoipa::path(
    get, path = "/hand-over/keys", tag = "lifecycle",
    responses((status = 200, body = Vec<KeyShown>), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn list(State(app): State<Arc<App>>, by: SignedIn) -> Result<Json<Vec<KeyShown>>, Problem> {
    by.may(Action::HandOver)?;
    let found = app.store.read::<_, StoreError, _>(|tx| tx.key_places(MOST)).await?;
    Ok(Json(found.into_iter().map(KeyShown::from).collect()))
}

/// Where a key is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct KeyRequest {
    /// What it signs.
    name: String,
    /// Its fingerprint, or how else it is told from others.
    #[serde(default)]
    fingerprint: String,
    /// Where it lies.
    place: String,
    /// The role or office that holds it: no person's name.
    holder: String,
}

/// What was said.
#[derive(Serialize, ToSchema)]
pub(super) struct KeyMade {
    /// `kpl_…`.
    id: String,
}

/// Says where a key is.
#[utoipa::path(
    post, path = "/hand-over/keys", tag = "lifecycle", request_body = KeyRequest,
    responses(
        (status = 201, body = KeyMade), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn say(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<KeyRequest>,
) -> Result<(StatusCode, Json<KeyMade>), Problem> {
    by.may(Action::HandOver)?;
    let KeyRequest { name, fingerprint, place, holder } = body;
    let ask = Ask::new(by.caller, Action::HandOver).once(once);
    let id = keys::say(&app, ask, WantedKey { name, fingerprint, place, holder }).await?;
    Ok((StatusCode::CREATED, Json(KeyMade { id: id.to_string() })))
}

/// Takes back where a key is.
#[utoipa::path(
    delete, path = "/hand-over/keys/{id}", tag = "lifecycle", params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn remove(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    by.may(Action::HandOver)?;
    let id = text.parse().map_err(CatalogueError::from)?;
    keys::remove(&app, Ask::new(by.caller, Action::HandOver).once(once), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
