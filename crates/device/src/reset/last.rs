//! What the unit stated of its last erasure: kept until somebody sets it up, for whoever gets it next.

use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use steadfast_protocol::{ReceiptCopy, Said, Wiped};

use crate::document;
use crate::identity::Identity;
use crate::outside::{Storage, StorageError};

/// The name that it is stored by.
pub(super) const NAME: &str = "wiped";

/// The statement, as it travels.
#[derive(Encode, Decode)]
#[cbor(map)]
struct Last {
    #[n(0)]
    envelope: ByteVec,
}

/// Keeps it in the place of the one before.
pub(super) fn keep(storage: &impl Storage, envelope: Vec<u8>) -> Result<(), StorageError> {
    document::keep(storage, NAME, &Last { envelope: envelope.into() })
}

/// What was stated last, for the reset of this number; nothing where that was not, or cannot be read.
pub(crate) fn stated(storage: &impl Storage, unit: &Identity, resets: u64) -> Option<(ReceiptCopy, Wiped)> {
    let last: Last = document::load(storage, NAME).ok().flatten()?;
    let copy = ReceiptCopy::new(&last.envelope, unit.public()).ok()?;
    match copy.said() {
        Said::Erasure(wiped) if wiped.resets == resets => Some((copy.clone(), wiped.clone())),
        _ => None,
    }
}

/// Somebody has the unit now.
pub(crate) fn forget(storage: &impl Storage) -> Result<(), StorageError> {
    storage.remove(NAME)
}
