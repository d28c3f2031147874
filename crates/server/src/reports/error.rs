//! What can go wrong with reports, and how it is said.

use steadfast_store::{BlobError, Id, IdError, StoreError, kinds};
use steadfast_trust::seal::SealError;

use crate::act::ActError;
use crate::cases::error::CaseError;
use crate::http::problem::Problem;
use crate::http::refused::RefusedField;
use crate::http::upload::unkept;

/// Why something was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// Not allowed, or the action could not be recorded.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The place of files.
    #[error("an attachment cannot be kept or read")]
    Blob(#[from] BlobError),
    /// What is sealed.
    #[error("what a finder wrote cannot be sealed or opened")]
    Seal(#[from] SealError),
    /// What was sealed is not what this program writes.
    #[error("what a finder wrote is not in a form that this program knows")]
    Form(#[from] serde_json::Error),
    /// An id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// The case that a report became.
    #[error(transparent)]
    Case(#[from] CaseError),
    /// There is no such thing.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// Fields that are not taken.
    #[error("{}", .0.first().map_or("a value is not allowed", |refused| refused.words))]
    Fields(Vec<RefusedField>),
    /// The same form came before.
    #[error("this form was sent before")]
    Came(Id<kinds::Report>),
    /// The report is part of a case.
    #[error("the report is part of {0} already")]
    HasCase(Id<kinds::Case>),
    /// Its finder withdrew what they wrote.
    #[error("the finder withdrew what they wrote")]
    Erased,
    /// It is as it was asked to be.
    #[error("it is so already")]
    Already,
    /// Thanks go to whoever wants them, once it is mended.
    #[error("the finder is named in public once the flaw is fixed, and only where they agreed")]
    NoConsent,
    /// Nobody noted that it was sent.
    #[error("nobody noted yet that it was sent")]
    NotSent,
    /// More was written than a report holds.
    #[error("a report holds {} messages at most", super::finder::MESSAGES)]
    Full,
}

impl From<RefusedField> for ReportError {
    fn from(refused: RefusedField) -> Self {
        Self::Fields(vec![refused])
    }
}

impl From<ReportError> for Problem {
    fn from(error: ReportError) -> Self {
        let words = error.to_string();
        match error {
            ReportError::Act(error) => error.into(),
            ReportError::Store(error) => error.into(),
            ReportError::Case(error) => error.into(),
            ReportError::Blob(error) => unkept(error),
            ReportError::Seal(_) | ReportError::Form(_) => {
                tracing::error!(%error, "something of a report does not open");
                Self::defect("the server's log has the cause under this request's id")
            }
            ReportError::Id(_) => Self::invalid(words),
            ReportError::NotFound(_) => Self::not_found(words),
            ReportError::Fields(refused) => Self::refused(words, &refused),
            _ => Self::conflict(words),
        }
    }
}
