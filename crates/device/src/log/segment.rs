//! Segments: a header, then one frame after the other.
//!
//! The header is a magic number, a version, the class, the first number, the value of the chain before it, and a CRC-32. A
//! frame is the length of the event, the event, and a CRC-32 over both: what power loss tore is told from what is whole.
//! Numbers are big endian.

use minicbor::Decode;
use steadfast_monitor::event::{Class, Event, MOST_EVENT};
use steadfast_trust::hash::Hash;

const MAGIC: &[u8; 4] = b"SFLG";

const VERSION: u8 = 1;

/// Bytes of a header.
pub const HEADER: usize = 50;

/// Bytes of a frame beside its event.
const AROUND: usize = 6;

/// Bytes of the longest frame.
pub const MOST_FRAME: usize = MOST_EVENT + AROUND;

/// Bytes of the shortest frame: an event is a map with three numbers at least.
const LEAST_FRAME: u64 = 7 + AROUND as u64;

/// The most events that so many bytes hold.
pub(super) const fn most_events(bytes: u64) -> u64 {
    bytes / LEAST_FRAME
}

/// The header of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// Whose events it holds.
    pub class: Class,
    /// The number of its first event.
    pub first: u64,
    /// The value of the chain before that.
    pub chain: Hash,
}

impl Header {
    /// Its bytes.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; HEADER] {
        let mut bytes = [0; HEADER];
        bytes[..4].copy_from_slice(MAGIC);
        bytes[4] = VERSION;
        bytes[5] = self.class.number();
        bytes[6..14].copy_from_slice(&self.first.to_be_bytes());
        bytes[14..46].copy_from_slice(&self.chain);
        let sum = crc32fast::hash(&bytes[..46]);
        bytes[46..].copy_from_slice(&sum.to_be_bytes());
        bytes
    }

    /// The header that these bytes begin with.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let bytes = bytes.first_chunk::<HEADER>()?;
        let sum = crc32fast::hash(&bytes[..46]).to_be_bytes();
        let is_one = bytes[..4] == *MAGIC && bytes[4] == VERSION && bytes[46..] == sum;
        let class = Class::of(bytes[5]).filter(|_| is_one)?;
        let first = u64::from_be_bytes(bytes[6..14].try_into().ok()?);
        let chain = bytes[14..46].try_into().ok()?;
        (first > 0).then_some(Self { class, first, chain })
    }
}

/// A frame that is about to be written.
pub(super) struct Frame {
    bytes: [u8; MOST_FRAME],
    length: usize,
}

impl Frame {
    /// The frame of an event. Nothing is allocated.
    pub(super) fn new(event: &Event<'_>) -> Self {
        let mut encoded = [0; MOST_EVENT];
        let length = event.encode(&mut encoded);
        let mut bytes = [0; MOST_FRAME];
        bytes[..2].copy_from_slice(&u16::try_from(length).unwrap_or(u16::MAX).to_be_bytes());
        bytes[2..2 + length].copy_from_slice(&encoded[..length]);
        let sum = crc32fast::hash(&bytes[..2 + length]);
        bytes[2 + length..AROUND + length].copy_from_slice(&sum.to_be_bytes());
        Self { bytes, length: length + AROUND }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    pub(super) fn event(&self) -> &[u8] {
        &self.bytes[2..self.length - 4]
    }
}

/// What lies in a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'b> {
    /// A whole event.
    Event {
        /// Its number.
        number: u64,
        /// As it was recorded.
        bytes: &'b [u8],
        /// Where its frame ends.
        end: usize,
    },
    /// Bytes that are no whole event.
    Damage {
        /// Where they begin.
        from: usize,
        /// Where something whole follows, or the segment ends.
        to: usize,
    },
}

/// The pieces of a segment, in their order. Together they cover all that follows the header.
pub fn pieces(bytes: &[u8]) -> impl Iterator<Item = Piece<'_>> {
    let mut at = HEADER.min(bytes.len());
    std::iter::from_fn(move || {
        let piece = piece(bytes, at)?;
        at = match piece {
            Piece::Event { end, .. } => end,
            Piece::Damage { to, .. } => to,
        };
        Some(piece)
    })
}

fn piece(bytes: &[u8], at: usize) -> Option<Piece<'_>> {
    if at >= bytes.len() {
        return None;
    }
    whole(bytes, at).or_else(|| {
        let to = (at + 1..bytes.len()).find(|at| whole(bytes, *at).is_some()).unwrap_or(bytes.len());
        Some(Piece::Damage { from: at, to })
    })
}

/// The event whose frame begins here.
fn whole(bytes: &[u8], at: usize) -> Option<Piece<'_>> {
    let rest = bytes.get(at..)?;
    let length = usize::from(u16::from_be_bytes(*rest.first_chunk()?));
    if length == 0 || length > MOST_EVENT {
        return None;
    }
    let sum = rest.get(2 + length..AROUND + length)?;
    let event = &rest[2..2 + length];
    let number = (crc32fast::hash(&rest[..2 + length]).to_be_bytes() == sum).then(|| number(event))??;
    Some(Piece::Event { number, bytes: event, end: at + AROUND + length })
}

/// The one field of an event that the log itself needs.
#[derive(Decode)]
#[cbor(map)]
struct Numbered {
    #[n(0)]
    number: u64,
}

/// The number of an event.
pub(super) fn number(event: &[u8]) -> Option<u64> {
    minicbor::decode(event).ok().map(|read: Numbered| read.number).filter(|number| *number > 0)
}

/// What a segment is called.
pub(super) fn name(class: Class, number: u64) -> String {
    format!("log-{class}-{number}")
}

/// The class and the number of the segment of this name.
pub(super) fn named(name: &str) -> Option<(Class, u64)> {
    let (class, number) = name.strip_prefix("log-")?.rsplit_once('-')?;
    let class = Class::ALL.iter().copied().find(|known| known.code() == class)?;
    let number = number.parse().ok()?;
    (self::name(class, number) == name).then_some((class, number))
}
