//! The head of a unit's event log, signed.

use minicbor::{Decode, Encode};
use steadfast_trust::hash::sha256;

use crate::{Digest, Message, Seconds, TreeHead};

/// What the combined head of a log begins with under its hash: it passes for nothing else.
const LABEL: &[u8] = b"steadfast-log-head-v1\0";

/// How far the event log of a unit is, class by class. It is signed now and then, and kept beside the log: whoever
/// has one notices what is changed or cut off before it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SealedHead {
    /// The unit: `unt_…`; nothing before it is enrolled.
    #[n(0)]
    pub unit: Option<String>,
    /// When, by the unit's clock; nothing where it has none.
    #[n(1)]
    pub time: Option<Seconds>,
    /// How often the unit had started.
    #[n(2)]
    pub starts: u64,
    /// Each class that there is, in the order of their numbers.
    #[n(3)]
    pub classes: Vec<ClassHead>,
}

impl Message for SealedHead {
    const TYPE: &'static str = "application/vnd.steadfast.log-head.v1+cbor";
}

impl SealedHead {
    /// One head over all classes, as a check-in has it.
    #[must_use]
    pub fn tree_head(&self) -> TreeHead {
        ClassHead::combined(&self.classes)
    }
}

/// How far one class of events is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ClassHead {
    /// The class by its number: 0 security, 1 network, 2 product.
    #[n(0)]
    pub class: u8,
    /// The number of the newest event. Numbers go on after a loss or an erasure.
    #[n(1)]
    pub size: u64,
    /// The chain over all events up to there: SHA-256 of the value before and the event, again and again.
    #[n(2)]
    pub chain: Digest,
}

impl ClassHead {
    /// One head over these: the sum of their sizes, and the SHA-256 over a label and each one's number, size (big endian)
    /// and chain.
    #[must_use]
    pub fn combined(heads: &[Self]) -> TreeHead {
        let size = heads.iter().fold(0_u64, |sum, head| sum.saturating_add(head.size));
        let each = |head: &Self| [&[head.class][..], &head.size.to_be_bytes(), &head.chain[..]].concat();
        let said: Vec<u8> = heads.iter().flat_map(each).collect();
        TreeHead { size, root: sha256(&[LABEL, &said]).into() }
    }
}
