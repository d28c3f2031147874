//! Reading what came after a number, the oldest first: for whoever looks at events behind the one who records them.

use steadfast_monitor::event::{Class, Event};

use super::segment::{Header, Piece, name, pieces};
use super::{Log, LogError};
use crate::outside::Storage;

impl<S: Storage> Log<S> {
    /// Walks the events of a class behind this number. What cannot be read is passed over.
    ///
    /// # Errors
    /// When the storage fails, or the log could not be opened yet.
    pub fn each_after(&self, class: Class, after: u64, each: &mut dyn FnMut(&Event<'_>)) -> Result<(), LogError> {
        if !self.state.is_open {
            return Err(LogError::NotOpen(self.state.why()));
        }
        let ring = self.ring(class);
        let mut segments = Vec::new();
        for segment in ring.segments.iter().rev().take_while(|_| ring.size > after) {
            let Some(bytes) = self.storage.read(&name(class, *segment))? else { continue };
            let is_first = Header::read(&bytes).is_some_and(|header| header.first <= after.saturating_add(1));
            segments.push(bytes);
            if is_first {
                break;
            }
        }
        let mut last = after;
        for piece in segments.iter().rev().flat_map(|bytes| pieces(bytes)) {
            let Piece::Event { number, bytes, .. } = piece else { continue };
            if number > last {
                last = number;
                Event::decode(bytes).iter().for_each(&mut *each);
            }
        }
        Ok(())
    }
}

impl<S> Log<S> {
    /// The number of the newest event of a class; nothing where the log could not be opened yet.
    #[must_use]
    pub fn size(&self, class: Class) -> Option<u64> {
        self.state.is_open.then(|| self.ring(class).size)
    }

    /// Up to which number events of a class were erased, as their owner asked for.
    #[must_use]
    pub fn erased(&self, class: Class) -> u64 {
        self.ring(class).kept.size
    }

    /// Whether events are written at the moment.
    #[must_use]
    pub fn is_writing(&self) -> bool {
        self.state.is_open && self.state.wait.is_none()
    }

    /// How far the events of a class left the unit.
    #[must_use]
    pub fn left(&self, class: Class) -> Left {
        let sent = self.ring(class).sent;
        match sent.left {
            Some(number) => Left::UpTo(number),
            None if sent.batches == 0 => Left::Nothing,
            None => Left::Unknown,
        }
    }
}

/// How far events left the unit, as far as somebody confirmed that they arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// None did.
    Nothing,
    /// Up to this number.
    UpTo(u64),
    /// Some did, before that was written down.
    Unknown,
}
