//! What does not hold in a dossier, and where.

use std::fmt::{self, Display};
use std::io;

use steadfast_trust::canonical::CanonicalError;
use steadfast_trust::dsse::EnvelopeError;
use steadfast_trust::key::Fingerprint;
use thiserror::Error;

use crate::fault::{Outcome, Problem};

/// The first thing that does not hold.
#[derive(Debug)]
pub struct DossierFault {
    /// The file in the dossier; empty where it is about the dossier as a whole.
    pub path: String,
    /// The number of the record in the ledger, where it is about one.
    pub record: Option<u64>,
    /// What failed.
    pub problem: DossierProblem,
}

impl Display for DossierFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "the dossier" } else { &self.path };
        match self.record {
            Some(number) => write!(f, "{path}, record {number}: {}", self.problem),
            None => write!(f, "{path}: {}", self.problem),
        }
    }
}

impl std::error::Error for DossierFault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.problem.source()
    }
}

/// Why a dossier was not checked to its end.
#[derive(Debug, Error)]
pub enum DossierError {
    /// The file cannot be read.
    #[error("the dossier cannot be read")]
    Read(#[from] io::Error),
    /// Something in it does not hold.
    #[error(transparent)]
    Fault(#[from] DossierFault),
}

/// What failed.
#[derive(Debug, Error)]
pub enum DossierProblem {
    /// The file does not begin as a dossier does.
    #[error("not a dossier: it does not begin with its manifest")]
    NoDossier,
    /// More files or bytes than a dossier has.
    #[error("more files or bytes than a dossier can have")]
    Large,
    /// Not canonical JSON.
    #[error("not canonical JSON of the form that it must have")]
    Form(#[source] CanonicalError),
    /// Another kind of file.
    #[error("of the kind {0:?}, which is none that this program reads here")]
    Kind(String),
    /// Another version than 1.
    #[error("of version {0}, and this program reads version 1")]
    Schema(u64),
    /// A member that is not of its form.
    #[error("the member {0} is not of the form that it must have")]
    Member(&'static str),
    /// A name that leads elsewhere or means different things on different systems.
    #[error("{0:?} is no name that a file of a dossier may have")]
    Path(String),
    /// A name twice, a name that is a folder of another, or names that are not in order.
    #[error("the manifest names it twice, as a folder too, or not in order")]
    Names,
    /// A file that the manifest names is not where it belongs.
    #[error("the manifest names this file, and it is not there")]
    Missing,
    /// A file that the manifest does not name.
    #[error("this file is in the dossier, and the manifest does not name it in this place")]
    NotNamed,
    /// The content is another.
    #[error("the file was changed: its length or digest is not the one that the manifest names")]
    Changed,
    /// A header is not as it is written.
    #[error("its header in the container is not the one that belongs to it")]
    Header,
    /// The checksum is not that of the content.
    #[error("the container's checksum is not that of its content")]
    Checksum,
    /// The directory at the end is not as it is written.
    #[error("the directory at the container's end is not the one that belongs to it")]
    Directory,
    /// The file ends too early.
    #[error("the dossier was cut off: it has {found} bytes of {expected}")]
    CutOff {
        /// Bytes there are.
        found: u64,
        /// Bytes there must be.
        expected: u64,
    },
    /// Something follows the end.
    #[error("{0} bytes follow the dossier's end")]
    Trailing(u64),
    /// The signature does not hold.
    #[error("the ledger's key did not sign it")]
    Unsigned(#[source] EnvelopeError),
    /// The signature is about something else.
    #[error("what is signed is not this file: another digest stands in the statement")]
    OtherStatement,
    /// The key is not the one that was named.
    #[error("the dossier is of key {found}, and not of the expected key {expected}")]
    OtherKey {
        /// The key in the dossier.
        found: Fingerprint,
        /// The key that was named.
        expected: Fingerprint,
    },
    /// The key was revoked.
    #[error("the dossier is of key {0}, which was named as revoked")]
    RevokedKey(Fingerprint),
    /// The ledger's part does not hold.
    #[error(transparent)]
    Ledger(#[from] Problem),
    /// The manifest's words on the ledger are not those of its checkpoint.
    #[error("the manifest says another name, size or root of the ledger than its checkpoint")]
    Head,
    /// A record that the manifest lists is not there.
    #[error("the manifest lists this record, and it is not there")]
    RecordMissing,
    /// A record that the manifest does not list in this place.
    #[error("this record stands here, and the manifest does not list it in this place")]
    RecordNotNamed,
    /// The record has another id than the part says that rests on it.
    #[error("{0} rests on a record of this number with another id")]
    OtherRecord(String),
    /// The record names another digest.
    #[error("{0} is not what this record names: the digests differ")]
    Digest(String),
    /// The record names none.
    #[error("{part} rests on a digest that this record should name as {fact:?}, and it names none")]
    NamesNone {
        /// The part.
        part: String,
        /// The fact.
        fact: String,
    },
    /// The record is of another product.
    #[error("the record is about the product {0}, and the dossier about another")]
    OtherProduct(String),
    /// The record is later than the dossier.
    #[error("the record is from {0}, which is after the dossier was made")]
    Future(String),
    /// Two heads of one ledger that exclude each other.
    #[error(
        "the ledger has two heads that exclude each other: its first {size} records are others in the other file. \
         Whoever has its key signed two histories"
    )]
    Fork {
        /// Up to which size both speak.
        size: u64,
    },
    /// Two ledgers have nothing to compare.
    #[error("the two files are of different ledgers or keys: nothing is said about one by the other")]
    DifferentLedgers,
}

impl DossierProblem {
    /// A word for programs; listed in `docs/verify.md`, never reused.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoDossier => "no-dossier",
            Self::Large => "too-large",
            Self::Form(_) => "not-canonical",
            Self::Kind(_) => "unknown-kind",
            Self::Schema(_) => "unknown-version",
            Self::Member(_) => "wrong-members",
            Self::Path(_) => "bad-path",
            Self::Names => "bad-names",
            Self::Missing => "part-missing",
            Self::NotNamed => "part-not-named",
            Self::Changed => "part-changed",
            Self::Header => "wrong-header",
            Self::Checksum => "wrong-checksum",
            Self::Directory => "wrong-directory",
            Self::CutOff { .. } => "cut-off",
            Self::Trailing(_) => "trailing-bytes",
            Self::Unsigned(_) => "not-signed",
            Self::OtherStatement => "other-statement",
            Self::OtherKey { .. } => "other-key",
            Self::RevokedKey(_) => "revoked-key",
            Self::Ledger(problem) => problem.code(),
            Self::Head => "wrong-head",
            Self::RecordMissing => "record-missing",
            Self::RecordNotNamed => "record-not-named",
            Self::OtherRecord(_) => "other-record",
            Self::Digest(_) => "digest-differs",
            Self::NamesNone { .. } => "names-no-digest",
            Self::OtherProduct(_) => "other-product",
            Self::Future(_) => "record-after-dossier",
            Self::Fork { .. } => "fork",
            Self::DifferentLedgers => "different-ledgers",
        }
    }

    /// What it means for the answer. Where a file once is a dossier, all that is not as it was written is a change.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::NoDossier | Self::Large | Self::Form(_) | Self::Kind(_) | Self::Schema(_) | Self::Member(_) => {
                Outcome::Unreadable
            }
            Self::DifferentLedgers => Outcome::Undecided,
            Self::Ledger(problem) => problem.outcome(),
            _ => Outcome::Altered,
        }
    }

    /// About a file of the dossier, or about all of it with an empty path.
    pub(super) fn at(self, path: &str) -> DossierFault {
        DossierFault { path: path.to_owned(), record: None, problem: self }
    }

    /// About a record.
    pub(super) fn of_record(self, path: &str, number: u64) -> DossierFault {
        DossierFault { path: path.to_owned(), record: Some(number), problem: self }
    }
}
