//! Content on its way to its name.

use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use super::{BlobError, BlobHash, Put};

/// A file that is being written. It goes with this value unless it is kept.
#[derive(Debug)]
pub(super) struct Draft {
    file: NamedTempFile,
    hasher: Sha256,
    length: u64,
    limit: u64,
}

impl Draft {
    /// A draft beside its later place, so that it can be renamed.
    pub(super) fn inside(folder: &Path, limit: u64) -> Result<Self, BlobError> {
        let file = NamedTempFile::new_in(folder).map_err(|error| BlobError::file(folder, error))?;
        Ok(Self { file, hasher: Sha256::new(), length: 0, limit })
    }

    /// A draft to be sent elsewhere.
    pub(super) fn anywhere(limit: u64) -> Result<Self, BlobError> {
        Self::inside(&std::env::temp_dir(), limit)
    }

    pub(super) fn write(mut self, piece: &[u8]) -> Result<Self, BlobError> {
        self.length = self.length.saturating_add(piece.len() as u64);
        if self.length > self.limit {
            return Err(BlobError::TooLong { limit: self.limit });
        }
        self.hasher.update(piece);
        self.file.write_all(piece).map_err(|error| BlobError::file(self.file.path(), error))?;
        Ok(self)
    }

    /// The name and length of what was written.
    pub(super) fn outcome(&self) -> Put {
        Put { hash: BlobHash(self.hasher.clone().finalize().into()), length: self.length }
    }

    /// Has the content on the disk, then under its name: nothing else is ever seen there.
    pub(super) fn rename(self, path: &Path) -> Result<(), BlobError> {
        let sync = self.file.as_file().sync_all();
        sync.map_err(|error| BlobError::file(self.file.path(), error))?;
        self.file.persist(path).map(drop).map_err(|error| BlobError::file(path, error.error))
    }

    /// The same content, to be read from its beginning.
    pub(super) fn reread(mut self) -> Result<Pieces, BlobError> {
        let path = self.file.path().to_owned();
        self.file.rewind().map_err(|error| BlobError::file(&path, error))?;
        Ok(Pieces { file: self.file, path })
    }
}

/// A draft's content in pieces.
pub(super) struct Pieces {
    file: NamedTempFile,
    path: PathBuf,
}

impl Pieces {
    /// The next piece of up to `most` bytes; an empty one at the end.
    pub(super) fn next(self, most: u64) -> Result<(Self, Bytes), BlobError> {
        let mut piece = Vec::new();
        let read = self.file.as_file().take(most).read_to_end(&mut piece);
        read.map_err(|error| BlobError::file(&self.path, error))?;
        Ok((self, piece.into()))
    }
}
