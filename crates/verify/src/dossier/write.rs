//! Writing dossiers: the one form that is accepted.

use std::io::{self, Read, Write};

use sha2::{Digest as _, Sha256};
use steadfast_trust::canonical::CanonicalError;
use steadfast_trust::dsse::EnvelopeError;
use steadfast_trust::hash::{Hash, sha256};
use steadfast_trust::key::SigningError;
use steadfast_trust::tuf::Sign;
use thiserror::Error;

use super::container::{self, Placed};
use super::fault::{DossierFault, DossierProblem};
use super::manifest::{MANIFEST, MANIFEST_SIGNED, Manifest, RECORDS, SUBSET, SUBSET_SIGNED};
use super::statement::{OF_MANIFEST, OF_SUBSET};
use super::subset::Subset;

/// Why a dossier is not written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// Something in it would not be accepted.
    #[error("the dossier would not be accepted")]
    Fault(#[from] DossierFault),
    /// It could not be signed.
    #[error("the dossier could not be signed")]
    Signing(#[from] SigningError),
    /// The signed statement could not be written.
    #[error("the signed statement could not be written")]
    Envelope(#[from] EnvelopeError),
    /// The statement could not be written.
    #[error("the statement could not be written")]
    Canonical(#[from] CanonicalError),
    /// A content is another than was measured, or comes in another order.
    #[error("{0}: not the content that belongs here")]
    Content(String),
    /// Reading a content or writing the dossier failed.
    #[error("the dossier cannot be written")]
    Write(#[from] io::Error),
}

/// What a content is: read once before the manifest is made, since headers come before contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: Hash,
    /// The checksum that the container names (CRC-32 of ISO 3309).
    pub checksum: u32,
}

impl Measured {
    /// Reads a content to its end.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of(content: &mut dyn Read) -> io::Result<Self> {
        copy(content, &mut io::sink(), BUFFER as u64)
    }
}

/// Bytes that are read at a time.
const BUFFER: usize = 128 << 10;

/// Copies a content of about so many bytes and measures it.
pub(super) fn copy(content: &mut dyn Read, out: &mut dyn Write, about: u64) -> io::Result<Measured> {
    let (mut digest, mut checksum, mut bytes) = (Sha256::new(), crc32fast::Hasher::new(), 0_u64);
    let mut buffer = vec![0; usize::try_from(about).unwrap_or(BUFFER).clamp(1, BUFFER)];
    loop {
        let read = match content.read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        let piece = buffer.get(..read).unwrap_or_default();
        if piece.is_empty() {
            return Ok(Measured { bytes, sha256: digest.finalize().into(), checksum: checksum.finalize() });
        }
        digest.update(piece);
        checksum.update(piece);
        out.write_all(piece)?;
        bytes += read as u64;
    }
}

/// A manifest with its signature, ready to be written; with a list where only some parts are handed over.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// The files at the beginning: path and content.
    head: Vec<(&'static str, Vec<u8>)>,
    /// What follows: path and length.
    parts: Vec<(String, u64)>,
}

impl Sealed {
    /// Signs a manifest.
    ///
    /// # Errors
    /// When it would not be accepted, or cannot be signed.
    pub fn new(manifest: &Manifest, key: &dyn Sign) -> Result<Self, WriteError> {
        let bytes = manifest.to_bytes()?;
        let signed = OF_MANIFEST.sign(&bytes, key)?;
        let parts = manifest.parts.iter().map(|part| (part.path.clone(), part.bytes)).collect();
        Ok(Self { head: vec![(MANIFEST, bytes), (MANIFEST_SIGNED, signed)], parts })
    }

    /// Of a dossier that was sealed before: only the parts of this list, which the same key signs.
    ///
    /// # Errors
    /// When the list would not be accepted, or cannot be signed.
    pub fn subset(mut self, manifest: &Manifest, subset: &Subset, key: &dyn Sign) -> Result<Self, WriteError> {
        let bytes = subset.to_bytes(manifest, &self.digest())?;
        let signed = OF_SUBSET.sign(&bytes, key)?;
        self.head.truncate(2);
        self.head.extend([(SUBSET, bytes), (SUBSET_SIGNED, signed)]);
        self.parts = handed(manifest, Some(subset));
        Ok(self)
    }

    /// A dossier as it was sealed before, from its own first two files.
    ///
    /// # Errors
    /// When the manifest is none.
    pub fn again(manifest: Vec<u8>, signed: Vec<u8>) -> Result<Self, WriteError> {
        let parts = handed(&Manifest::read(&manifest)?, None);
        Ok(Self { head: vec![(MANIFEST, manifest), (MANIFEST_SIGNED, signed)], parts })
    }

    /// The SHA-256 of the manifest.
    pub fn digest(&self) -> Hash {
        self.head.first().map_or_else(|| sha256(&[]), |(_, manifest)| sha256(&[manifest]))
    }

    /// The manifest's bytes and those of its signed statement.
    pub fn files(&self) -> impl Iterator<Item = (&'static str, &[u8])> {
        self.head.iter().map(|(path, bytes)| (*path, bytes.as_slice()))
    }

    fn placed(&self) -> Option<(Vec<Placed>, u32)> {
        let head = self.head.iter().map(|(path, bytes)| (*path, bytes.len() as u64));
        container::place(head.chain(self.parts.iter().map(|(path, bytes)| (path.as_str(), *bytes))))
    }
}

/// The parts that are there, with their lengths.
pub(super) fn handed(manifest: &Manifest, subset: Option<&Subset>) -> Vec<(String, u64)> {
    let there = |path: &str| subset.is_none_or(|subset| subset.holds(path));
    let chosen = subset.and_then(|subset| subset.records.as_ref());
    let parts = manifest.parts.iter().filter(|part| there(&part.path));
    let length = |part: &super::manifest::Part| match chosen {
        Some(chosen) if part.path == RECORDS => chosen.bytes,
        _ => part.bytes,
    };
    parts.map(|part| (part.path.clone(), length(part))).collect()
}

/// Writes a dossier, part after part, in the manifest's order.
#[derive(Debug)]
pub struct DossierWriter<W: Write> {
    out: W,
    placed: Vec<Placed>,
    directory: u32,
    checksums: Vec<u32>,
}

impl<W: Write> DossierWriter<W> {
    /// Writes what stands at the beginning.
    ///
    /// # Errors
    /// When there is too much for a dossier, or writing fails.
    pub fn begin(out: W, sealed: &Sealed) -> Result<Self, WriteError> {
        let (placed, directory) = sealed.placed().ok_or_else(|| DossierProblem::Large.at(""))?;
        let mut writer = Self { out, placed, directory, checksums: Vec::new() };
        for (path, bytes) in &sealed.head {
            let measured = Measured::of(&mut bytes.as_slice())?;
            writer.part(path, &measured, &mut bytes.as_slice())?;
        }
        Ok(writer)
    }

    /// Writes the next part.
    ///
    /// # Errors
    /// When it is not the next one, is another than was measured, or reading or writing fails.
    pub fn part(&mut self, path: &str, measured: &Measured, content: &mut dyn Read) -> Result<(), WriteError> {
        let other = || WriteError::Content(path.to_owned());
        let next = self.placed.get(self.checksums.len()).filter(|next| next.path == path);
        let next = next.filter(|next| u64::from(next.bytes) == measured.bytes).ok_or_else(other)?;
        self.out.write_all(&next.local(measured.checksum))?;
        if copy(content, &mut self.out, measured.bytes)? != *measured {
            return Err(other());
        }
        self.checksums.push(measured.checksum);
        Ok(())
    }

    /// Writes the end, and gives back what was written to.
    ///
    /// # Errors
    /// When a part is missing, or writing fails.
    pub fn finish(mut self) -> Result<W, WriteError> {
        if let Some(missing) = self.placed.get(self.checksums.len()) {
            return Err(WriteError::Content(missing.path.clone()));
        }
        let entries = self.placed.iter().zip(&self.checksums);
        let directory: Vec<u8> = entries.flat_map(|(placed, checksum)| placed.central(*checksum)).collect();
        let bytes = u32::try_from(directory.len()).map_err(|_| DossierProblem::Large.at(""))?;
        self.out.write_all(&directory)?;
        self.out.write_all(&container::end(self.placed.len(), self.directory, bytes))?;
        self.out.flush()?;
        Ok(self.out)
    }
}
