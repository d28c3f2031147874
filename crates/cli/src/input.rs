//! Files and standard input as bytes, within bounds.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use steadfast_formats::Limits;
use steadfast_mapped::Mapped;

use crate::failure::Failure;

/// Bytes of an input: read, or mapped where the file is large.
#[derive(Debug)]
pub(crate) enum Bytes {
    /// Read into memory.
    Read(Vec<u8>),
    /// Mapped.
    Mapped(Mapped),
}

impl std::ops::Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Read(bytes) => bytes,
            Self::Mapped(bytes) => bytes,
        }
    }
}

/// Reads a document; `-` is standard input.
pub(crate) fn document(path: &Path, limits: &Limits) -> Result<Bytes, Failure> {
    let limit = limits.document as u64;
    if path.as_os_str() == "-" {
        return bounded(io::stdin().lock(), path, limit);
    }
    let file = open(path)?;
    let size = file.metadata().map_err(|source| unreadable(path, source))?.len();
    if size > limit {
        return Err(Failure::TooLarge { file: path.to_owned(), size, limit });
    }
    bounded(file, path, limit)
}

/// Maps a file that may be large: an archive, an index.
pub(crate) fn mapped(path: &Path) -> Result<Bytes, Failure> {
    if path.as_os_str() == "-" {
        return bounded(io::stdin().lock(), path, Limits::default().unpacked as u64);
    }
    let file = open(path)?;
    Mapped::open(&file).map(Bytes::Mapped).map_err(|source| unreadable(path, source))
}

fn open(path: &Path) -> Result<File, Failure> {
    let file = File::open(path).map_err(|source| unreadable(path, source))?;
    let is_folder = file.metadata().map_err(|source| unreadable(path, source))?.is_dir();
    if is_folder { Err(unreadable(path, io::ErrorKind::IsADirectory.into())) } else { Ok(file) }
}

fn bounded(reader: impl Read, path: &Path, limit: u64) -> Result<Bytes, Failure> {
    let mut bytes = Vec::new();
    let read = reader.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    let size = read.map_err(|source| unreadable(path, source))? as u64;
    if size > limit { Err(Failure::TooLarge { file: path.to_owned(), size, limit }) } else { Ok(Bytes::Read(bytes)) }
}

fn unreadable(path: &Path, source: io::Error) -> Failure {
    Failure::Unreadable { file: path.to_owned(), source }
}
