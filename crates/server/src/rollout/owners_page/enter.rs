//! The way in: serial number and code. What is wrong of the two is never said, and nobody costs as much to refuse as
//! somebody.

use std::sync::Arc;

use axum::Form;
use axum::extract::{FromRequestParts, Query, State};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Deserialize;
use steadfast_store::{StoreError, Time, Tx, Unit, UnitState};
use steadfast_trust::hash::sha256;

use super::pass::Pass;
use super::view;
use crate::app::App;
use crate::fleet::code::{fresh_hash, owner_hash};
use crate::http::listen::Peer;
use crate::http::problem::Problem;
use crate::rollout::held::open_held;
use crate::rollout::owner::{opens, would_open};
use crate::t;
use crate::web::pages::owner::{EnterView, enter as form};
use crate::web::visit::{Visit, page};
use crate::web::{Filled, Frame, Problem as Fault, urls};

/// Failures of one address within a minute before it waits.
const FAILURES: u32 = 30;
/// Tries for one serial number within a minute before everybody waits who tries it.
const TRIES: u32 = 10;
/// Products whose units are looked at, always so many.
const PRODUCTS: usize = 4;
/// The most characters of a serial number or a code that are looked at.
const LONGEST: usize = 200;

/// A visitor of the owners' page.
#[derive(Clone, Debug)]
pub(super) struct Owner(pub(super) Frame);

impl FromRequestParts<Arc<App>> for Owner {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let Ok(visit) = Visit::from_request_parts(parts, app).await;
        // A switch of language comes back to the way in: what was posted is not there to come back to.
        Ok(Self(Frame { path: urls::OWNER.to_owned(), flash: None, ..visit.frame(app).await? }))
    }
}

/// What the address and the form say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Shown {
    serial: String,
    code: String,
}

/// The form; a label may lead here with the serial number in the address, never with the code.
pub(super) async fn show(owner: Owner, Query(shown): Query<Shown>) -> Response {
    let filled = Filled::empty().with("serial", shown.serial.chars().take(LONGEST).collect::<String>());
    asked(&owner.0, filled, StatusCode::OK)
}

/// The form, with what was wrong in it.
pub(super) fn asked(frame: &Frame, filled: Filled, status: StatusCode) -> Response {
    page(status, form(frame, &EnterView { filled }))
}

/// The device's page, where the code fits.
pub(super) async fn enter(
    State(app): State<Arc<App>>,
    owner: Owner,
    extensions: Extensions,
    Form(shown): Form<Shown>,
) -> Result<Response, Problem> {
    let (frame, now) = (&owner.0, app.ambient.steady());
    let peer = Peer::blamed(&app, &extensions);
    let serial: String = shown.serial.trim().chars().take(LONGEST).collect();
    let filled = Filled::empty().with("serial", &serial);
    let over = peer.and_then(|peer| app.guesses.owners.over(&peer, now, FAILURES));
    let tried = || app.guesses.serials.count(sha256(&[serial.as_bytes()]), now, TRIES);
    if let Some(wait) = over.or_else(tried) {
        return Ok(later(&app, frame, filled, wait));
    }
    let typed: String = shown.code.chars().take(LONGEST).collect();
    let (codes, time) = ([owner_hash(&typed), fresh_hash(&typed)], app.ambient.now());
    let found = app.store.look_up::<_, StoreError, _>(move |tx| fits(tx, &serial, &codes, time)).await?;
    let pass = match found {
        // Of two who bring it at once, one is too late.
        Some((unit, true)) => {
            open_held(&app, unit.id, codes[1]).await?.then(|| Pass::new(&app, unit.id, codes[1], true))
        }
        Some((unit, false)) => Some(Pass::new(&app, unit.id, codes[0], false)),
        None => None,
    };
    let Some(pass) = pass else {
        if let Some(peer) = peer {
            app.guesses.owners.count(peer, now, FAILURES);
        }
        let wrong = Fault::Other(t!(frame.texts, "owner-refused"));
        return Ok(asked(frame, filled.wrong("form", wrong), StatusCode::UNPROCESSABLE_ENTITY));
    };
    view::shown(&app, frame, &pass, None, Filled::empty(), StatusCode::OK).await
}

fn later(app: &App, frame: &Frame, filled: Filled, wait: u64) -> Response {
    let until = app.ambient.now().0 + i64::try_from(wait).unwrap_or(60) * 1_000_000;
    let mut response = asked(frame, filled.wrong("form", Fault::Throttled { until }), StatusCode::TOO_MANY_REQUESTS);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
    response
}

/// The one unit of this serial number whose code it is, and whether it is a fresh one. As many codes are compared where there is
/// none.
fn fits(
    tx: &mut Tx<'_>,
    serial: &str,
    [label, fresh]: &[[u8; 32]; 2],
    now: Time,
) -> Result<Option<(Unit, bool)>, StoreError> {
    let mut found = tx.units_of_serial(serial, PRODUCTS as i64)?.into_iter();
    let mut right = Vec::new();
    for _ in 0..PRODUCTS {
        let unit = found.next();
        let number = unit.as_ref().map_or(0, |unit| unit.number);
        let (by_label, by_fresh) = (opens(tx, number, label, now)?, would_open(tx, number, fresh, now)?);
        let unit = unit.filter(|unit| (by_label | by_fresh) & (unit.state != UnitState::Decommissioned));
        right.extend(unit.map(|unit| (unit, by_fresh)));
    }
    Ok(right.pop().filter(|_| right.is_empty()))
}
