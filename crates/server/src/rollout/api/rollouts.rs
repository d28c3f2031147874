//! Rollouts: planned, approved, started, paused, stopped.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use steadfast_store::{RolloutFilter, RolloutState};
use utoipa::{IntoParams, ToSchema};

use super::shape::{RolloutListed, RolloutShown};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::http::command::{Bare, Command};
use crate::http::page::{Page, PageQuery};
use crate::http::problem::Problem;
use crate::rollout::manage::{self, Step};
use crate::rollout::plan::Plan;
use crate::rollout::{RolloutError, read};

/// Which rollouts.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Of this product: `prd_…`.
    product: Option<String>,
    /// `draft`, `approved`, `running`, `paused`, `stopped` or `done`.
    state: Option<String>,
}

impl Which {
    fn filter(&self) -> Result<RolloutFilter, Problem> {
        let product = self.product.as_deref().filter(|text| !text.is_empty()).map(str::parse).transpose();
        let state = self.state.as_deref().filter(|text| !text.is_empty()).map(str::parse::<RolloutState>).transpose();
        let state = state.map_err(|error| Problem::invalid(error.to_string()))?;
        Ok(RolloutFilter { product: product.map_err(RolloutError::from)?, state })
    }
}

/// A rollout to be planned.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewRollout {
    /// The release: `rel_…`.
    release: String,
    /// Waves, thresholds, audience.
    plan: Plan,
}

/// A rollout that was planned.
#[derive(Serialize, ToSchema)]
pub(super) struct RolloutMade {
    /// `rol_…`.
    id: String,
}

/// Another plan for a draft.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OtherPlan {
    /// The version that it is made on top of.
    version: i64,
    /// Waves, thresholds, audience.
    plan: Plan,
}

/// Rollouts, the newest first.
#[utoipa::path(
    get, path = "/rollouts", tag = "updates", params(Which, PageQuery),
    responses((status = 200, body = Page<RolloutListed>), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Query(which): Query<Which>,
    Query(page): Query<PageQuery>,
) -> Result<Json<Page<RolloutListed>>, Problem> {
    by.may(Action::RolloutRead)?;
    let limit = page.limit()?;
    let found = read::list(&app, which.filter()?, page.behind()?, limit + 1).await?;
    Ok(Json(Page::of(found, limit, |rollout| rollout.id.to_string(), RolloutListed::from)))
}

/// Plans a rollout of a release whose files are signed and published. Nothing is offered yet.
#[utoipa::path(
    post, path = "/rollouts", tag = "updates", request_body = NewRollout,
    responses(
        (status = 201, body = RolloutMade), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn plan(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Command { body, once }: Command<NewRollout>,
) -> Result<(StatusCode, Json<RolloutMade>), Problem> {
    by.may(Action::RolloutChange)?;
    let release = body.release.parse().map_err(RolloutError::from)?;
    let id = manage::make(&app, Ask::new(by.caller, Action::RolloutChange).once(once), release, body.plan).await?;
    Ok((StatusCode::CREATED, Json(RolloutMade { id: id.to_string() })))
}

/// One rollout: its waves, rates, reasons for failure, and what owners decided.
#[utoipa::path(
    get, path = "/rollouts/{id}", tag = "updates", params(("id" = String, Path)),
    responses(
        (status = 200, body = RolloutShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn one(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
) -> Result<Json<RolloutShown>, Problem> {
    by.may(Action::RolloutRead)?;
    let found = read::one(&app, id.parse().map_err(RolloutError::from)?).await?;
    Ok(Json(found.into()))
}

/// Gives a draft another plan.
#[utoipa::path(
    put, path = "/rollouts/{id}/plan", tag = "updates", request_body = OtherPlan, params(("id" = String, Path)),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 412, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
pub(super) async fn change_plan(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(id): Path<String>,
    Command { body, once }: Command<OtherPlan>,
) -> Result<StatusCode, Problem> {
    by.may(Action::RolloutChange)?;
    let ask = Ask::new(by.caller, Action::RolloutChange).once(once);
    manage::change_plan(&app, ask, id.parse().map_err(RolloutError::from)?, body.version, body.plan).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes an endpoint of a step that one person takes.
macro_rules! steps {
    ($($(#[doc = $about:literal])+ $name:ident $path:literal $step:ident;)+) => {
        $(
            $(#[doc = $about])+
            #[utoipa::path(
                post, path = $path, tag = "updates", params(("id" = String, Path)),
                responses(
                    (status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
                    (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
                ),
                security(("token" = []), ("session" = []))
            )]
            pub(super) async fn $name(
                State(app): State<Arc<App>>,
                by: SignedIn,
                Path(id): Path<String>,
                Command { once, .. }: Bare,
            ) -> Result<StatusCode, Problem> {
                by.may(Action::RolloutChange)?;
                let ask = Ask::new(by.caller, Action::RolloutChange).once(once);
                manage::take(&app, ask, id.parse().map_err(RolloutError::from)?, Step::$step).await?;
                Ok(StatusCode::NO_CONTENT)
            }
        )+
    };
}

steps! {
    /// Approves a rollout that does not reach every unit of the product. One that does takes two people: propose
    /// `approve-rollout`.
    approve "/rollouts/{id}/approve" Approve;
    /// Starts a rollout that was approved: its first wave opens.
    start "/rollouts/{id}/start" Start;
    /// Pauses a rollout: nobody new is offered it.
    pause "/rollouts/{id}/pause" Pause;
    /// Lets a paused rollout go on, also one that failures halted.
    resume "/rollouts/{id}/resume" Resume;
    /// Stops a rollout for good; units that work on it are asked to stop.
    stop "/rollouts/{id}/stop" Stop;
}
