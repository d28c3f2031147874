//! What the owner of a device sees: what runs, what is there for it, and when that installs.

use axum::http::StatusCode;
use axum::response::Response;
use steadfast_store::{Id, Rollout, RolloutAction, StoreError, Time, Tx, Unit, kinds};
use steadfast_trust::tuf::Custom;

use super::enter::asked;
use super::held::held_view;
use super::pass::Pass;
use crate::app::App;
use crate::http::problem::Problem;
use crate::lifecycle::read as lifecycle;
use crate::owner_notices::contact;
use crate::rollout::manage::{offered_files, plan_of};
use crate::rollout::offer::{Offer, Offered, consent_of, latest, offer};
use crate::rollout::owner::owned;
use crate::rollout::pages::of_unit::label;
use crate::rollout::plan::Hold;
use crate::rollout::{RolloutError, held};
use crate::t;
use crate::web::pages::owner::{AvailableView, FixView, OwnerView, Standing, owner};
use crate::web::pages::owner_held::SharingView;
use crate::web::visit::page;
use crate::web::{Filled, Flash, Frame, Problem as Fault};

/// Updates that were there before.
const PAST: i64 = 5;
/// The most vulnerabilities of an update that are told one by one.
const FIXES: usize = 50;
const DAY: i64 = 86_400_000_000;

/// The page of a device, or the way in where the code opens no longer.
pub(super) async fn shown(
    app: &App,
    frame: &Frame,
    pass: &Pass,
    flash: Option<Flash>,
    filled: Filled,
    status: StatusCode,
) -> Result<Response, Problem> {
    let (sealed, now, asks) = (pass.sealed(app), app.ambient.now(), *pass);
    let read = move |tx: &mut Tx<'_>| {
        let unit = owned(tx, asks.unit, &asks.proof(), now)?;
        let held = asks.is_fresh.then(|| held::held(tx, &unit)).transpose()?;
        let left = if asks.is_fresh { Some(contact::left(tx, &unit)?) } else { None };
        Ok((view(tx, &unit, &sealed, now)?, held, left))
    };
    match app.store.read::<_, RolloutError, _>(read).await {
        Ok((view, held, left)) => {
            let contact = left.map(|left| left.into_iter().map(|(way, is)| (way.as_str(), is)).collect());
            let held = held.map(|held| held_view(frame.texts, held));
            let frame = Frame { flash, ..frame.clone() };
            Ok(page(status, owner(&frame, &OwnerView { filled, held, contact, ..view })))
        }
        Err(RolloutError::CodeVoid) => Ok(over(frame)),
        Err(error) => Err(error.into()),
    }
}

/// The way in again: time is over, or the code is void by now.
pub(super) fn over(frame: &Frame) -> Response {
    let wrong = Fault::Other(t!(frame.texts, "owner-over"));
    asked(frame, Filled::empty().wrong("form", wrong), StatusCode::UNPROCESSABLE_ENTITY)
}

fn view(tx: &mut Tx<'_>, unit: &Unit, pass: &str, now: Time) -> Result<OwnerView, RolloutError> {
    let (kept, consent) = (tx.unit_consent(unit.number)?, consent_of(tx, unit.number)?);
    let offered = Offered::read(tx)?;
    let (available, taken_back) = match offer(tx, unit, &offered, now)? {
        Offer::Nothing => (None, false),
        Offer::Cancel(_) => (None, true),
        Offer::Install(rollout, action) => {
            let standing = standing(action.as_ref());
            (Some(available(tx, unit, &rollout, action.as_ref(), standing, now)?), false)
        }
        Offer::Held(rollout, hold, _) => {
            let action = tx.rollout_action_of(rollout.id, unit.number)?;
            (Some(available(tx, unit, &rollout, action.as_ref(), held(hold), now)?), false)
        }
    };
    Ok(OwnerView {
        pass: pass.to_owned(),
        product: tx.product(unit.product)?.map(|product| product.name).unwrap_or_default(),
        serial: unit.serial.clone(),
        support: support(tx, unit, now)?,
        runs: tx.unit_runs(unit.number)?.into_iter().map(|runs| (runs.part_name, runs.label)).collect(),
        silent: unit.silent,
        available,
        taken_back,
        past: past(tx, unit)?,
        always: (consent.automatic, consent.features),
        by_law: kept.is_none(),
        filled: Filled::empty(),
        sharing: sharing(tx, unit)?,
        held: None,
        contact: None,
    })
}

/// The last day of security support, where it is known, and whether it is over.
fn support(tx: &mut Tx<'_>, unit: &Unit, now: Time) -> Result<Option<(String, bool)>, StoreError> {
    let Some(product) = tx.product(unit.product)? else { return Ok(None) };
    let (_, ends) = lifecycle::of_unit(tx, unit.number, &product)?;
    Ok(ends.map(|ends| (ends.to_string(), ends < lifecycle::day(now))))
}

/// Whether it shares events by its own word, and whether they are taken.
fn sharing(tx: &mut Tx<'_>, unit: &Unit) -> Result<SharingView, StoreError> {
    let log = tx.unit_log(unit.number)?;
    let says = log.switches.map(|switches| switches.record && switches.share);
    Ok(SharingView { says, refused: log.refused.map(|refused| refused.0) })
}

fn standing(action: Option<&RolloutAction>) -> Standing {
    match action.map(|action| action.state.as_str()) {
        Some(state @ ("running" | "unproven")) => Standing::AtWork(state),
        _ => Standing::Next,
    }
}

const fn held(hold: Hold) -> Standing {
    match hold {
        Hold::Postponed(until) => Standing::Postponed(until.0),
        Hold::Refused => Standing::Refused,
        Hold::OptedOut => Standing::OptedOut,
        Hold::NotAgreed => Standing::NotAgreed,
    }
}

fn available(
    tx: &mut Tx<'_>,
    unit: &Unit,
    rollout: &Rollout,
    action: Option<&RolloutAction>,
    standing: Standing,
    now: Time,
) -> Result<AvailableView, RolloutError> {
    let said = said(tx, unit, rollout.release)?;
    let security = rollout.kind != "feature";
    let until = latest(rollout, &plan_of(rollout)?, action).filter(|_| security);
    Ok(AvailableView {
        release: rollout.release.to_string(),
        label: label(tx, rollout.release)?,
        kind: rollout.kind.clone(),
        notes: said.as_ref().map(|said| said.notes.clone()).unwrap_or_default(),
        fixes: fixes(tx, said.map(|said| said.fixes).unwrap_or_default())?,
        standing,
        latest: until.map(|until| until.0),
        // Days are counted from their begin: tomorrow must be one of them.
        can_wait: until.is_none_or(|until| until.0 >= (now.0 / DAY + 1) * DAY),
    })
}

/// What the maker signed of the files for this unit's hardware.
fn said(tx: &mut Tx<'_>, unit: &Unit, release: Id<kinds::Release>) -> Result<Option<Custom>, RolloutError> {
    let files = offered_files(tx, release)?.into_iter();
    let mut said = files.filter_map(|file| serde_json::from_str::<Custom>(&file.custom).ok());
    Ok(said.find(|said| said.fits(&unit.hardware)))
}

/// The vulnerabilities that it mends, with what was published of them. Of what is in the maker's own register nothing is
/// told but the name that the maker signed.
fn fixes(tx: &mut Tx<'_>, names: Vec<String>) -> Result<Vec<FixView>, StoreError> {
    let told = names.into_iter().take(FIXES);
    told.map(|name| {
        let row = match tx.flaw_of_id(&name)? {
            Some(number) => tx.flaw_row(number)?.filter(|row| !row.own),
            None => None,
        };
        let address =
            row.as_ref().and_then(|row| row.references.iter().find(|one| one.starts_with("https://")).cloned());
        let summary = row.map(|row| row.summary).filter(|summary| !summary.is_empty());
        Ok(FixView { name, summary, address })
    })
    .collect()
}

/// What became of the last updates that are over.
fn past(tx: &mut Tx<'_>, unit: &Unit) -> Result<Vec<(String, &'static str, i64)>, StoreError> {
    let mut past = Vec::new();
    for action in tx.rollout_actions(unit.number, PAST)? {
        let over = !action.state.is_open() && action.state.as_str() != "declined";
        if let Some(rollout) = tx.rollout(action.rollout)?.filter(|_| over) {
            past.push((label(tx, rollout.release)?, action.state.as_str(), action.changed.0));
        }
    }
    Ok(past)
}
