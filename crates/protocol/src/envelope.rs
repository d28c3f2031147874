//! What a unit signed.

use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::{Decode, Encode};
use steadfast_trust::hash::sha256;
use steadfast_trust::key::{UnitKey, UnitPublicKey};

use crate::{Digest, MOST_BYTES};

/// How a signature of a unit names itself.
const ED25519: &str = "ed25519";

/// A payload that somebody signs.
pub trait Message: Encode<()> + for<'b> Decode<'b, ()> {
    /// What it is, under the signature: none passes for another.
    const TYPE: &'static str;
}

/// A payload with its type and its signature (DSSE, with CBOR in the place of JSON).
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Envelope {
    /// What the payload is.
    #[n(0)]
    pub payload_type: String,
    /// The bytes that were signed.
    #[n(1)]
    pub payload: ByteVec,
    /// The algorithm.
    #[n(2)]
    pub algorithm: String,
    /// The fingerprint of the key: SHA-256 of its 32 bytes. A hint only; it is not under the signature.
    #[n(3)]
    pub key: Digest,
    /// The signature.
    #[n(4)]
    pub signature: ByteArray<64>,
}

/// Bytes that are not what they should be.
#[derive(Debug, thiserror::Error)]
pub enum MessageError {
    /// Too long to be read.
    #[error("{0} bytes are more than are read")]
    Large(usize),
    /// No CBOR of this shape.
    #[error("not CBOR of the shape that is read here: {0}")]
    Shape(#[source] minicbor::decode::Error),
    /// Something behind its end.
    #[error("{0} bytes follow that belong to nothing")]
    More(usize),
}

/// An envelope that is not believed.
#[derive(Debug, thiserror::Error)]
pub enum EnvelopeError {
    /// It holds something else.
    #[error("the payload is of type {found:?}, not {wanted:?}")]
    Type {
        /// What it says.
        found: String,
        /// What was asked for.
        wanted: &'static str,
    },
    /// It names an algorithm that no unit signs with.
    #[error("a unit signs with {ED25519}; this says {0:?}")]
    Algorithm(String),
    /// The signature is not one of this key.
    #[error("the signature is not one of this unit's key")]
    Signature,
    /// What was signed cannot be read.
    #[error("what was signed: {0}")]
    Payload(#[source] MessageError),
}

impl Envelope {
    /// Signs a message.
    #[must_use]
    pub fn sign<M: Message>(message: &M, key: &UnitKey) -> Self {
        let payload = encode(message);
        Self {
            payload_type: M::TYPE.to_owned(),
            algorithm: ED25519.to_owned(),
            key: key.public().fingerprint().0.into(),
            signature: key.sign(M::TYPE, &payload).into(),
            payload: payload.into(),
        }
    }

    /// The message, if it is one of this kind and this key signed it.
    ///
    /// # Errors
    /// When it is another one, the signature does not hold, or it cannot be read.
    pub fn open<M: Message>(&self, key: &UnitPublicKey) -> Result<M, EnvelopeError> {
        if self.payload_type != M::TYPE {
            return Err(EnvelopeError::Type { found: self.payload_type.clone(), wanted: M::TYPE });
        }
        self.holds(key)?;
        decode(&self.payload).map_err(EnvelopeError::Payload)
    }

    /// Whether this key signed it, whatever it is.
    ///
    /// # Errors
    /// When the signature does not hold.
    pub fn holds(&self, key: &UnitPublicKey) -> Result<(), EnvelopeError> {
        if self.algorithm != ED25519 {
            return Err(EnvelopeError::Algorithm(self.algorithm.clone()));
        }
        let held = key.verify(&self.payload_type, &self.payload, &*self.signature);
        held.map_err(|_| EnvelopeError::Signature)
    }

    /// The SHA-256 of an envelope as it travels: its name wherever it is spoken of.
    #[must_use]
    pub fn digest(bytes: &[u8]) -> [u8; 32] {
        sha256(&[bytes])
    }
}

/// Reads what came.
///
/// # Errors
/// When it is too long, has another shape, or does not end there.
pub fn decode<T: for<'b> Read<'b>>(bytes: &[u8]) -> Result<T, MessageError> {
    decode_within(bytes, MOST_BYTES)
}

/// Reads what may be longer than a message, as what a unit keeps for itself.
///
/// # Errors
/// As [`decode`], with this bound.
pub fn decode_within<T: for<'b> Read<'b>>(bytes: &[u8], most: usize) -> Result<T, MessageError> {
    if bytes.len() > most {
        return Err(MessageError::Large(bytes.len()));
    }
    let mut decoder = minicbor::Decoder::new(bytes);
    let value = decoder.decode().map_err(MessageError::Shape)?;
    match bytes.len() - decoder.position() {
        0 => Ok(value),
        more => Err(MessageError::More(more)),
    }
}

/// Writes what goes.
///
/// # Panics
/// Never: a vector takes whatever is written to it, and no encoder of this crate fails by itself.
#[must_use]
pub fn encode<T: Encode<()>>(value: &T) -> Vec<u8> {
    minicbor::to_vec(value).expect("a vector takes whatever is written to it")
}

/// What [`decode`] reads: a name for what is asked of it.
pub trait Read<'b>: Decode<'b, ()> {}

impl<'b, T: Decode<'b, ()>> Read<'b> for T {}
