//! What can go wrong in triage, and how it is said.

use steadfast_formats::ReadError;
use steadfast_store::{BlobError, IdError, StoreError};

use crate::act::ActError;
use crate::http::problem::{FieldProblem, Problem};
use crate::http::refused::RefusedField;
use crate::http::upload;

/// Why something was not decided. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum TriageError {
    /// Not allowed, or the action could not be recorded.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// There is no such thing.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// Fields that are not taken.
    #[error("{}", .0.first().map_or("a value is not allowed", |refused| refused.words))]
    Fields(Vec<RefusedField>),
    /// Somebody decided on this flaw since it was read.
    #[error("somebody decided on this flaw meanwhile: {0}; read it again")]
    Changed(String),
    /// A document cannot be used.
    #[error("{name}: {source}")]
    Document {
        /// The name of its file.
        name: String,
        /// Place and reason.
        #[source]
        source: Box<ReadError>,
    },
    /// The place of files.
    #[error("a file cannot be kept or read")]
    Blobs(#[from] BlobError),
    /// The server ends.
    #[error("the server is ending; try again shortly")]
    Stopped,
    /// It is as it was asked to be.
    #[error("it is so already")]
    Already,
    /// The assessment had ended already.
    #[error("this assessment does not stand any more")]
    Ended,
}

impl From<TriageError> for Problem {
    fn from(error: TriageError) -> Self {
        let words = error.to_string();
        match error {
            TriageError::Act(error) => error.into(),
            TriageError::Store(error) => error.into(),
            TriageError::Id(_) => Self::invalid(words),
            TriageError::NotFound(_) => Self::not_found(words),
            TriageError::Fields(refused) => Self::refused(words, &refused),
            TriageError::Document { .. } => {
                let at = FieldProblem { field: "document".to_owned(), code: "unreadable", detail: words.clone() };
                Self::invalid(words).with_errors(vec![at])
            }
            TriageError::Blobs(error) => upload::unkept(error),
            TriageError::Stopped => Self::unavailable(words).retry_after(5),
            TriageError::Changed(_) => Self::changed(words),
            TriageError::Ended | TriageError::Already => Self::conflict(words),
        }
    }
}
