//! The ledger's key: Ed25519 and ML-DSA-65 side by side.
//!
//! What either half signs begins differently: DSSE pre-authentication encoding with `DSSEv1 `, the text of a checkpoint
//! with its origin `steadfast/…`. One key for both confuses nobody.

mod file;
mod fingerprint;
mod public;
mod signing;
mod unit;

pub use file::{HeldKey, KeyFile, KeyFileError, SALT, Seeds};
pub use fingerprint::{Fingerprint, FingerprintError};
pub use public::{PublicKey, PublicKeyError, SignatureError, ml_dsa_verifies};
pub use signing::{RecordKey, SigningError, SigningKey};
pub use unit::{UnitKey, UnitPublicKey};

/// Bytes of an Ed25519 public key (RFC 8032, section 5.1.5).
pub const ED25519_KEY: usize = 32;

/// Bytes of an Ed25519 signature (RFC 8032, section 5.1.6).
pub const ED25519_SIGNATURE: usize = 64;

/// Bytes of an ML-DSA-65 public key (FIPS 204, table 2).
pub const ML_DSA_KEY: usize = 1952;

/// Bytes of an ML-DSA-65 signature (FIPS 204, table 2).
pub const ML_DSA_SIGNATURE: usize = 3309;
