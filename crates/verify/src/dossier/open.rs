//! A dossier that is being checked: opened by its manifest, then examined part by part.

use std::io::{Read, Seek, SeekFrom};

use steadfast_trust::checkpoint::{Checkpoint, SignedCheckpoint};
use steadfast_trust::encoding::base64;
use steadfast_trust::hash::{Hash, sha256};
use steadfast_trust::key::{Fingerprint, PublicKey};

use super::container::{self, Placed};
use super::earlier::{self, MOST_CONSISTENCY};
use super::fault::{DossierError, DossierFault, DossierProblem};
use super::manifest::{
    CONSISTENCY, MANIFEST, MANIFEST_SIGNED, MOST_MANIFEST, Manifest, Part, RECORDS, SUBSET, SUBSET_SIGNED, digest,
};
use super::read;
use super::records::RecordLines;
use super::statement::{OF_MANIFEST, OF_SUBSET};
use super::subset::Subset;
use super::write::{Measured, copy, handed};
use crate::fault::Problem;
use crate::form;

/// Bytes of the longest signed statement that is read.
const MOST_SIGNED: usize = 1 << 20;

/// What is asked of a dossier beside whether it holds.
#[derive(Debug, Clone, Copy, Default)]
pub struct DossierAsked<'a> {
    /// The key that must have signed it, known from outside.
    pub key: Option<&'a Fingerprint>,
    /// Keys that are known from outside to be revoked: nothing that they signed is believed.
    pub revoked: &'a [Fingerprint],
    /// The note of a checkpoint seen on another day, which must be the beginning of this one.
    pub older: Option<&'a str>,
}

/// A dossier whose manifest holds: signed, every header of the container in its place. What the parts hold is not checked
/// yet.
///
/// [`examine`](Self::examine) and [`record`](Self::record) do the work that parts do not share and may run on many threads,
/// each with a reader of its own; [`close`](Self::close) takes what they give.
#[derive(Debug)]
pub struct Dossier {
    pub(super) manifest: Manifest,
    pub(super) digest: Hash,
    pub(super) subset: Option<Subset>,
    pub(super) key: PublicKey,
    pub(super) signed: SignedCheckpoint,
    pub(super) earlier: Vec<Checkpoint>,
    placed: Vec<Placed>,
    checksums: Vec<u32>,
    /// Files before the parts.
    head: usize,
    /// Which parts rest on which record: number and place in the manifest, by number.
    resting: Vec<(u64, usize)>,
    pub(super) older: Option<String>,
}

/// A part that is the one that the manifest names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Examined {
    pub(super) piece: usize,
}

impl Dossier {
    /// Reads the manifest, checks who signed it and the form of the container. `file` is read from its beginning.
    ///
    /// # Errors
    /// When it cannot be read, is none, was altered, or is of another key.
    pub fn open<R: Read + Seek>(file: &mut R, asked: &DossierAsked<'_>) -> Result<Self, DossierError> {
        let manifest = read::whole(file, MANIFEST, 0, MOST_MANIFEST)?;
        let (first, bytes) = manifest.ok_or_else(|| DossierProblem::NoDossier.at(""))?;
        let (digest, manifest) = (sha256(&[&bytes]), Manifest::read(&bytes)?);
        let key = key(&manifest, asked)?;
        let mut head = vec![first];
        let signed = next(file, MANIFEST_SIGNED, MOST_SIGNED, &mut head)?;
        let signed = signed.ok_or_else(|| DossierProblem::Missing.at(MANIFEST_SIGNED))?;
        OF_MANIFEST.verify(&signed, &digest, &key)?;
        let checkpoint = head_of(&manifest, &key)?;
        let subset = subset(file, &mut head, &manifest, &digest, &key)?;
        let mut dossier = Self {
            resting: resting(&manifest),
            head: head.len(),
            manifest,
            digest,
            subset,
            key,
            signed: checkpoint,
            earlier: Vec::new(),
            placed: head,
            checksums: Vec::new(),
            older: asked.older.map(str::to_owned),
        };
        dossier.lay_out(file)?;
        dossier.earlier = dossier.read_earlier(file)?;
        Ok(dossier)
    }

    /// Compares the container with the one that belongs to manifest and list.
    fn lay_out<R: Read + Seek>(&mut self, file: &mut R) -> Result<(), DossierError> {
        let parts = handed(&self.manifest, self.subset.as_ref());
        let head = self.placed.iter().map(|one| (one.path.as_str(), u64::from(one.bytes)));
        let all = head.chain(parts.iter().map(|(path, bytes)| (path.as_str(), *bytes)));
        let (placed, start) = container::place(all).ok_or_else(|| DossierProblem::Large.at(""))?;
        self.checksums = read::headers(file, &placed, read::end_of(&placed, start))?;
        read::directory(file, &placed, &self.checksums, start)?;
        self.placed = placed;
        Ok(())
    }

    fn read_earlier<R: Read + Seek>(&self, file: &mut R) -> Result<Vec<Checkpoint>, DossierError> {
        let Some(piece) = self.piece(CONSISTENCY) else { return Ok(Vec::new()) };
        let placed = &self.placed[piece];
        if placed.bytes as usize > MOST_CONSISTENCY {
            return Err(DossierProblem::Large.at(CONSISTENCY).into());
        }
        let bytes = read::at(file, placed.content(), u64::from(placed.bytes))?;
        self.measured(piece, &Measured::of(&mut bytes.as_slice())?)?;
        Ok(earlier::read(&bytes, self.checkpoint(), &self.key)?)
    }

    /// The parts that are to be examined, whatever the order: all but the records, which come line by line.
    pub fn pieces(&self) -> Vec<usize> {
        let parts = self.placed.iter().enumerate().skip(self.head);
        parts.filter(|(_, one)| one.path != RECORDS).map(|(piece, _)| piece).collect()
    }

    /// Bytes of the part; for progress and for sharing out work.
    pub fn bytes_of(&self, piece: usize) -> u64 {
        self.placed.get(piece).map_or(0, |one| u64::from(one.bytes))
    }

    /// Reads a part once and compares it with what the manifest names.
    ///
    /// # Errors
    /// When it cannot be read, or is another.
    pub fn examine<R: Read + Seek>(&self, piece: usize, file: &mut R) -> Result<Examined, DossierError> {
        let placed = self.placed.get(piece).ok_or_else(|| DossierProblem::Missing.at(""))?;
        file.seek(SeekFrom::Start(placed.content()))?;
        let measured = copy(&mut file.take(u64::from(placed.bytes)), &mut std::io::sink(), u64::from(placed.bytes))?;
        Ok(self.measured(piece, &measured)?)
    }

    /// The lines of the records; nothing where there are none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn records<'a, R: Read + Seek>(
        &'a self,
        file: &'a mut R,
    ) -> Result<Option<RecordLines<'a, &'a mut R>>, DossierError> {
        let Some(piece) = self.piece(RECORDS) else { return Ok(None) };
        let placed = &self.placed[piece];
        file.seek(SeekFrom::Start(placed.content()))?;
        Ok(Some(RecordLines::new(self, piece, file.take(u64::from(placed.bytes)))))
    }

    /// What was read of a part must be what the manifest names.
    pub(super) fn measured(&self, piece: usize, measured: &Measured) -> Result<Examined, DossierFault> {
        let Some(placed) = self.placed.get(piece) else { return Err(DossierProblem::Missing.at("")) };
        if self.expected(&placed.path) != Some(measured.sha256) || u64::from(placed.bytes) != measured.bytes {
            return Err(DossierProblem::Changed.at(&placed.path));
        }
        match self.checksums.get(piece) {
            Some(checksum) if *checksum == measured.checksum => Ok(Examined { piece }),
            _ => Err(DossierProblem::Checksum.at(&placed.path)),
        }
    }

    /// The digest that a part must have.
    fn expected(&self, path: &str) -> Option<Hash> {
        let chosen = self.subset.as_ref().and_then(|subset| subset.records.as_ref());
        match chosen {
            Some(chosen) if path == RECORDS => digest(&chosen.sha256),
            _ => digest(&self.manifest.part(path)?.sha256),
        }
    }

    /// Numbers of the records that must be there.
    pub(super) fn numbers(&self) -> &[u64] {
        match &self.subset {
            Some(subset) if !subset.holds(RECORDS) => &[],
            Some(Subset { records: Some(chosen), .. }) => &chosen.numbers,
            _ => &self.manifest.records,
        }
    }

    /// Parts that rest on a record.
    pub(super) fn resting_on(&self, number: u64) -> impl Iterator<Item = &Part> {
        let start = self.resting.partition_point(|(other, _)| *other < number);
        let own = self.resting.iter().skip(start).take_while(move |(other, _)| *other == number);
        own.filter_map(|(_, at)| self.manifest.parts.get(*at))
    }

    pub(super) fn piece(&self, path: &str) -> Option<usize> {
        let parts = self.placed.get(self.head..)?;
        parts.binary_search_by(|one| one.path.as_str().cmp(path)).ok().map(|at| at + self.head)
    }

    pub(super) fn path_of(&self, piece: usize) -> &str {
        self.placed.get(piece).map_or("", |one| one.path.as_str())
    }

    /// What the manifest says.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The checkpoint on which all records are shown to stand.
    pub fn checkpoint(&self) -> &Checkpoint {
        self.signed.unchecked()
    }

    pub(super) fn key(&self) -> &PublicKey {
        &self.key
    }
}

/// The file that follows those that were read; nothing where another one does.
fn next<R: Read + Seek>(
    file: &mut R,
    path: &str,
    most: usize,
    head: &mut Vec<Placed>,
) -> Result<Option<Vec<u8>>, DossierError> {
    let offset = head.last().map_or(0, |last| last.content() + u64::from(last.bytes));
    let found = read::whole(file, path, offset, most)?;
    Ok(found.map(|(placed, bytes)| {
        head.push(placed);
        bytes
    }))
}

fn subset<R: Read + Seek>(
    file: &mut R,
    head: &mut Vec<Placed>,
    manifest: &Manifest,
    digest: &Hash,
    key: &PublicKey,
) -> Result<Option<Subset>, DossierError> {
    let Some(list) = next(file, SUBSET, MOST_MANIFEST, head)? else { return Ok(None) };
    let signed = next(file, SUBSET_SIGNED, MOST_SIGNED, head)?;
    let signed = signed.ok_or_else(|| DossierProblem::Missing.at(SUBSET_SIGNED))?;
    OF_SUBSET.verify(&signed, &sha256(&[&list]), key)?;
    Ok(Some(Subset::read(&list, manifest, digest)?))
}

fn key(manifest: &Manifest, asked: &DossierAsked<'_>) -> Result<PublicKey, DossierFault> {
    let key: PublicKey =
        manifest.ledger.key.parse().map_err(|error| DossierProblem::Ledger(Problem::Key(error)).at(MANIFEST))?;
    let found = key.fingerprint();
    match asked.key {
        Some(expected) if *expected != found => {
            Err(DossierProblem::OtherKey { found, expected: *expected }.at(MANIFEST))
        }
        _ if asked.revoked.contains(&found) => Err(DossierProblem::RevokedKey(found).at(MANIFEST)),
        _ => Ok(key),
    }
}

/// The checkpoint of the manifest: signed, and with the name, size and root that the manifest says.
fn head_of(manifest: &Manifest, key: &PublicKey) -> Result<SignedCheckpoint, DossierFault> {
    let ledger = &manifest.ledger;
    let signed = form::checkpoint(&ledger.checkpoint, key, 1, "checkpoint")
        .map_err(|fault| DossierProblem::Ledger(fault.problem).at(MANIFEST))?;
    let own = signed.unchecked();
    let same = own.origin == ledger.origin && own.size == ledger.size && base64(&own.root) == ledger.root;
    if same { Ok(signed) } else { Err(DossierProblem::Head.at(MANIFEST)) }
}

fn resting(manifest: &Manifest) -> Vec<(u64, usize)> {
    let parts = manifest.parts.iter().enumerate();
    let mut all: Vec<_> = parts.filter_map(|(at, part)| Some((part.record.as_ref()?.number, at))).collect();
    all.sort_unstable();
    all
}
