//! What people compare to know a key.

use std::fmt::{self, Display};
use std::str::FromStr;

use thiserror::Error;

use crate::encoding::{from_hex, hex};
use crate::hash::Hash;

const PREFIX: &str = "sha256:";

/// The SHA-256 of a public key's bytes, written `sha256:` and 64 hexadecimal digits.
///
/// Read in either case, with or without the prefix, and in groups set apart by spaces, colons or dashes, as labels and
/// contracts print it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint(pub Hash);

impl Fingerprint {
    /// For labels: sixteen groups of four digits, which read back as the same.
    pub fn grouped(&self) -> String {
        let groups: Vec<String> = self.0.chunks(2).map(hex).collect();
        groups.join(" ")
    }
}

impl Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PREFIX}{}", hex(&self.0))
    }
}

/// Why a text is no fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FingerprintError {
    /// Something else than hexadecimal digits.
    #[error("a fingerprint is sha256: and 64 hexadecimal digits; this has other characters")]
    Digits,
    /// Too few or too many digits.
    #[error("a fingerprint has 64 hexadecimal digits; this has {0}")]
    Length(usize),
}

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let named = text.get(..PREFIX.len()).is_some_and(|start| start.eq_ignore_ascii_case(PREFIX));
        let rest = if named { text.get(PREFIX.len()..).unwrap_or_default() } else { text };
        let digits: String = rest.chars().filter(|c| ![' ', ':', '-'].contains(c)).collect();
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(FingerprintError::Digits);
        }
        let bytes = from_hex(&digits).and_then(|bytes| Hash::try_from(bytes).ok());
        bytes.map(Self).ok_or(FingerprintError::Length(digits.len()))
    }
}
