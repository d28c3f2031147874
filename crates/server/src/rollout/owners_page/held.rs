//! What is held, for whoever showed a fresh code: shown, erased; and that nothing more is taken.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use steadfast_monitor::event::Class;
use steadfast_store::{AlertAnswer, HeldClass, Tx};

use super::enter::Owner;
use super::pass::Pass;
use super::view::{over, shown};
use crate::app::App;
use crate::http::problem::Problem;
use crate::monitoring::batch::{self, Numbered};
use crate::monitoring::pages::{event_row, reason_view};
use crate::monitoring::sight::Sight;
use crate::rollout::RolloutError;
use crate::rollout::held::{self, Held, until};
use crate::rollout::owner::owned;
use crate::t;
use crate::web::pages::owner_held::{HeldClassView, HeldEventsView, HeldView, OwnersAlertView, held_events};
use crate::web::visit::page;
use crate::web::{Filled, Flash, Texts, Tone};

/// Events on a page.
const EVENTS: usize = 50;

/// What the forms send.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    pub(super) pass: String,
    /// `on` or `off`.
    to: String,
    class: String,
    /// The number of the first event of the page.
    from: String,
    /// `events` or `signed`.
    pub(super) kind: String,
}

/// The page of the device again.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    owner: Owner,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let Some(pass) = Pass::read(&app, &sent.pass) else { return Ok(over(&owner.0)) };
    shown(&app, &owner.0, &pass, None, Filled::empty(), StatusCode::OK).await
}

/// Nothing is taken any more; or it is left to the switch on the device again.
pub(super) async fn share(
    State(app): State<Arc<App>>,
    owner: Owner,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let refuses = sent.to != "on";
    let Some(pass) = Pass::read(&app, &sent.pass) else { return Ok(over(&owner.0)) };
    let done = held::refuse(&app, pass.unit, pass.proof(), refuses).await.map(|()| {
        let texts = owner.0.texts;
        if refuses { t!(texts, "owner-kept-sharing-off") } else { t!(texts, "owner-kept-sharing-on") }
    });
    again(&app, &owner, &pass, done).await
}

/// What is held is erased.
pub(super) async fn erase(
    State(app): State<Arc<App>>,
    owner: Owner,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let Some(pass) = Pass::read(&app, &sent.pass) else { return Ok(over(&owner.0)) };
    let done = held::erase(&app, pass.unit, pass.proof()).await;
    let done = done.map(|batches| t!(owner.0.texts, "owner-kept-erased", count = batches));
    again(&app, &owner, &pass, done).await
}

/// The page of the device after something was done.
async fn again(app: &App, owner: &Owner, pass: &Pass, done: Result<String, RolloutError>) -> Result<Response, Problem> {
    match done {
        Ok(message) => {
            let flash = Some(Flash { tone: Tone::Good, message });
            shown(app, &owner.0, pass, flash, Filled::empty(), StatusCode::OK).await
        }
        Err(RolloutError::CodeVoid) => Ok(over(&owner.0)),
        Err(error) => Err(error.into()),
    }
}

/// The events of one class, a page of them.
pub(super) async fn events(
    State(app): State<Arc<App>>,
    owner: Owner,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let pass = Pass::read(&app, &sent.pass).filter(|pass| pass.is_fresh);
    let Some(pass) = pass else { return Ok(over(&owner.0)) };
    let class = Class::ALL.iter().copied().find(|class| class.code() == sent.class).unwrap_or(Class::Security);
    let (from, now, sealed) = (sent.from.parse().unwrap_or(1), app.ambient.now(), pass.sealed(&app));
    let read = move |tx: &mut Tx<'_>| {
        let unit = owned(tx, pass.unit, &pass.proof(), now)?;
        let product = tx.product(unit.product)?.map(|product| product.name).unwrap_or_default();
        Ok(((product, unit.serial), batch::events(tx, unit.number, class, from, EVENTS + 1)?))
    };
    match app.store.read::<_, RolloutError, _>(read).await {
        Ok((device, found)) => {
            let view = events_view(sealed, device, class, found);
            Ok(page(StatusCode::OK, held_events(&owner.0, &view)))
        }
        Err(RolloutError::CodeVoid) => Ok(over(&owner.0)),
        Err(error) => Err(error.into()),
    }
}

fn events_view(pass: String, device: (String, String), class: Class, mut found: Vec<Numbered>) -> HeldEventsView {
    let next = found.get(EVENTS).map(|event| event.number);
    found.truncate(EVENTS);
    HeldEventsView { pass, device, class: class.code(), rows: found.iter().map(event_row).collect(), next }
}

/// What is held, in words.
pub(super) fn held_view(texts: Texts, held: Held) -> HeldView {
    let alert = |(named, reasons): &(crate::monitoring::read::NamedAlert, Vec<_>)| OwnersAlertView {
        // What other households' devices told is not for this one; what its own told stands in its reasons.
        says: Sight::Counts.sentence(texts, named),
        times: (named.alert.opened.0, named.alert.latest.0),
        ended: named.alert.ended.map(|ended| ended.0),
        answer: named.alert.answer.map(AlertAnswer::as_str),
        reasons: reasons.iter().map(|reason| reason_view(texts, reason, Sight::Whole)).collect(),
    };
    HeldView {
        alerts: held.alerts.iter().map(alert).collect(),
        has_contact: held.has_contact,
        classes: held.classes.into_iter().filter_map(class_view).collect(),
    }
}

fn class_view((held, days): (HeldClass, i64)) -> Option<HeldClassView> {
    let class = u8::try_from(held.class).ok().and_then(Class::of)?;
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    Some(HeldClassView {
        class: class.code(),
        events: count(held.events),
        batches: count(held.batches),
        came: (held.first.0, held.last.0),
        until: (until(held.first, days).0, until(held.last, days).0),
    })
}
