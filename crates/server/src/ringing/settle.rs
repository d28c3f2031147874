//! Alarms follow the clocks: what runs has one, what runs no more has none.

use std::collections::BTreeSet;

use steadfast_store::{Alarm, AlarmAnswer, AlarmClock, Id, StoreError, Time, Tx, kinds};

use super::alarm::{duty, steps};
use super::running::{Running, running};
use super::settings::kept;

/// Alarms that are looked at.
pub(super) const MOST: i64 = 1000;

/// Opens and ends alarms. A clock whose due time moved begins anew: what was answered was answered of another time.
pub(super) fn settle(tx: &mut Tx<'_>, now: Time, ids: &[Id<kinds::Alarm>]) -> Result<(), StoreError> {
    let settings = kept(tx)?.settings;
    let wanted = running(tx, &settings, now)?;
    let open = tx.alarms_open(MOST)?;
    for alarm in open.iter().filter(|alarm| alarm.clock != AlarmClock::Test) {
        if !wanted.iter().any(|running| is_of(alarm, running)) {
            end(tx, alarm.id, now)?;
        }
    }
    let known: BTreeSet<(&str, AlarmClock, Time)> =
        open.iter().map(|alarm| (&*alarm.subject, alarm.clock, alarm.due)).collect();
    let new = wanted.iter().filter(|running| !known.contains(&(&*running.subject, running.clock, running.due)));
    for (running, id) in new.zip(ids) {
        open_one(tx, running, *id, now, settings.again_minutes)?;
    }
    Ok(())
}

fn is_of(alarm: &Alarm, running: &Running) -> bool {
    (&alarm.subject, alarm.clock, alarm.due) == (&running.subject, running.clock, running.due)
}

/// It is over: nobody is to be told of it by a mail that waits.
pub(super) fn end(tx: &mut Tx<'_>, id: Id<kinds::Alarm>, now: Time) -> Result<(), StoreError> {
    tx.ring_mails_drop(id, None)?;
    tx.alarm_end(id, now).map(drop)
}

fn open_one(tx: &mut Tx<'_>, running: &Running, id: Id<kinds::Alarm>, now: Time, again: u16) -> Result<(), StoreError> {
    if let Some(known) = tx.alarm_known(&running.subject, running.clock, running.due)? {
        return tx.alarm_anew(known.id);
    }
    let Running { subject, clock, number, product, begun, due, at_once, by } = running.clone();
    let alarm =
        Alarm { id, subject, clock, number, product, begun, due, at_once, opened: now, ended: None, missed: None };
    tx.alarm_insert(&alarm)?;
    match by {
        Some(person) if duty(tx)?.holds(person) => known_by(tx, &alarm, person, now, again),
        _ => Ok(()),
    }
}

/// Somebody on duty brought it about: they are on it, and are not rung for what they just did.
fn known_by(
    tx: &mut Tx<'_>,
    alarm: &Alarm,
    person: Id<kinds::Person>,
    now: Time,
    again: u16,
) -> Result<(), StoreError> {
    let Some(round) = steps(tx, alarm, again)?.round(now) else { return Ok(()) };
    tx.alarm_answer(alarm.id, AlarmAnswer { round: round.number(), person, time: now }).map(drop)
}
