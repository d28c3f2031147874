//! The log as it stands at a moment, so that the same lines can be written again later, piece by piece.

use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use steadfast_monitor::event::Class;
use steadfast_trust::encoding::hex;
use steadfast_trust::key::UnitPublicKey;

use super::export::{EndLine, Line, VERSION, put, put_segment, put_unreadable};
use super::segment::name;
use super::{Log, LogError};
use crate::outside::Storage;

/// How far the log was: what comes after that moment is no part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Standing {
    #[n(0)]
    heads: Vec<ByteVec>,
    #[n(1)]
    segments: Vec<Segment>,
    /// The newest numbers, class by class.
    #[n(2)]
    ends: Vec<u64>,
}

/// A segment, as far as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
struct Segment {
    #[n(0)]
    class: u8,
    #[n(1)]
    number: u64,
    /// Its bytes; nothing where it could not be read.
    #[n(2)]
    length: Option<u64>,
}

impl<S: Storage> Log<S> {
    /// How it stands now. Seal it before: what was not sealed proves nothing, and does not outlive a power loss for certain.
    ///
    /// # Errors
    /// When the log could not be opened yet.
    pub fn standing(&self) -> Result<Standing, LogError> {
        if !self.state.is_open {
            return Err(LogError::NotOpen(self.state.why()));
        }
        let mut segments = Vec::new();
        for class in Class::ALL.iter().copied() {
            for number in &self.ring(class).segments {
                let bytes = self.storage.read(&name(class, *number)).ok().flatten();
                let length = bytes.map(|bytes| bytes.len() as u64);
                segments.push(Segment { class: class.number(), number: *number, length });
            }
        }
        let heads = self.heads.envelopes().map(|bytes| bytes.to_vec().into()).collect();
        Ok(Standing { heads, segments, ends: self.rings.iter().map(|ring| ring.size).collect() })
    }
}

impl Standing {
    /// How many pieces its lines come in.
    pub(crate) fn pieces(&self) -> usize {
        self.segments.len() + 2
    }

    /// Adds the lines of a piece. What is not there any more gives other lines: their hash tells.
    ///
    /// # Errors
    /// Never, but by its writer.
    pub(crate) fn write(
        &self,
        piece: usize,
        storage: &impl Storage,
        key: &UnitPublicKey,
        to: &mut Vec<u8>,
    ) -> Result<(), LogError> {
        match piece.checked_sub(1).map(|at| self.segments.get(at)) {
            None => self.begin(key, to),
            Some(None) => self.end(to),
            Some(Some(segment)) => segment.write(storage, to),
        }
    }

    fn begin(&self, key: &UnitPublicKey, to: &mut Vec<u8>) -> Result<(), LogError> {
        put(to, &Line { log: Some(VERSION), key: Some(hex(&key.to_bytes())), ..Line::default() })?;
        let head = |head| Line { head: Some(hex(head)), ..Line::default() };
        self.heads.iter().try_for_each(|bytes| put(to, &head(bytes)))
    }

    fn end(&self, to: &mut Vec<u8>) -> Result<(), LogError> {
        let end = |(class, size): (&Class, &u64)| EndLine { class: class.code().to_owned(), size: *size };
        let ends = Class::ALL.iter().zip(&self.ends).map(end).collect();
        put(to, &Line { end: Some(ends), ..Line::default() })
    }
}

impl Segment {
    fn write(&self, storage: &impl Storage, to: &mut Vec<u8>) -> Result<(), LogError> {
        let Some(class) = Class::of(self.class) else { return Ok(()) };
        let bytes = storage.read(&name(class, self.number)).ok().flatten();
        let length = self.length.and_then(|length| usize::try_from(length).ok());
        match bytes.as_deref().zip(length).and_then(|(bytes, length)| bytes.get(..length)) {
            Some(bytes) => put_segment(to, class, bytes),
            None => put_unreadable(to, class),
        }
    }
}
