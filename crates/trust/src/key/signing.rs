//! The secret half of the ledger's key.

use std::fmt::{self, Debug};

use ed25519_dalek::Signer;
use ml_dsa::{Keypair, MlDsa65, Seed};
use thiserror::Error;

use super::public::PublicKeyError;
use super::{ED25519_SIGNATURE, Fingerprint, PublicKey};

/// Signs checkpoints with both halves. Its secrets are wiped when it is dropped.
pub struct SigningKey {
    record: RecordKey,
    ml_dsa: ml_dsa::SigningKey<MlDsa65>,
    public: PublicKey,
}

/// Signs records: the Ed25519 half alone. A record is many, a checkpoint commits to all of them with both halves.
#[derive(Clone)]
pub struct RecordKey {
    ed25519: ed25519_dalek::SigningKey,
    fingerprint: Fingerprint,
}

/// Why a signature could not be made.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SigningError {
    /// ML-DSA signs by trial, and gave up. The chance is below 2⁻²⁵⁶ (FIPS 204, appendix C).
    #[error("ML-DSA-65 found no signature")]
    MlDsa,
    /// The seed gives an unusable public key.
    #[error("the seeds give no usable key")]
    Seed(#[source] PublicKeyError),
}

impl SigningKey {
    /// The key of two seeds: 32 random bytes each, independent of each other (RFC 8032, section 5.1.5; FIPS 204,
    /// algorithm 6). The caller wipes its own copies.
    ///
    /// # Errors
    /// Never for random seeds; the public key is checked as a foreign one would be.
    pub fn from_seeds(ed25519: &[u8; 32], ml_dsa: &[u8; 32]) -> Result<Self, SigningError> {
        let ed25519 = ed25519_dalek::SigningKey::from_bytes(ed25519);
        let ml_dsa = ml_dsa::SigningKey::<MlDsa65>::from_seed(<&Seed>::from(ml_dsa));
        let encoded = ml_dsa.verifying_key().encode();
        let bytes = [&[0x01], ed25519.verifying_key().as_bytes().as_slice(), &encoded].concat();
        let public = PublicKey::from_bytes(&bytes).map_err(SigningError::Seed)?;
        let record = RecordKey { ed25519, fingerprint: public.fingerprint() };
        Ok(Self { record, ml_dsa, public })
    }

    /// The public half.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The half that signs records.
    pub fn record_key(&self) -> &RecordKey {
        &self.record
    }

    /// An Ed25519 signature (RFC 8032, section 5.1.6).
    pub fn sign_ed25519(&self, message: &[u8]) -> [u8; ED25519_SIGNATURE] {
        self.record.sign(message)
    }

    /// An ML-DSA-65 signature, deterministic, with an empty context (FIPS 204, algorithm 2).
    ///
    /// # Errors
    /// When no trial succeeded, which does not happen in practice.
    pub fn sign_ml_dsa(&self, message: &[u8]) -> Result<Vec<u8>, SigningError> {
        let signature = self.ml_dsa.try_sign(message).map_err(|_| SigningError::MlDsa)?;
        Ok(signature.encode().to_vec())
    }
}

impl RecordKey {
    /// The fingerprint of the whole key, which records name as their key.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// An Ed25519 signature (RFC 8032, section 5.1.6).
    pub fn sign(&self, message: &[u8]) -> [u8; ED25519_SIGNATURE] {
        self.ed25519.sign(message).to_bytes()
    }
}

impl Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.record.fingerprint)
    }
}

impl Debug for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecordKey({})", self.fingerprint)
    }
}
