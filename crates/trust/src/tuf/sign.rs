//! Who signs metadata.

use super::{Key, Public};
use crate::key::{ED25519_KEY, ED25519_SIGNATURE, SigningError, SigningKey};

/// A holder of a key: one in a file, in memory, or behind a device that never gives it away.
pub trait Sign {
    /// The public half.
    fn public(&self) -> Public;

    /// An Ed25519 signature (RFC 8032, section 5.1.6).
    ///
    /// # Errors
    /// When the holder does not sign.
    fn ed25519(&self, message: &[u8]) -> Result<[u8; ED25519_SIGNATURE], SigningError>;

    /// An ML-DSA-65 signature with an empty context (FIPS 204, algorithm 2); nothing where the key has no such half.
    ///
    /// # Errors
    /// When the holder does not sign.
    fn ml_dsa(&self, message: &[u8]) -> Result<Option<Vec<u8>>, SigningError>;
}

impl Sign for SigningKey {
    fn public(&self) -> Public {
        Public::hybrid(self.public())
    }

    fn ed25519(&self, message: &[u8]) -> Result<[u8; ED25519_SIGNATURE], SigningError> {
        Ok(self.sign_ed25519(message))
    }

    fn ml_dsa(&self, message: &[u8]) -> Result<Option<Vec<u8>>, SigningError> {
        self.sign_ml_dsa(message).map(Some)
    }
}

/// An Ed25519 key without a second half. Its secret is wiped when it is dropped.
pub struct Ed25519Key(ed25519_dalek::SigningKey);

impl Ed25519Key {
    /// The key of 32 random bytes (RFC 8032, section 5.1.5). The caller wipes its own copy.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// The public half as metadata lists it.
    pub fn key(&self) -> Key {
        Key::ed25519(&self.bytes())
    }

    fn bytes(&self) -> [u8; ED25519_KEY] {
        self.0.verifying_key().to_bytes()
    }
}

impl Sign for Ed25519Key {
    fn public(&self) -> Public {
        Public::ed25519(&self.bytes())
    }

    fn ed25519(&self, message: &[u8]) -> Result<[u8; ED25519_SIGNATURE], SigningError> {
        Ok(ed25519_dalek::Signer::sign(&self.0, message).to_bytes())
    }

    fn ml_dsa(&self, _: &[u8]) -> Result<Option<Vec<u8>>, SigningError> {
        Ok(None)
    }
}

impl std::fmt::Debug for Ed25519Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Ed25519Key({})", self.public().id())
    }
}
