//! What is known of a unit, and the alert that it is part of.

use steadfast_monitor::detect::Watch;
use steadfast_protocol::encode;
use steadfast_store::{Id, StoreError, Time, Tx, Unit, UnitWatch, kinds};

use super::ends;
use crate::monitoring::kept::read_kept;

/// What is known of a unit.
pub(super) struct Known {
    pub(super) watch: Watch,
    /// Of which of its logs.
    log: i64,
    /// Its open alert.
    pub(super) alert: Option<Id<kinds::Alert>>,
}

impl Known {
    /// What is known of a unit, of whose log this number speaks. Where its alert is over, it is calm again; with another key
    /// it begins another log.
    pub(super) fn read(tx: &mut Tx<'_>, unit: &Unit, log: i64, now: Time) -> Result<Self, StoreError> {
        let Some(kept) = tx.unit_watch(unit.number)? else {
            return Ok(Self { watch: begin(tx, unit.number, now)?, log, alert: None });
        };
        let mut watch: Watch = read_kept(&kept.state).unwrap_or_default();
        let alert = kept.alert.map(|id| still_open(tx, unit, id, now)).transpose()?.flatten();
        if alert.is_none() {
            watch.calm();
        }
        if kept.log != log {
            watch.new_log();
        }
        Ok(Self { watch, log, alert })
    }

    pub(super) fn keep(self, tx: &mut Tx<'_>, unit: i64, now: Time) -> Result<(), StoreError> {
        let Self { watch, log, alert } = self;
        tx.unit_watch_put(unit, &UnitWatch { log, alert, state: encode(&watch) }, now)
    }
}

/// A unit of which nothing is known, or nothing any more. Where it taught its cohort lately it does not do so again: else who
/// switches sharing off and on would count as many units.
fn begin(tx: &mut Tx<'_>, unit: i64, now: Time) -> Result<Watch, StoreError> {
    let again = tx.unit_taught(unit)?.map(|since| seconds(since) + Watch::TEACHES_AGAIN);
    match again.filter(|again| *again > seconds(now)) {
        Some(again) => Ok(Watch::again(again)),
        None => tx.unit_teach(unit, now).map(|()| Watch::default()),
    }
}

const fn seconds(time: Time) -> i64 {
    time.0.div_euclid(1_000_000)
}

/// The alert that a unit is part of, while it is open and something was seen at this unit within a day.
fn still_open(
    tx: &mut Tx<'_>,
    unit: &Unit,
    id: Id<kinds::Alert>,
    now: Time,
) -> Result<Option<Id<kinds::Alert>>, StoreError> {
    let is_open = tx.alert(id)?.is_some_and(|alert| alert.ended.is_none());
    let latest = tx.alert_unit(id, unit.number)?.map(|seen| seen.latest);
    let is_recent = latest.is_some_and(|latest| latest >= now.before(ends::QUIET));
    Ok(Some(id).filter(|_| is_open && is_recent))
}
