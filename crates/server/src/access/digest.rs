//! Secrets as they rest in the database: SHA-256 under a label, so that a hash of one kind never passes for another.
//!
//! What is hashed here is random with at least 80 bits, so a plain hash is enough; passwords go through `argon`.

use sha2::{Digest as _, Sha256};

/// What a secret is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A session cookie.
    Session,
    /// The cookie of a browser that signed in before.
    Browser,
    /// A sign-in that waits for its second factor.
    SignIn,
    /// An API token.
    Token,
    /// The checksum inside an API token.
    TokenChecksum,
    /// The one-time link of the first start.
    SetUp,
    /// An invitation.
    Invitation,
    /// A link that sets a new password.
    Recovery,
    /// The throttle's key for names that nobody has.
    UnknownName,
    /// A recovery code in place of a second factor.
    RecoveryCode,
    /// A code by which a unit enrols.
    UnitCode,
    /// The token of a unit at the hawkBit door.
    UnitToken,
}

impl Purpose {
    const fn label(self) -> &'static str {
        match self {
            Self::Session => "steadfast session",
            Self::Browser => "steadfast browser",
            Self::SignIn => "steadfast sign-in",
            Self::Token => "steadfast token",
            Self::TokenChecksum => "steadfast token checksum",
            Self::SetUp => "steadfast set-up link",
            Self::Invitation => "steadfast invitation link",
            Self::Recovery => "steadfast recovery link",
            Self::UnknownName => "steadfast unknown name",
            Self::RecoveryCode => "steadfast recovery code",
            Self::UnitCode => "steadfast unit code",
            Self::UnitToken => "steadfast unit token",
        }
    }
}

/// SHA-256 over the label, a zero byte and the secret.
#[must_use]
pub fn digest(purpose: Purpose, secret: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(purpose.label().as_bytes());
    hash.update([0]);
    hash.update(secret);
    hash.finalize().into()
}

/// Compares without stopping at the first difference.
#[must_use]
pub fn same(left: &[u8], right: &[u8]) -> bool {
    left.len() == right.len() && left.iter().zip(right).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}
