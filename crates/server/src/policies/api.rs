//! Endpoints of policies.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use steadfast_store::{PolicyUnits, Time};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::give::give;
use super::read::{self, Given};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::step;
use crate::http::command::Command;
use crate::http::problem::Problem;

/// Every endpoint, below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(list, put))
}

/// Policies that were given because of a case.
#[derive(Serialize, ToSchema)]
struct PoliciesShown {
    /// The newest first.
    policies: Vec<PolicyShown>,
}

/// A policy that units obey.
#[derive(Serialize, ToSchema)]
struct PolicyShown {
    /// `pol_…`.
    id: String,
    /// Its place in the order.
    sequence: i64,
    /// `told`, `replaced` or `over`.
    state: &'static str,
    /// Whether it asks for nothing, and lifts what was before.
    lifts: bool,
    /// Why, in English, as owners read it.
    reason: String,
    /// Tries that strangers have before the first wait; nothing: as ever.
    tries: Option<u8>,
    /// Seconds of the first wait; nothing: as ever.
    wait: Option<u32>,
    /// Functions that rest.
    paused: Vec<String>,
    /// The role of the repository whose keys signed it.
    role: String,
    #[schema(value_type = String, format = DateTime)]
    expires: Time,
    #[schema(value_type = String, format = DateTime)]
    made: Time,
    /// Who gave it: `usr_…`.
    by: Option<String>,
    /// How far units came with it, by their own word; nothing of one that is over or replaced.
    units: Option<PolicyReached>,
}

/// Units in use, by what they say.
#[derive(Serialize, ToSchema)]
struct PolicyReached {
    /// All of the product.
    all: i64,
    /// They obey.
    obey: i64,
    /// Their owners were asked, and did not answer yet.
    wait: i64,
    /// Their owners said no.
    left: i64,
    /// They did not say that they took it yet.
    not_yet: i64,
    /// They never spoke of policies: nothing is known of them.
    unknown: i64,
}

impl From<PolicyUnits> for PolicyReached {
    fn from(units: PolicyUnits) -> Self {
        let (not_yet, unknown) = (units.not_yet(), units.unknown());
        Self { all: units.all, obey: units.obey, wait: units.wait, left: units.left, not_yet, unknown }
    }
}

impl From<Given> for PolicyShown {
    fn from(given: Given) -> Self {
        let Given { policy, says, state, units } = given;
        Self {
            id: policy.id.to_string(),
            sequence: policy.sequence,
            state: state.as_str(),
            lifts: says.lifts_all(),
            reason: says.reason.en,
            tries: says.throttle.and_then(|throttle| throttle.tries),
            wait: says.throttle.and_then(|throttle| throttle.wait),
            paused: says.paused,
            role: policy.role,
            expires: policy.expires,
            made: policy.made,
            by: policy.maker.map(|person| person.to_string()),
            units: units.map(PolicyReached::from),
        }
    }
}

/// Policies that were given because of a case, and how far units came with them.
#[utoipa::path(
    get, path = "/cases/{id}/policies", tag = "cases", operation_id = "policies", params(("id" = String, Path)),
    responses(
        (status = 200, body = PoliciesShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
async fn list(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
) -> Result<Json<PoliciesShown>, Problem> {
    by.may(Action::CaseRead)?;
    let (id, now) = (text.parse().map_err(CaseError::Id)?, app.ambient.now());
    let found = app.store.read::<_, CaseError, _>(move |tx| {
        step::case(tx, id)?;
        Ok(read::of_case(tx, id, now)?)
    });
    let policies = found.await?.into_iter().map(PolicyShown::from).collect();
    Ok(Json(PoliciesShown { policies }))
}

/// A policy that is to be given.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PolicyRequest {
    /// The file, as it was signed.
    file: String,
}

/// A policy that was given.
#[derive(Serialize, ToSchema)]
struct PolicyMade {
    /// `pol_…`.
    id: String,
}

/// Gives a policy to the units of the case's product. It is looked at as a unit looks at it.
#[utoipa::path(
    post, path = "/cases/{id}/policies", tag = "cases", operation_id = "give_policy", request_body = PolicyRequest,
    params(("id" = String, Path)),
    responses(
        (status = 201, body = PolicyMade), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
async fn put(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { body, once }: Command<PolicyRequest>,
) -> Result<(StatusCode, Json<PolicyMade>), Problem> {
    by.may(Action::CaseContain)?;
    let id = text.parse().map_err(CaseError::Id)?;
    let ask = Ask::new(by.caller, Action::CaseContain).once(once);
    let made = give(&app, ask, id, body.file.into_bytes()).await?;
    Ok((StatusCode::CREATED, Json(PolicyMade { id: made.to_string() })))
}
