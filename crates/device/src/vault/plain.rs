//! The archive as it is made, piece by piece, nothing of it twice in memory.

use std::io::Read;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use steadfast_trust::hash::{Hash, sha256};
use steadfast_trust::key::UnitPublicKey;

use super::VaultError;
use super::contents::{Contents, Source};
use super::tar;
use crate::data::{Data, PREFIX};
use crate::outside::{Beside, Storage};

/// Bytes of a piece of a file, about.
const PIECE: usize = 64 << 10;

/// What comes next.
enum Stage {
    Header,
    /// The bytes of a member, from this piece of it on.
    Content(usize),
    Padding,
    End,
    Over,
}

/// Makes an archive.
pub(super) struct Plain<S> {
    pub(super) contents: Contents,
    storage: S,
    beside: Option<Arc<dyn Beside>>,
    key: UnitPublicKey,
    /// The member that is made.
    at: usize,
    stage: Stage,
    file: Option<Box<dyn Read + Send>>,
    /// Bytes of the member that are to come.
    left: u64,
    hasher: Sha256,
    hashes: Vec<Hash>,
    piece: Vec<u8>,
    given: usize,
}

impl<S: Storage> Plain<S> {
    pub(super) fn new(contents: Contents, storage: S, beside: Option<Arc<dyn Beside>>, key: UnitPublicKey) -> Self {
        Self {
            contents,
            storage,
            beside,
            key,
            at: 0,
            stage: Stage::Header,
            file: None,
            left: 0,
            hasher: Sha256::new(),
            hashes: Vec::new(),
            piece: Vec::new(),
            given: 0,
        }
    }

    /// Gives some bytes; none at the end.
    pub(super) fn give(&mut self, to: &mut [u8]) -> Result<usize, VaultError> {
        while self.given == self.piece.len() {
            if matches!(self.stage, Stage::Over) {
                return Ok(0);
            }
            self.piece.clear();
            self.given = 0;
            self.step()?;
        }
        let count = to.len().min(self.piece.len() - self.given);
        to[..count].copy_from_slice(&self.piece[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }

    fn step(&mut self) -> Result<(), VaultError> {
        let source = self.contents.source(self.at);
        self.stage = match (&self.stage, source) {
            (Stage::Header, Some(source)) => self.header(source),
            (Stage::Content(piece), Some(source)) => self.content(source, *piece)?,
            (Stage::Padding, Some(source)) => self.padding(source),
            (Stage::End, _) | (_, None) => {
                self.piece.extend_from_slice(&tar::END);
                Stage::Over
            }
            (Stage::Over, _) => Stage::Over,
        };
        Ok(())
    }

    fn header(&mut self, source: Source) -> Stage {
        self.left = self.contents.size(source);
        self.piece = tar::header(&self.contents.path(source), self.left, self.contents.export.time);
        self.hasher = Sha256::new();
        Stage::Content(0)
    }

    fn padding(&mut self, source: Source) -> Stage {
        self.piece.resize(tar::padding(self.contents.size(source)), 0);
        self.at += 1;
        if self.contents.source(self.at).is_some() { Stage::Header } else { Stage::End }
    }

    /// A piece of a member's bytes. They are as many as were said, and those that were there when the export was begun.
    fn content(&mut self, source: Source, piece: usize) -> Result<Stage, VaultError> {
        let is_last = self.produce(source, piece)?;
        self.hasher.update(&self.piece);
        self.left = self.left.checked_sub(self.piece.len() as u64).ok_or_else(|| self.changed(source))?;
        if !is_last {
            return Ok(Stage::Content(piece + 1));
        }
        let hash: Hash = std::mem::take(&mut self.hasher).finalize().into();
        if self.left > 0 || (source == Source::Log && hash != *self.contents.export.log_hash) {
            return Err(self.changed(source));
        }
        self.hashes.push(hash);
        Ok(Stage::Padding)
    }

    fn changed(&self, source: Source) -> VaultError {
        VaultError::Changed(self.contents.path(source))
    }

    /// Puts a piece in its place, and says whether it is the last one.
    fn produce(&mut self, source: Source, piece: usize) -> Result<bool, VaultError> {
        match source {
            Source::Settings => self.piece.extend_from_slice(&self.contents.export.settings),
            Source::Receipt(at) => self.piece = self.contents.receipts[at].text().into_bytes(),
            Source::Sealed(at) => self.sealed(at)?,
            Source::Beside(at) => return self.beside(at),
            Source::Log => {
                let log = &self.contents.export.log;
                log.write(piece, &self.storage, &self.key, &mut self.piece)?;
                return Ok(piece + 1 == log.pieces());
            }
            Source::Manifest => {
                self.piece = self.contents.manifest(piece, &self.hashes).into_bytes();
                return Ok(piece + 1 == self.contents.manifest_lines());
            }
            Source::Sums => {
                self.piece = self.contents.sum(piece, &self.hashes).into_bytes();
                return Ok(piece == self.contents.files());
            }
        }
        Ok(true)
    }

    /// A thing that is sealed here, opened.
    fn sealed(&mut self, at: usize) -> Result<(), VaultError> {
        let sealed = &self.contents.export.sealed[at];
        let stored = self.storage.read(&format!("{PREFIX}{}", sealed.name))?.unwrap_or_default();
        let data = Data::load(&self.storage)?.filter(|_| sha256(&[&stored]) == *sealed.hash);
        let Some(data) = data else { return Err(self.changed(Source::Sealed(at))) };
        self.piece = std::mem::take(&mut *data.opened(&sealed.name, &stored)?);
        Ok(())
    }

    /// A piece of a file that lies beside. It is looked at before its first byte and after its last one.
    fn beside(&mut self, at: usize) -> Result<bool, VaultError> {
        let entry = self.contents.export.beside[at].entry();
        let Some(beside) = &self.beside else { return Err(self.changed(Source::Beside(at))) };
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(beside.open(&entry)?),
        };
        let path = || entry.path.display().to_string();
        let read = file.take(PIECE as u64).read_to_end(&mut self.piece);
        read.map_err(|source| VaultError::Read { path: path(), source })?;
        if self.piece.len() == PIECE {
            return Ok(false);
        }
        self.file = None;
        beside.is_as_listed(&entry)?;
        Ok(true)
    }
}

impl<S: Storage> Read for Plain<S> {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        Ok(self.give(to)?)
    }
}
