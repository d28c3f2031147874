//! Decisions: assess, say that one still holds, list, withdraw.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use steadfast_store::AssessmentFilter;
use utoipa::{IntoParams, ToSchema};

use super::shape::AssessmentShown;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::{Bare, Command};
use crate::http::page::{Page, PageQuery};
use crate::http::precondition::IfMatch;
use crate::http::problem::Problem;
use crate::triage::assess::{self, Decided};
use crate::triage::error::TriageError;
use crate::triage::read;
use crate::triage::wanted::Wanted;

/// A decision to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AssessmentRequest {
    /// `not_affected`, `affected`, `fixed` or `under_investigation`.
    status: String,
    /// For `not_affected`: `component_not_present`, `vulnerable_code_not_present`, `vulnerable_code_not_in_execute_path`,
    /// `vulnerable_code_cannot_be_controlled_by_adversary` or `inline_mitigations_already_exist`.
    justification: Option<String>,
    /// Why, in words.
    #[serde(default)]
    statement: String,
    /// What is to be done, for `affected`.
    #[serde(default)]
    action: String,
    /// `component` (everywhere), `product` (a product line, later releases too) or `release`.
    reach: String,
    /// `prd_…`, for the reach `product`.
    product: Option<String>,
    /// `rel_…`, for the reach `release`.
    release: Option<String>,
    /// The `component_key` of an exposure; nothing: whichever component of the flaw.
    component: Option<String>,
}

/// A decision that was made.
#[derive(Serialize, ToSchema)]
pub(super) struct DecidedShown {
    /// `asm_…`.
    id: String,
    /// How many exposures it is about today.
    exposures: usize,
}

impl From<Decided> for DecidedShown {
    fn from(decided: Decided) -> Self {
        Self { id: decided.id.to_string(), exposures: decided.exposures }
    }
}

async fn numbered(app: &App, flaw: String) -> Result<i64, TriageError> {
    app.store.read::<_, TriageError, _>(move |tx| read::number(tx, &flaw)).await
}

/// Decides on a flaw. Where somebody decided since it was read, nothing is changed, and the answer says what.
#[utoipa::path(
    post, path = "/flaws/{flaw}/assessments", tag = "triage", request_body = AssessmentRequest,
    params(
        ("flaw" = String, Path, description = "Its number or an id"),
        ("If-Match" = String, Header, description = "The ETag of the flaw that was read"),
    ),
    responses(
        (status = 201, body = DecidedShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn assess(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(flaw): Path<String>,
    if_match: IfMatch,
    Command { body, once }: Command<AssessmentRequest>,
) -> Result<(StatusCode, Json<DecidedShown>), Problem> {
    by.may(Action::ExposureAssess)?;
    let (flaw, seen) = (numbered(&app, flaw).await?, if_match.version()?);
    let AssessmentRequest { status, justification, statement, action, reach, product, release, component } = body;
    let wanted = Wanted { status, justification, statement, action, reach, product, release, component };
    let ask = Ask::new(by.caller, Action::ExposureAssess).once(once);
    Ok((StatusCode::CREATED, Json(assess::assess(&app, ask, flaw, seen, wanted).await?.into())))
}

/// Says that an assessment still holds, on the facts of today: a new one takes its place.
#[utoipa::path(
    post, path = "/flaws/{flaw}/assessments/{id}/renew", tag = "triage",
    params(
        ("flaw" = String, Path, description = "Its number or an id"), ("id" = String, Path),
        ("If-Match" = String, Header, description = "The ETag of the flaw that was read"),
    ),
    responses(
        (status = 201, body = DecidedShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
        (status = 428, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn renew(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path((flaw, id)): Path<(String, String)>,
    if_match: IfMatch,
    Command { once, .. }: Bare,
) -> Result<(StatusCode, Json<DecidedShown>), Problem> {
    by.may(Action::ExposureAssess)?;
    let (flaw, seen) = (numbered(&app, flaw).await?, if_match.version()?);
    let ask = Ask::new(by.caller, Action::ExposureAssess).once(once);
    let decided = assess::renew(&app, ask, id.parse().map_err(TriageError::from)?, flaw, seen).await?;
    Ok((StatusCode::CREATED, Json(decided.into())))
}

/// Which assessments.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// About one product line: `prd_…`.
    product: Option<String>,
    /// About one release: `rel_…`.
    release: Option<String>,
}

impl Which {
    fn filter(&self) -> Result<AssessmentFilter, TriageError> {
        Ok(match (&self.product, &self.release) {
            (_, Some(release)) => AssessmentFilter::Release(release.parse()?),
            (Some(product), None) => AssessmentFilter::Product(product.parse()?),
            (None, None) => AssessmentFilter::Every,
        })
    }
}

/// Assessments, the newest first; ended ones too.
#[utoipa::path(
    get, path = "/assessments", tag = "triage", params(Which, PageQuery),
    responses(
        (status = 200, body = Page<AssessmentShown>), (status = 401, body = Problem), (status = 403, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(which): Query<Which>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<AssessmentShown>>, Problem> {
    by.may(Action::ExposureRead)?;
    let (filter, before, limit) = (which.filter()?, page.behind()?, page.limit()?);
    let found = app.store.read(move |tx| tx.assessment_list(filter, before, limit + 1)).await?;
    Ok(Json(Page::of(found, limit, |kept| kept.id.to_string(), AssessmentShown::from)))
}

/// Takes an assessment back: what it decided waits again, or what reaches further decides it.
#[utoipa::path(
    delete, path = "/assessments/{id}", tag = "triage", params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn withdraw(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    by.may(Action::ExposureAssess)?;
    let ask = Ask::new(by.caller, Action::ExposureAssess).once(once);
    assess::withdraw(&app, ask, id.parse().map_err(TriageError::from)?).await?;
    Ok(StatusCode::NO_CONTENT)
}
