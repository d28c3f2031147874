//! `GET` and `POST /api/v1/products/{id}/evidence-keys`, `DELETE /api/v1/products/{id}/evidence-keys/{key}`.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use steadfast_store::{EvidenceSigner, Time};
use steadfast_trust::key::Fingerprint;
use utoipa::ToSchema;

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::conformity::error::ConformityError;
use crate::conformity::signers;
use crate::http::command::{Bare, Command};
use crate::http::problem::Problem;

/// A key of a build server.
#[derive(Serialize, ToSchema)]
pub(super) struct EvidenceKeyShown {
    /// `sha256:…` of its bytes.
    fingerprint: String,
    /// Which build server has it.
    name: String,
    /// The public half, as one line.
    key: String,
    #[schema(value_type = String, format = DateTime)]
    added: Time,
    /// Since when nothing that it signs is taken.
    #[schema(value_type = Option<String>, format = DateTime)]
    revoked: Option<Time>,
}

impl From<EvidenceSigner> for EvidenceKeyShown {
    fn from(signer: EvidenceSigner) -> Self {
        let EvidenceSigner { fingerprint, name, public_key, added, revoked, .. } = signer;
        Self { fingerprint: Fingerprint(fingerprint).to_string(), name, key: public_key, added, revoked }
    }
}

/// Keys of build servers that sign reports of tests for a product, the newest first, with those that were revoked.
#[utoipa::path(
    get, path = "/products/{id}/evidence-keys", tag = "conformity", params(("id" = String, Path)),
    responses(
        (status = 200, body = Vec<EvidenceKeyShown>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn evidence_keys(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<Vec<EvidenceKeyShown>>, Problem> {
    by.may(Action::ConformityRead)?;
    let id = id.parse().map_err(ConformityError::from)?;
    let keys = signers::keys(&app, id).await?;
    Ok(Json(keys.into_iter().map(EvidenceKeyShown::from).collect()))
}

/// A key that a build server is to sign with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EvidenceKeyRequest {
    /// Which build server has it.
    name: String,
    /// The public half, as one line.
    key: String,
}

/// A key that was added.
#[derive(Serialize, ToSchema)]
pub(super) struct EvidenceKeyAdded {
    /// `sha256:…` of its bytes.
    fingerprint: String,
}

/// Adds a key of a build server. From the first one on, the product takes reports of tests only if one of its keys signed them.
#[utoipa::path(
    post, path = "/products/{id}/evidence-keys", tag = "conformity", params(("id" = String, Path)),
    request_body = EvidenceKeyRequest,
    responses(
        (status = 201, body = EvidenceKeyAdded), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("session" = []))
)]
pub(super) async fn add_evidence_key(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { body, once }: Command<EvidenceKeyRequest>,
) -> Result<(StatusCode, Json<EvidenceKeyAdded>), Problem> {
    by.may(Action::EvidenceKeyChange)?;
    let id = id.parse().map_err(ConformityError::from)?;
    let ask = Ask::new(by.caller, Action::EvidenceKeyChange).once(once);
    let fingerprint = signers::add(&app, ask, id, &body.name, &body.key).await?;
    Ok((StatusCode::CREATED, Json(EvidenceKeyAdded { fingerprint })))
}

/// Revokes a key of a build server: what it signs from now on is not taken. What was handed in before counts until it ends.
#[utoipa::path(
    delete, path = "/products/{id}/evidence-keys/{key}", tag = "conformity",
    params(("id" = String, Path), ("key" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("session" = []))
)]
pub(super) async fn revoke_evidence_key(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path((id, key)): Path<(String, String)>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    by.may(Action::EvidenceKeyChange)?;
    let id = id.parse().map_err(ConformityError::from)?;
    let key = key.parse().map_err(|_| signers::NO_SUCH_KEY)?;
    let ask = Ask::new(by.caller, Action::EvidenceKeyChange).once(once);
    signers::revoke(&app, ask, id, key).await?;
    Ok(StatusCode::NO_CONTENT)
}
