//! What owners decide at the unit.

use steadfast_protocol as protocol;
use steadfast_store::{Id, StoreError, Time, Tx, Unit, WishSource, kinds};

use super::answer::seconds;
use super::check_in::Taken;
use super::error::DeviceError;
use super::receipts::Fate;
use crate::rollout::RolloutError;
use crate::rollout::offer::consent_of;
use crate::rollout::owner::{Decision, decide};
use crate::rollout::plan::{Consent, Wish};

/// Takes a decision that the unit signed. One that is older than what the owner decided elsewhere since is kept, and changes
/// nothing.
pub(super) fn said(
    tx: &mut Tx<'_>,
    taken: &Taken,
    unit: &Unit,
    place: usize,
    said: &protocol::Decision,
) -> Result<Fate, DeviceError> {
    if said.unit != unit.id.to_string() {
        return Ok(Fate::Refused("another-unit"));
    }
    let Some(decision) = read(said) else { return Ok(Fate::Refused("malformed")) };
    if let Decision::On(release, _) = decision
        && tx.release(release)?.is_none()
    {
        return Ok(Fate::Refused("unknown-release"));
    }
    if since_elsewhere(tx, unit, decision)?.is_some_and(|since| micros(said.time) < since.0) {
        return Ok(Fate::Kept);
    }
    match decide(tx, unit, decision, WishSource::Unit, taken.ids.events[place], taken.now) {
        // Of a unit that is out of use by its own word, and has no owner by it, a decision changes nothing.
        Ok(()) | Err(RolloutError::Decommissioned) => Ok(Fate::Kept),
        Err(RolloutError::TooLong(_)) => Ok(Fate::Refused("too-long")),
        Err(RolloutError::NoUpdate) => Ok(Fate::Refused("unknown-release")),
        Err(error) => Err(error.into()),
    }
}

/// Since when something else stands that the owner decided elsewhere.
fn since_elsewhere(tx: &mut Tx<'_>, unit: &Unit, decision: Decision) -> Result<Option<Time>, StoreError> {
    let (source, since) = match decision {
        Decision::Always(_) => tx.unit_consent(unit.number)?.map(|kept| (kept.source, kept.since)),
        Decision::On(release, _) => tx.unit_wish(unit.number, release)?.map(|kept| (kept.source, kept.since)),
    }
    .unzip();
    Ok(since.filter(|_| source != Some(WishSource::Unit)))
}

const fn micros(seconds: protocol::Seconds) -> i64 {
    seconds.saturating_mul(1_000_000)
}

fn read(said: &protocol::Decision) -> Option<Decision> {
    if let Some(protocol::Consent { automatic, features, .. }) = said.always {
        return Some(Decision::Always(Consent { automatic, features }));
    }
    let release = said.release.as_deref()?.parse().ok()?;
    Some(Decision::On(
        release,
        match (said.wish?, said.until) {
            (protocol::Wish::Postponed, Some(until)) => Wish::Postponed(Time(micros(until))),
            (protocol::Wish::Postponed, None) => return None,
            (protocol::Wish::Refused, _) => Wish::Refused,
            (protocol::Wish::Agreed, _) => Wish::Agreed,
        },
    ))
}

/// What the unit has as its owner's standing decision holds, unless the owner decided elsewhere since; whether that is new.
pub(super) fn agree(
    tx: &mut Tx<'_>,
    unit: &Unit,
    has: Option<protocol::Consent>,
    event: Id<kinds::UnitEvent>,
    now: Time,
) -> Result<bool, DeviceError> {
    let Some(protocol::Consent { automatic, features, since }) = has else { return Ok(false) };
    let decision = Decision::Always(Consent { automatic, features });
    let elsewhere = since_elsewhere(tx, unit, decision)?;
    let older = elsewhere.is_some_and(|elsewhere| since.is_none_or(|since| micros(since) < elsewhere.0));
    if older || consent_of(tx, unit.number)? == (Consent { automatic, features }) {
        return Ok(false);
    }
    decide(tx, unit, decision, WishSource::Unit, event, now)?;
    Ok(true)
}

/// What the owner decided elsewhere.
pub(super) fn elsewhere(tx: &mut Tx<'_>, unit: &Unit) -> Result<Option<protocol::Consent>, DeviceError> {
    let kept = tx.unit_consent(unit.number)?.filter(|kept| kept.source != WishSource::Unit);
    Ok(kept.map(|kept| protocol::Consent {
        automatic: kept.automatic,
        features: kept.features,
        since: Some(seconds(kept.since)),
    }))
}
