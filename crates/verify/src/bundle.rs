//! Bundles: one line of canonical JSON with all that a check needs.

use serde::de::DeserializeOwned;
use serde_json::Value;
use steadfast_trust::canonical::CanonicalError;
use steadfast_trust::checkpoint::SignedCheckpoint;
use steadfast_trust::encoding::base64;
use steadfast_trust::hash::Hash;
use steadfast_trust::key::PublicKey;
use steadfast_trust::merkle::{check_consistency, check_inclusion, leaf_hash};
use steadfast_trust::record::SALT;

use crate::fault::{Fault, Problem};
use crate::findings::{Findings, Subject};
use crate::form::{
    self, CHECKPOINT, CONSISTENCY, CheckpointForm, ConsistencyForm, RECORD, RecordForm, SCHEMA, hashes_to_text,
};
use crate::older;

/// Bytes of the longest line that is read.
pub const MOST_LINE: usize = 2 << 20;

/// One record and its proof, to be written.
#[derive(Debug, Clone, Copy)]
pub struct RecordBundle<'a> {
    /// The ledger's key.
    pub key: &'a PublicKey,
    /// The checkpoint's note.
    pub checkpoint: &'a str,
    /// The record's number, from 0.
    pub index: u64,
    /// The leaf's data.
    pub leaf: &'a Hash,
    /// Salt and stored envelope; nothing where the content was erased.
    pub content: Option<(&'a [u8; SALT], &'a str)>,
    /// The audit path, nearest sibling first.
    pub proof: &'a [Hash],
}

impl RecordBundle<'_> {
    /// The file.
    ///
    /// # Errors
    /// When the number is beyond what JSON's readers keep exact.
    pub fn to_text(&self) -> Result<String, CanonicalError> {
        form::line(&RecordForm {
            checkpoint: self.checkpoint.to_owned(),
            envelope: self.content.map(|(_, envelope)| envelope.to_owned()),
            index: self.index,
            key: self.key.to_text(),
            kind: RECORD.to_owned(),
            leaf: base64(self.leaf),
            proof: hashes_to_text(self.proof),
            salt: self.content.map(|(salt, _)| base64(salt)),
            schema: SCHEMA,
        })
    }
}

/// A checkpoint with the key, to be written.
#[derive(Debug, Clone, Copy)]
pub struct CheckpointBundle<'a> {
    /// The ledger's key.
    pub key: &'a PublicKey,
    /// The checkpoint's note.
    pub checkpoint: &'a str,
}

impl CheckpointBundle<'_> {
    /// The file.
    ///
    /// # Errors
    /// None for a note and key of this project.
    pub fn to_text(&self) -> Result<String, CanonicalError> {
        form::line(&CheckpointForm {
            checkpoint: self.checkpoint.to_owned(),
            key: self.key.to_text(),
            kind: CHECKPOINT.to_owned(),
            schema: SCHEMA,
        })
    }
}

/// Two checkpoints and the proof between them, to be written.
#[derive(Debug, Clone, Copy)]
pub struct ConsistencyBundle<'a> {
    /// The ledger's key.
    pub key: &'a PublicKey,
    /// The older checkpoint's note.
    pub older: &'a str,
    /// The newer checkpoint's note.
    pub checkpoint: &'a str,
    /// The proof.
    pub proof: &'a [Hash],
}

impl ConsistencyBundle<'_> {
    /// The file.
    ///
    /// # Errors
    /// None for notes and a key of this project.
    pub fn to_text(&self) -> Result<String, CanonicalError> {
        form::line(&ConsistencyForm {
            checkpoint: self.checkpoint.to_owned(),
            key: self.key.to_text(),
            kind: CONSISTENCY.to_owned(),
            older: self.older.to_owned(),
            proof: hashes_to_text(self.proof),
            schema: SCHEMA,
        })
    }
}

/// A value's members, as this kind has them.
pub(crate) fn shaped<T: DeserializeOwned>(value: Value, line: u64) -> Result<T, Fault> {
    serde_json::from_value(value).map_err(|error| Problem::Shape(error).at(line, "line"))
}

/// The members `checkpoint` and `key` of a bundle, checked.
pub(crate) struct Signed {
    pub(crate) key: PublicKey,
    pub(crate) checkpoint: SignedCheckpoint,
}

impl Signed {
    pub(crate) fn new(note: &str, key: PublicKey, line: u64) -> Result<Self, Fault> {
        let checkpoint = form::checkpoint(note, &key, line, "checkpoint")?;
        Ok(Self { key, checkpoint })
    }

    pub(crate) fn findings(&self, subject: Subject, older: Option<u64>) -> Findings {
        let own = self.checkpoint.unchecked();
        Findings {
            subject,
            origin: own.origin.clone(),
            size: own.size,
            root: own.root,
            key: self.key.fingerprint(),
            older,
            witnesses_unchecked: self.checkpoint.cosignatures().map(|line| line.name.to_owned()).collect(),
        }
    }

    /// Compares with an older checkpoint, where no proof leads to it.
    pub(crate) fn compared(&self, older: Option<&str>) -> Result<Option<u64>, Fault> {
        let Some(note) = older else { return Ok(None) };
        let older = older::read(note, &self.key)?;
        older::compare(older.unchecked(), self.checkpoint.unchecked())?;
        Ok(Some(older.unchecked().size))
    }
}

pub(crate) fn record(value: Value, key: PublicKey, older: Option<&str>) -> Result<Findings, Fault> {
    let form: RecordForm = shaped(value, 1)?;
    let leaf = form::hash(&form.leaf, 1, "leaf")?;
    let proof = form::hashes(&form.proof, "proof")?;
    let content = form::content(form.salt.as_deref(), form.envelope.as_deref(), &leaf, &key, 1)?;
    let signed = Signed::new(&form.checkpoint, key, 1)?;
    let own = signed.checkpoint.unchecked();
    check_inclusion(&leaf_hash(&leaf), form.index, own.size, &proof, &own.root)
        .map_err(|error| Problem::Inclusion(error).at(1, "proof"))?;
    let older = signed.compared(older)?;
    Ok(signed.findings(Subject::Record { index: form.index, content }, older))
}

pub(crate) fn checkpoint(value: Value, key: PublicKey, older: Option<&str>) -> Result<Findings, Fault> {
    let form: CheckpointForm = shaped(value, 1)?;
    let signed = Signed::new(&form.checkpoint, key, 1)?;
    let older = signed.compared(older)?;
    Ok(signed.findings(Subject::Checkpoint, older))
}

pub(crate) fn consistency(value: Value, key: PublicKey, asked: Option<&str>) -> Result<Findings, Fault> {
    let form: ConsistencyForm = shaped(value, 1)?;
    let proof = form::hashes(&form.proof, "proof")?;
    let signed = Signed::new(&form.checkpoint, key, 1)?;
    let older = form::checkpoint(&form.older, &signed.key, 1, "older")?;
    let (old, new) = (older.unchecked(), signed.checkpoint.unchecked());
    older::same_ledger(old, &new.origin)?;
    check_consistency(old.size, &old.root, new.size, &new.root, &proof)
        .map_err(|error| Problem::Consistency(error).at(1, "proof"))?;
    if let Some(note) = asked {
        let asked = older::read(note, &signed.key)?;
        let own = if asked.unchecked().size == old.size { old } else { new };
        older::compare(asked.unchecked(), own)?;
    }
    Ok(signed.findings(Subject::Consistency, Some(old.size)))
}
