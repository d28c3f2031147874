//! The list of advisories, one of them, what the tests say of it, and what was published.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use steadfast_csaf::{Finding, Kind};
use steadfast_store::{Advisory, StoreError, Time};
use utoipa::ToSchema;

use super::id;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::advisories::content::Content;
use crate::advisories::error::AdvisoryError;
use crate::advisories::{publish, read};
use crate::app::App;
use crate::http::page::{Page, PageQuery};
use crate::http::precondition::tag;
use crate::http::problem::Problem;

/// An advisory in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct AdvisorySummary {
    /// `adv_…`.
    id: String,
    /// What the world calls it.
    name: String,
    /// `prd_…`.
    product: String,
    /// `cas_…`.
    case: Option<String>,
    /// In one line.
    title: String,
    /// Whether the next version says something else than the published one.
    is_changed: bool,
    /// The newest version that was published; 0 before the first.
    revision: i64,
    /// When that was.
    #[schema(value_type = Option<String>, format = DateTime)]
    released: Option<Time>,
    /// Its label; empty before the first.
    tlp: String,
    /// For `If-Match`.
    version: i64,
}

impl From<Advisory> for AdvisorySummary {
    fn from(found: Advisory) -> Self {
        let title = read::content(&found.content).map(|content| content.title.en).unwrap_or_default();
        Self {
            id: found.id.to_string(),
            name: found.name,
            product: found.product.to_string(),
            case: found.case.map(|case| case.to_string()),
            title,
            is_changed: found.is_changed,
            revision: found.revision,
            released: found.released,
            tlp: found.tlp,
            version: found.version,
        }
    }
}

/// A version that was published.
#[derive(Serialize, ToSchema)]
pub(super) struct VersionShown {
    number: i64,
    #[schema(value_type = String, format = DateTime)]
    time: Time,
    summary: String,
}

/// An advisory with what it says.
#[derive(Serialize, ToSchema)]
pub(super) struct AdvisoryShown {
    #[serde(flatten)]
    summary: AdvisorySummary,
    content: Content,
    versions: Vec<VersionShown>,
}

/// What a test of the standard found.
#[derive(Serialize, ToSchema)]
pub(super) struct FindingShown {
    /// The test's number, or `schema`.
    test: &'static str,
    /// `schema`, `mandatory`, `optional` or `informative`.
    kind: &'static str,
    /// Where, as a JSON pointer.
    pointer: String,
    /// What is wrong.
    reason: String,
}

impl From<&Finding> for FindingShown {
    fn from(finding: &Finding) -> Self {
        let kind = match finding.kind() {
            Kind::Schema => "schema",
            Kind::Mandatory => "mandatory",
            Kind::Optional => "optional",
            Kind::Informative => "informative",
        };
        Self { test: finding.test, kind, pointer: finding.pointer.clone(), reason: finding.reason.clone() }
    }
}

/// A look at an advisory as if it were published now.
#[derive(Serialize, ToSchema)]
pub(super) struct CheckShown {
    /// Whether it may be published: nothing is found by the schema and the mandatory tests.
    publishable: bool,
    /// Every finding.
    findings: Vec<FindingShown>,
    /// The CSAF document, as text.
    document: String,
}

/// Advisories, the newest first.
#[utoipa::path(
    get, path = "/own-advisories", tag = "own advisories", params(PageQuery),
    responses(
        (status = 200, body = Page<AdvisorySummary>), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<AdvisorySummary>>, Problem> {
    by.may(Action::AdvisoryRead)?;
    let lost = |_| Problem::invalid("cursor is none of this list's");
    let before = page.cursor.as_ref().map(|text| text.parse().map_err(lost)).transpose()?;
    let limit = page.limit()?;
    let found = app.store.read::<_, StoreError, _>(move |tx| tx.advisory_list(before, limit + 1)).await?;
    Ok(Json(Page::of(found, limit, |advisory| advisory.number.to_string(), AdvisorySummary::from)))
}

/// One advisory, with what it says and its versions.
#[utoipa::path(
    get, path = "/own-advisories/{id}", tag = "own advisories", params(("id" = String, Path)),
    responses(
        (status = 200, body = AdvisoryShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn one(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    by.may(Action::AdvisoryRead)?;
    let id = id(&text)?;
    let read = app.store.read::<_, AdvisoryError, _>(move |tx| {
        let advisory = read::advisory(tx, id)?;
        Ok((read::content(&advisory.content)?, tx.advisory_history(id)?, advisory))
    });
    let (content, history, advisory) = read.await?;
    let version = [(header::ETAG, tag(advisory.version))];
    let versions = history.into_iter().map(|(number, time, summary)| VersionShown { number, time, summary }).collect();
    Ok((version, Json(AdvisoryShown { summary: advisory.into(), content, versions })).into_response())
}

/// What the tests of the standard say of an advisory, as if it were published now.
#[utoipa::path(
    get, path = "/own-advisories/{id}/check", tag = "own advisories", params(("id" = String, Path)),
    responses(
        (status = 200, body = CheckShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn check(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
) -> Result<Json<CheckShown>, Problem> {
    by.may(Action::AdvisoryRead)?;
    let checked = publish::check(&app, id(&text)?).await?;
    Ok(Json(CheckShown {
        publishable: checked.report.blocking().is_empty(),
        findings: checked.report.findings.iter().map(FindingShown::from).collect(),
        document: checked.document,
    }))
}

/// The CSAF document of a version that was published, whatever its label.
#[utoipa::path(
    get, path = "/own-advisories/{id}/revisions/{number}", tag = "own advisories",
    params(("id" = String, Path), ("number" = i64, Path)),
    responses(
        (status = 200, content_type = "application/json", body = String), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn revision(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path((text, number)): Path<(String, String)>,
) -> Result<Response, Problem> {
    by.may(Action::AdvisoryRead)?;
    let number: i64 = number.parse().map_err(|_| Problem::not_found("there is no such version"))?;
    let id = id(&text)?;
    let found = app.store.read::<_, StoreError, _>(move |tx| tx.advisory_revision(id, number)).await?;
    let found = found.ok_or(AdvisoryError::NotFound("version"))?;
    Ok(([(header::CONTENT_TYPE, "application/json")], found.document).into_response())
}
