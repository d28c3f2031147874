//! Batches of events as units signed them, and the events in them.

use std::borrow::Cow;

use steadfast_monitor::event::Class;
use steadfast_protocol::{Envelope, EventBatch, MOST_BYTES, MessageError, PackedError, decode, deflate, inflate};
use steadfast_store::{EventBatch as Kept, StoreError, Time, Tx};

/// Batches that are read at once.
const BATCHES: i64 = 64;

/// An event with its number in the unit's log of its class.
#[derive(Clone, Debug)]
pub(crate) struct Numbered {
    pub(crate) number: u64,
    /// As it was recorded.
    pub(crate) bytes: Vec<u8>,
    /// When it came here.
    pub(crate) taken: Time,
}

/// A batch that cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BatchError {
    /// No message of this shape.
    #[error(transparent)]
    Message(#[from] MessageError),
    /// What was deflated is not whole.
    #[error(transparent)]
    Packed(#[from] PackedError),
}

/// What a unit signed, as it is kept: deflated where the unit did not do so and it is shorter. And whether it is.
pub(crate) fn content(signed: &[u8], is_packed: bool) -> (Vec<u8>, bool) {
    let deflated = Some(()).filter(|()| !is_packed).map(|()| deflate(signed));
    match deflated.filter(|deflated| deflated.len() < signed.len()) {
        Some(deflated) => (deflated, true),
        None => (signed.to_vec(), false),
    }
}

/// What a unit signed, byte by byte.
///
/// # Errors
/// When what was deflated is not whole.
pub(crate) fn signed(kept: &Kept) -> Result<Cow<'_, [u8]>, PackedError> {
    if kept.deflated { inflate(&kept.content, MOST_BYTES).map(Cow::Owned) } else { Ok(Cow::Borrowed(&kept.content)) }
}

/// What a unit said. Whether it signed that was looked at when it came.
///
/// # Errors
/// When the bytes are none of ours.
pub(crate) fn open(kept: &Kept) -> Result<EventBatch, BatchError> {
    let envelope: Envelope = decode(&signed(kept)?)?;
    Ok(decode::<EventBatch>(&envelope.payload)?.unpack()?)
}

/// Up to `limit` events of a unit of one class, from a number on, each once.
pub(crate) fn events(
    tx: &mut Tx<'_>,
    unit: i64,
    class: Class,
    from: u64,
    limit: usize,
) -> Result<Vec<Numbered>, StoreError> {
    let log = tx.unit_log(unit)?.log;
    let mut after = i64::try_from(from.saturating_sub(1)).unwrap_or(i64::MAX);
    let mut found: Vec<Numbered> = Vec::new();
    while found.len() < limit {
        let batches = tx.event_batches((unit, log, i64::from(class.number())), after, BATCHES)?;
        let Some(last) = batches.last() else { break };
        after = last.last;
        for kept in batches {
            if found.len() < limit {
                add(&mut found, &kept, from);
            }
        }
    }
    found.truncate(limit);
    Ok(found)
}

/// Adds the events of a batch that are not there. What cannot be read any more is left out: its numbers are missing, and seen
/// to be.
fn add(found: &mut Vec<Numbered>, kept: &Kept, from: u64) {
    let Ok(batch) = open(kept) else { return };
    let next = found.last().map_or(from, |last| last.number + 1);
    let new = batch.events.into_iter().zip(batch.first..).filter(|(_, number)| *number >= next);
    found.extend(new.map(|(bytes, number)| Numbered { number, bytes: bytes.into(), taken: kept.taken }));
}
