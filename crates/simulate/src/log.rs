//! The event log of a simulated unit: what it recorded, and what of it left the unit.

use std::collections::VecDeque;

use jiff::Timestamp;
use steadfast_monitor::event::{Class, Event, MOST_EVENT, Moment, What};
use steadfast_protocol::{Digest, EventBatch, MOST_EVENTS, chain_begin, chained};

/// Events of one class that wait.
#[derive(Debug)]
struct Waiting {
    class: Class,
    /// How many there ever were.
    recorded: u64,
    /// How many batches were made.
    batches: u64,
    /// The chain before the first of them.
    chain: Digest,
    events: VecDeque<Vec<u8>>,
}

impl Waiting {
    fn new(class: Class) -> Self {
        Self { class, recorded: 0, batches: 0, chain: chain_begin(class.code()), events: VecDeque::new() }
    }

    /// The chain after so many events.
    fn after(&self, count: usize) -> Digest {
        self.events.iter().take(count).fold(self.chain, |chain, event| chained(&chain, event))
    }

    /// So many events are not sent again.
    fn pass(&mut self, count: usize) {
        self.chain = self.after(count);
        self.events.drain(..count);
    }

    /// The next batch.
    fn batch(&self, unit: &str, starts: u64, now: Timestamp) -> EventBatch {
        let first = self.recorded + 1 - self.events.len() as u64;
        let events: Vec<_> = self.events.iter().take(MOST_EVENTS).map(|event| event.clone().into()).collect();
        EventBatch {
            unit: unit.to_owned(),
            class: self.class.number(),
            number: self.batches,
            first,
            last: first + events.len() as u64 - 1,
            starts,
            time: Some(now.as_second()),
            before: Some(self.chain),
            after: Some(self.after(events.len())),
            events,
            packed: None,
        }
    }
}

/// What a unit recorded and did not send yet, class by class.
#[derive(Debug)]
pub(crate) struct EventLog([Waiting; 3]);

impl Default for EventLog {
    fn default() -> Self {
        Self([Class::Security, Class::Network, Class::Product].map(Waiting::new))
    }
}

impl EventLog {
    /// Records something.
    pub(crate) fn record(&mut self, what: What<'_>, starts: u64, at: Timestamp) {
        let waiting = &mut self.0[usize::from(what.kind().class().number())];
        waiting.recorded += 1;
        let moment = Moment { time: Some(at.as_second()), uptime: 0, starts };
        let event = Event { number: waiting.recorded, ..Event::new(moment, what) };
        let mut buffer = [0; MOST_EVENT];
        let length = event.encode(&mut buffer);
        waiting.events.push_back(buffer[..length].to_vec());
    }

    /// The next batch to send; nothing where all was sent.
    pub(crate) fn next(&mut self, unit: &str, starts: u64, now: Timestamp) -> Option<EventBatch> {
        let waiting = self.0.iter_mut().find(|waiting| !waiting.events.is_empty())?;
        waiting.batches += 1;
        Some(waiting.batch(unit, starts, now).pack())
    }

    /// The server has everything of a class up to a number.
    pub(crate) fn taken(&mut self, class: u8, last: u64) {
        let Some(waiting) = self.0.get_mut(usize::from(class)) else { return };
        let first = waiting.recorded + 1 - waiting.events.len() as u64;
        let done = last.saturating_add(1).saturating_sub(first).min(waiting.events.len() as u64);
        waiting.pass(usize::try_from(done).unwrap_or(0));
    }

    /// What was not sent is not sent any more.
    pub(crate) fn drop_unsent(&mut self) {
        self.0.iter_mut().for_each(|waiting| waiting.pass(waiting.events.len()));
    }
}
