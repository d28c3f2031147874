//! What a check-in says of the unit's event log and of its owner's switches.

use std::cmp::Ordering;

use serde_json::json;
use steadfast_store::{LogHead, Tx, UnitEvent, UnitLog, UnitSwitches};

use super::check_in::{Taken, note_once};
use super::error::DeviceError;
use crate::monitoring::watch::head;

/// What is new.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct News {
    /// What is wrong with the log, in kebab-case, where that was not noted within the hour.
    pub(super) wrong: Option<&'static str>,
    /// Whether the owner's switches stand otherwise.
    pub(super) switched: bool,
}

/// Takes both. Where they are as they were, nothing is written.
pub(super) fn take(tx: &mut Tx<'_>, taken: &Taken) -> Result<News, DeviceError> {
    let known = tx.unit_log(taken.unit.number)?;
    let switched = switches(tx, taken, &known)?;
    let starts = i64::try_from(taken.said.starts).unwrap_or(i64::MAX);
    let said = taken.said.log.and_then(|said| Some((i64::try_from(said.size).ok()?, *said.root)));
    let head = said.map(|(size, root)| LogHead { size, root, starts });
    // As the switches stand by now.
    let known = if switched { tx.unit_log(taken.unit.number)? } else { known };
    let wrong = head.map(|head| grown(tx, taken, &known, head)).transpose()?.flatten();
    Ok(News { wrong, switched })
}

/// Keeps the head of a log that grew. One that lost events, or has others in their place, was put back or changed: that is
/// noted, and an alert where its owner shares. So is what comes after it: the newer log again is the other of two.
fn grown(tx: &mut Tx<'_>, taken: &Taken, log: &UnitLog, said: LogHead) -> Result<Option<&'static str>, DeviceError> {
    let unit = &taken.unit;
    let wrong = log.head.and_then(|known| wrong(&known, &said));
    if let Some(furthest) = log.head.filter(|_| wrong.is_some() || log.is_back) {
        head::take(tx, unit, (log, &furthest, &said), (taken.now, taken.ids.alert))?;
        tx.unit_log_back(unit.number, wrong.is_some())?;
    }
    let (Some(kind), Some(LogHead { size: known, .. })) = (wrong, log.head) else {
        if log.head.is_none_or(|known| known.size < said.size) {
            tx.unit_log_grow(unit.number, &said)?;
        }
        return Ok(None);
    };
    let facts = json!({ "size": said.size, "known": known }).to_string();
    let event = UnitEvent { id: taken.ids.log, kind: kind.to_owned(), facts };
    let new = note_once(tx, unit.number, &event, taken.now)?;
    if new {
        tracing::warn!(unit = %unit.id, size = said.size, known, "{kind}: a unit's log is not what it was");
    }
    Ok(new.then_some(kind))
}

/// What is wrong with a head beside the furthest one.
fn wrong(known: &LogHead, said: &LogHead) -> Option<&'static str> {
    match said.size.cmp(&known.size) {
        Ordering::Less => Some("log-behind"),
        Ordering::Equal if said.root != known.root => Some("log-differs"),
        _ => None,
    }
}

/// Keeps how the switches stand; whether that is new. What was shared goes when sharing is switched off.
fn switches(tx: &mut Tx<'_>, taken: &Taken, known: &UnitLog) -> Result<bool, DeviceError> {
    let Some(steadfast_protocol::Switches { record, share, remote }) = taken.said.switches else { return Ok(false) };
    let (unit, said) = (taken.unit.number, UnitSwitches { record, share, remote });
    if !(record && share) && known.refused.is_some() {
        // It says what its owner said at the owners' page: from now on its switch alone says it.
        tx.unit_log_refuse(unit, None)?;
    }
    if known.switches == Some(said) {
        return Ok(false);
    }
    tx.unit_switch(unit, said, taken.now)?;
    let mut facts = json!({ "record": record, "share": share, "remote": remote });
    if !(record && share) {
        facts["erased"] = tx.unit_events_erase(unit)?.into();
        tx.alerts_forget(unit)?;
    }
    let event = UnitEvent { id: taken.ids.switches, kind: "switched".to_owned(), facts: facts.to_string() };
    tx.unit_event(unit, &event)?;
    Ok(true)
}
