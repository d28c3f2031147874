//! DSSE 1.0: one envelope for whatever is signed.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::canonical::{self, CanonicalError};
use crate::encoding::{base64, from_base64, from_either_base64};
use crate::key::{PublicKey, RecordKey};

/// Bytes of the longest envelope that is read.
pub const MOST_BYTES: usize = 1 << 20;

/// The most signatures of an envelope that is read.
pub const MOST_SIGNATURES: usize = 16;

/// How an Ed25519 signature names itself.
pub const ED25519: &str = "ed25519";

/// The pre-authentication encoding, which is what gets signed (DSSE protocol, "Signature Definition"):
/// `"DSSEv1" SP LEN(type) SP type SP LEN(body) SP body`, lengths in ASCII decimal. The type is under the signature, so
/// that no payload can be taken for one of another type.
pub fn pre_authentication(payload_type: &str, payload: &[u8]) -> Vec<u8> {
    let head = format!("DSSEv1 {} {payload_type} {} ", payload_type.len(), payload.len());
    [head.as_bytes(), payload].concat()
}

/// Bytes of a named type with their signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// What the payload is.
    pub payload_type: String,
    /// The bytes that were signed.
    pub payload: Vec<u8>,
    /// Who signed them.
    pub signatures: Vec<Signature>,
}

/// One signature of an envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The algorithm's name; a field of ours, which DSSE's parsing rules let every other reader ignore.
    pub alg: String,
    /// The key's fingerprint: a hint only, not under the signature (DSSE protocol, KEYID).
    pub keyid: String,
    /// The signature's bytes.
    pub sig: Vec<u8>,
}

/// Why bytes are no envelope, or an envelope is not believed.
#[derive(Debug, Error)]
pub enum EnvelopeError {
    /// Not JSON of the shape of an envelope.
    #[error("not an envelope")]
    Json(#[source] serde_json::Error),
    /// Not JSON in canonical form.
    #[error("not an envelope as it is stored")]
    Form(#[source] CanonicalError),
    /// Too long to be read.
    #[error("an envelope of {0} bytes is longer than the {MOST_BYTES} that are read")]
    Large(usize),
    /// A field that is not base64.
    #[error("{0} is not base64")]
    Base64(&'static str),
    /// Too many signatures.
    #[error("{0} signatures are more than the {MOST_SIGNATURES} that are read")]
    Signatures(usize),
    /// Another type than the one that was asked for.
    #[error("the payload is of type {0:?}")]
    Type(String),
    /// No signature of this key holds.
    #[error("no signature of the key holds")]
    Unsigned,
}

/// The JSON envelope (DSSE envelope, "Standard JSON envelope").
#[derive(Serialize, Deserialize)]
struct Written {
    payload: String,
    #[serde(rename = "payloadType")]
    payload_type: String,
    signatures: Vec<WrittenSignature>,
}

#[derive(Serialize, Deserialize)]
struct WrittenSignature {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    alg: String,
    #[serde(default)]
    keyid: String,
    sig: String,
}

impl Envelope {
    /// Signs a payload with the Ed25519 half of the ledger's key.
    pub fn sign(payload_type: &str, payload: Vec<u8>, key: &RecordKey) -> Self {
        let sig = key.sign(&pre_authentication(payload_type, &payload)).to_vec();
        let signature = Signature { alg: ED25519.to_owned(), keyid: key.fingerprint().to_string(), sig };
        Self { payload_type: payload_type.to_owned(), payload, signatures: vec![signature] }
    }

    /// The canonical JSON of the envelope, which is what the ledger stores.
    ///
    /// # Errors
    /// When it would be longer than what is read.
    pub fn to_bytes(&self) -> Result<Vec<u8>, EnvelopeError> {
        let bytes = canonical::to_vec(&self.written()).map_err(EnvelopeError::Form)?;
        if bytes.len() > MOST_BYTES { Err(EnvelopeError::Large(bytes.len())) } else { Ok(bytes) }
    }

    /// Reads any JSON envelope: either base64, fields in any order; unknown fields are ignored (DSSE envelope, "Parsing
    /// rules").
    ///
    /// # Errors
    /// When it is too long, misses a field, or a field has another type.
    pub fn read(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        if bytes.len() > MOST_BYTES {
            return Err(EnvelopeError::Large(bytes.len()));
        }
        let written: Written = serde_json::from_slice(bytes).map_err(EnvelopeError::Json)?;
        Self::from_written(written, from_either_base64)
    }

    /// Reads an envelope that must be exactly as [`to_bytes`](Self::to_bytes) writes it.
    ///
    /// # Errors
    /// As [`read`](Self::read), and for any other spelling.
    pub fn read_stored(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        let written: Written = canonical::read(bytes, MOST_BYTES).map_err(EnvelopeError::Form)?;
        let envelope = Self::from_written(written, from_base64)?;
        let again = envelope.to_bytes()?;
        let same = again.iter().zip(bytes).take_while(|(a, b)| a == b).count();
        if again == bytes { Ok(envelope) } else { Err(EnvelopeError::Form(CanonicalError::Form(same))) }
    }

    /// The payload, if it is of this type and this key signed it. A signature that names another key or algorithm is
    /// passed over; one that names none is tried.
    ///
    /// # Errors
    /// When the type differs, or no signature holds.
    pub fn verify(&self, payload_type: &str, key: &PublicKey) -> Result<&[u8], EnvelopeError> {
        if self.payload_type != payload_type {
            return Err(EnvelopeError::Type(self.payload_type.clone()));
        }
        let signed = pre_authentication(&self.payload_type, &self.payload);
        let fingerprint = key.fingerprint().to_string();
        let ours = self.signatures.iter().filter(|signature| signature.may_be_of(&fingerprint));
        let mut held = ours.filter(|signature| key.verify_ed25519(&signed, &signature.sig).is_ok());
        held.next().map(|_| self.payload.as_slice()).ok_or(EnvelopeError::Unsigned)
    }

    fn written(&self) -> Written {
        let signatures = self.signatures.iter().map(|signature| WrittenSignature {
            alg: signature.alg.clone(),
            keyid: signature.keyid.clone(),
            sig: base64(&signature.sig),
        });
        Written {
            payload: base64(&self.payload),
            payload_type: self.payload_type.clone(),
            signatures: signatures.collect(),
        }
    }

    fn from_written(written: Written, decode: fn(&str) -> Option<Vec<u8>>) -> Result<Self, EnvelopeError> {
        let count = written.signatures.len();
        if count > MOST_SIGNATURES {
            return Err(EnvelopeError::Signatures(count));
        }
        let payload = decode(&written.payload).ok_or(EnvelopeError::Base64("payload"))?;
        let signatures = written.signatures.into_iter().map(|signature| {
            let sig = decode(&signature.sig).ok_or(EnvelopeError::Base64("sig"))?;
            Ok(Signature { alg: signature.alg, keyid: signature.keyid, sig })
        });
        Ok(Self { payload_type: written.payload_type, payload, signatures: signatures.collect::<Result<_, _>>()? })
    }
}

impl Signature {
    fn may_be_of(&self, fingerprint: &str) -> bool {
        let key = self.keyid.is_empty() || self.keyid == fingerprint;
        key && (self.alg.is_empty() || self.alg == ED25519)
    }
}
