//! The event log of a simulated unit: what it recorded, and what of it left the unit.

use std::collections::VecDeque;

use jiff::Timestamp;
use steadfast_monitor::event::{Class, Event, MOST_EVENT, Moment, What};
use steadfast_protocol::{EventBatch, MOST_EVENTS};

/// Events of one class that wait.
#[derive(Debug, Default)]
struct Waiting {
    /// How many there ever were.
    recorded: u64,
    /// How many batches were made.
    batches: u64,
    events: VecDeque<Vec<u8>>,
}

/// What a unit recorded and did not send yet, class by class.
#[derive(Debug, Default)]
pub(crate) struct EventLog([Waiting; 3]);

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
        let class = Class::ALL.iter().find(|class| !self.0[usize::from(class.number())].events.is_empty())?.number();
        let waiting = &mut self.0[usize::from(class)];
        waiting.batches += 1;
        let first = waiting.recorded + 1 - waiting.events.len() as u64;
        let events: Vec<_> = waiting.events.iter().take(MOST_EVENTS).map(|event| event.clone().into()).collect();
        Some(EventBatch {
            unit: unit.to_owned(),
            class,
            number: waiting.batches,
            first,
            last: first + events.len() as u64 - 1,
            starts,
            time: Some(now.as_second()),
            events,
            ..EventBatch::default()
        })
    }

    /// The server has everything of a class up to a number.
    pub(crate) fn taken(&mut self, class: u8, last: u64) {
        let Some(waiting) = self.0.get_mut(usize::from(class)) else { return };
        let first = waiting.recorded + 1 - waiting.events.len() as u64;
        let done = last.saturating_add(1).saturating_sub(first).min(waiting.events.len() as u64);
        waiting.events.drain(..usize::try_from(done).unwrap_or(0));
    }

    /// What was not sent is not sent any more.
    pub(crate) fn drop_unsent(&mut self) {
        self.0.iter_mut().for_each(|waiting| waiting.events.clear());
    }
}
