//! A reader that counts what really comes out, whatever sizes an archive declares.

use std::io::{self, Cursor, Read};

use super::{broken, too_large};
use crate::{Limits, ReadError};

/// Reads `inner` up to the limit of the whole archive, then fails.
pub(super) struct Bounded<R> {
    /// Bytes taken for detection, to be read again.
    start: Cursor<Vec<u8>>,
    inner: R,
    seen: u64,
    limit: usize,
}

impl<R: Read> Bounded<R> {
    pub(super) fn new(inner: R, limits: &Limits) -> Self {
        Self { start: Cursor::default(), inner, seen: 0, limit: limits.unpacked }
    }

    /// The same reader with `start` to be read once more.
    pub(super) fn put_back(self, start: Vec<u8>) -> Self {
        Self { start: Cursor::new(start), ..self }
    }

    fn is_exhausted(&self) -> bool {
        self.seen > self.limit as u64
    }

    /// Why reading failed: the limit was passed, or the archive is broken.
    pub(super) fn explain(&self, member: &str, error: io::Error) -> ReadError {
        if self.is_exhausted() { too_large(member, self.seen, self.limit) } else { broken(member, error) }
    }

    /// The rest of the reader as one file.
    pub(super) fn file(&mut self, member: &str, limits: &Limits) -> Result<Vec<u8>, ReadError> {
        let mut bytes = Vec::new();
        let read = self.take(limit_and_one(limits.document)).read_to_end(&mut bytes);
        match read {
            Ok(size) if size > limits.document => Err(too_large(member, size as u64, limits.document)),
            Ok(_) => Ok(bytes),
            Err(error) => Err(self.explain(member, error)),
        }
    }
}

/// One byte more than the limit shows that it is passed.
pub(super) fn limit_and_one(limit: usize) -> u64 {
    (limit as u64).saturating_add(1)
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let again = self.start.read(buffer)?;
        if again > 0 {
            return Ok(again);
        }
        if self.is_exhausted() {
            return Err(io::Error::other("more than the limit comes out of the archive"));
        }
        let read = self.inner.read(buffer)?;
        self.seen = self.seen.saturating_add(read as u64);
        Ok(read)
    }
}
