//! The poll: what there is for a device, and when it is to ask again.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde_json::json;
use steadfast_store::{ActionState, RolloutAction, StoreError, Time, Tx, Unit};

use super::authority::{Known, is_awake, is_due};
use super::links::{Links, clock, hal};
use crate::app::App;
use crate::fleet::sightings;
use crate::http::problem::Problem;
use crate::rollout::RolloutError;
use crate::rollout::offer::{Offer, Offered, Told, offer, tell};
use crate::rollout::plan::Hold;

/// What a device hears.
#[derive(Clone, Debug)]
pub(super) enum Heard {
    Nothing,
    Deployment(RolloutAction),
    Confirmation(RolloutAction),
    Cancel(RolloutAction),
}

impl Heard {
    /// Where a device finds it, below where the door begins for it.
    fn links(&self, base: &str) -> Links {
        let links = Links::default();
        let with =
            |name: &'static str, action: &RolloutAction| format!("{base}/{name}/{}?c={}", action.number, mark(action));
        match self {
            Self::Nothing => links,
            Self::Deployment(action) => links.with("deploymentBase", with("deploymentBase", action)),
            Self::Confirmation(action) => links.with("confirmationBase", with("confirmationBase", action)),
            Self::Cancel(action) => links.with("cancelAction", format!("{base}/cancelAction/{}", action.number)),
        }
    }
}

pub(super) async fn poll(State(app): State<Arc<App>>, known: Known) -> Result<Response, Problem> {
    let (now, number, unit) = (app.ambient.now(), known.unit.number, known.unit.clone());
    let offered = app.offered.get(&app).await?;
    let read = move |tx: &mut Tx<'_>| Ok((told(offer(tx, &unit, &offered, now)?), beside(tx, number)?));
    let (heard, Beside { runs, installed }) = app.store.look_up::<_, RolloutError, _>(read).await?;
    let heard = match heard {
        Some(heard) if is_awake(&known.unit) => {
            if is_due(&known.unit, now) {
                sightings::note(&app, number).await.map_err(RolloutError::from)?;
            }
            heard
        }
        _ => tell_now(&app, known.unit, now).await?,
    };
    let links = heard.links(&known.base);
    let links = match installed {
        Some(action) => links.with("installedBase", format!("{}/installedBase/{action}", known.base)),
        None => links,
    };
    let proves = matches!(&heard, Heard::Deployment(action) if action.state == ActionState::Unproven);
    let links = if proves || !runs { links.with("configData", format!("{}/configData", known.base)) } else { links };
    let sleep = clock(app.config.poll.spread(number, now));
    Ok(hal(json!({ "config": { "polling": { "sleep": sleep } }, "_links": links.value() })))
}

/// Changes with whatever a device could be told about an update.
pub(super) fn mark(action: &RolloutAction) -> i64 {
    let state = if action.state == ActionState::Declined { 1 } else { 0 };
    action.number * 2 + state
}

/// What else an answer rests on.
struct Beside {
    /// Whether it is known what the unit runs.
    runs: bool,
    /// The update that it had last.
    installed: Option<i64>,
}

fn beside(tx: &mut Tx<'_>, unit: i64) -> Result<Beside, StoreError> {
    Ok(Beside { runs: tx.unit_runs_any(unit)?, installed: tx.rollout_action_proven(unit)? })
}

/// What a device hears now. Nothing is written where it hears of what it was told before.
pub(super) async fn hear(app: &App, unit: Unit, now: Time) -> Result<Heard, RolloutError> {
    let offered = app.offered.get(app).await?;
    let asked = unit.clone();
    let read = move |tx: &mut Tx<'_>| Ok(told(offer(tx, &asked, &offered, now)?));
    match app.store.look_up::<_, RolloutError, _>(read).await? {
        Some(heard) => Ok(heard),
        None => tell_now(app, unit, now).await,
    }
}

/// What is heard without anything being noted; nothing where something must be.
fn told(offer: Offer) -> Option<Heard> {
    match offer {
        Offer::Nothing => Some(Heard::Nothing),
        Offer::Cancel(action) => Some(Heard::Cancel(action)),
        Offer::Install(_, Some(action)) => Some(Heard::Deployment(action)),
        Offer::Held(_, Hold::Refused, Some(_)) => Some(Heard::Nothing),
        Offer::Held(_, _, Some(action)) => Some(Heard::Confirmation(action)),
        Offer::Install(_, None) | Offer::Held(_, _, None) => None,
    }
}

/// Notes that a device was heard of, and what it is told.
async fn tell_now(app: &App, unit: Unit, now: Time) -> Result<Heard, RolloutError> {
    let write = move |tx: &mut Tx<'_>| {
        tx.unit_seen(unit.number, now)?;
        let offered = Offered::read(tx)?;
        noted(tx, &unit, &offered, now)
    };
    app.admission.admit(|| app.store.write::<_, RolloutError, _>(write)).await
}

fn noted(tx: &mut Tx<'_>, unit: &Unit, offered: &Offered, now: Time) -> Result<Heard, RolloutError> {
    Ok(match tell(tx, unit, offered, now)? {
        Told::Nothing | Told::Held(_, Hold::Refused, _) => Heard::Nothing,
        Told::Cancel(action) => Heard::Cancel(action),
        Told::Install(_, action) => Heard::Deployment(action),
        Told::Held(_, _, action) => Heard::Confirmation(action),
    })
}
