//! VEX documents: hand in, look, take; and what was decided, as such.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use steadfast_store::Time;
use utoipa::{IntoParams, ToSchema};

use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::{Bare, Command};
use crate::http::problem::Problem;
use crate::http::upload;
use crate::triage::error::TriageError;
use crate::triage::vex::DOCUMENT;
use crate::triage::vex::export::{self, Form, Written};
use crate::triage::vex::import::{self, Preview};

/// What a document is called.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Named {
    /// The name of its file.
    name: Option<String>,
}

/// A statement, and what becomes of it.
#[derive(Serialize, ToSchema)]
pub(super) struct StatementShown {
    /// Where it stands in the document.
    place: String,
    /// The ids of the flaw.
    vulnerability: Vec<String>,
    /// `not_affected`, `affected`, `fixed` or `under_investigation`.
    status: String,
    justification: Option<String>,
    /// `applies`, `already-so`, `no-such-finding`, `other-product`, `other-version`, `no-product`, `no-justification`,
    /// `range-not-understood`, `overruled` (by another statement of the document) or `older` (than what was decided here).
    outcome: &'static str,
    /// How many exposures it decides.
    exposures: usize,
}

/// A document, and what it would do today.
#[derive(Serialize, ToSchema)]
pub(super) struct PreviewShown {
    /// `vex_…`.
    id: String,
    name: String,
    /// The document's own id, and who states it.
    document: Option<String>,
    author: Option<String>,
    /// When it was taken.
    #[schema(value_type = Option<String>, format = DateTime)]
    taken: Option<Time>,
    /// How many assessments came of it, or would come.
    assessments: usize,
    statements: Vec<StatementShown>,
    /// What was not understood, with its place.
    problems: Vec<String>,
}

impl From<Preview> for PreviewShown {
    fn from(preview: Preview) -> Self {
        let Preview { import, document, plan } = preview;
        let pairs = document.statements.into_iter().zip(&plan.weighed);
        let statements = pairs.map(|(statement, weighed)| StatementShown {
            place: statement.place.to_string(),
            vulnerability: statement.vulnerability,
            status: statement.status.to_string(),
            justification: statement.justification,
            outcome: weighed.outcome.as_str(),
            exposures: weighed.exposures,
        });
        let kept = usize::try_from(import.assessments).unwrap_or(0);
        Self {
            id: import.id.to_string(),
            name: import.name,
            document: document.id,
            author: document.author,
            assessments: if import.taken.is_some() { kept } else { plan.decisions.len() },
            taken: import.taken,
            statements: statements.collect(),
            problems: document.problems.iter().map(ToString::to_string).collect(),
        }
    }
}

/// Hands in a VEX document (OpenVEX, CycloneDX or CSAF, told by content): it is looked at, and changes nothing yet.
#[utoipa::path(
    post, path = "/vex-documents", tag = "triage", params(Named),
    request_body(content((Vec<u8> = "application/octet-stream"))),
    responses(
        (status = 201, body = PreviewShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 413, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn hand_in(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(named): Query<Named>,
    request: Request,
) -> Result<(StatusCode, Json<PreviewShown>), Problem> {
    by.may(Action::ExposureAssess)?;
    let (received, once) = upload::raw(&app.blobs, request, &named.name.unwrap_or_default(), &DOCUMENT).await?;
    let ask = Ask::new(by.caller, Action::ExposureAssess).once(once);
    let id = import::hand_in(&app, ask, received).await?;
    Ok((StatusCode::CREATED, Json(import::preview(&app, id).await?.into())))
}

/// A document, and what it would do today.
#[utoipa::path(
    get, path = "/vex-documents/{id}", tag = "triage", params(("id" = String, Path)),
    responses(
        (status = 200, body = PreviewShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn look(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<PreviewShown>, Problem> {
    by.may(Action::ExposureAssess)?;
    Ok(Json(import::preview(&app, id.parse().map_err(TriageError::from)?).await?.into()))
}

/// What came of a document.
#[derive(Serialize, ToSchema)]
pub(super) struct TakenShown {
    /// How many assessments.
    assessments: usize,
}

/// Takes a document: everything that it decides today is decided.
#[utoipa::path(
    post, path = "/vex-documents/{id}/take", tag = "triage", params(("id" = String, Path)),
    responses(
        (status = 200, body = TakenShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn take(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<Json<TakenShown>, Problem> {
    by.may(Action::ExposureAssess)?;
    let ask = Ask::new(by.caller, Action::ExposureAssess).once(once);
    let taken = import::take(&app, ask, id.parse().map_err(TriageError::from)?).await?;
    Ok(Json(TakenShown { assessments: taken.assessments }))
}

/// How a document is written.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// `openvex` unless said otherwise, `cyclonedx` or `csaf`.
    format: Option<String>,
}

impl Which {
    fn form(&self) -> Result<Form, TriageError> {
        self.format.as_deref().map_or(Ok(Form::OpenVex), str::parse)
    }
}

/// A document as a file.
pub(in crate::triage) fn file(written: Written) -> Response {
    let words = format!("attachment; filename=\"{}\"", written.file);
    let name = HeaderValue::from_str(&words).unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static("application/json");
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], written.text).into_response()
}

/// What was decided on a release, as a VEX document. What stands in the own register alone stays out.
#[utoipa::path(
    get, path = "/releases/{id}/vex", tag = "triage", params(("id" = String, Path), Which),
    responses(
        (status = 200, body = String, content_type = "application/json"), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn of_release(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, Problem> {
    by.may(Action::ExposureRead)?;
    let id = id.parse().map_err(TriageError::from)?;
    Ok(file(export::release(&app, id, which.form()?).await?))
}

/// What was decided on a product line, as a VEX document: OpenVEX or CSAF, for CycloneDX speaks of one bill.
#[utoipa::path(
    get, path = "/products/{id}/vex", tag = "triage", params(("id" = String, Path), Which),
    responses(
        (status = 200, body = String, content_type = "application/json"), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn of_product(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, Problem> {
    by.may(Action::ExposureRead)?;
    let id = id.parse().map_err(TriageError::from)?;
    Ok(file(export::product(&app, id, which.form()?).await?))
}
