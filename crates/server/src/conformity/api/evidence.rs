//! `GET` and `POST /api/v1/releases/{id}/evidence`, `POST /api/v1/releases/{id}/evidence/signed`, `GET /api/v1/evidence/{id}/file`.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::shape::{ReportRead, ReportTaken};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::catalogue::api::download;
use crate::conformity::error::ConformityError;
use crate::conformity::given::{self, Handed, REPORT};
use crate::http::problem::Problem;
use crate::http::upload::{self, Upload};

/// Reports that are listed.
const MOST: i64 = 200;

/// What the report is about.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct About {
    /// The version of the source that the tests ran on.
    #[serde(default)]
    commit: String,
    /// What the file is called.
    name: Option<String>,
}

/// Hands in a report of tests as evidence for a release: JUnit XML or SARIF 2.1, at most 64 MiB. The release's product file
/// says which of its cases speak to which requirement.
#[utoipa::path(
    post, path = "/releases/{id}/evidence", tag = "conformity", params(("id" = String, Path), About),
    request_body(content((Vec<u8> = "application/octet-stream"))),
    responses(
        (status = 201, body = ReportTaken), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn give_evidence(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Query(about): Query<About>,
    request: Request,
) -> Result<Response, Problem> {
    by.may(Action::EvidenceGive)?;
    let id = id.parse().map_err(ConformityError::from)?;
    upload::key_of(&request)?;
    let name = about.name.unwrap_or_else(|| "report".to_owned());
    let (received, once) = upload::raw(&app.blobs, request, &name, &REPORT).await?;
    let ask = Ask::new(by.caller, Action::EvidenceGive).once(once);
    let handed = Handed { received: &received, commit: &about.commit, signature: None };
    let taken = given::give(&app, ask, id, handed).await?;
    Ok((StatusCode::CREATED, Json(ReportTaken::of(taken))).into_response())
}

/// What a signed report is about.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SignedReportRequest {
    /// The version of the source that the tests ran on.
    commit: String,
    /// The DSSE envelope: an in-toto statement over the report's SHA-256, the release and the commit.
    signature: String,
}

/// Hands in a report that a build server signed. The form's field `about` has the command, its file `report` the report. A product
/// that has keys of build servers takes reports in no other way.
#[utoipa::path(
    post, path = "/releases/{id}/evidence/signed", tag = "conformity", params(("id" = String, Path)),
    request_body = SignedReportRequest,
    responses(
        (status = 201, body = ReportTaken), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn give_signed_evidence(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    by.may(Action::EvidenceGive)?;
    let id = id.parse().map_err(ConformityError::from)?;
    let Upload { body, form, once } =
        Upload::<SignedReportRequest>::take(&app.blobs, request, "about", &[REPORT]).await?;
    let received = form.file(REPORT.field).ok_or_else(|| Problem::invalid("the file \"report\" is missing"))?;
    let ask = Ask::new(by.caller, Action::EvidenceGive).once(once);
    let handed = Handed { received, commit: &body.commit, signature: Some(body.signature) };
    let taken = given::give(&app, ask, id, handed).await?;
    Ok((StatusCode::CREATED, Json(ReportTaken::of(taken))).into_response())
}

/// Reports that were handed in for a release, the newest first; at most 200.
#[utoipa::path(
    get, path = "/releases/{id}/evidence", tag = "conformity", params(("id" = String, Path)),
    responses(
        (status = 200, body = Vec<ReportRead>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn evidence(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<Vec<ReportRead>>, Problem> {
    by.may(Action::ConformityRead)?;
    let id = id.parse().map_err(ConformityError::from)?;
    let found = given::reports(&app, id, MOST).await?;
    Ok(Json(found.into_iter().map(ReportRead::of).collect()))
}

/// A report as it came.
#[utoipa::path(
    get, path = "/evidence/{id}/file", tag = "conformity", params(("id" = String, Path)),
    responses(
        (status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn report(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::ConformityRead)?;
    let id = id.parse().map_err(ConformityError::from)?;
    let found = app.store.read::<_, ConformityError, _>(move |tx| Ok(tx.evidence_file(id)?)).await?;
    let file = found.ok_or(ConformityError::NotFound("report"))?;
    download(&app, file.blob, &file.name).await
}
