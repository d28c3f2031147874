//! Small documents that survive power loss: CBOR behind a checksum, replaced as a whole.

use steadfast_protocol::{MessageError, Read, decode_within};
use steadfast_trust::hash::sha256;

use crate::outside::{Storage, StorageError};

/// Bytes of the checksum in front: enough to notice a medium that lies, no protection against people.
pub(crate) const CHECKSUM: usize = 8;

/// Bytes of the longest document: a list of ten thousand files of an owner's is longer than a message between machines.
const MOST: usize = 8 << 20;

/// Why a document is not there as it was written.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The storage.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Its checksum does not hold.
    #[error("{0:?} is damaged: its checksum does not hold")]
    Damaged(String),
    /// It was written by something else.
    #[error("{name:?} cannot be read: {source}")]
    Shape {
        /// Which.
        name: String,
        /// Why.
        #[source]
        source: MessageError,
    },
}

/// The document of this name; nothing where there is none.
///
/// # Errors
/// When it cannot be read, or is not what was written.
pub fn load<T: for<'b> Read<'b>>(storage: &impl Storage, name: &str) -> Result<Option<T>, DocumentError> {
    let Some(bytes) = storage.read(name)? else { return Ok(None) };
    let damaged = || DocumentError::Damaged(name.to_owned());
    let (checksum, text) = bytes.split_first_chunk::<CHECKSUM>().ok_or_else(damaged)?;
    if *checksum != check(text) {
        return Err(damaged());
    }
    decode_within(text, MOST).map(Some).map_err(|source| DocumentError::Shape { name: name.to_owned(), source })
}

/// Puts a document in the place of the one of this name.
///
/// # Errors
/// When it cannot be written: the old one is there, or the new one.
pub fn keep<T: minicbor::Encode<()>>(storage: &impl Storage, name: &str, document: &T) -> Result<(), StorageError> {
    let text = steadfast_protocol::encode(document);
    storage.replace(name, &[check(&text).as_slice(), &text].concat())
}

fn check(text: &[u8]) -> [u8; CHECKSUM] {
    let hash = sha256(&[text]);
    std::array::from_fn(|at| hash[at])
}
