//! What can go wrong with drills, and how it is said.

use steadfast_store::{BackupError, IdError, LocationError, StoreError};
use steadfast_trust::key::SigningError;

use crate::act::ActError;
use crate::advisories::error::AdvisoryError;
use crate::cases::error::CaseError;
use crate::data_directory::DirectoryError;
use crate::http::problem::Problem;
use crate::http::refused::RefusedField;
use crate::ledger::LedgerError;
use crate::ledger::proof::ProofError;
use crate::ringing::error::RingingError;

/// Why something was not done, or a drill could not be held.
#[derive(Debug, thiserror::Error)]
pub enum DrillError {
    /// Not allowed, or the action could not be recorded.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// There is no such drill.
    #[error("there is no such drill")]
    NotFound,
    /// Fields that are not taken.
    #[error("{}", .0.first().map_or("a value is not allowed", |refused| refused.words))]
    Fields(Vec<RefusedField>),
    /// Too many wait.
    #[error("five drills wait already; let them be held first")]
    Crowded,
    /// Nothing came of it yet, or nothing will.
    #[error("this drill was not held: it has no report")]
    NotHeld,
    /// It is none that people play themselves and that goes on.
    #[error("this drill is not played by people, or it is over")]
    NotByHand,
    /// The proof of its record.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// The copy's database.
    #[error("the copy cannot be made: {0}")]
    Copy(#[from] BackupError),
    /// The copy's folder.
    #[error("the copy cannot be made: {0}")]
    Directory(#[from] DirectoryError),
    /// Where the live database is.
    #[error("the copy cannot be made: {0}")]
    Location(#[from] LocationError),
    /// The copy's folder could not be cleared.
    #[error("the copy's folder: {0}")]
    Folder(#[source] std::io::Error),
    /// The copy did not open.
    #[error("the copy cannot be opened: {0}")]
    Open(#[source] Box<crate::serve::ServeError>),
    /// The copy's own key.
    #[error("the copy's key cannot be used: {0}")]
    Key(#[from] SigningError),
    /// A case on the copy.
    #[error("on the copy, a step of the case failed: {0}")]
    Case(#[from] CaseError),
    /// Ringing on the copy.
    #[error("on the copy, ringing failed: {0}")]
    Ringing(#[from] RingingError),
    /// An advisory on the copy.
    #[error("on the copy, the advisory failed: {0}")]
    Advisory(#[from] AdvisoryError),
    /// Numbering on the copy.
    #[error("on the copy, records could not be numbered: {0}")]
    Ledger(#[from] LedgerError),
    /// The report could not be written.
    #[error("the report cannot be written: {0}")]
    Report(#[source] serde_json::Error),
    /// A thread ended badly.
    #[error("a thread of the drill ended badly")]
    Thread,
    /// The server ends, or another process took the job.
    #[error("the drill was stopped")]
    Stopped,
}

impl From<DrillError> for Problem {
    fn from(error: DrillError) -> Self {
        let words = error.to_string();
        match error {
            DrillError::Act(error) => error.into(),
            DrillError::Store(error) => error.into(),
            DrillError::Proof(error) => error.into(),
            DrillError::Id(_) => Self::invalid(words),
            DrillError::NotFound => Self::not_found(words),
            DrillError::Fields(refused) => Self::refused(words, &refused),
            DrillError::Crowded | DrillError::NotHeld | DrillError::NotByHand => Self::conflict(words),
            error => {
                tracing::error!(%error, "a drill failed where none is held");
                Self::defect("the server's log has the cause under this request's id")
            }
        }
    }
}
