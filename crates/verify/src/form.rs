//! The JSON of files, member by member.

use serde::{Deserialize, Serialize};
use steadfast_trust::canonical::{self, CanonicalError};
use steadfast_trust::checkpoint::SignedCheckpoint;
use steadfast_trust::encoding::{base64, hash_from_base64};
use steadfast_trust::hash::Hash;
use steadfast_trust::key::PublicKey;
use steadfast_trust::record::{Record, RecordError, leaf_data};

use crate::fault::{Fault, Problem};
use crate::findings::Content;

/// The version of every form here.
pub(crate) const SCHEMA: u64 = 1;

/// `kind` of a bundle with one record.
pub(crate) const RECORD: &str = "record";
/// `kind` of a bundle with a checkpoint alone.
pub(crate) const CHECKPOINT: &str = "checkpoint";
/// `kind` of a bundle with two checkpoints.
pub(crate) const CONSISTENCY: &str = "consistency";
/// `kind` of a bundle with a report and the record that names it.
pub(crate) const REPORT: &str = "report";
/// `kind` of an export's first line.
pub(crate) const EXPORT: &str = "export";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecordForm {
    pub(crate) checkpoint: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) envelope: Option<String>,
    pub(crate) index: u64,
    pub(crate) key: String,
    pub(crate) kind: String,
    pub(crate) leaf: String,
    pub(crate) proof: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) salt: Option<String>,
    pub(crate) schema: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CheckpointForm {
    pub(crate) checkpoint: String,
    pub(crate) key: String,
    pub(crate) kind: String,
    pub(crate) schema: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConsistencyForm {
    pub(crate) checkpoint: String,
    pub(crate) key: String,
    pub(crate) kind: String,
    pub(crate) older: String,
    pub(crate) proof: Vec<String>,
    pub(crate) schema: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HeaderForm {
    pub(crate) key: String,
    pub(crate) kind: String,
    pub(crate) origin: String,
    pub(crate) schema: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LineForm {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) envelope: Option<String>,
    pub(crate) index: u64,
    pub(crate) leaf: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) salt: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EndForm {
    pub(crate) checkpoint: String,
}

/// One line of canonical JSON, with its newline.
pub(crate) fn line<T: Serialize>(form: &T) -> Result<String, CanonicalError> {
    Ok(canonical::to_string(form)? + "\n")
}

pub(crate) fn hashes_to_text(hashes: &[Hash]) -> Vec<String> {
    hashes.iter().map(|hash| base64(hash)).collect()
}

pub(crate) fn hash(text: &str, line: u64, field: &'static str) -> Result<Hash, Fault> {
    hash_from_base64(text).ok_or_else(|| Problem::Base64.at(line, field))
}

pub(crate) fn hashes(texts: &[String], field: &'static str) -> Result<Vec<Hash>, Fault> {
    texts.iter().map(|text| hash(text, 1, field)).collect()
}

pub(crate) fn key(text: &str) -> Result<PublicKey, Fault> {
    text.parse().map_err(|error| Problem::Key(error).at(1, "key"))
}

/// A checkpoint that the key signed.
pub(crate) fn checkpoint(
    note: &str,
    key: &PublicKey,
    line: u64,
    field: &'static str,
) -> Result<SignedCheckpoint, Fault> {
    let signed = SignedCheckpoint::read(note).map_err(|error| Problem::Checkpoint(error).at(line, field))?;
    signed.verify(key).map_err(|error| Problem::Signature(error).at(line, field))?;
    Ok(signed)
}

/// A record's content: salt and envelope must give the leaf, and the key must have signed the envelope.
pub(crate) fn content(
    salt: Option<&str>,
    envelope: Option<&str>,
    leaf: &Hash,
    key: &PublicKey,
    line: u64,
) -> Result<Content, Fault> {
    let (salt, envelope) = match (salt, envelope) {
        (Some(salt), Some(envelope)) => (hash(salt, line, "salt")?, envelope),
        (None, None) => return Ok(Content::Erased),
        _ => return Err(Problem::Half.at(line, "salt")),
    };
    if leaf_data(&salt, envelope.as_bytes()) != *leaf {
        return Err(Problem::Leaf.at(line, "leaf"));
    }
    let record = Record::open(envelope.as_bytes(), key).map_err(|error| match error {
        RecordError::Schema(_) => Problem::Later(error).at(line, "envelope"),
        error => Problem::Record(error).at(line, "envelope"),
    })?;
    Ok(Content::Held(Box::new(record)))
}
