//! The log of security events: a ring of segments for each class, chained and signed by heads.
//!
//! Each class of events ([`Class`]) has a ring of segments of bounded size in a
//! [`Storage`](crate::outside::Storage), `log-<class>-<number>`; the oldest makes room for the newest. Events count from 1
//! for ever, whatever is erased, and each is chained to the one before: SHA-256 of the value before and the event. Now and
//! then the ends of the chains are signed ([`Log::seal`]), and the signed heads kept in `log-heads`. Whoever has one
//! notices what is changed before it, or cut off.
//!
//! A log that cannot be read or written never fails who tells it something (IEC 62443-4-2 CR 2.10): what could not be
//! written is counted, and told once writing works again ([`Log::health`]).

mod after;
mod append;
mod chain;
mod documents;
mod erase;
mod export;
mod head;
mod health;
mod open;
mod page;
mod recover;
mod report;
mod ring;
pub mod segment;
mod send;
mod sizes;
mod standing;
mod verify;
mod walk;

use steadfast_monitor::event::{Class, Moment};

pub use after::Left;
pub use chain::{begin, next};
pub use health::{Health, Room};
pub use page::{Before, Entry, Filter, Page};
pub use send::Unsent;
pub use sizes::{Ring as RingSize, Sizes};
pub use standing::Standing;
pub use verify::{Checked, CheckedClass, ExportError, export_key, verify_export};
pub use walk::Flaw;

use crate::outside::StorageError;
use head::Heads;
use health::State;
use report::Report;
use ring::Ring;

/// The event log of a unit.
#[derive(Debug)]
pub struct Log<S> {
    storage: S,
    rings: [Ring; 3],
    heads: Heads,
    /// What is to be told in the log itself, once it can be written.
    pending: Vec<Report>,
    moment: Moment,
    state: State,
}

impl<S> Log<S> {
    fn ring(&self, class: Class) -> &Ring {
        &self.rings[index(class)]
    }

    fn ring_mut(&mut self, class: Class) -> &mut Ring {
        &mut self.rings[index(class)]
    }
}

/// Where a class lies among the rings.
const fn index(class: Class) -> usize {
    match class {
        Class::Security => 0,
        Class::Network => 1,
        Class::Product => 2,
    }
}

/// Why something that the log was asked for cannot be had. Telling it an event has no such end.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The storage failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The log could not be read when it was opened; it tries again.
    #[error("the event log could not be opened yet: {0}")]
    NotOpen(String),
    /// The export could not be written.
    #[error("the export cannot be written: {0}")]
    Output(#[source] std::io::Error),
}
