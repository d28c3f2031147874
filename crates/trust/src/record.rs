//! Records: one fact each, typed, canonical and signed.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use thiserror::Error;

use crate::canonical::{self, CanonicalError};
use crate::dsse::{Envelope, EnvelopeError};
use crate::hash::{Hash, sha256};
use crate::key::{PublicKey, RecordKey};

/// The type of a record's payload.
pub const PAYLOAD_TYPE: &str = "application/vnd.steadfast.record+json";

/// The version of a record's fields.
pub const SCHEMA: u32 = 1;

/// Bytes of the longest payload: large things enter as a count and a digest.
pub const MOST_BYTES: usize = 256 << 10;

/// Bytes of a salt.
pub const SALT: usize = 32;

/// One immutable fact: who did what to which subject, when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The record's own id, `rec_…`.
    pub id: String,
    /// When, as RFC 3339 in UTC with a `Z`.
    pub time: String,
    /// What happened, in kebab-case: `person-invited`.
    pub kind: String,
    /// Who did it.
    pub actor: Actor,
    /// The id of what it was done to, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// What else is to be said, by kind. Integers only.
    pub facts: Map<String, Value>,
}

/// Who acted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// `person`, `token`, `job`, `host` or `nobody`.
    pub kind: String,
    /// The id, where the actor has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// Why a record is not written, or not believed.
#[derive(Debug, Error)]
pub enum RecordError {
    /// The envelope does not hold.
    #[error("the record's envelope does not hold")]
    Envelope(#[from] EnvelopeError),
    /// The payload is no record.
    #[error("the payload is no record")]
    Payload(#[source] CanonicalError),
    /// A record of a later schema.
    #[error("the record has schema {0}; this program knows {SCHEMA}")]
    Schema(u32),
    /// A field that is not of the form it must have.
    #[error("the record's {0} is not of the form it must have")]
    Field(&'static str),
    /// Longer than a record may be.
    #[error("a record of {0} bytes is longer than the {MOST_BYTES} it may have")]
    Large(usize),
}

impl Record {
    /// The bytes the ledger stores: the canonical envelope of the canonical record.
    ///
    /// # Errors
    /// When a field is not of its form, a fact is a float, or the record is too long.
    pub fn sign(&self, key: &RecordKey) -> Result<Vec<u8>, RecordError> {
        self.check()?;
        let payload = canonical::to_vec(self).map_err(RecordError::Payload)?;
        if payload.len() > MOST_BYTES {
            return Err(RecordError::Large(payload.len()));
        }
        Ok(Envelope::sign(PAYLOAD_TYPE, payload, key).to_bytes()?)
    }

    /// The record in a stored envelope that `key` signed.
    ///
    /// # Errors
    /// When the envelope, its signature or its payload is not exactly as [`sign`](Self::sign) writes them.
    pub fn open(envelope: &[u8], key: &PublicKey) -> Result<Self, RecordError> {
        let envelope = Envelope::read_stored(envelope)?;
        Self::from_payload(envelope.verify(PAYLOAD_TYPE, key)?)
    }

    /// The record in a stored envelope, its signature not checked: for showing what our own store holds.
    ///
    /// # Errors
    /// When the bytes are no envelope of a record.
    pub fn peek(envelope: &[u8]) -> Result<Self, RecordError> {
        let envelope = Envelope::read_stored(envelope)?;
        if envelope.payload_type != PAYLOAD_TYPE {
            return Err(EnvelopeError::Type(envelope.payload_type).into());
        }
        Self::from_payload(&envelope.payload)
    }

    fn from_payload(payload: &[u8]) -> Result<Self, RecordError> {
        let record: Self = canonical::read(payload, MOST_BYTES).map_err(RecordError::Payload)?;
        record.check()?;
        Ok(record)
    }

    fn check(&self) -> Result<(), RecordError> {
        if self.schema != SCHEMA {
            return Err(RecordError::Schema(self.schema));
        }
        let forms = [
            ("id", !self.id.is_empty()),
            ("time", is_utc(&self.time)),
            ("kind", is_kebab(&self.kind)),
            ("actor", is_kebab(&self.actor.kind)),
        ];
        forms.into_iter().find(|(_, holds)| !holds).map_or(Ok(()), |(field, _)| Err(RecordError::Field(field)))
    }
}

/// What the ledger's leaf holds of a record: `SHA-256(salt ‖ envelope)`.
///
/// The salt is 32 random bytes per record. Without it the leaf tells nothing about a record, not even to someone who
/// guesses its content; with salt and envelope erased the leaf stays, and every proof over it.
pub fn leaf_data(salt: &[u8; SALT], envelope: &[u8]) -> Hash {
    sha256(&[salt, envelope])
}

fn is_kebab(text: &str) -> bool {
    let word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    text.split('-').all(word)
}

/// `2026-11-20T12:00:00Z`, with up to nine digits of a fraction (RFC 3339, section 5.6; upper case, UTC).
fn is_utc(text: &str) -> bool {
    let Some((moment, rest)) = text.as_bytes().split_at_checked(19) else { return false };
    let shaped = moment.iter().zip(b"0000-00-00T00:00:00").all(|(byte, like)| match like {
        b'0' => byte.is_ascii_digit(),
        other => byte == other,
    });
    let fraction = rest.strip_suffix(b"Z").is_some_and(|fraction| match fraction.split_first() {
        None => true,
        Some((b'.', digits)) => (1..=9).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit),
        Some(_) => false,
    });
    shaped && fraction
}
