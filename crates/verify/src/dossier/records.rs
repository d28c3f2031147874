//! Records of a dossier: one line each, with the proof that leads to the dossier's checkpoint.

use std::io::{BufRead, BufReader, Read, Take};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use steadfast_trust::canonical::{self, CanonicalError};
use steadfast_trust::encoding::base64;
use steadfast_trust::hash::Hash;
use steadfast_trust::merkle::{check_inclusion, leaf_hash};
use steadfast_trust::record::{Record, SALT};

use super::fault::{DossierError, DossierFault, DossierProblem};
use super::manifest::{Part, RECORDS};
use super::moment::is_after;
use super::open::{Dossier, Examined};
use super::write::Measured;
use crate::bundle::MOST_LINE;
use crate::fault::Problem;
use crate::findings::Content;
use crate::form::{self, hashes_to_text};

/// Bytes after which no line is added to a batch.
const BATCH: usize = 1 << 20;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProvenForm {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    envelope: Option<String>,
    index: u64,
    leaf: String,
    proof: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    salt: Option<String>,
}

/// The line of one record in `ledger/records.jsonl`: its number, leaf and audit path (nearest sibling first) to the
/// dossier's checkpoint; `content` is its salt and stored envelope, or nothing where it was erased.
///
/// # Errors
/// When the number is beyond what JSON's readers keep exact.
pub fn proven_line(
    index: u64,
    leaf: &Hash,
    content: Option<(&[u8; SALT], &str)>,
    proof: &[Hash],
) -> Result<String, CanonicalError> {
    form::line(&ProvenForm {
        envelope: content.map(|(_, envelope)| envelope.to_owned()),
        index,
        leaf: base64(leaf),
        proof: hashes_to_text(proof),
        salt: content.map(|(salt, _)| base64(salt)),
    })
}

/// A record that was shown to stand in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    /// Its number, from 0.
    pub index: u64,
    /// Its leaf's data.
    pub leaf: Hash,
    /// What it says, or that its content was erased.
    pub content: Content,
}

/// The lines of the records, read and measured.
#[derive(Debug)]
pub struct RecordLines<'a, R> {
    dossier: &'a Dossier,
    piece: usize,
    reader: BufReader<Take<R>>,
    digest: Sha256,
    checksum: crc32fast::Hasher,
    bytes: u64,
    /// Lines so far.
    lines: usize,
}

impl<'a, R: Read> RecordLines<'a, R> {
    /// Over a reader that stands at the beginning of the file.
    pub(super) fn new(dossier: &'a Dossier, piece: usize, reader: Take<R>) -> Self {
        let reader = BufReader::with_capacity(128 << 10, reader);
        let (digest, checksum) = (Sha256::new(), crc32fast::Hasher::new());
        Self { dossier, piece, reader, digest, checksum, bytes: 0, lines: 0 }
    }

    /// Further lines with their place in the file, from 0, without their newlines; about a megabyte of them, none at the
    /// end. Each goes to [`Dossier::record`].
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn batch(&mut self) -> Result<Vec<(usize, Vec<u8>)>, DossierError> {
        let (mut batch, mut held) = (Vec::new(), 0);
        while held < BATCH {
            let Some(line) = self.line()? else { break };
            held += line.len();
            batch.push((self.lines, line));
            self.lines += 1;
        }
        Ok(batch)
    }

    /// One that is longer than any may be comes in pieces, the first of which its reader refuses.
    fn line(&mut self) -> Result<Option<Vec<u8>>, DossierError> {
        let mut line = Vec::new();
        let read = self.reader.by_ref().take(MOST_LINE as u64 + 2).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(None);
        }
        self.digest.update(&line);
        self.checksum.update(&line);
        self.bytes += read as u64;
        // A last line without its newline is no line: its reader finds the mark that stands here.
        if line.pop_if(|last| *last == b'\n').is_none() {
            line.push(b'\n');
        }
        Ok(Some(line))
    }

    /// After the last line: all records were there, and the file is the one that the manifest names.
    ///
    /// # Errors
    /// When it is not.
    pub fn end(self) -> Result<Examined, DossierError> {
        if let Some(missing) = self.dossier.numbers().get(self.lines) {
            return Err(DossierProblem::RecordMissing.of_record(RECORDS, *missing).into());
        }
        let (sha256, checksum) = (self.digest.finalize().into(), self.checksum.finalize());
        let measured = Measured { bytes: self.bytes, sha256, checksum };
        Ok(self.dossier.measured(self.piece, &measured)?)
    }
}

impl Dossier {
    /// Checks one line of the records by itself and against the manifest: its place, that salt and envelope give the leaf,
    /// the signature, the proof; that it is not later than the dossier nor of another product; that it names the digests
    /// of the parts that rest on it. `line` is its place in the file, from 0; it may run on many threads.
    ///
    /// # Errors
    /// When any of it does not hold.
    pub fn record(&self, line: usize, bytes: &[u8]) -> Result<Proven, DossierFault> {
        let expected = self.numbers().get(line).copied();
        let at = |problem: DossierProblem| match expected {
            Some(number) => problem.of_record(RECORDS, number),
            None => problem.at(RECORDS),
        };
        let form: ProvenForm = canonical::read(bytes, MOST_LINE).map_err(|error| at(DossierProblem::Form(error)))?;
        self.in_its_place(form.index, expected)?;
        let proven = self.proven(&form).map_err(|problem| at(DossierProblem::Ledger(problem)))?;
        match &proven.content {
            Content::Held(record) => self.fits(form.index, record).map_err(at)?,
            Content::Erased => {}
        }
        Ok(proven)
    }

    fn in_its_place(&self, found: u64, expected: Option<u64>) -> Result<(), DossierFault> {
        match expected {
            Some(expected) if expected == found => Ok(()),
            Some(expected) if found > expected && self.numbers().binary_search(&found).is_ok() => {
                Err(DossierProblem::RecordMissing.of_record(RECORDS, expected))
            }
            _ => Err(DossierProblem::RecordNotNamed.of_record(RECORDS, found)),
        }
    }

    fn proven(&self, form: &ProvenForm) -> Result<Proven, Problem> {
        let leaf = form::hash(&form.leaf, 1, "leaf").map_err(|fault| fault.problem)?;
        let proof = form::hashes(&form.proof, "proof").map_err(|fault| fault.problem)?;
        let content = form::content(form.salt.as_deref(), form.envelope.as_deref(), &leaf, self.key(), 1);
        let content = content.map_err(|fault| fault.problem)?;
        let own = self.checkpoint();
        check_inclusion(&leaf_hash(&leaf), form.index, own.size, &proof, &own.root).map_err(Problem::Inclusion)?;
        Ok(Proven { index: form.index, leaf, content })
    }

    fn fits(&self, number: u64, record: &Record) -> Result<(), DossierProblem> {
        let manifest = self.manifest();
        if is_after(&record.time, &manifest.made) {
            return Err(DossierProblem::Future(record.time.clone()));
        }
        if let Some(other) = other_product(record, &manifest.product.id) {
            return Err(DossierProblem::OtherProduct(other));
        }
        self.resting_on(number).try_for_each(|part| names(record, part))
    }
}

/// The product of which a record says that it is about, where that is another than this. Ids of products begin alike.
fn other_product(record: &Record, own: &str) -> Option<String> {
    let (kind, _) = own.split_once('_')?;
    let is_product = |id: &&str| id.split_once('_').is_some_and(|(other, _)| other == kind);
    let fact = record.facts.get("product").and_then(serde_json::Value::as_str);
    let named = [record.subject.as_deref(), fact].into_iter().flatten().filter(is_product);
    named.filter(|id| *id != own).map(str::to_owned).next()
}

/// Whether a record is the one on which a part rests, and names its digest where it must.
fn names(record: &Record, part: &Part) -> Result<(), DossierProblem> {
    let Some(rests) = &part.record else { return Ok(()) };
    if rests.id != record.id {
        return Err(DossierProblem::OtherRecord(part.path.clone()));
    }
    let Some(fact) = &rests.fact else { return Ok(()) };
    match named(record, fact).and_then(serde_json::Value::as_str) {
        Some(digest) if digest.strip_prefix("sha256:").unwrap_or(digest) == part.sha256 => Ok(()),
        Some(_) => Err(DossierProblem::Digest(part.path.clone())),
        None => Err(DossierProblem::NamesNone { part: part.path.clone(), fact: fact.clone() }),
    }
}

/// The fact of this name; `documents/declaration.en.pdf` is the member of that name of the fact `documents`.
fn named<'a>(record: &'a Record, fact: &str) -> Option<&'a serde_json::Value> {
    match fact.split_once('/') {
        Some((fact, member)) => record.facts.get(fact)?.get(member),
        None => record.facts.get(fact),
    }
}
