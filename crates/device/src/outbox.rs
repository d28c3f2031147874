//! Signed statements that wait until the server keeps them.

use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use steadfast_protocol::{Digest, Envelope, MOST_STATEMENTS, Message, decode, encode};
use steadfast_trust::key::UnitKey;

use crate::document::{self, DocumentError};
use crate::outside::{Storage, StorageError};

/// The name that it is stored by.
pub(crate) const NAME: &str = "outbox";

/// The most statements that wait. With the server away for years the oldest give way, and are counted.
const MOST: usize = 256;

/// Statements, the oldest first, each an [`Envelope`] as it travels.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Outbox {
    /// The number of the last statement.
    #[n(0)]
    said: u64,
    #[n(1)]
    waiting: Vec<ByteVec>,
    /// How many gave way.
    #[n(2)]
    lost: u64,
}

impl Outbox {
    /// What waits.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn load(storage: &impl Storage) -> Result<Self, DocumentError> {
        Ok(document::load(storage, NAME)?.unwrap_or_default())
    }

    /// Signs a statement with the next number and keeps it; gives the envelope. Number and statement reach the medium
    /// together.
    ///
    /// # Errors
    /// When it cannot be kept: then it was not said.
    pub fn say<M: Message>(
        &mut self,
        storage: &impl Storage,
        key: &UnitKey,
        statement: impl FnOnce(u64) -> M,
    ) -> Result<Vec<u8>, StorageError> {
        let (mut next, envelope) = self.signed(key, statement);
        next.waiting.push(envelope.clone().into());
        if next.waiting.len() > MOST {
            next.waiting.remove(0);
            next.lost = next.lost.saturating_add(1);
        }
        document::keep(storage, NAME, &next)?;
        *self = next;
        Ok(envelope)
    }

    /// Signs a statement that no server waits for; gives the envelope. Its number is used up.
    ///
    /// # Errors
    /// When that cannot be kept: then it was not said.
    pub(crate) fn say_here<M: Message>(
        &mut self,
        storage: &impl Storage,
        key: &UnitKey,
        statement: impl FnOnce(u64) -> M,
    ) -> Result<Vec<u8>, StorageError> {
        let (next, envelope) = self.signed(key, statement);
        document::keep(storage, NAME, &next)?;
        *self = next;
        Ok(envelope)
    }

    /// A statement with the next number, and the outbox after it.
    fn signed<M: Message>(&self, key: &UnitKey, statement: impl FnOnce(u64) -> M) -> (Self, Vec<u8>) {
        let said = self.said.saturating_add(1);
        let envelope = encode(&Envelope::sign(&statement(said), key));
        (Self { said, ..self.clone() }, envelope)
    }

    /// What the next request carries.
    #[must_use]
    pub fn next(&self) -> Vec<ByteVec> {
        self.waiting.iter().take(MOST_STATEMENTS / 4).cloned().collect()
    }

    /// The envelope of a statement that waits, of which this holds.
    pub(crate) fn find<M: Message>(&self, is_it: impl Fn(&M) -> bool) -> Option<Vec<u8>> {
        let says = |bytes: &&ByteVec| {
            let envelope = decode::<Envelope>(bytes).ok().filter(|envelope| envelope.payload_type == M::TYPE);
            envelope.and_then(|envelope| decode::<M>(&envelope.payload).ok()).is_some_and(|said| is_it(&said))
        };
        self.waiting.iter().find(says).map(|bytes| bytes.to_vec())
    }

    /// All that waits, the oldest first.
    pub(crate) fn all(&self) -> impl Iterator<Item = &[u8]> {
        self.waiting.iter().map(|envelope| envelope.as_slice())
    }

    /// Whether nothing waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// How many wait.
    #[must_use]
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// The server keeps these, or does not want them.
    ///
    /// # Errors
    /// When that cannot be kept: they are sent again, which changes nothing.
    pub fn settled(&mut self, storage: &impl Storage, done: &[Digest]) -> Result<(), StorageError> {
        let before = self.waiting.len();
        self.waiting.retain(|bytes| !done.contains(&Envelope::digest(bytes).into()));
        if self.waiting.len() == before { Ok(()) } else { document::keep(storage, NAME, self) }
    }
}
