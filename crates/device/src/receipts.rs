//! What the unit stated to its owner, as they may keep it: the newest of its signed statements, whether or not a server knows
//! it. They go with their owner.

use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use steadfast_protocol::ReceiptCopy;
use steadfast_trust::key::UnitPublicKey;

use crate::document;
use crate::outside::{Storage, StorageError};

/// The name that they are stored by.
const NAME: &str = "receipts";

/// The most that are kept: the oldest give way.
pub const MOST: usize = 64;

/// Statements, the oldest first, each as it travels.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Receipts {
    #[n(0)]
    envelopes: Vec<ByteVec>,
}

impl Receipts {
    /// Those that are kept. What cannot be read is none: it keeps nobody from the next one.
    #[must_use]
    pub fn load(storage: &impl Storage) -> Self {
        document::load(storage, NAME).ok().flatten().unwrap_or_default()
    }

    /// Adds one.
    pub(crate) fn add(storage: &impl Storage, envelope: Vec<u8>) -> Result<(), StorageError> {
        let mut all = Self::load(storage);
        let many = (all.envelopes.len() + 1).saturating_sub(MOST);
        all.envelopes.drain(..many);
        all.envelopes.push(envelope.into());
        document::keep(storage, NAME, &all)
    }

    pub(crate) fn len(&self) -> usize {
        self.envelopes.len()
    }

    /// As the owner of the unit with this key may keep them, the oldest first.
    pub fn copies(&self, key: UnitPublicKey) -> impl DoubleEndedIterator<Item = ReceiptCopy> {
        self.envelopes.iter().filter_map(move |envelope| ReceiptCopy::new(envelope, key).ok())
    }
}
