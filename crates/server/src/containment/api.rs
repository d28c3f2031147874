//! Endpoints of containing.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use steadfast_store::{Containment, Id, Time, kinds};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::give_back::{GivenBack, give_back};
use super::hold::{WantedHold, hold};
use super::reach::{self, Holder, Reach};
use crate::access::action::Action;
use crate::access::door::SignedIn;
use crate::act::Ask;
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::step;
use crate::http::command::{Bare, Command};
use crate::http::problem::Problem;

/// Every endpoint, below `/api/v1`.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(read, contain)).routes(routes!(undo))
}

/// What was held because of a case, and what could be.
#[derive(Serialize, ToSchema)]
struct ContainmentShown {
    /// Acts, the newest first.
    acts: Vec<ContainmentAct>,
    /// What could be held now; nothing without the right to do it.
    possible: Option<ContainmentPossible>,
}

/// One act that holds things.
#[derive(Serialize, ToSchema)]
struct ContainmentAct {
    /// `cnt_…`.
    id: String,
    /// `rollouts`, `deliveries` or `tokens`.
    r#move: &'static str,
    /// How many things it holds.
    things: i64,
    #[schema(value_type = String, format = DateTime)]
    made: Time,
    /// Who: `usr_…`.
    by: Option<String>,
    /// When it was given back; nothing: it holds.
    #[schema(value_type = Option<String>, format = DateTime)]
    undone: Option<Time>,
}

impl From<Containment> for ContainmentAct {
    fn from(act: Containment) -> Self {
        let Containment { id, what, things, made, maker, undone, .. } = act;
        let by = maker.map(|person| person.to_string());
        Self { id: id.to_string(), r#move: what.as_str(), things, made, by, undone }
    }
}

/// What could be held now.
#[derive(Serialize, ToSchema)]
struct ContainmentPossible {
    /// Rollouts of the case's product that run: `rol_…`.
    rollouts: Vec<String>,
    /// Webhooks that are on.
    webhooks: Vec<ContainmentNamed>,
    /// Receivers of alerts that are on and ring nobody.
    receivers: Vec<ContainmentNamed>,
    /// How many tokens have rights over products.
    tokens: usize,
    /// Who has tokens, whatever these may do.
    people: Vec<ContainmentHolder>,
}

/// Something with its name.
#[derive(Serialize, ToSchema)]
struct ContainmentNamed {
    id: String,
    name: String,
}

/// Somebody with tokens.
#[derive(Serialize, ToSchema)]
struct ContainmentHolder {
    /// `usr_…`.
    id: String,
    name: String,
    tokens: i64,
}

impl From<Holder> for ContainmentHolder {
    fn from(holder: Holder) -> Self {
        Self { id: holder.person.to_string(), name: holder.name, tokens: holder.tokens }
    }
}

impl From<Reach> for ContainmentPossible {
    fn from(reach: Reach) -> Self {
        Self {
            tokens: reach.tokens_of(None).count(),
            people: reach.holders().into_iter().map(ContainmentHolder::from).collect(),
            rollouts: reach.rollouts.iter().map(|rollout| rollout.id.to_string()).collect(),
            webhooks: named(reach.webhooks.into_iter().map(|one| (one.id.to_string(), one.name))),
            receivers: named(reach.receivers.into_iter().map(|one| (one.id.to_string(), one.name))),
        }
    }
}

fn named(all: impl Iterator<Item = (String, String)>) -> Vec<ContainmentNamed> {
    all.map(|(id, name)| ContainmentNamed { id, name }).collect()
}

/// What was held because of a case, and what could be held now.
#[utoipa::path(
    get, path = "/cases/{id}/containment", tag = "cases", params(("id" = String, Path)),
    responses(
        (status = 200, body = ContainmentShown), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
async fn read(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
) -> Result<Json<ContainmentShown>, Problem> {
    by.may(Action::CaseRead)?;
    let (id, now) = (text.parse().map_err(CaseError::Id)?, app.ambient.now());
    let caller = by.may(Action::CaseContain).is_ok().then_some(by.caller);
    let found = app.store.read::<_, CaseError, _>(move |tx| {
        let case = step::case(tx, id)?;
        let possible = caller.as_ref().map(|by| Reach::read(tx, &case, by, now)).transpose()?;
        Ok((reach::held(tx, id)?, possible))
    });
    let (acts, possible) = found.await?;
    let acts = acts.into_iter().map(ContainmentAct::from).collect();
    Ok(Json(ContainmentShown { acts, possible: possible.map(ContainmentPossible::from) }))
}

/// What is to be held.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "move", rename_all = "kebab-case", deny_unknown_fields)]
enum ContainmentRequest {
    /// The rollouts of the case's product that run.
    Rollouts {
        /// How many were seen: where more run by now, nothing is done.
        seen: i64,
    },
    /// What is sent to these.
    Deliveries {
        /// Webhooks: `hok_…`.
        #[serde(default)]
        webhooks: Vec<String>,
        /// Receivers: `rcv_…`.
        #[serde(default)]
        receivers: Vec<String>,
    },
    /// Tokens.
    Tokens {
        /// Whose: `usr_…`; without it all that have rights over products.
        person: Option<String>,
        /// How many were seen: where there are more by now, nothing is done.
        seen: i64,
    },
}

impl ContainmentRequest {
    fn wanted(self) -> Result<WantedHold, CaseError> {
        Ok(match self {
            Self::Rollouts { seen } => WantedHold::Rollouts { seen },
            Self::Deliveries { webhooks, receivers } => {
                WantedHold::Deliveries { webhooks: ids(&webhooks)?, receivers: ids(&receivers)? }
            }
            Self::Tokens { person, seen } => {
                WantedHold::Tokens { person: person.as_deref().map(str::parse).transpose()?, seen }
            }
        })
    }
}

fn ids<K: steadfast_store::Kind>(texts: &[String]) -> Result<Vec<Id<K>>, CaseError> {
    texts.iter().map(|text| Ok(text.parse()?)).collect()
}

/// Something that was held.
#[derive(Serialize, ToSchema)]
struct ContainmentMade {
    /// `cnt_…`, by which it is given back.
    id: String,
}

/// Holds rollouts, deliveries or tokens because of a case.
#[utoipa::path(
    post, path = "/cases/{id}/containment", tag = "cases", request_body = ContainmentRequest,
    params(("id" = String, Path)),
    responses(
        (status = 201, body = ContainmentMade), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
async fn contain(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path(text): Path<String>,
    Command { body, once }: Command<ContainmentRequest>,
) -> Result<(StatusCode, Json<ContainmentMade>), Problem> {
    by.may(Action::CaseContain)?;
    let id = text.parse().map_err(CaseError::Id)?;
    let ask = Ask::new(by.caller, Action::CaseContain).once(once);
    let made = hold(&app, ask, id, body.wanted()?).await?;
    Ok((StatusCode::CREATED, Json(ContainmentMade { id: made.to_string() })))
}

/// Gives back what one act held. Tokens are given back by a person, never by a token.
#[utoipa::path(
    post, path = "/cases/{id}/containment/{containment}/undo", tag = "cases",
    params(("id" = String, Path), ("containment" = String, Path)),
    responses(
        (status = 200, body = GivenBack), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem),
    ),
    security(("token" = []), ("session" = []))
)]
async fn undo(
    State(app): State<Arc<App>>,
    by: SignedIn,
    Path((text, act)): Path<(String, String)>,
    Bare { once, .. }: Bare,
) -> Result<Json<GivenBack>, Problem> {
    by.may(Action::CaseContain)?;
    let id: Id<kinds::Case> = text.parse().map_err(CaseError::Id)?;
    let act = act.parse().map_err(CaseError::Id)?;
    let ask = Ask::new(by.caller, Action::CaseContain).once(once);
    Ok(Json(give_back(&app, ask, id, act).await?))
}
