//! What can go wrong with advisories, and how it is said.

use steadfast_csaf::Finding;
use steadfast_store::{IdError, StoreError};
use steadfast_trust::openpgp::ImportError;
use steadfast_trust::seal::SealError;

use crate::act::ActError;
use crate::http::problem::{FieldProblem, Problem};
use crate::http::refused::RefusedField;

/// Why something was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum AdvisoryError {
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
    /// Somebody changed it since it was read.
    #[error("the advisory changed since it was read; read it again")]
    Changed,
    /// The document breaks the standard.
    #[error("the document breaks the standard: {} findings; the first is {}", .0.len(), first(.0))]
    Blocked(Vec<Finding>),
    /// It says what the published version says.
    #[error("nothing changed since the last version")]
    Same,
    /// Two people are wanted.
    #[error("a second person publishes: not who changed the advisory last")]
    SamePerson,
    /// What is kept cannot be read.
    #[error("the content of the advisory cannot be read")]
    Kept(#[source] serde_json::Error),
    /// A key that is not taken.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The key's time is over.
    #[error("the key that signs advisories is expired; import one that is not")]
    KeyExpired,
    /// The key cannot be opened.
    #[error("the key that signs advisories cannot be sealed or opened")]
    Sealed(#[source] SealError),
}

fn first(findings: &[Finding]) -> String {
    findings.first().map(ToString::to_string).unwrap_or_default()
}

impl From<AdvisoryError> for Problem {
    fn from(error: AdvisoryError) -> Self {
        let words = error.to_string();
        match error {
            AdvisoryError::Act(error) => error.into(),
            AdvisoryError::Store(error) => error.into(),
            AdvisoryError::Id(_) => Self::invalid(words),
            AdvisoryError::NotFound(_) => Self::not_found(words),
            AdvisoryError::Fields(refused) => Self::refused(words, &refused),
            AdvisoryError::Blocked(findings) => {
                let at = |finding: &Finding| FieldProblem {
                    field: finding.pointer.clone(),
                    code: finding.test,
                    detail: finding.reason.clone(),
                };
                Self::conflict(words).because("breaks-the-standard").with_errors(findings.iter().map(at).collect())
            }
            AdvisoryError::Changed => Self::changed(words),
            AdvisoryError::Same => Self::conflict(words).because("nothing-changed"),
            AdvisoryError::SamePerson => Self::forbidden(words).because("same-person"),
            AdvisoryError::Import(refused) => Self::invalid(words).because(refused.as_str()),
            AdvisoryError::KeyExpired => Self::conflict(words).because("key-expired"),
            AdvisoryError::Kept(_) | AdvisoryError::Sealed(_) => {
                tracing::error!(error = words, "an advisory cannot be read or signed");
                Self::defect("nothing was changed; the server's log has the cause under this request's id")
            }
        }
    }
}
