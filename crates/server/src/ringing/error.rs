//! What can go wrong with ringing, and how it is said.

use steadfast_store::{IdError, StoreError};

use crate::act::ActError;
use crate::http::problem::Problem;
use crate::http::refused::RefusedField;

/// Why something was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum RingingError {
    /// Not allowed, or the action could not be recorded.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// There is no such alarm.
    #[error("there is no such alarm")]
    NotFound,
    /// Fields that are not taken.
    #[error("{}", .0.first().map_or("a value is not allowed", |refused| refused.words))]
    Fields(Vec<RefusedField>),
    /// Whoever hands a duty over has one.
    #[error("you are not on duty: there is nothing to hand over")]
    NotOnDuty,
    /// Nothing rings.
    #[error("the alarm does not ring: it is over, or its time has not come nearer yet")]
    Silent,
    /// A test goes on.
    #[error("a test alarm goes on; answer it first")]
    Testing,
    /// Somebody said so before.
    #[error("somebody is on it already")]
    Answered,
}

impl From<RefusedField> for RingingError {
    fn from(refused: RefusedField) -> Self {
        Self::Fields(vec![refused])
    }
}

impl From<RingingError> for Problem {
    fn from(error: RingingError) -> Self {
        let words = error.to_string();
        match error {
            RingingError::Act(error) => error.into(),
            RingingError::Store(error) => error.into(),
            RingingError::Id(_) => Self::invalid(words),
            RingingError::NotFound => Self::not_found(words),
            RingingError::Fields(refused) => Self::refused(words, &refused),
            RingingError::NotOnDuty | RingingError::Silent | RingingError::Testing | RingingError::Answered => {
                Self::conflict(words)
            }
        }
    }
}
