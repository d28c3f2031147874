//! What the head of a unit's log says, where it is not further than the one before, or comes after such a one.

use steadfast_monitor::detect::Surprise;
use steadfast_monitor::detect::log::Head;
use steadfast_store::{Id, LogHead, StoreError, Time, Tx, Unit, UnitLog, kinds};

use super::conclude::{answers, conclude};
use super::known::Known;

/// Takes the head of a check-in in beside the furthest one. Of a unit whose owner does not share nothing is concluded.
pub(crate) fn take(
    tx: &mut Tx<'_>,
    unit: &Unit,
    (log, furthest, said): (&UnitLog, &LogHead, &LogHead),
    (now, id): (Time, Id<kinds::Alert>),
) -> Result<(), StoreError> {
    if !log.shares() {
        return Ok(());
    }
    let mut known = Known::read(tx, unit, log.log, now)?;
    let reasons = known.watch.head(&read(furthest), &read(said), now.0.div_euclid(1_000_000));
    let answers = answers(tx, unit.product)?;
    // Logs go by a rule of their own: what is usual among others does not matter.
    if known.watch.alarm(reasons, &answers, Surprise::CERTAIN) {
        known.alert = conclude(tx, unit, &known.watch, (known.alert, now), &mut std::iter::once(id))?;
    }
    known.keep(tx, unit.number, now)
}

fn read(head: &LogHead) -> Head {
    Head { size: head.size.unsigned_abs(), root: head.root, starts: head.starts.unsigned_abs() }
}
