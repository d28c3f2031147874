//! What can go wrong with the register, and how it is said.

use steadfast_formats::ReadError;
use steadfast_store::{BlobError, IdError, StoreError};
use steadfast_trust::canonical::CanonicalError;
use steadfast_trust::record::RecordError;

use super::declare::refusal::Refusal;
use crate::act::ActError;
use crate::http::problem::Problem;
use crate::http::refused::RefusedField;
use crate::ledger::LedgerError;

/// Why something was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ConformityError {
    /// Not allowed, or it could not be recorded.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The place of blobs.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// An id that is none.
    #[error(transparent)]
    Id(#[from] IdError),
    /// There is no such thing.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// A field is not taken.
    #[error("{}", .0.words)]
    Field(RefusedField),
    /// A report that cannot be read.
    #[error("{name}: {source}")]
    Report {
        /// The file.
        name: String,
        /// Where and why.
        source: Box<ReadError>,
    },
    /// A record of the ledger that cannot be read.
    #[error("record {0} of the ledger cannot be read")]
    Record(u64, #[source] RecordError),
    /// The index holds what nobody wrote there.
    #[error("the register's index is damaged; it is folded anew from the ledger")]
    Index(#[from] serde_json::Error),
    /// A proof of the ledger.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A line of the ledger that cannot be written.
    #[error("a record of the ledger cannot be written")]
    Line(#[from] CanonicalError),
    /// The dossier, or a paper of it, cannot be written.
    #[error("the dossier cannot be written: {0}")]
    Dossier(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// There is no declaration, for a reason of the law or of who asks.
    #[error(transparent)]
    Declare(#[from] Refusal),
    /// Points or files that were asked for, and for which a dossier has nothing.
    #[error("for {} nothing is there: leave it out, and say so to whoever asked. There is something for {}", .asked.join(", "), .there.join(", "))]
    Absent {
        /// What was asked for in vain.
        asked: Vec<String>,
        /// Points that it has something for.
        there: Vec<String>,
    },
    /// Records wait that the register does not have yet: nothing is signed or kept over it.
    #[error("the register does not have every record yet; it is being computed, try again shortly")]
    Behind,
    /// The server ends.
    #[error("the server ends")]
    Stopped,
}

impl From<RefusedField> for ConformityError {
    fn from(refused: RefusedField) -> Self {
        Self::Field(refused)
    }
}

impl From<ConformityError> for Problem {
    fn from(error: ConformityError) -> Self {
        let words = error.to_string();
        match error {
            ConformityError::Act(error) => error.into(),
            ConformityError::Store(error) => error.into(),
            ConformityError::Blob(error) => crate::http::upload::unkept(error),
            ConformityError::Id(_) | ConformityError::Report { .. } => Self::invalid(words),
            ConformityError::NotFound(_) => Self::not_found(words),
            ConformityError::Field(refused) => Self::refused(words, &[refused]),
            ConformityError::Absent { .. } => Self::refused(words, &[super::dossier::keep::POINTS]),
            ConformityError::Declare(refusal) => refusal.into(),
            ConformityError::Behind => Self::unavailable(words).retry_after(10),
            ConformityError::Stopped => Self::unavailable("the server ends"),
            ConformityError::Record(..)
            | ConformityError::Index(_)
            | ConformityError::Ledger(_)
            | ConformityError::Line(_)
            | ConformityError::Dossier(_) => {
                tracing::error!(%error, "the register cannot be computed");
                Self::defect("the register cannot be computed; the server's log has the cause")
            }
        }
    }
}
