//! Dossiers of files that are at hand.

use std::io::Write;

use steadfast_trust::encoding::hex;
use steadfast_trust::tuf::Sign;

use super::manifest::{LedgerHead, Manifest, Part, Product, Release, Rests};
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

/// Writes a dossier of pieces in any order, and gives its manifest.
///
/// # Errors
/// When it would not be accepted, cannot be signed, or writing fails.
pub fn pack<W: Write>(out: W, head: Head, mut pieces: Vec<Piece>, key: &dyn Sign) -> Result<(W, Manifest), WriteError> {
    pieces.sort_by(|one, other| one.path.cmp(&other.path));
    let measured = pieces.iter().map(|piece| Measured::of(&mut piece.content.as_slice()));
    let measured: Vec<Measured> = measured.collect::<Result<_, _>>()?;
    let parts = pieces.iter().zip(&measured).map(|(piece, measured)| piece.part(measured)).collect();
    let manifest = head.manifest(parts);
    let mut writer = DossierWriter::begin(out, &Sealed::new(&manifest, key)?)?;
    for (piece, measured) in pieces.iter().zip(&measured) {
        writer.part(&piece.path, measured, &mut piece.content.as_slice())?;
    }
    Ok((writer.finish()?, manifest))
}
