//! What the page of a case shows of containing, and its forms.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use axum::{Form, Router};
use steadfast_protocol::MOST_TRIES;
use steadfast_store::{Case, CaseState, ContainmentMove, PolicyUnits, StoreError, Time, Tx};

use super::give_back::give_back;
use super::hold::{WantedHold, hold};
use super::reach::{self, Reach};
use crate::access::action::Action;
use crate::act::Ask;
use crate::app::App;
use crate::caller::Caller;
use crate::cases::error::CaseError;
use crate::cases::pages::{Sent, field};
use crate::http::problem::Problem;
use crate::policies::read::{self as policies, Given};
use crate::web::flash::done;
use crate::web::pages::case_containment::{ActView, AtHand, ContainmentView, PolicyView};
use crate::web::reader::Reader;
use crate::web::urls;

/// Their addresses.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new().route(urls::CASE_CONTAIN, post(contain)).route(urls::CASE_CONTAIN_UNDO, post(undo))
}

/// What the page shows; what could be held only to whoever may hold it, while the case is open.
pub(crate) fn view(
    tx: &mut Tx<'_>,
    case: &Case,
    by: Option<&Caller>,
    now: Time,
) -> Result<ContainmentView, StoreError> {
    let acts = reach::held(tx, case.id)?.into_iter().map(|act| ActView {
        id: act.id.to_string(),
        what: act.what.as_str(),
        things: act.things,
        made: act.made.0,
        undone: act.undone.map(|at| at.0),
    });
    let acts = acts.collect();
    let by_whom = by.filter(|_| case.state == CaseState::Open);
    let reach = by_whom.map(|by| Reach::read(tx, case, by, now)).transpose()?;
    let at_hand = reach.map(|reach| at_hand(tx, reach)).transpose()?;
    let policies = policies::of_case(tx, case.id, now)?.into_iter().map(policy).collect();
    Ok(ContainmentView { acts, policies, may: by.is_some(), at_hand })
}

fn policy(given: Given) -> PolicyView {
    let Given { policy, says, state, units } = given;
    PolicyView {
        sequence: policy.sequence,
        state: state.as_str(),
        lifts: says.lifts_all(),
        reason: says.reason.en,
        throttle: says.throttle.map(|one| (one.tries.unwrap_or(MOST_TRIES), one.wait.unwrap_or(1))),
        paused: says.paused,
        expires: policy.expires.0,
        units: units.map(reached),
    }
}

fn reached(units: PolicyUnits) -> [i64; 5] {
    [units.obey, units.wait, units.left, units.not_yet(), units.unknown()]
}

fn at_hand(tx: &mut Tx<'_>, reach: Reach) -> Result<AtHand, StoreError> {
    let holder = |one: reach::Holder| (one.person.to_string(), one.name, one.tokens);
    let mut rollouts = Vec::new();
    for rollout in &reach.rollouts {
        let version = tx.release(rollout.release)?.map(|release| release.label).unwrap_or_default();
        rollouts.push((rollout.id.to_string(), version));
    }
    Ok(AtHand {
        rollouts,
        tokens: i64::try_from(reach.tokens_of(None).count()).unwrap_or(i64::MAX),
        people: reach.holders().into_iter().map(holder).collect(),
        webhooks: reach.webhooks.into_iter().map(|one| (one.id.to_string(), one.name)).collect(),
        receivers: reach.receivers.into_iter().map(|one| (one.id.to_string(), one.name)).collect(),
    })
}

/// What a form asks for. Whose tokens: a person's id with how many were seen stand in one value.
fn wanted(sent: &Sent) -> Result<WantedHold, CaseError> {
    let seen = |text: &str| text.parse().map_err(|_| CaseError::NothingToHold);
    match field(sent, "move").parse::<ContainmentMove>().map_err(|_| CaseError::NotFound("move"))? {
        ContainmentMove::Rollouts => Ok(WantedHold::Rollouts { seen: seen(&field(sent, "seen"))? }),
        ContainmentMove::Tokens => {
            let whose = field(sent, "whose");
            let (person, count) = whose.split_once(' ').ok_or(CaseError::NothingToHold)?;
            let person = if person == "all" { None } else { Some(person.parse()?) };
            Ok(WantedHold::Tokens { person, seen: seen(count)? })
        }
        ContainmentMove::Deliveries => {
            let chosen = |prefix: &'static str| sent.keys().filter_map(move |name| name.strip_prefix(prefix));
            let webhooks = chosen("webhook.").map(str::parse).collect::<Result<_, _>>()?;
            let receivers = chosen("receiver.").map(str::parse).collect::<Result<_, _>>()?;
            Ok(WantedHold::Deliveries { webhooks, receivers })
        }
    }
}

/// Holds.
async fn contain(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseContain)?;
    let case = id.parse().map_err(CaseError::Id)?;
    let ask = Ask::new(reader.by.caller.clone(), Action::CaseContain);
    hold(&app, ask, case, wanted(&sent)?).await?;
    Ok(done(&back(&id), "case-contained"))
}

/// Gives back.
async fn undo(
    State(app): State<Arc<App>>,
    reader: Reader,
    Path((id, act)): Path<(String, String)>,
) -> Result<Response, Problem> {
    reader.by.may(Action::CaseContain)?;
    let (case, act) = (id.parse().map_err(CaseError::Id)?, act.parse().map_err(CaseError::Id)?);
    let ask = Ask::new(reader.by.caller.clone(), Action::CaseContain);
    give_back(&app, ask, case, act).await?;
    Ok(done(&back(&id), "case-containment-undone"))
}

fn back(id: &str) -> String {
    format!("{}#contain", urls::with(urls::CASE, &[id]))
}
