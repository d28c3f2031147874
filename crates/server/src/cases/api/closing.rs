//! From the flaw of a case to its end, and the releases that are its fix.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use steadfast_store::{Answer, CaseShare, ExposedRelease, Id, NoticeStage, Rollout, Time, kinds};
use utoipa::ToSchema;

use super::id;
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::cases::closing::{self, Closing, Missing, NamedFix};
use crate::cases::error::CaseError;
use crate::cases::fix;
use crate::http::command::{Bare, Command};
use crate::http::problem::Problem;

/// What is known on the way from the flaw to the end of a case.
#[derive(Serialize, ToSchema)]
pub(super) struct ClosingShown {
    /// Whether the facts allow the end.
    closable: bool,
    /// Since when the end is proposed.
    #[schema(value_type = Option<String>, format = DateTime)]
    proposed: Option<Time>,
    /// What is missing: `assessment`, `signal`, `measure`, `early-warning`, `notification`, `intermediate-report`,
    /// `final-report`, `exposures`, `fix`, `fix-affected`, `fix-withdrawn`, `rollout`, `units`, `advisory`, `tasks`.
    missing: Vec<&'static str>,
    /// Releases that the flaw was met in.
    exposed: Vec<ExposedShown>,
    /// Releases that are named as the fix, with their rollouts.
    fixes: Vec<FixShown>,
    /// Releases that could be.
    proposals: Vec<ExposedShown>,
    /// What units run now; nothing where nobody can tell.
    units: Option<ShareShown>,
    /// What they ran at the last decision.
    units_decided: Option<ShareShown>,
    /// What they ran since, the oldest first.
    units_since: Vec<ShareShown>,
    /// What was handed in, by stage.
    reports: Vec<HandedShown>,
    /// Owners who were told; nothing: it is not known.
    owners_told: Option<i64>,
    /// Advisories of this case that anybody may read.
    advisories: Vec<String>,
    /// Tasks that are not done.
    open_tasks: i64,
}

/// A release, with what the flaw is to it.
#[derive(Serialize, ToSchema)]
struct ExposedShown {
    /// `rel_…`.
    release: String,
    part: String,
    version: String,
    /// `affected`, `undecided`, `unknown`, `other`, or `none`: its bill does not meet the flaw.
    answer: &'static str,
    /// Whether somebody decided that the flaw is fixed in it.
    fixed: bool,
}

impl From<ExposedRelease> for ExposedShown {
    fn from(one: ExposedRelease) -> Self {
        let answer = one.answer.map_or("none", Answer::as_str);
        Self { release: one.release.to_string(), part: one.part_name, version: one.label, answer, fixed: one.is_fixed }
    }
}

/// A release that is named as the fix.
#[derive(Serialize, ToSchema)]
struct FixShown {
    #[serde(flatten)]
    release: ExposedShown,
    /// Since when it is named.
    #[schema(value_type = String, format = DateTime)]
    named: Time,
    rollouts: Vec<FixRolloutShown>,
}

impl From<NamedFix> for FixShown {
    fn from(one: NamedFix) -> Self {
        let rollouts = one.rollouts.iter().map(FixRolloutShown::from).collect();
        Self { release: one.release.into(), named: one.fix.named, rollouts }
    }
}

/// How a fix is spread.
#[derive(Serialize, ToSchema)]
struct FixRolloutShown {
    /// `rol_…`.
    id: String,
    state: &'static str,
    #[schema(value_type = Option<String>, format = DateTime)]
    started: Option<Time>,
    #[schema(value_type = Option<String>, format = DateTime)]
    ended: Option<Time>,
}

impl From<&Rollout> for FixRolloutShown {
    fn from(one: &Rollout) -> Self {
        Self { id: one.id.to_string(), state: one.state.as_str(), started: one.started, ended: one.ended }
    }
}

/// What units in use ran at a time.
#[derive(Serialize, ToSchema)]
struct ShareShown {
    #[schema(value_type = String, format = DateTime)]
    time: Time,
    /// An affected release.
    affected: i64,
    /// A newer one without the flaw.
    fixed: i64,
    /// Another one without the flaw.
    other: i64,
    /// Nobody can tell.
    unknown: i64,
    /// Among the unknown: not heard of for too long.
    silent: i64,
}

impl From<CaseShare> for ShareShown {
    fn from(one: CaseShare) -> Self {
        let CaseShare { time, affected, fixed, other, unknown, silent, .. } = one;
        Self { time, affected, fixed, other, unknown, silent }
    }
}

/// What was handed in.
#[derive(Serialize, ToSchema)]
struct HandedShown {
    stage: &'static str,
    #[schema(value_type = String, format = DateTime)]
    handed_in: Time,
}

impl From<(NoticeStage, Time)> for HandedShown {
    fn from((stage, handed_in): (NoticeStage, Time)) -> Self {
        Self { stage: stage.as_str(), handed_in }
    }
}

impl From<Closing> for ClosingShown {
    fn from(found: Closing) -> Self {
        Self {
            closable: found.is_complete(),
            proposed: found.proposed,
            missing: found.missing.iter().copied().map(Missing::as_str).collect(),
            exposed: found.exposed.into_iter().map(ExposedShown::from).collect(),
            fixes: found.fixes.into_iter().map(FixShown::from).collect(),
            proposals: found.remedies.into_iter().map(ExposedShown::from).collect(),
            units: found.share.map(ShareShown::from),
            units_decided: found.decided.map(ShareShown::from),
            units_since: found.shares.into_iter().map(ShareShown::from).collect(),
            reports: found.reports.into_iter().map(HandedShown::from).collect(),
            owners_told: found.told.map(|(told, _)| told),
            advisories: found.advisories.into_iter().map(|(name, _)| name).collect(),
            open_tasks: i64::try_from(found.tasks).unwrap_or(i64::MAX),
        }
    }
}

/// From the flaw of a case to its end: exposures, fix, rollouts, units, and what is missing.
#[utoipa::path(
    get, path = "/cases/{id}/closing", tag = "cases", params(("id" = String, Path)),
    responses(
        (status = 200, body = ClosingShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn closing(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
) -> Result<Json<ClosingShown>, Problem> {
    by.may(Action::CaseRead)?;
    let (id, now) = (id(&text)?, app.ambient.now());
    let found = app.store.read::<_, CaseError, _>(move |tx| closing::of(tx, id, now)).await?;
    Ok(Json(found.into()))
}

/// A release without the flaw.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseFixRequest {
    /// `rel_…`: one of the proposals.
    release: String,
}

fn release(text: &str) -> Result<Id<kinds::Release>, CaseError> {
    Ok(text.parse()?)
}

/// Names a release as the fix of a case.
#[utoipa::path(
    post, path = "/cases/{id}/fixes", tag = "cases", request_body = CaseFixRequest, params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn name(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { body, once }: Command<CaseFixRequest>,
) -> Result<StatusCode, Problem> {
    by.may(Action::CaseWork)?;
    let ask = Ask::new(by.caller, Action::CaseWork).once(once);
    fix::name(&app, ask, id(&text)?, release(&body.release)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes back that a release is the fix of a case.
#[utoipa::path(
    delete, path = "/cases/{id}/fixes/{release}", tag = "cases",
    params(("id" = String, Path), ("release" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn take_back(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path((text, named)): Path<(String, String)>,
    Bare { once, .. }: Bare,
) -> Result<StatusCode, Problem> {
    by.may(Action::CaseWork)?;
    let ask = Ask::new(by.caller, Action::CaseWork).once(once);
    fix::take_back(&app, ask, id(&text)?, release(&named)?).await?;
    Ok(StatusCode::NO_CONTENT)
}
