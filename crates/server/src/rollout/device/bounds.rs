//! How much of what a unit states in a day is kept: whoever holds it could fill the disk with it otherwise. How it stands is
//! taken all the same.

use serde_json::json;
use steadfast_store::{Time, Tx, UnitEvent};

use super::check_in::{Taken, note_once};
use super::error::DeviceError;

/// The most lines of its history in a day, beyond which its requests add none.
const LINES: i64 = 200;
/// The most of what it signed in a day, and the most bytes of that.
const SIGNED: (i64, i64) = (1_000, 4 << 20);
const DAY: i64 = 86_400_000_000;

const fn today(now: Time) -> Time {
    Time(now.0.div_euclid(DAY) * DAY)
}

/// Whether so much that the unit signed is kept today that nothing more is.
pub(super) fn has_signed_enough(tx: &mut Tx<'_>, taken: &Taken) -> Result<bool, DeviceError> {
    let (count, bytes) = tx.unit_statements_since(taken.unit.number, today(taken.now))?;
    Ok(count >= SIGNED.0 || bytes >= SIGNED.1)
}

/// Takes back the lines that the request added, where there are too many of today. That it stated too much is noted, once in an
/// hour.
pub(super) fn hold(tx: &mut Tx<'_>, taken: &Taken, has_signed_enough: bool) -> Result<(), DeviceError> {
    let unit = taken.unit.number;
    let has_too_many = tx.unit_events_since(unit, today(taken.now))? > LINES;
    if has_too_many {
        taken.ids.lines().try_for_each(|id| tx.unit_event_take_back(id))?;
    }
    if !(has_too_many || has_signed_enough) {
        return Ok(());
    }
    let facts = json!({ "lines": LINES, "statements": SIGNED.0, "bytes": SIGNED.1 }).to_string();
    let event = UnitEvent { id: taken.ids.over, kind: "stated-too-much".to_owned(), facts };
    if note_once(tx, unit, &event, taken.now)? {
        tracing::warn!(unit = %taken.unit.id, "a unit stated more than is kept of one in a day");
    }
    Ok(())
}
