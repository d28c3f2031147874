//! `GET /api/v1/products/{id}/dossier`, what is in it, and what is kept and handed over of it.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::register::Which;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::catalogue::api::download;
use crate::conformity::dossier::keep::{self, KeptFile, WantedHandOver};
use crate::conformity::dossier::points::PointRow;
use crate::conformity::dossier::{Gathered, gather, make};
use crate::conformity::error::ConformityError;
use crate::conformity::read::named;
use crate::http::command::Command;
use crate::http::problem::Problem;

/// The dossier of a release: papers, register, evidence and records with their proofs, in one file that `steadfast verify` checks
/// offline. What is missing stands in it as missing.
#[utoipa::path(
    get, path = "/products/{id}/dossier", tag = "conformity", params(("id" = String, Path), Which),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/zip"), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn dossier(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, Problem> {
    by.may(Action::DossierRead)?;
    let product = id.parse().map_err(ConformityError::from)?;
    let release = which.release.as_deref().map(str::parse).transpose().map_err(ConformityError::from)?;
    let made = make(&app, product, release).await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/zip")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"dossier.zip\"")),
    ];
    Ok((headers, made.bytes).into_response())
}

/// A point of Annex VII.
#[derive(Serialize, ToSchema)]
pub(super) struct PointRead {
    /// As Annex VII numbers it: `2(b)`.
    point: String,
    /// What it is, in English.
    title: String,
    /// `there`, `missing` or `not-needed`.
    state: &'static str,
    /// Where it is: files of the dossier.
    places: Vec<String>,
}

/// What a dossier would have in it.
#[derive(Serialize, ToSchema)]
pub(super) struct ContentsRead {
    /// The release that it is of.
    release: String,
    /// Each point of Annex VII.
    points: Vec<PointRead>,
    /// Every file.
    files: Vec<FileRead>,
}

/// A file of a dossier.
#[derive(Serialize, ToSchema)]
pub(super) struct FileRead {
    /// Its path.
    path: String,
    /// What it is.
    role: String,
    /// Points of Annex VII to which it belongs.
    points: Vec<String>,
    /// Its length.
    bytes: usize,
}

impl From<Gathered> for ContentsRead {
    fn from(gathered: Gathered) -> Self {
        let point = |PointRow { point, title, state, places }| PointRead { point, title, state, places };
        let points = gathered.points("en").into_iter().map(point).collect();
        let file = |piece: steadfast_verify::dossier::Piece| FileRead {
            bytes: piece.content.len(),
            path: piece.path,
            role: piece.role,
            points: piece.points,
        };
        let mut files: Vec<FileRead> = gathered.pieces.into_iter().map(file).collect();
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Self { release: gathered.release.to_string(), points, files }
    }
}

/// What the dossier of a release would have in it: each point of Annex VII with whether it is there, and every file.
#[utoipa::path(
    get, path = "/products/{id}/dossier/contents", tag = "conformity", params(("id" = String, Path), Which),
    responses(
        (status = 200, body = ContentsRead), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn dossier_contents(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Query(which): Query<Which>,
) -> Result<Json<ContentsRead>, Problem> {
    by.may(Action::DossierRead)?;
    let product = id.parse().map_err(ConformityError::from)?;
    let release = which.release.as_deref().map(str::parse).transpose().map_err(ConformityError::from)?;
    Ok(Json(gather(&app, product, release).await?.into()))
}

/// Which release's dossier is kept.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct KeepRequest {
    /// The release: `rel_…`; without it, the newest one on sale.
    release: String,
}

/// A dossier, or a part of one, that is kept.
#[derive(Serialize, Deserialize, ToSchema)]
pub(super) struct DossierKept {
    /// The document: `kdc_…`.
    document: String,
    /// Its SHA-256, as the record names it.
    sha256: String,
    /// Its length.
    bytes: u64,
    /// Files that are in it.
    parts: Vec<String>,
    /// Files that its manifest names and that were withheld.
    withheld: usize,
    /// Points of Annex VII for which nothing is there.
    missing: usize,
}

impl From<KeptFile> for DossierKept {
    fn from(file: KeptFile) -> Self {
        let KeptFile { document, sha256, bytes, parts, withheld, missing } = file;
        Self { document: document.to_string(), sha256, bytes, parts, withheld, missing }
    }
}

/// Keeps the dossier of a release as it is now, for as long as the law asks (Art. 13(13)), with its digest and its checkpoint on
/// record: later dossiers show that they grew from it.
#[utoipa::path(
    post, path = "/products/{id}/dossier/keep", tag = "conformity", params(("id" = String, Path)),
    request_body = KeepRequest,
    responses(
        (status = 201, body = DossierKept), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn keep_dossier(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { body, once }: Command<KeepRequest>,
) -> Result<(StatusCode, Json<DossierKept>), Problem> {
    by.may(Action::DossierKeep)?;
    let product = id.parse().map_err(ConformityError::from)?;
    let ask = Ask::new(by.caller, Action::DossierKeep).once(once);
    let kept = keep::keep(&app, ask, product, named(&body.release)?).await?;
    Ok((StatusCode::CREATED, Json(kept.into())))
}

/// What an authority asked for.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct SubsetRequest {
    /// The release: `rel_…`; without it, the newest one on sale.
    release: String,
    /// To whom, with its file number; no personal data.
    to: String,
    /// What it asks for, and why (Art. 13(22)).
    asked: String,
    /// Points of Annex VII: `3` with all below it, or `2(b)`.
    points: Vec<String>,
    /// Files of the dossier, or folders that end in `/`.
    paths: Vec<String>,
    /// Papers in `en` or `de` alone; empty: in all languages.
    language: String,
}

/// Makes the subset of a dossier that an authority asked for, keeps it, and records what was handed over, to whom and why. The
/// manifest names the rest as withheld. `GET /documents/{id}/file` gives the file.
#[utoipa::path(
    post, path = "/products/{id}/dossier/hand-over", tag = "conformity", params(("id" = String, Path)),
    request_body = SubsetRequest,
    responses(
        (status = 201, body = DossierKept), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn hand_over_subset(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { body, once }: Command<SubsetRequest>,
) -> Result<(StatusCode, Json<DossierKept>), Problem> {
    by.may(Action::DossierHandOver)?;
    let product = id.parse().map_err(ConformityError::from)?;
    let wanted = WantedHandOver {
        release: named(&body.release)?,
        to: body.to,
        asked: body.asked,
        points: body.points,
        paths: body.paths,
        language: body.language,
    };
    let ask = Ask::new(by.caller, Action::DossierHandOver).once(once);
    let handed = keep::hand_over(&app, ask, product, wanted).await?;
    Ok((StatusCode::CREATED, Json(handed.into())))
}

/// A document that is kept, as it came: a dossier, what was handed over of one, a paper of a declaration.
#[utoipa::path(
    get, path = "/documents/{id}/file", tag = "conformity", params(("id" = String, Path)),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn kept_file(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::DossierRead)?;
    let document = keep::document(&app, id.parse().map_err(ConformityError::from)?).await?;
    download(&app, document.blob, &document.name).await
}
