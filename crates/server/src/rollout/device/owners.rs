//! What owners decide at the unit.

use steadfast_protocol as protocol;
use steadfast_store::{Id, Time, Tx, Unit, WishSource, kinds};

use super::check_in::Taken;
use super::error::DeviceError;
use crate::rollout::RolloutError;
use crate::rollout::offer::consent_of;
use crate::rollout::owner::{Decision, decide};
use crate::rollout::plan::{Consent, Wish};

/// Takes a decision that the unit signed; or why it is refused.
pub(super) fn said(
    tx: &mut Tx<'_>,
    taken: &Taken,
    place: usize,
    said: &protocol::Decision,
) -> Result<Result<(), &'static str>, DeviceError> {
    if said.unit != taken.unit.id.to_string() {
        return Ok(Err("another-unit"));
    }
    let Some(decision) = read(said) else { return Ok(Err("malformed")) };
    if let Decision::On(release, _) = decision
        && tx.release(release)?.is_none()
    {
        return Ok(Err("unknown-release"));
    }
    match decide(tx, &taken.unit, decision, WishSource::Unit, taken.ids.events[place], taken.now) {
        Ok(()) => Ok(Ok(())),
        Err(RolloutError::TooLong(_)) => Ok(Err("too-long")),
        Err(RolloutError::NoUpdate) => Ok(Err("unknown-release")),
        Err(error) => Err(error.into()),
    }
}

fn read(said: &protocol::Decision) -> Option<Decision> {
    if let Some(protocol::Consent { automatic, features }) = said.always {
        return Some(Decision::Always(Consent { automatic, features }));
    }
    let release = said.release.as_deref()?.parse().ok()?;
    Some(Decision::On(
        release,
        match (said.wish?, said.until) {
            (protocol::Wish::Postponed, Some(until)) => Wish::Postponed(Time(until.checked_mul(1_000_000)?)),
            (protocol::Wish::Postponed, None) => return None,
            (protocol::Wish::Refused, _) => Wish::Refused,
            (protocol::Wish::Agreed, _) => Wish::Agreed,
        },
    ))
}

/// What the unit has as its owner's standing decision holds, unless the owner decided elsewhere since.
pub(super) fn agree(
    tx: &mut Tx<'_>,
    unit: &Unit,
    has: Option<protocol::Consent>,
    event: Id<kinds::UnitEvent>,
    now: Time,
) -> Result<(), DeviceError> {
    let Some(protocol::Consent { automatic, features }) = has else { return Ok(()) };
    let elsewhere = tx.unit_consent(unit.number)?.is_some_and(|kept| kept.source != WishSource::Unit);
    let has = Consent { automatic, features };
    if elsewhere || consent_of(tx, unit.number)? == has {
        return Ok(());
    }
    Ok(decide(tx, unit, Decision::Always(has), WishSource::Unit, event, now)?)
}

/// What the owner decided elsewhere, for the unit to take over.
pub(super) fn elsewhere(tx: &mut Tx<'_>, unit: &Unit) -> Result<Option<protocol::Consent>, DeviceError> {
    let kept = tx.unit_consent(unit.number)?.filter(|kept| kept.source != WishSource::Unit);
    Ok(kept.map(|kept| protocol::Consent { automatic: kept.automatic, features: kept.features }))
}
