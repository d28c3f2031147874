//! The way of a policy to a unit, by its check-in, and what the unit says of it.

use minicbor::bytes::ByteVec;
use steadfast_protocol::{PolicyTaken, Stance};
use steadfast_store::{PolicyStance, StoreError, Time, Tx, Unit, UnitPolicy};

/// Notes how far a unit says that it came, and gives what it did not take yet. A unit that says nothing of policies knows of
/// none, and is given none.
pub(crate) fn policy(
    tx: &mut Tx<'_>,
    unit: &Unit,
    said: Option<PolicyTaken>,
    now: Time,
) -> Result<Option<ByteVec>, StoreError> {
    let Some(said) = said else { return Ok(None) };
    let sequence = i64::try_from(said.sequence).unwrap_or(i64::MAX);
    let found = UnitPolicy { sequence, stance: said.stance.map(stance) };
    if tx.unit_policy(unit.number)? != Some(found) {
        tx.unit_policy_put(unit.number, found)?;
    }
    let newest = tx.policy_newest(unit.product)?;
    Ok(newest.filter(|newest| newest.expires > now && newest.sequence > sequence).map(|newest| newest.content.into()))
}

const fn stance(said: Stance) -> PolicyStance {
    match said {
        Stance::Obeys => PolicyStance::Obeys,
        Stance::Waits => PolicyStance::Waits,
        Stance::Left => PolicyStance::Left,
    }
}
