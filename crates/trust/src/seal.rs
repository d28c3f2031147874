//! Secrets at rest: sealed under one master key.
//!
//! XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha, on RFC 8439): its 24-byte nonces may be drawn at random for as many
//! secrets as a server will ever hold.

use std::fmt::{self, Debug};

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::hash::sha256;

/// Bytes of a nonce.
pub const NONCE: usize = 24;

const VERSION: u8 = 1;

/// Bytes of the authentication tag (RFC 8439, section 2.8).
const TAG: usize = 16;

/// The key that every secret in the database is sealed under: 32 random bytes, never a password. Wiped when dropped.
pub struct MasterKey(Zeroizing<[u8; 32]>);

/// Why something cannot be sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SealError {
    /// Too short to be a sealed secret.
    #[error("too short to be a sealed secret")]
    Short,
    /// A version this program does not know.
    #[error("sealed as version {0}; this program knows {VERSION}")]
    Version(u8),
    /// Another key, another place, or damaged bytes.
    #[error("does not open: sealed under another key, for another place, or damaged")]
    Refused,
    /// More than the cipher takes (256 GiB).
    #[error("too long to be sealed")]
    Long,
}

impl MasterKey {
    /// The key of 32 random bytes. The caller wipes its own copy.
    pub fn new(bytes: &[u8; 32]) -> Self {
        Self(Zeroizing::new(*bytes))
    }

    /// Tells whether a key is the one a database was sealed under, without opening anything: 16 bytes of a hash that says
    /// nothing about 32 random bytes.
    pub fn check_value(&self) -> [u8; 16] {
        let hash = sha256(&[b"steadfast/master-key-check/v1\n", self.0.as_slice()]);
        std::array::from_fn(|at| hash[at])
    }

    /// Seals a secret: `0x01 ‖ nonce (24) ‖ ciphertext ‖ tag (16)`. `place` says where it belongs (a table, a column, an
    /// id), is not stored, and must be given again to open it: a secret moved to another row does not open. The nonce is
    /// 24 random bytes, never used twice.
    ///
    /// # Errors
    /// For secrets beyond what the cipher takes.
    pub fn seal(&self, secret: &[u8], place: &[u8], nonce: &[u8; NONCE]) -> Result<Vec<u8>, SealError> {
        let bound = bound(place);
        let payload = Payload { msg: secret, aad: &bound };
        let sealed = self.cipher().encrypt(nonce.into(), payload).map_err(|_| SealError::Long)?;
        Ok([&[VERSION], nonce.as_slice(), &sealed].concat())
    }

    /// Opens what [`seal`](Self::seal) gave, for the same place. The secret is wiped when dropped.
    ///
    /// # Errors
    /// When a byte, the key or the place differs.
    pub fn open(&self, sealed: &[u8], place: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let (version, rest) = sealed.split_first().ok_or(SealError::Short)?;
        if *version != VERSION {
            return Err(SealError::Version(*version));
        }
        let (nonce, text) = rest.split_first_chunk::<NONCE>().ok_or(SealError::Short)?;
        if text.len() < TAG {
            return Err(SealError::Short);
        }
        let bound = bound(place);
        let opened = self.cipher().decrypt(nonce.into(), Payload { msg: text, aad: &bound });
        opened.map(Zeroizing::new).map_err(|_| SealError::Refused)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }
}

impl Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey")
    }
}

/// What is authenticated beside the secret: the version and the place.
fn bound(place: &[u8]) -> Vec<u8> {
    [&[VERSION], place].concat()
}
