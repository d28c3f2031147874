//! The new file as it is written: never longer than stated, hashed on its way.

use std::io::Write;

use sha2::{Digest, Sha256};

use crate::error::DeltaError;
use crate::header::Identity;

/// Where the new file goes.
pub(crate) struct Output<'a, W> {
    to: &'a mut W,
    written: u64,
    stated: Identity,
    hash: Sha256,
}

impl<'a, W: Write> Output<'a, W> {
    pub(crate) fn new(to: &'a mut W, stated: Identity) -> Self {
        Self { to, written: 0, stated, hash: Sha256::new() }
    }

    /// How many bytes were written.
    pub(crate) fn written(&self) -> u64 {
        self.written
    }

    /// How many bytes are missing.
    pub(crate) fn missing(&self) -> u64 {
        self.stated.length - self.written
    }

    /// Appends bytes, after it was asked that no more than [`Self::missing`] are.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), DeltaError> {
        if bytes.len() as u64 > self.missing() {
            return Err(self.malformed("it gives more than the new file holds"));
        }
        self.hash.update(bytes);
        self.written += bytes.len() as u64;
        self.to.write_all(bytes).map_err(DeltaError::Write)
    }

    /// Whether the stated file was written, byte for byte.
    pub(crate) fn finish(self) -> Result<(), DeltaError> {
        let is_stated = self.missing() == 0 && self.hash.finalize().as_slice() == self.stated.sha256;
        if !is_stated {
            return Err(DeltaError::WrongNew);
        }
        self.to.flush().map_err(DeltaError::Write)
    }

    pub(crate) fn malformed(&self, reason: &'static str) -> DeltaError {
        DeltaError::Malformed { at: self.written, reason }
    }
}
