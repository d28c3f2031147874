//! The poll: what there is for a device, and when it is to ask again.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde_json::json;
use steadfast_store::{ActionState, RolloutAction, StoreError, Time, Tx, Unit};

use super::authority::{Known, is_due};
use super::links::{Links, clock, hal};
use crate::app::App;
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

pub(super) async fn poll(State(app): State<Arc<App>>, known: Known) -> Result<Response, Problem> {
    let now = app.ambient.now();
    let (unit, due) = (known.unit.clone(), is_due(&known.unit, now));
    let heard = hear(&app, unit, due, now).await?;
    let number = known.unit.number;
    let (runs, installed) = app.store.look_up::<_, StoreError, _>(move |tx| beside(tx, number)).await?;
    let links = match &heard {
        Heard::Nothing => Links::default(),
        Heard::Deployment(action) => {
            let href = format!("{}/deploymentBase/{}?c={}", known.base, action.number, mark(action));
            Links::default().with("deploymentBase", href)
        }
        Heard::Confirmation(action) => {
            let href = format!("{}/confirmationBase/{}?c={}", known.base, action.number, mark(action));
            Links::default().with("confirmationBase", href)
        }
        Heard::Cancel(action) => {
            Links::default().with("cancelAction", format!("{}/cancelAction/{}", known.base, action.number))
        }
    };
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

/// Whether it is known what a unit runs, and the update that it had last.
fn beside(tx: &mut Tx<'_>, unit: i64) -> Result<(bool, Option<i64>), StoreError> {
    const LATE: i64 = 10;
    let last = tx.rollout_actions(unit, LATE)?;
    let installed = last.iter().find(|action| action.state == ActionState::Proven).map(|action| action.number);
    Ok((!tx.unit_runs(unit)?.is_empty(), installed))
}

/// What a device hears now. Nothing is written where it hears what it heard before, within a minute.
pub(super) async fn hear(app: &App, unit: Unit, due: bool, now: Time) -> Result<Heard, RolloutError> {
    let offered = app.offered.get(app).await?;
    let asked = unit.clone();
    let read = move |tx: &mut Tx<'_>| told(offer(tx, &asked, &offered, now)?);
    let heard = app.store.look_up::<_, RolloutError, _>(read).await?;
    match heard {
        Some(heard) if !due => Ok(heard),
        _ => {
            let write = move |tx: &mut Tx<'_>| {
                tx.unit_seen(unit.number, now)?;
                let offered = Offered::read(tx)?;
                noted(tx, &unit, &offered, now)
            };
            app.store.write::<_, RolloutError, _>(write).await
        }
    }
}

/// What is heard without anything being noted; nothing where something must be.
fn told(offer: Offer) -> Result<Option<Heard>, RolloutError> {
    Ok(match offer {
        Offer::Nothing => Some(Heard::Nothing),
        Offer::Cancel(action) => Some(Heard::Cancel(action)),
        Offer::Install(_, Some(action)) => Some(Heard::Deployment(action)),
        Offer::Install(_, None) | Offer::Held(..) => None,
    })
}

fn noted(tx: &mut Tx<'_>, unit: &Unit, offered: &Offered, now: Time) -> Result<Heard, RolloutError> {
    Ok(match tell(tx, unit, offered, now)? {
        Told::Nothing | Told::Held(_, Hold::Refused, _) => Heard::Nothing,
        Told::Cancel(action) => Heard::Cancel(action),
        Told::Install(_, action) => Heard::Deployment(action),
        Told::Held(_, _, action) => Heard::Confirmation(action),
    })
}
