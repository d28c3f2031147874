//! What can go wrong in monitoring, and how it is said.

use steadfast_store::{IdError, StoreError};

use super::settings::SettingsError;
use crate::act::ActError;
use crate::http::problem::Problem;

/// Why something was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum MonitoringError {
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
    /// Settings that make no sense.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// A word that is no answer.
    #[error("answer is true, false or expected")]
    Answer,
    /// An answer without a reason.
    #[error("say why: 3 to 2000 characters, for whoever sees the same alert next")]
    Note,
    /// The alert changed since it was read.
    #[error("the alert changed since it was read; read it again")]
    Changed,
}

impl From<MonitoringError> for Problem {
    fn from(error: MonitoringError) -> Self {
        let words = error.to_string();
        match error {
            MonitoringError::Act(error) => error.into(),
            MonitoringError::Store(error) => error.into(),
            MonitoringError::NotFound(_) => Self::not_found(words),
            MonitoringError::Changed => Self::changed(words),
            MonitoringError::Id(_) | MonitoringError::Settings(_) | MonitoringError::Answer | MonitoringError::Note => {
                Self::invalid(words)
            }
        }
    }
}
