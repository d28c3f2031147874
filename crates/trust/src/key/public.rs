//! The public half of the ledger's key.

use std::fmt::{self, Debug};
use std::str::FromStr;

use ed25519_dalek::VerifyingKey;
use ml_dsa::{EncodedVerifyingKey, MlDsa65};
use thiserror::Error;

use super::{ED25519_KEY, ED25519_SIGNATURE, Fingerprint, ML_DSA_KEY};
use crate::encoding::{base64, from_base64};
use crate::hash::sha256;

/// The kind of key, first byte of its encoding: Ed25519 and ML-DSA-65.
const HYBRID: u8 = 0x01;

/// Bytes of a public key.
const BYTES: usize = 1 + ED25519_KEY + ML_DSA_KEY;

/// An Ed25519 and an ML-DSA-65 public key.
///
/// As bytes `0x01 ‖ Ed25519 (32) ‖ ML-DSA-65 (1952)`, as text the base64 of those bytes; the SHA-256 of the same bytes
/// is the fingerprint, so that `base64 -d | sha256sum` gives it.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey {
    ed25519: VerifyingKey,
    ml_dsa: Vec<u8>,
    fingerprint: Fingerprint,
}

/// Why bytes are no public key.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PublicKeyError {
    /// Not standard base64 with padding.
    #[error("the public key is not base64")]
    Base64,
    /// Not the length of a hybrid key.
    #[error("a public key has {BYTES} bytes; this has {0}")]
    Length(usize),
    /// A first byte of another kind of key.
    #[error("the public key is of the unknown kind {0:#04x}")]
    Kind(u8),
    /// The Ed25519 half is no point of the curve, or one of small order, under which one signature fits many messages.
    #[error("the Ed25519 half of the public key is no usable point of the curve")]
    Ed25519,
}

/// A signature that does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SignatureError {
    /// The Ed25519 signature does not hold.
    #[error("the Ed25519 signature does not hold")]
    Ed25519,
    /// The ML-DSA-65 signature does not hold.
    #[error("the ML-DSA-65 signature does not hold")]
    MlDsa,
}

impl PublicKey {
    /// The key of these bytes.
    ///
    /// # Errors
    /// For another length, kind, or an Ed25519 half that is unusable. Every 1952 bytes are an ML-DSA-65 key (FIPS 204,
    /// algorithm 23).
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PublicKeyError> {
        let length = PublicKeyError::Length(bytes.len());
        let (kind, keys) = bytes.split_first().ok_or(length.clone())?;
        let (ed25519, ml_dsa) = keys.split_first_chunk::<ED25519_KEY>().ok_or(length.clone())?;
        if *kind != HYBRID {
            return Err(PublicKeyError::Kind(*kind));
        }
        if ml_dsa.len() != ML_DSA_KEY {
            return Err(length);
        }
        let ed25519 = VerifyingKey::from_bytes(ed25519).map_err(|_| PublicKeyError::Ed25519)?;
        if ed25519.is_weak() {
            return Err(PublicKeyError::Ed25519);
        }
        Ok(Self { ed25519, ml_dsa: ml_dsa.to_vec(), fingerprint: Fingerprint(sha256(&[bytes])) })
    }

    /// `0x01 ‖ Ed25519 ‖ ML-DSA-65`.
    pub fn to_bytes(&self) -> Vec<u8> {
        [&[HYBRID], self.ed25519.as_bytes().as_slice(), &self.ml_dsa].concat()
    }

    /// The base64 of [`to_bytes`](Self::to_bytes).
    pub fn to_text(&self) -> String {
        base64(&self.to_bytes())
    }

    /// The SHA-256 of [`to_bytes`](Self::to_bytes).
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// The Ed25519 half as bytes (RFC 8032, section 5.1.5).
    pub fn ed25519(&self) -> &[u8; ED25519_KEY] {
        self.ed25519.as_bytes()
    }

    /// The ML-DSA-65 half as bytes (FIPS 204, algorithm 22).
    pub fn ml_dsa(&self) -> &[u8] {
        &self.ml_dsa
    }

    /// Checks an Ed25519 signature by the strict rules: its scalar is below the order, its point not of small order. So
    /// no second signature can be made from one.
    ///
    /// # Errors
    /// When it does not hold.
    pub fn verify_ed25519(&self, message: &[u8], signature: &[u8]) -> Result<(), SignatureError> {
        let signature: &[u8; ED25519_SIGNATURE] = signature.try_into().map_err(|_| SignatureError::Ed25519)?;
        let signature = ed25519_dalek::Signature::from_bytes(signature);
        self.ed25519.verify_strict(message, &signature).map_err(|_| SignatureError::Ed25519)
    }

    /// Checks an ML-DSA-65 signature with an empty context (FIPS 204, algorithm 3).
    ///
    /// # Errors
    /// When it does not hold.
    pub fn verify_ml_dsa(&self, message: &[u8], signature: &[u8]) -> Result<(), SignatureError> {
        let held = ml_dsa_verifies(&self.ml_dsa, message, signature);
        held.then_some(()).ok_or(SignatureError::MlDsa)
    }
}

/// Whether `signature` is that of an ML-DSA-65 key over `message`, with an empty context (FIPS 204, algorithm 3). Bytes
/// that are no key or no signature hold nothing.
pub fn ml_dsa_verifies(key: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let key = EncodedVerifyingKey::<MlDsa65>::try_from(key).ok();
    let signature = ml_dsa::Signature::<MlDsa65>::try_from(signature).ok();
    key.zip(signature).is_some_and(|(key, signature)| {
        ml_dsa::VerifyingKey::<MlDsa65>::decode(&key).verify_with_context(message, &[], &signature)
    })
}

impl FromStr for PublicKey {
    type Err = PublicKeyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::from_bytes(&from_base64(text).ok_or(PublicKeyError::Base64)?)
    }
}

impl Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.fingerprint)
    }
}
