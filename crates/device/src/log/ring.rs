//! The segments of one class.

use std::collections::VecDeque;

use steadfast_monitor::event::{Class, Event};
use steadfast_protocol::ClassHead;
use steadfast_trust::hash::Hash;

use super::documents::{KeptClass, SentClass};
use super::segment::{Frame, HEADER, Header, name};
use super::{chain, sizes};
use crate::outside::{Storage, StorageError};

/// The segment that is written to.
#[derive(Debug)]
pub(super) struct Active {
    pub(super) name: String,
    /// Bytes of it that are whole.
    pub(super) length: u64,
}

/// A class of events: its segments, and where it stands.
#[derive(Debug)]
pub(super) struct Ring {
    pub(super) class: Class,
    pub(super) limits: sizes::Ring,
    /// The segments that there are, the oldest first.
    pub(super) segments: VecDeque<u64>,
    /// The last of them, if events can be added to it.
    pub(super) active: Option<Active>,
    /// The number of the newest event.
    pub(super) size: u64,
    /// The chain there.
    pub(super) chain: Hash,
    /// Everything is known to be on the medium.
    pub(super) is_synced: bool,
    /// A write failed halfway: something may lie behind what is whole.
    pub(super) is_torn: bool,
    pub(super) kept: KeptClass,
    pub(super) sent: SentClass,
}

impl Ring {
    /// A ring of which nothing is known yet.
    pub(super) fn new(class: Class, limits: sizes::Ring) -> Self {
        let number = class.number();
        Self {
            class,
            limits,
            segments: VecDeque::new(),
            active: None,
            size: 0,
            chain: chain::begin(class),
            is_synced: false,
            is_torn: false,
            kept: KeptClass { class: number, ..KeptClass::default() },
            sent: SentClass { class: number, ..SentClass::default() },
        }
    }

    pub(super) fn head(&self) -> ClassHead {
        ClassHead { class: self.class.number(), size: self.size, chain: self.chain.into() }
    }

    /// The number of the segment that comes next.
    pub(super) fn next_segment(&self) -> u64 {
        self.segments.back().copied().unwrap_or(0).max(self.kept.through).saturating_add(1)
    }

    /// Adds an event under the next number, which it tells. Where that fails, nothing counts as added.
    pub(super) fn put(&mut self, storage: &impl Storage, event: &Event<'_>) -> Result<u64, StorageError> {
        let number = self.size.saturating_add(1);
        let frame = Frame::new(&Event { number, ..*event });
        let length = frame.bytes().len() as u64;
        self.make_room(storage, length)?;
        if let Some(active) = &mut self.active {
            self.is_torn = true;
            self.is_synced = false;
            storage.append(&active.name, frame.bytes())?;
            self.is_torn = false;
            active.length += length;
        }
        self.size = number;
        self.chain = chain::next(&self.chain, frame.event());
        Ok(number)
    }

    fn make_room(&mut self, storage: &impl Storage, length: u64) -> Result<(), StorageError> {
        self.mend(storage)?;
        let most = u64::from(self.limits.segment);
        match &self.active {
            Some(active) if active.length + length <= most => {}
            _ => self.rotate(storage)?,
        }
        self.trim(storage, self.limits.count as usize)
    }

    /// Cuts off what a failed write may have left.
    fn mend(&mut self, storage: &impl Storage) -> Result<(), StorageError> {
        if let (true, Some(active)) = (self.is_torn, &self.active) {
            storage.truncate(&active.name, active.length)?;
        }
        self.is_torn = false;
        Ok(())
    }

    /// Begins another segment: what is closed is on the medium before. The oldest one goes after it, so that a power loss
    /// leaves either all of it or one segment too many, which tells that the oldest was to go.
    fn rotate(&mut self, storage: &impl Storage) -> Result<(), StorageError> {
        self.sync(storage)?;
        let number = self.next_segment();
        let name = name(self.class, number);
        let header = Header { class: self.class, first: self.size.saturating_add(1), chain: self.chain };
        if storage.replace(&name, &header.to_bytes()).is_err() {
            // On a full medium the oldest has to go first.
            self.trim(storage, self.limits.count as usize - 1)?;
            storage.replace(&name, &header.to_bytes())?;
        }
        self.segments.push_back(number);
        self.active = Some(Active { name, length: HEADER as u64 });
        self.is_synced = true;
        Ok(())
    }

    /// Destroys the oldest segments until there are so many.
    pub(super) fn trim(&mut self, storage: &impl Storage, most: usize) -> Result<(), StorageError> {
        while self.segments.len() > most {
            if let Some(oldest) = self.segments.front() {
                storage.destroy(&name(self.class, *oldest))?;
            }
            self.segments.pop_front();
        }
        Ok(())
    }

    /// Waits until all events are on the medium.
    pub(super) fn sync(&mut self, storage: &impl Storage) -> Result<(), StorageError> {
        if let (false, Some(active)) = (self.is_synced, &self.active) {
            storage.sync(&active.name)?;
        }
        self.is_synced = true;
        Ok(())
    }

    /// Bytes that its segments take, at most.
    pub(super) fn used(&self) -> u64 {
        let closed = self.segments.len().saturating_sub(usize::from(self.active.is_some())) as u64;
        closed * u64::from(self.limits.segment) + self.active.as_ref().map_or(0, |active| active.length)
    }
}
