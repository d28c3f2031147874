//! The beginning of a patch: from what, to what, and how.

use std::fmt;
use std::io::Read;

use sha2::{Digest, Sha256};

use crate::error::DeltaError;

/// The first bytes of every patch.
const MAGIC: [u8; 8] = *b"SFDELTA\n";

/// The version of the layout.
pub(crate) const VERSION: u8 = 1;

/// The length of a header in bytes.
const LENGTH: usize = 10 + 2 * IDENTITY;

/// The length of an [`Identity`] in bytes.
const IDENTITY: usize = 40;

/// How a patch describes the new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// Stretches of the old file with differences, and new bytes, as the crate's documentation describes.
    Difference,
}

/// A file by its length and digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    /// The length in bytes.
    pub length: u64,
    /// The SHA-256 of the content.
    pub sha256: [u8; 32],
}

/// What a patch says about itself, readable without applying it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// How it describes the new file.
    pub algorithm: Algorithm,
    /// The file that it needs.
    pub old: Identity,
    /// The file that it gives.
    pub new: Identity,
}

impl Header {
    /// Reads the header and leaves `patch` behind it.
    ///
    /// # Errors
    /// When it is no patch, or not one for this program.
    pub fn read(patch: &mut impl Read) -> Result<Self, DeltaError> {
        let mut bytes = [0; LENGTH];
        fill(patch, &mut bytes[..MAGIC.len()]).map_err(or_no_patch)?;
        if bytes[..MAGIC.len()] != MAGIC {
            return Err(DeltaError::NotAPatch);
        }
        fill(patch, &mut bytes[MAGIC.len()..])?;
        let [version, algorithm] = [bytes[8], bytes[9]];
        if version != VERSION {
            return Err(DeltaError::Version(version));
        }
        let algorithm = Algorithm::of(algorithm).ok_or(DeltaError::Algorithm(algorithm))?;
        let (old, new) = bytes[10..].split_at(IDENTITY);
        Ok(Self { algorithm, old: Identity::read(old), new: Identity::read(new) })
    }

    /// The bytes of the header.
    #[cfg(feature = "make")]
    pub(crate) fn to_bytes(self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend([VERSION, self.algorithm.number()]);
        [self.old, self.new].iter().for_each(|identity| identity.write(&mut bytes));
        bytes
    }
}

impl Algorithm {
    fn of(number: u8) -> Option<Self> {
        (number == 1).then_some(Self::Difference)
    }

    #[cfg(feature = "make")]
    fn number(self) -> u8 {
        match self {
            Self::Difference => 1,
        }
    }
}

impl Identity {
    /// The identity of a file.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self { length: bytes.len() as u64, sha256: Sha256::digest(bytes).into() }
    }

    fn read(bytes: &[u8]) -> Self {
        let (mut length, mut sha256) = ([0; 8], [0; 32]);
        length.copy_from_slice(&bytes[..8]);
        sha256.copy_from_slice(&bytes[8..]);
        Self { length: u64::from_le_bytes(length), sha256 }
    }

    #[cfg(feature = "make")]
    fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.length.to_le_bytes());
        bytes.extend(self.sha256);
    }
}

impl fmt::Display for Identity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} bytes, SHA-256 ", self.length)?;
        self.sha256.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

/// Fills `bytes` from the patch.
pub(crate) fn fill(patch: &mut impl Read, bytes: &mut [u8]) -> Result<(), DeltaError> {
    patch.read_exact(bytes).map_err(|error| match error.kind() {
        std::io::ErrorKind::UnexpectedEof => DeltaError::Truncated { at: 0 },
        _ => DeltaError::Read(error),
    })
}

/// What is too short to hold the magic is no patch.
fn or_no_patch(error: DeltaError) -> DeltaError {
    match error {
        DeltaError::Truncated { .. } => DeltaError::NotAPatch,
        other => other,
    }
}
