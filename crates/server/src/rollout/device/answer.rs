//! What a unit is told.

use steadfast_protocol::{Answer, Hold as Held, Kind, Offer, Stop};
use steadfast_store::{Rollout, RolloutAction, Time, Tx, Unit};

use super::error::DeviceError;
use super::owners;
use crate::owner_notices::tell::told;
use crate::rollout::content::{content, said};
use crate::rollout::manage::plan_of;
use crate::rollout::offer::{Offered, Told, latest, tell};
use crate::rollout::plan::Hold;
use crate::rollout::{RolloutError, manage};

/// What there is for a unit, noted as told.
pub(super) fn answer(tx: &mut Tx<'_>, unit: &Unit, now: Time) -> Result<Answer, DeviceError> {
    let offered = Offered::read(tx)?;
    let (consent, takes_events) = (owners::elsewhere(tx, unit)?, Some(tx.unit_log(unit.number)?.refused.is_none()));
    let notices = told(tx, unit, now)?;
    let mut answer = Answer { time: seconds(now), consent, takes_events, notices, ..Answer::default() };
    match tell(tx, unit, &offered, now)? {
        Told::Nothing => {}
        Told::Cancel(action) => answer.stop.push(stop(&manage::of(tx, action.rollout)?)),
        Told::Install(rollout, action) => answer.offers.push(offer(tx, unit, &rollout, &action, None)?),
        Told::Held(rollout, hold, action) => answer.offers.push(offer(tx, unit, &rollout, &action, Some(hold))?),
    }
    Ok(answer)
}

fn offer(
    tx: &mut Tx<'_>,
    unit: &Unit,
    rollout: &Rollout,
    action: &RolloutAction,
    hold: Option<Hold>,
) -> Result<Offer, RolloutError> {
    let content = content(tx, unit, rollout)?;
    let first = content.files.first().map(|(artifact, _)| said(artifact)).transpose()?;
    let security = rollout.kind != "feature";
    let latest = if security { latest(rollout, &plan_of(rollout)?, Some(action)) } else { None };
    Ok(Offer {
        release: rollout.release.to_string(),
        part: rollout.part.to_string(),
        version: content.release.label,
        targets: content.files.into_iter().map(|(artifact, _)| artifact.path).collect(),
        kind: kind(&rollout.kind),
        install: hold.is_none(),
        hold: hold.map(held),
        until: hold.and_then(until),
        latest: latest.map(seconds),
        notes: first.as_ref().map(|said| said.notes.clone()).filter(|notes| !notes.is_empty()),
        fixes: first.map(|said| said.fixes).unwrap_or_default(),
        sequence: place(rollout.sequence),
    })
}

fn stop(rollout: &Rollout) -> Stop {
    let (release, part) = (rollout.release.to_string(), rollout.part.to_string());
    Stop { release, part, sequence: place(rollout.sequence) }
}

/// A place in the order, which is never below 0.
fn place(sequence: i64) -> u64 {
    u64::try_from(sequence).unwrap_or(0)
}

fn kind(word: &str) -> Option<Kind> {
    match word {
        "security" => Some(Kind::Security),
        "feature" => Some(Kind::Feature),
        "combined" => Some(Kind::Combined),
        _ => None,
    }
}

const fn held(hold: Hold) -> Held {
    match hold {
        Hold::Postponed(_) => Held::Postponed,
        Hold::Refused => Held::Refused,
        Hold::OptedOut => Held::OptedOut,
        Hold::NotAgreed => Held::NotAgreed,
    }
}

const fn until(hold: Hold) -> Option<i64> {
    match hold {
        Hold::Postponed(until) => Some(seconds(until)),
        Hold::Refused | Hold::OptedOut | Hold::NotAgreed => None,
    }
}

/// Whole seconds since the epoch.
pub(super) const fn seconds(time: Time) -> i64 {
    time.0.div_euclid(1_000_000)
}
