//! The answer.

use steadfast_trust::hash::Hash;
use steadfast_trust::key::Fingerprint;
use steadfast_trust::record::Record;

use crate::fault::{Fault, Outcome};

/// Whether a file is as it was recorded. It never says that what was recorded was true.
#[derive(Debug)]
pub enum Verdict<T = Findings, E = Fault> {
    /// Unaltered, and of the key that was named.
    Shown(Box<T>),
    /// Unaltered since some key signed it; whose key that is was not asked.
    IssuerNotChecked(Box<T>),
    /// What was asked cannot be answered from this file.
    Undecided(E),
    /// Changed, or of another key.
    Altered(E),
    /// No file that this program reads.
    Unreadable(E),
}

impl Verdict<Findings, Fault> {
    /// The answer to a finished check.
    pub fn of(checked: Result<Findings, Fault>, issuer_named: bool) -> Self {
        match checked {
            Ok(findings) if issuer_named => Self::Shown(Box::new(findings)),
            Ok(findings) => Self::IssuerNotChecked(Box::new(findings)),
            Err(fault) => match fault.problem.outcome() {
                Outcome::Altered => Self::Altered(fault),
                Outcome::Unreadable => Self::Unreadable(fault),
                Outcome::Undecided => Self::Undecided(fault),
            },
        }
    }
}

/// What a file that holds says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// What was checked.
    pub subject: Subject,
    /// The ledger.
    pub origin: String,
    /// Records of the checkpoint.
    pub size: u64,
    /// Its root.
    pub root: Hash,
    /// The key that signed it.
    pub key: Fingerprint,
    /// Records of the older checkpoint that was shown to be the beginning of this one.
    pub older: Option<u64>,
    /// Names on lines of the checkpoint that look like witnesses'. They are not checked: for that one needs their keys.
    pub witnesses_unchecked: Vec<String>,
}

/// What was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// One record and its place in the ledger.
    Record {
        /// Its number, from 0.
        index: u64,
        /// What it says.
        content: Content,
    },
    /// A report, as it was when its digest was recorded.
    Report {
        /// The record's number, from 0.
        index: u64,
        /// The record that names its digest.
        record: Box<Record>,
        /// Bytes of the report.
        bytes: u64,
    },
    /// A checkpoint by itself.
    Checkpoint,
    /// Two checkpoints, the older one the beginning of the newer.
    Consistency,
    /// Every record of a ledger.
    Export {
        /// How many.
        records: u64,
        /// How many of them have no content any more.
        erased: u64,
    },
}

/// A record's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// As it was signed.
    Held(Box<Record>),
    /// Erased; its hash stands in the ledger as before.
    Erased,
}
