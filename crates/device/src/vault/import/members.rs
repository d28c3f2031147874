//! The members of an archive, one after the other, within limits.

use std::io::{ErrorKind, Read};

use sha2::{Digest as _, Sha256};
use steadfast_trust::hash::Hash;

use super::{ImportError, Limits};
use crate::vault::tar::{self, BLOCK, FILE, RECORDS, checksum, padding};

/// Bytes that are read at once.
const PIECE: usize = 64 << 10;

/// Bytes of the longest path.
const LONGEST: usize = 4096;

/// Bytes of records in front of a member.
const MOST_RECORDS: u64 = 2 * LONGEST as u64;

/// The most zeros behind the end: as many as a tape may have taken at once.
const MOST_ZEROS: usize = 1 << 20;

/// A file of the archive.
pub(super) struct Member {
    pub(super) path: String,
    pub(super) size: u64,
}

/// Reads members.
pub(super) struct Members<R> {
    from: R,
    /// What may be read still.
    bytes: u64,
    files: usize,
    memory: u64,
    buffer: Vec<u8>,
}

/// What records say of the member behind them.
#[derive(Default)]
struct Records {
    path: Option<String>,
    size: Option<u64>,
}

impl<R: Read> Members<R> {
    pub(super) fn new(from: R, limits: Limits) -> Self {
        let Limits { bytes, files, memory } = limits;
        Self { from, bytes, files, memory, buffer: vec![0; PIECE] }
    }

    /// The next file; nothing at the end, behind which there is nothing.
    pub(super) fn next(&mut self) -> Result<Option<Member>, ImportError> {
        let mut header = self.block()?;
        if header == [0; BLOCK] {
            return self.end().map(|()| None);
        }
        let (mut records, mut raw) = (Records::default(), Vec::new());
        if kind(&header)? == RECORDS {
            raw.extend_from_slice(&header);
            records = self.records(&header, &mut raw)?;
            header = self.block()?;
        }
        raw.extend_from_slice(&header);
        let path = records.path.map_or_else(|| name(&header), Ok)?;
        if kind(&header)? != FILE {
            return Err(ImportError::Kind(path));
        }
        let size = records.size.map_or_else(|| number(&header[124..136]), Ok)?;
        let time = i64::try_from(number(&header[136..148])?).unwrap_or_default();
        // One file has one header: whatever else could mean the same is nothing that a unit wrote.
        if tar::header(&path, size, time) != raw {
            return Err(ImportError::Shape("a header that no export has"));
        }
        self.files = self.files.checked_sub(1).ok_or(ImportError::Much("files"))?;
        // A path is kept, and its hash and size.
        self.remember(path.len() as u64 + 64)?;
        Ok(Some(Member { path, size }))
    }

    /// Holds a file in memory; its hash.
    pub(super) fn hold(&mut self, size: u64, to: &mut Vec<u8>) -> Result<Hash, ImportError> {
        self.remember(size)?;
        self.each(size, &mut |bytes| to.extend_from_slice(bytes))
    }

    /// Passes over a file; its hash.
    pub(super) fn pass(&mut self, size: u64) -> Result<Hash, ImportError> {
        self.each(size, &mut |_| {})
    }

    fn each(&mut self, size: u64, see: &mut dyn FnMut(&[u8])) -> Result<Hash, ImportError> {
        let (mut hasher, mut left) = (Sha256::new(), size);
        while left > 0 {
            let now = usize::try_from(left).unwrap_or(PIECE).min(PIECE);
            self.fill(now)?;
            let bytes = &self.buffer[..now];
            hasher.update(bytes);
            see(bytes);
            left -= now as u64;
        }
        let padded = padding(size);
        self.fill(padded)?;
        let is_clean = self.buffer[..padded].iter().all(|byte| *byte == 0);
        is_clean.then(|| hasher.finalize().into()).ok_or(ImportError::Shape("something lies between its files"))
    }

    fn remember(&mut self, bytes: u64) -> Result<(), ImportError> {
        self.memory = self.memory.checked_sub(bytes).ok_or(ImportError::Much("bytes to be held"))?;
        Ok(())
    }

    fn fill(&mut self, count: usize) -> Result<(), ImportError> {
        self.bytes = self.bytes.checked_sub(count as u64).ok_or(ImportError::Much("bytes"))?;
        Ok(self.from.read_exact(&mut self.buffer[..count])?)
    }

    fn block(&mut self) -> Result<[u8; BLOCK], ImportError> {
        self.fill(BLOCK)?;
        Ok(std::array::from_fn(|at| self.buffer[at]))
    }

    fn records(&mut self, header: &[u8; BLOCK], raw: &mut Vec<u8>) -> Result<Records, ImportError> {
        let size = number(&header[124..136])?;
        if size > MOST_RECORDS {
            return Err(ImportError::Much("bytes of records"));
        }
        let mut text = Vec::new();
        self.each(size, &mut |bytes| text.extend_from_slice(bytes))?;
        raw.extend_from_slice(&text);
        raw.resize(raw.len() + padding(size), 0);
        records(&text).ok_or(ImportError::Shape("records that no export has"))
    }

    /// Nothing follows but zeros, as many as a tape took at once.
    fn end(&mut self) -> Result<(), ImportError> {
        if self.block()? != [0; BLOCK] {
            return Err(ImportError::Shape("something follows its end"));
        }
        let mut left = MOST_ZEROS;
        loop {
            let count = match self.from.read(&mut self.buffer) {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                read => read?,
            };
            if count == 0 {
                return Ok(());
            }
            left = left.checked_sub(count).ok_or(ImportError::Much("zeros at its end"))?;
            if self.buffer[..count].iter().any(|byte| *byte != 0) {
                return Err(ImportError::Shape("something follows its end"));
            }
        }
    }
}

/// What a member is, where this is a header at all.
fn kind(header: &[u8; BLOCK]) -> Result<u8, ImportError> {
    let is_header = header[257..265] == *b"ustar\x0000" && number(&header[148..156])? == checksum(header);
    is_header.then_some(header[156]).ok_or(ImportError::Shape("a header that no export has"))
}

/// The name in a header.
fn name(header: &[u8; BLOCK]) -> Result<String, ImportError> {
    let field = &header[..100];
    let end = field.iter().position(|byte| *byte == 0).unwrap_or(field.len());
    let name = std::str::from_utf8(&field[..end]).ok().filter(|name| !name.is_empty());
    name.map(str::to_owned).ok_or(ImportError::Shape("a file without a name"))
}

/// Octal digits, with nothing but zero bytes and spaces behind.
fn number(field: &[u8]) -> Result<u64, ImportError> {
    let end = field.iter().position(|byte| !(b'0'..=b'7').contains(byte)).unwrap_or(field.len());
    let (digits, rest) = field.split_at(end);
    let number = std::str::from_utf8(digits).ok().and_then(|digits| u64::from_str_radix(digits, 8).ok());
    let is_clean = rest.iter().all(|byte| [0, b' '].contains(byte));
    number.filter(|_| is_clean).ok_or(ImportError::Shape("a number that is none"))
}

/// The records of a member: a path, a size, each once, and nothing else.
fn records(mut text: &[u8]) -> Option<Records> {
    let mut records = Records::default();
    while !text.is_empty() {
        let space = text.iter().take(8).position(|byte| *byte == b' ')?;
        let length: usize = std::str::from_utf8(&text[..space]).ok()?.parse().ok()?;
        let (record, rest) = text.split_at_checked(length)?;
        let record = std::str::from_utf8(record.get(space + 1..)?.strip_suffix(b"\n")?).ok()?;
        match record.split_once('=')? {
            ("path", path) if records.path.is_none() && path.len() <= LONGEST => records.path = Some(path.to_owned()),
            ("size", size) if records.size.is_none() => records.size = Some(size.parse().ok()?),
            _ => return None,
        }
        text = rest;
    }
    Some(records)
}
