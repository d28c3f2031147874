//! The identity key of a unit: Ed25519. It is made on the unit and never leaves it.

use std::fmt;

use ed25519_dalek::{Signer, VerifyingKey};

use super::{ED25519_KEY, ED25519_SIGNATURE, Fingerprint, SignatureError};
use crate::dsse::pre_authentication;
use crate::hash::sha256;

/// The key. Its secret is wiped when it is dropped.
pub struct UnitKey(ed25519_dalek::SigningKey);

impl UnitKey {
    /// The key of 32 random bytes (RFC 8032, section 5.1.5). The caller wipes its own copy.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// The public half.
    pub fn public(&self) -> UnitPublicKey {
        UnitPublicKey(self.0.verifying_key())
    }

    /// Signs a payload of a named type by its DSSE pre-authentication encoding.
    pub fn sign(&self, payload_type: &str, payload: &[u8]) -> [u8; ED25519_SIGNATURE] {
        self.0.sign(&pre_authentication(payload_type, payload)).to_bytes()
    }
}

impl fmt::Debug for UnitKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UnitKey({})", self.public().fingerprint())
    }
}

/// The public half of a unit's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitPublicKey(VerifyingKey);

impl UnitPublicKey {
    /// The key of these 32 bytes; nothing where they are no point of the curve, or one of small order.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; ED25519_KEY] = bytes.try_into().ok()?;
        VerifyingKey::from_bytes(bytes).ok().filter(|key| !key.is_weak()).map(Self)
    }

    /// Its 32 bytes (RFC 8032, section 5.1.5).
    pub fn to_bytes(&self) -> [u8; ED25519_KEY] {
        self.0.to_bytes()
    }

    /// The SHA-256 of its bytes, as labels and factory lists have it.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint(sha256(&[self.0.as_bytes()]))
    }

    /// Checks a signature over a payload of a named type, by the strict rules.
    ///
    /// # Errors
    /// When it does not hold.
    pub fn verify(&self, payload_type: &str, payload: &[u8], signature: &[u8]) -> Result<(), SignatureError> {
        let signature: &[u8; ED25519_SIGNATURE] = signature.try_into().map_err(|_| SignatureError::Ed25519)?;
        let signature = ed25519_dalek::Signature::from_bytes(signature);
        let signed = pre_authentication(payload_type, payload);
        self.0.verify_strict(&signed, &signature).map_err(|_| SignatureError::Ed25519)
    }
}
