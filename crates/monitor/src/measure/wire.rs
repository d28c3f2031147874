//! What is kept, as plain bytes: a kind, a version, then numbers, least significant byte first.

/// Bytes that are not what a measure wrote, or are of a version that this program does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("these bytes are no measure of this kind and version")]
pub struct Unreadable;

/// Two that measure by other seeds or settings, and cannot be put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the two measure by other seeds or settings")]
pub struct Apart;

/// Bytes being written.
pub(super) struct Writer(Vec<u8>);

impl Writer {
    /// Begins with what it is.
    pub(super) fn new(kind: u8, version: u8, room: usize) -> Self {
        let mut bytes = Vec::with_capacity(room + 2);
        bytes.extend([kind, version]);
        Self(bytes)
    }

    pub(super) fn put<const N: usize>(&mut self, bytes: [u8; N]) -> &mut Self {
        self.0.extend(bytes);
        self
    }

    pub(super) fn done(self) -> Vec<u8> {
        self.0
    }
}

/// Bytes being read.
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Reads what must be of this kind and version.
    pub(super) fn new(kind: u8, version: u8, bytes: &'a [u8]) -> Result<Self, Unreadable> {
        match bytes {
            [first, second, rest @ ..] if (*first, *second) == (kind, version) => Ok(Self(rest)),
            _ => Err(Unreadable),
        }
    }

    pub(super) fn take<const N: usize>(&mut self) -> Result<[u8; N], Unreadable> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(Unreadable)?;
        self.0 = rest;
        Ok(*taken)
    }

    pub(super) fn u32(&mut self) -> Result<u32, Unreadable> {
        self.take().map(u32::from_le_bytes)
    }

    pub(super) fn u64(&mut self) -> Result<u64, Unreadable> {
        self.take().map(u64::from_le_bytes)
    }

    /// A number that is one, and not below nothing.
    pub(super) fn amount(&mut self) -> Result<f32, Unreadable> {
        let number = self.take().map(f32::from_le_bytes)?;
        if number.is_finite() && number >= 0.0 { Ok(number) } else { Err(Unreadable) }
    }

    /// A number that is one.
    pub(super) fn finite(&mut self) -> Result<f64, Unreadable> {
        let number = self.take().map(f64::from_le_bytes)?;
        if number.is_finite() { Ok(number) } else { Err(Unreadable) }
    }

    /// Nothing may be left.
    pub(super) fn end(&self) -> Result<(), Unreadable> {
        if self.0.is_empty() { Ok(()) } else { Err(Unreadable) }
    }
}
