//! What one listener is told next: read from the log where it stands, as far as it may know.

use axum::response::sse::Event;
use serde_json::json;
use steadfast_store::{News, RecordRow, StoreError, Time, Tx};

use crate::access::action::Action;
use crate::access::authorise::{Identified, identify};
use crate::caller::Caller;

/// Records that are read at once.
const BATCH: i64 = 100;

/// Kinds of records that say something about what waits for a second person.
const APPROVALS: [&str; 8] = [
    "proposed",
    "approved",
    "refused",
    "withdrawn",
    "acted-alone",
    "confirmed-afterwards",
    "objected-afterwards",
    "break-glass-overdue",
];

/// What was found in one look.
#[derive(Debug)]
pub(super) struct Found {
    /// The number of the record after those that were found.
    pub(super) next: u64,
    /// What to tell.
    pub(super) events: Vec<Event>,
    /// Whether there may be more at once.
    pub(super) more: bool,
}

/// Where a listener begins: after what it heard last, or at the end of the log. A restored server may be behind what the
/// listener heard.
pub(super) fn begin(tx: &mut Tx<'_>, heard: Option<u64>) -> Result<u64, StoreError> {
    let signed = tx.ledger_head()?.map_or(0, |head| head.signed);
    Ok(heard.map_or(signed, |heard| heard.saturating_add(1).min(signed)))
}

/// The signed records from `next` on; nothing where the caller may not listen any more.
pub(super) fn look(tx: &mut Tx<'_>, by: &Caller, next: u64, now: Time) -> Result<Option<Found>, StoreError> {
    let known = identify(tx, by, now)?.filter(|known| known.has(Action::EventRead));
    let Some(known) = known else { return Ok(None) };
    let signed = tx.ledger_head()?.map_or(0, |head| head.signed);
    let mut records = if next < signed { tx.record_from(next, BATCH)? } else { Vec::new() };
    records.retain(|record| record.place.is_some_and(|(number, _)| number < signed));
    let reached = next + records.len() as u64;
    let events = records.iter().flat_map(|record| told(record, &known)).collect();
    Ok(Some(Found { next: reached, events, more: reached < signed }))
}

/// The events of one record. The one with the number comes last: whoever resumes after it has heard the others.
fn told(record: &RecordRow, known: &Identified) -> Vec<Event> {
    let number = record.place.map_or(0, |(number, _)| number);
    let data = json!({ "id": record.id.to_string(), "number": number, "kind": record.kind }).to_string();
    let mut events = Vec::new();
    if APPROVALS.contains(&record.kind.as_str()) && known.has(Action::ApprovalRead) {
        events.push(Event::default().event("approval").data(&data));
    }
    if known.has(Action::RecordRead) {
        events.push(Event::default().event("record").id(number.to_string()).data(&data));
    }
    events
}

/// That something happened to jobs, deliveries or messages.
pub(super) fn changes(before: &News, now: &News, rights: &[Action]) -> Vec<Event> {
    let said = |name: &str| Event::default().event(name).data("{}");
    let mut events = Vec::new();
    if before.jobs != now.jobs && rights.contains(&Action::JobRead) {
        events.push(said("job"));
    }
    if before.deliveries != now.deliveries && rights.contains(&Action::WebhookRead) {
        events.push(said("delivery"));
    }
    if before.messages != now.messages && rights.contains(&Action::ReceiverRead) {
        events.push(said("message"));
    }
    events
}
