//! Security events that a unit's owner shares: kept as they were signed. What they say is looked at by [`crate::monitoring`].

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::Extensions;
use axum::response::Response;
use serde_json::json;
use steadfast_monitor::event::Class;
use steadfast_protocol::{Envelope, EventBatch, MOST_EVENT, MOST_EVENTS, Taken, encode};
use steadfast_store::{EventBatch as Kept, HowItCame, Id, SentToday, Time, Tx, Unit, UnitEvent, kinds};

use super::authority::{Blame, Known, guarded, open};
use super::check_in::note_once;
use super::error::DeviceError;
use crate::app::App;
use crate::http::listen::Peer;
use crate::monitoring::batch;
use crate::monitoring::settings::settings;

/// Classes of events: security, network, product.
const CLASSES: u8 = 3;

pub(super) async fn events(State(app): State<Arc<App>>, extensions: Extensions, body: Bytes) -> Response {
    guarded(&app, Peer::blamed(&app, &extensions), Blame::After, heard(&app, &body)).await
}

async fn heard(app: &App, body: &Bytes) -> Result<Vec<u8>, DeviceError> {
    let Known { unit, said, .. } = open::<EventBatch>(app, body).await?;
    if said.unit != unit.id.to_string() {
        return Err(DeviceError::Unknown);
    }
    if let Some(wait) = app.guesses.asks(unit.number, app.ambient.steady()) {
        return Err(DeviceError::Throttled(wait));
    }
    let is_packed = said.packed.is_some();
    let said = said.unpack()?;
    within(&said)?;
    let batch = read(&unit, &said, (body, is_packed), app.ambient.now())?;
    let note = app.ambient.id();
    let write = || app.store.write::<_, DeviceError, _>(move |tx| take(tx, &unit, &batch, note));
    match app.admission.admit(write).await? {
        Took::Newest(last) => {
            let last = u64::try_from(last).unwrap_or(0);
            Ok(encode(&Taken { class: said.class, last, again: app.config.poll.seconds() }))
        }
        Took::TooMuch(wait) => Err(DeviceError::Throttled(wait)),
    }
}

/// What became of a batch.
enum Took {
    /// The number of the newest event that is kept.
    Newest(i64),
    /// The unit sent as much as it may today; in so many seconds it may again.
    TooMuch(u64),
}

/// The row that a batch becomes; its log is known only where it is written.
fn read(unit: &Unit, said: &EventBatch, (body, is_packed): (&[u8], bool), now: Time) -> Result<Kept, DeviceError> {
    let (content, deflated) = batch::content(body, is_packed);
    let number = |number: u64| i64::try_from(number).map_err(|_| DeviceError::Batch("a number beyond 63 bits"));
    Ok(Kept {
        unit: unit.number,
        log: 0,
        class: i64::from(said.class),
        first: number(said.first)?,
        last: number(said.last)?,
        number: number(said.number)?,
        taken: now,
        digest: Envelope::digest(body),
        content,
        deflated,
    })
}

/// What one batch may be.
fn within(said: &EventBatch) -> Result<(), DeviceError> {
    if said.events.len() > MOST_EVENTS {
        return Err(DeviceError::Beyond("events"));
    }
    let count = said.last.checked_sub(said.first).and_then(|more| more.checked_add(1));
    if said.first == 0 || said.events.is_empty() || count != u64::try_from(said.events.len()).ok() {
        return Err(DeviceError::Batch("its events are not as many as their numbers say"));
    }
    if said.events.iter().any(|event| event.len() > MOST_EVENT) {
        return Err(DeviceError::Batch("an event is too long"));
    }
    if said.class >= CLASSES {
        return Err(DeviceError::Batch("there is no such class"));
    }
    if said.leads() {
        Ok(())
    } else {
        Err(DeviceError::Batch("its events do not lead from the chain before them to the one after"))
    }
}

/// Keeps the batch where it brings something, and the unit did not send its share of the day.
fn take(tx: &mut Tx<'_>, unit: &Unit, batch: &Kept, note: Id<kinds::UnitEvent>) -> Result<Took, DeviceError> {
    let known = tx.unit_of_number(unit.number)?.filter(|known| known.key == unit.key);
    known.filter(|known| !known.is_closed()).ok_or(DeviceError::Unknown)?;
    let log = tx.unit_log(unit.number)?;
    if !log.shares() {
        return Err(DeviceError::SharingOff);
    }
    let kept = Kept { log: log.log, ..batch.clone() };
    let newest = tx.event_newest(unit.number, log.log, batch.class)?;
    let floor = tx.event_floor((unit.number, log.log, batch.class))?;
    if batch.first <= floor {
        // What was erased does not come again. The unit is told to go on behind it.
        return Ok(Took::Newest(newest.max(floor)));
    }
    let Some(brings) = brings(tx, &kept, newest)? else { return Ok(Took::Newest(newest)) };
    // All that is kept counts, also what was here: each batch would bring one event and many others with it.
    let (now, new) = (batch.taken, batch.last - batch.first + 1);
    let sent = tx.events_sent_today(unit.number, now)?;
    let most = i64::from(settings(tx)?.events_a_day);
    if sent.events + new > most {
        tx.events_sent(unit.number, 0, SentToday::ALL_WAIT, now)?;
        too_much(tx, unit, most, note, now)?;
        return Ok(Took::TooMuch(until_tomorrow(now)));
    }
    let has_waited = !brings.is_late && sent.has_waited(batch.class);
    if has_waited && newest > 0 && brings.first > newest + 1 {
        dropped(tx, &kept, newest, note)?;
    }
    tx.event_batch_insert(&kept)?;
    let missed = brings.is_late.then_some((brings.first, brings.last));
    tx.event_wait(&kept, HowItCame { has_waited, missed })?;
    let waits = if brings.is_late { sent.waits } else { sent.waits_without(batch.class) };
    tx.events_sent(unit.number, new, waits, now)?;
    Ok(Took::Newest(newest.max(batch.last)))
}

/// The events of a batch that were not here.
struct Brings {
    first: i64,
    last: i64,
    /// Whether later ones were.
    is_late: bool,
}

/// What a batch brings; nothing where all of it is here, or was before what is here. Where it fills more than one gap, the first.
fn brings(tx: &mut Tx<'_>, batch: &Kept, newest: i64) -> Result<Option<Brings>, DeviceError> {
    if batch.last > newest {
        return Ok(Some(Brings { first: batch.first.max(newest + 1), last: batch.last, is_late: false }));
    }
    let place = (batch.unit, batch.log, batch.class);
    let most = i64::try_from(MOST_EVENTS).unwrap_or(i64::MAX);
    let (mut first, mut last) = (batch.first, batch.last);
    for (from, to) in tx.event_ranges(place, (batch.first, batch.last), most)? {
        if from > first {
            last = last.min(from - 1);
            break;
        }
        first = first.max(to + 1);
    }
    let is_gap = first <= last && tx.event_is_after_others(place, first)?;
    Ok(is_gap.then_some(Brings { first, last, is_late: true }))
}

/// A unit that was told to wait ran out of room meanwhile: what it dropped then is no sign that somebody changed its log.
fn dropped(tx: &mut Tx<'_>, batch: &Kept, newest: i64, id: Id<kinds::UnitEvent>) -> Result<(), DeviceError> {
    let class =
        usize::try_from(batch.class).ok().and_then(|class| Class::ALL.get(class)).map_or("", |class| class.code());
    let facts = json!({ "class": class, "first": newest + 1, "last": batch.first - 1 }).to_string();
    Ok(tx.unit_event(batch.unit, &UnitEvent { id, kind: "events-dropped".to_owned(), facts })?)
}

/// One unit that makes noise takes nothing from the others; that it did is noted.
fn too_much(tx: &mut Tx<'_>, unit: &Unit, most: i64, id: Id<kinds::UnitEvent>, now: Time) -> Result<(), DeviceError> {
    let facts = json!({ "most": most }).to_string();
    let event = UnitEvent { id, kind: "events-over-quota".to_owned(), facts };
    if note_once(tx, unit.number, &event, now)? {
        tracing::warn!(unit = %unit.id, most, "a unit sent more events than it may in a day");
    }
    Ok(())
}

fn until_tomorrow(now: Time) -> u64 {
    const DAY: i64 = 86_400;
    (DAY - now.0.div_euclid(1_000_000).rem_euclid(DAY)).unsigned_abs()
}
