//! What is still to be sent to the manufacturer, where the owner shares it.

use minicbor::bytes::ByteVec;
use steadfast_monitor::event::{Class, Moment};
use steadfast_protocol::{EventBatch, MOST_EVENTS};
use steadfast_trust::hash::Hash;

use super::segment::{Header, Piece, name, pieces};
use super::walk::Walk;
use super::{Log, LogError, chain};
use crate::outside::Storage;

/// Events that were not sent yet, the oldest first. Their numbers follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsent {
    /// Their class.
    pub class: Class,
    /// The number of the batch.
    pub number: u64,
    /// The number of the first.
    pub first: u64,
    /// The number of the last.
    pub last: u64,
    /// The chain before the first; nothing where it is lost.
    pub before: Option<Hash>,
    /// The chain after the last.
    pub after: Option<Hash>,
    /// They, as they were recorded.
    pub events: Vec<Vec<u8>>,
}

impl Unsent {
    /// What the unit signs and sends: its events deflated.
    #[must_use]
    pub fn batch(self, unit: &str, moment: Moment) -> EventBatch {
        let batch = EventBatch {
            unit: unit.to_owned(),
            class: self.class.number(),
            number: self.number,
            first: self.first,
            last: self.last,
            starts: moment.starts,
            time: moment.time,
            events: self.events.into_iter().map(ByteVec::from).collect(),
            before: self.before.map(Into::into),
            after: self.after.map(Into::into),
            packed: None,
        };
        batch.pack()
    }

    /// Whether an event belongs to this batch, to which the chain leads, or is lost before it.
    fn goes_on(&self, number: u64, leads: bool) -> bool {
        let follows = self.last.saturating_add(1) == number && self.events.len() < MOST_EVENTS;
        follows && self.before.is_some() == leads
    }
}

impl<S: Storage> Log<S> {
    /// The next batch of a class; nothing: all was sent. What it holds is on the medium, so that no number that left the unit
    /// is ever given to another event. A batch ends where events are missing, and where the chain is lost or found again: so
    /// the events of each lead from the one end of its chain to the other, or it says that nobody knows.
    ///
    /// # Errors
    /// When the storage fails, or the log could not be opened yet.
    pub fn unsent(&mut self, class: Class) -> Result<Option<Unsent>, LogError> {
        self.sync()?;
        let ring = self.ring(class);
        if ring.sent.up_to >= ring.size {
            return Ok(None);
        }
        let before = ring.kept.chain.map_or_else(|| chain::begin(class), |chain| *chain);
        let walk = Walk::new(class, self.heads.anchors(class), ring.kept.size, before);
        let mut gather =
            Gather { walk, up_to: ring.sent.up_to, number: ring.sent.batches.saturating_add(1), class, unsent: None };
        for segment in &ring.segments {
            let Some(bytes) = self.storage.read(&name(class, *segment))? else { continue };
            if !gather.segment(&bytes) {
                break;
            }
        }
        Ok(gather.unsent)
    }

    /// The manufacturer has the events of a class up to this number: they are never sent again. Whether that is more than
    /// was known before.
    ///
    /// # Errors
    /// When the storage fails, or the log could not be opened yet. They may be sent again then.
    pub fn sent(&mut self, class: Class, up_to: u64) -> Result<bool, LogError> {
        self.opened()?;
        let ring = self.ring_mut(class);
        let up_to = up_to.min(ring.size);
        if up_to <= ring.sent.up_to {
            return Ok(false);
        }
        ring.sent.up_to = up_to;
        ring.sent.batches = ring.sent.batches.saturating_add(1);
        ring.sent.left = Some(up_to);
        self.write_sent().map_err(LogError::Storage)?;
        Ok(true)
    }

    /// Nothing that was recorded up to now in these classes is ever sent, as when the owner switches sharing off. On return
    /// that is on the medium. Nothing is erased.
    ///
    /// # Errors
    /// When the storage fails, or the log could not be opened yet: nothing may be sent then either.
    pub fn drop_unsent(&mut self, classes: &[Class]) -> Result<(), LogError> {
        self.sync()?;
        for class in classes {
            let ring = self.ring_mut(*class);
            ring.sent.up_to = ring.size;
        }
        self.write_sent().map_err(LogError::Storage)
    }
}

/// Gathers a batch along the chain.
struct Gather {
    walk: Walk,
    up_to: u64,
    number: u64,
    class: Class,
    unsent: Option<Unsent>,
}

impl Gather {
    /// Goes through a segment, and tells whether to go on.
    fn segment(&mut self, bytes: &[u8]) -> bool {
        match Header::read(bytes).filter(|header| header.class == self.class) {
            Some(header) => self.walk.header(&header),
            None => self.walk.is_lost = true,
        }
        pieces(bytes).all(|piece| match piece {
            Piece::Event { number, bytes, .. } => self.event(number, bytes),
            Piece::Damage { .. } => {
                self.walk.is_lost = true;
                true
            }
        })
    }

    fn event(&mut self, number: u64, bytes: &[u8]) -> bool {
        let before = self.walk.known().filter(|_| number == self.walk.last.saturating_add(1));
        if !self.walk.event(number, bytes) || number <= self.up_to {
            return true;
        }
        let after = self.walk.known();
        let before = before.filter(|before| after == Some(chain::next(before, bytes)));
        match &mut self.unsent {
            None => {
                let (class, events) = (self.class, vec![bytes.to_vec()]);
                let Self { number: batch, .. } = *self;
                self.unsent = Some(Unsent { class, number: batch, first: number, last: number, before, after, events });
                true
            }
            Some(unsent) if unsent.goes_on(number, before.is_some()) => {
                (unsent.last, unsent.after) = (number, after);
                unsent.events.push(bytes.to_vec());
                true
            }
            Some(_) => false,
        }
    }
}
