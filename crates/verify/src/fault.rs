//! What is wrong with a file, and where.

use steadfast_trust::canonical::CanonicalError;
use steadfast_trust::checkpoint::CheckpointError;
use steadfast_trust::key::{Fingerprint, PublicKeyError};
use steadfast_trust::merkle::ProofFault;
use steadfast_trust::record::RecordError;
use thiserror::Error;

/// The step that failed, and its place.
#[derive(Debug, Error)]
#[error("line {line}, {field}: {problem}")]
pub struct Fault {
    /// The line, from 1.
    pub line: u64,
    /// The member of the line's JSON object, or `line` where it is about the whole.
    pub field: &'static str,
    /// What failed.
    #[source]
    pub problem: Problem,
}

/// What a fault means for the question "is this as it was recorded?".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// No: something was changed, or comes from someone else.
    Altered,
    /// The file is none that this program reads.
    Unreadable,
    /// The file does not hold what the answer needs.
    Undecided,
}

/// A step that failed.
#[derive(Debug, Error)]
pub enum Problem {
    /// Not one line of canonical JSON.
    #[error("not canonical JSON")]
    Form(#[source] CanonicalError),
    /// Canonical JSON, but not the members that this kind has.
    #[error("not the members that such a line has")]
    Shape(#[source] serde_json::Error),
    /// A kind of file that is unknown.
    #[error("{0:?} is no kind of file that is known")]
    Kind(String),
    /// Another version than 1.
    #[error("of version {0}, and this program reads version 1")]
    Schema(u64),
    /// A value that is not the base64 of so many bytes.
    #[error("not base64 of the length it must have")]
    Base64,
    /// No public key.
    #[error("no public key")]
    Key(#[source] PublicKeyError),
    /// No signed note with a checkpoint in it.
    #[error("no checkpoint")]
    Checkpoint(#[source] CheckpointError),
    /// A salt without an envelope, or an envelope without a salt.
    #[error("a record has both salt and envelope, or neither where its content was erased")]
    Half,
    /// Nothing at all.
    #[error("the file is empty")]
    Empty,
    /// More lines than there may be.
    #[error("nothing may follow here")]
    More,
    /// The export ends before its checkpoint.
    #[error("the file ends without a checkpoint: it was cut off")]
    CutOff,
    /// A record of a later version.
    #[error("a record that this program cannot read")]
    Later(#[source] RecordError),
    /// The key is not the one that was named.
    #[error("the file is of key {found}, and not of the expected key {expected}")]
    OtherKey {
        /// The key in the file.
        found: Fingerprint,
        /// The key that was named.
        expected: Fingerprint,
    },
    /// The checkpoint is not signed by the key.
    #[error("the checkpoint is not signed by the key")]
    Signature(#[source] CheckpointError),
    /// The checkpoint is of another ledger.
    #[error("the checkpoint is of the ledger {found:?}, and not of {expected:?}")]
    OtherLedger {
        /// The origin in the checkpoint.
        found: String,
        /// The origin that was expected.
        expected: String,
    },
    /// Salt and envelope do not give the leaf.
    #[error("salt and envelope do not give the leaf: the record was changed")]
    Leaf,
    /// The record's envelope does not hold.
    #[error("the record is not as it was signed")]
    Record(#[source] RecordError),
    /// The record is not shown to be in the ledger.
    #[error("the proof does not lead from the record to the checkpoint")]
    Inclusion(#[source] ProofFault),
    /// The report is another.
    #[error("the report is not the one whose digest the record names: the report was changed")]
    Report,
    /// The record is about something else.
    #[error("the record names no digest of a report")]
    NamesNoReport,
    /// The older checkpoint is not shown to be the beginning of the newer one.
    #[error("the proof does not lead from the older checkpoint to the newer one")]
    Consistency(#[source] ProofFault),
    /// A record is missing, doubled or exchanged.
    #[error("record {found} stands where record {expected} belongs")]
    Order {
        /// The number in the line.
        found: u64,
        /// The number that comes next.
        expected: u64,
    },
    /// The checkpoint counts other records than there are.
    #[error("the checkpoint is over {expected} records, and the file holds {found}")]
    Size {
        /// Records in the file.
        found: u64,
        /// Records of the checkpoint.
        expected: u64,
    },
    /// The records do not give the checkpoint's root.
    #[error("the records do not give the checkpoint's root: one or more were changed")]
    Root,
    /// The older checkpoint names another root for the same size.
    #[error("the older checkpoint has another root for the same records: the ledger was rewritten since")]
    Rewritten,
    /// The file does not show that the older checkpoint is its beginning.
    #[error(
        "the file does not lead from the older checkpoint, over {older} records, to its own, over {size}; a consistency bundle between the two, or an export, does"
    )]
    NoPath {
        /// Records of the older checkpoint.
        older: u64,
        /// Records of the file's checkpoint.
        size: u64,
    },
    /// The older checkpoint is newer than the file.
    #[error("the checkpoint to compare with, over {older} records, is newer than the file's, over {size}")]
    Newer {
        /// Records of the checkpoint to compare with.
        older: u64,
        /// Records of the file's checkpoint.
        size: u64,
    },
}

impl Problem {
    /// A word for programs; listed in `docs/verify.md`, never reused.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Form(_) => "not-canonical",
            Self::Shape(_) | Self::Half => "wrong-members",
            Self::Kind(_) => "unknown-kind",
            Self::Schema(_) | Self::Later(_) => "unknown-version",
            Self::Base64 => "not-base64",
            Self::Key(_) => "no-key",
            Self::Checkpoint(_) => "no-checkpoint",
            Self::Empty => "empty",
            Self::More => "more-lines",
            Self::CutOff => "cut-off",
            Self::OtherKey { .. } => "other-key",
            Self::Signature(_) => "checkpoint-not-signed",
            Self::OtherLedger { .. } => "other-ledger",
            Self::Leaf => "record-changed",
            Self::Record(_) => "record-not-signed",
            Self::Inclusion(_) => "not-included",
            Self::Report => "report-changed",
            Self::NamesNoReport => "names-no-report",
            Self::Consistency(_) => "not-consistent",
            Self::Order { .. } => "wrong-order",
            Self::Size { .. } => "wrong-size",
            Self::Root => "wrong-root",
            Self::Rewritten => "rewritten",
            Self::NoPath { .. } => "no-path",
            Self::Newer { .. } => "checkpoint-newer",
        }
    }

    /// What it means for the answer.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::NoPath { .. } | Self::Newer { .. } | Self::NamesNoReport => Outcome::Undecided,
            Self::OtherKey { .. }
            | Self::Signature(_)
            | Self::OtherLedger { .. }
            | Self::Leaf
            | Self::Record(_)
            | Self::Inclusion(_)
            | Self::Report
            | Self::Consistency(_)
            | Self::Order { .. }
            | Self::Size { .. }
            | Self::Root
            | Self::Rewritten
            | Self::CutOff => Outcome::Altered,
            _ => Outcome::Unreadable,
        }
    }

    pub(crate) fn at(self, line: u64, field: &'static str) -> Fault {
        Fault { line, field, problem: self }
    }
}
