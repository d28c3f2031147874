//! Dossiers of files that are at hand.

use std::io::Write;

use steadfast_trust::encoding::hex;
use steadfast_trust::hash::Hash;
use steadfast_trust::tuf::Sign;

use super::manifest::{LedgerHead, Manifest, Part, Product, RECORDS, Release, Rests, role};
use super::subset::{Chosen, Subset};
use super::write::{DossierWriter, Measured, Sealed, WriteError};
use crate::form::SCHEMA;

/// What a dossier says of itself, before its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// What it is of.
    pub product: Product,
    /// Releases of which it speaks.
    pub releases: Vec<Release>,
    /// When it was made: RFC 3339 in UTC with a `Z`.
    pub made: String,
    /// Languages of its papers.
    pub languages: Vec<String>,
    /// The ledger's head.
    pub ledger: LedgerHead,
    /// Numbers of the records in its file of records, rising.
    pub records: Vec<u64>,
}

/// A file that is at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its path.
    pub path: String,
    /// What it is; see [`role`](super::manifest::role).
    pub role: String,
    /// Its media type.
    pub media_type: String,
    /// Points of Annex VII to which it belongs.
    pub points: Vec<String>,
    /// The record that speaks of it.
    pub record: Option<Rests>,
    /// Its content.
    pub content: Vec<u8>,
}

impl Head {
    /// The manifest over these parts, in any order.
    pub fn manifest(self, mut parts: Vec<Part>) -> Manifest {
        parts.sort_by(|one, other| one.path.cmp(&other.path));
        Manifest {
            kind: "dossier".to_owned(),
            languages: self.languages,
            ledger: self.ledger,
            made: self.made,
            parts,
            product: self.product,
            records: self.records,
            releases: self.releases,
            schema: SCHEMA,
        }
    }
}

impl Piece {
    /// How the manifest names it.
    pub fn part(&self, measured: &Measured) -> Part {
        Part {
            bytes: measured.bytes,
            media_type: self.media_type.clone(),
            path: self.path.clone(),
            points: self.points.clone(),
            record: self.record.clone(),
            role: self.role.clone(),
            sha256: hex(&measured.sha256),
        }
    }
}

/// Pieces under a manifest that is signed.
#[derive(Debug)]
pub struct Packed {
    /// What is in it.
    pub manifest: Manifest,
    sealed: Sealed,
    pieces: Vec<(Piece, Measured)>,
}

/// To whom some parts of a dossier go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedTo {
    /// By a reference such as the authority's file number; no personal data.
    pub to: String,
    /// When: RFC 3339 in UTC with a `Z`.
    pub made: String,
    /// The paths that go; the records on which they rest go along.
    pub parts: Vec<String>,
}

impl Packed {
    /// Signs what the pieces are, in any order.
    ///
    /// # Errors
    /// When the dossier would not be accepted, or cannot be signed.
    pub fn new(head: Head, mut pieces: Vec<Piece>, key: &dyn Sign) -> Result<Self, WriteError> {
        pieces.sort_by(|one, other| one.path.cmp(&other.path));
        let measured = |piece: Piece| Ok((Measured::of(&mut piece.content.as_slice())?, piece));
        let pieces = pieces.into_iter().map(|piece| measured(piece).map(|(measured, piece)| (piece, measured)));
        let pieces: Vec<(Piece, Measured)> = pieces.collect::<Result<_, WriteError>>()?;
        let manifest = head.manifest(pieces.iter().map(|(piece, measured)| piece.part(measured)).collect());
        let sealed = Sealed::new(&manifest, key)?;
        Ok(Self { manifest, sealed, pieces })
    }

    /// The SHA-256 of the manifest.
    pub fn digest(&self) -> Hash {
        self.sealed.digest()
    }

    /// Writes the whole dossier.
    ///
    /// # Errors
    /// When writing fails.
    pub fn write<W: Write>(&self, out: W) -> Result<W, WriteError> {
        let mut writer = DossierWriter::begin(out, &self.sealed)?;
        for (piece, measured) in &self.pieces {
            writer.part(&piece.path, measured, &mut piece.content.as_slice())?;
        }
        writer.finish()
    }

    /// Only what goes to somebody, with a signed list of it; the manifest names the rest as withheld.
    ///
    /// # Errors
    /// When a part is none of the dossier's, or it cannot be signed.
    pub fn handed_to(mut self, handed: HandedTo, key: &dyn Sign) -> Result<Self, WriteError> {
        let (parts, records) = self.with_records(handed.parts)?;
        let mut subset = Subset::new(&self.digest(), &handed.to, &handed.made, parts);
        subset.records = records;
        self.sealed = self.sealed.subset(&self.manifest, &subset, key)?;
        self.pieces.retain(|(piece, _)| subset.holds(&piece.path));
        Ok(self)
    }

    /// The paths of what goes.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().map(|(piece, _)| piece.path.as_str())
    }

    /// The records go whole where the register goes, which rests on all of them; else those on which a part rests.
    fn with_records(&mut self, mut parts: Vec<String>) -> Result<(Vec<String>, Option<Chosen>), WriteError> {
        parts.retain(|path| path != RECORDS);
        let goes = |path: &str| parts.iter().any(|one| one == path);
        let is_register = self.manifest.parts.iter().any(|part| part.role == role::REGISTER && goes(&part.path));
        let resting =
            self.manifest.parts.iter().filter(|part| goes(&part.path)).filter_map(|part| part.record.as_ref());
        let mut numbers: Vec<u64> = resting.map(|rests| rests.number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let Some(place) = self.pieces.iter().position(|(piece, _)| piece.path == RECORDS) else {
            return Ok((parts, None));
        };
        if numbers.is_empty() && !is_register {
            return Ok((parts, None));
        }
        parts.push(RECORDS.to_owned());
        if is_register || numbers == self.manifest.records {
            return Ok((parts, None));
        }
        let (piece, measured) = &mut self.pieces[place];
        piece.content = chosen(&piece.content, &self.manifest.records, &numbers);
        *measured = Measured::of(&mut piece.content.as_slice())?;
        let chosen = Chosen { bytes: measured.bytes, numbers, sha256: hex(&measured.sha256) };
        Ok((parts, Some(chosen)))
    }
}

/// The lines of some records, out of the lines of all.
fn chosen(lines: &[u8], all: &[u64], numbers: &[u64]) -> Vec<u8> {
    let lines = lines.split_inclusive(|byte| *byte == b'\n').zip(all);
    lines.filter(|(_, number)| numbers.contains(number)).flat_map(|(line, _)| line.to_vec()).collect()
}

/// Writes a dossier of pieces in any order, and gives its manifest.
///
/// # Errors
/// When it would not be accepted, cannot be signed, or writing fails.
pub fn pack<W: Write>(out: W, head: Head, pieces: Vec<Piece>, key: &dyn Sign) -> Result<(W, Manifest), WriteError> {
    let packed = Packed::new(head, pieces, key)?;
    Ok((packed.write(out)?, packed.manifest))
}
