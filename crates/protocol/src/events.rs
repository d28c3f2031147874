//! Security events on their way to the manufacturer, where the owner shares them.

use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

use crate::{Digest, Message, Seconds};

/// Where units send events.
pub const EVENTS: &str = "/device/v1/events";

/// The most events of one batch.
pub const MOST_EVENTS: usize = 256;

/// Bytes of the longest event.
pub const MOST_EVENT: usize = 512;

/// Events of one class, the oldest first, whose numbers follow each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct EventBatch {
    /// The unit: `unt_…`.
    #[n(0)]
    pub unit: String,
    /// The class by its number: 0 security, 1 network, 2 product.
    #[n(1)]
    pub class: u8,
    /// The unit's batches of a class count from 1. What was not taken comes again under its number, and may hold more then.
    #[n(2)]
    pub number: u64,
    /// The number of its first event.
    #[n(3)]
    pub first: u64,
    /// The number of its last event.
    #[n(4)]
    pub last: u64,
    /// How often the unit had started.
    #[n(5)]
    pub starts: u64,
    /// What time it has; nothing where it has no clock.
    #[n(6)]
    pub time: Option<Seconds>,
    /// The events as they were recorded; none where they are packed.
    #[n(7)]
    pub events: Vec<ByteVec>,
    /// The chain before the first; nothing where the log is damaged before it.
    #[n(8)]
    pub before: Option<Digest>,
    /// The chain after the last.
    #[n(9)]
    pub after: Option<Digest>,
    /// The events as field 7 has them, deflated (RFC 1951).
    #[n(10)]
    pub packed: Option<ByteVec>,
}

impl Message for EventBatch {
    const TYPE: &'static str = "application/vnd.steadfast.events.v1+cbor";
}

/// The server keeps the events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Taken {
    /// The class by its number.
    #[n(0)]
    pub class: u8,
    /// The number of the newest event of that class that it keeps: the unit need not send what comes before.
    #[n(1)]
    pub last: u64,
    /// In how many seconds to send again, before the unit spreads it by chance.
    #[n(2)]
    pub again: u32,
}
