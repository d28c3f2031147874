//! What is kept beside the segments: small documents, each replaced as a whole.

use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use steadfast_protocol::{Digest, Read, decode, encode};

use crate::outside::{Storage, StorageError};

/// What outlives the segments.
pub(super) const KEPT: &str = "log-kept";

/// How far events were sent.
pub(super) const SENT: &str = "log-sent";

/// The signed heads.
pub(super) const HEADS: &str = "log-heads";

/// [`KEPT`].
#[derive(Clone, Debug, Default, Encode, Decode)]
#[cbor(map)]
pub(super) struct Kept {
    #[n(0)]
    pub(super) classes: Vec<KeptClass>,
}

/// What is known of a class without its segments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(super) struct KeptClass {
    #[n(0)]
    pub(super) class: u8,
    /// Segments up to this one are erased, or about to be.
    #[n(1)]
    pub(super) through: u64,
    /// The number of the newest event when that was decided.
    #[n(2)]
    pub(super) size: u64,
    /// The chain there.
    #[n(3)]
    pub(super) chain: Option<Digest>,
    /// Flaws that were told of.
    #[n(4)]
    pub(super) noted: Vec<Noted>,
}

/// How many flaws of a segment were told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(super) struct Noted {
    #[n(0)]
    pub(super) segment: u64,
    #[n(1)]
    pub(super) flaws: u32,
}

/// [`SENT`].
#[derive(Clone, Debug, Default, Encode, Decode)]
#[cbor(map)]
pub(super) struct Sent {
    #[n(0)]
    pub(super) classes: Vec<SentClass>,
}

/// How far the events of a class were sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub(super) struct SentClass {
    #[n(0)]
    pub(super) class: u8,
    /// Events up to this number are never sent again.
    #[n(1)]
    pub(super) up_to: u64,
    /// How many batches were taken.
    #[n(2)]
    pub(super) batches: u64,
    /// The newest number that the manufacturer is known to have.
    #[n(3)]
    pub(super) left: Option<u64>,
}

/// [`HEADS`]: envelopes, the oldest first.
#[derive(Clone, Debug, Default, Encode, Decode)]
#[cbor(map)]
pub(super) struct Sealed {
    #[n(0)]
    pub(super) heads: Vec<ByteVec>,
}

/// A document, and whether there is one that cannot be understood.
pub(super) fn read<T: Default + for<'b> Read<'b>>(
    storage: &impl Storage,
    name: &str,
) -> Result<(T, bool), StorageError> {
    let Some(bytes) = storage.read(name)? else { return Ok((T::default(), false)) };
    let read = decode(&bytes).ok();
    let is_damaged = read.is_none();
    Ok((read.unwrap_or_default(), is_damaged))
}

/// Puts a document in the place of the one before.
pub(super) fn write<T: Encode<()>>(storage: &impl Storage, name: &str, document: &T) -> Result<(), StorageError> {
    storage.replace(name, &encode(document))
}
