//! Why something about a rollout was not done.

use steadfast_store::{IdError, StoreError};

use super::admission::Crowded;
use super::plan::{PlanFault, Refusal};
use crate::act::ActError;
use crate::fleet::sightings::Unnoted;
use crate::http::problem::{FieldProblem, Problem};

/// Why something about a rollout was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum RolloutError {
    /// Not allowed, or the action could not be recorded.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// That a unit was heard of could not be noted.
    #[error(transparent)]
    Unnoted(#[from] Unnoted),
    /// Too many units are heard at once.
    #[error(transparent)]
    Crowded(#[from] Crowded),
    /// An id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// There is no such thing.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// The plan makes no sense.
    #[error("the plan: {0}")]
    Plan(#[from] PlanFault),
    /// What is kept of a plan or of a file cannot be read.
    #[error("what is kept of this rollout cannot be read")]
    Kept(#[source] serde_json::Error),
    /// It is at another stage.
    #[error(transparent)]
    Course(#[from] Refusal),
    /// Somebody was quicker.
    #[error("somebody changed this rollout meanwhile; read it again")]
    Changed,
    /// It reaches every unit of the product.
    #[error("it reaches every unit of the product: two people decide on that; propose it")]
    ForAll,
    /// Nothing of the release is signed and published.
    #[error("the release has no signed files: sign and publish them first (steadfast release sign, release publish)")]
    NoFiles,
    /// Its files are of several kinds, or channels.
    #[error("the release's files are of several kinds or start from several releases: a rollout spreads one update")]
    Mixed,
    /// The release was not checked.
    #[error("the release was not checked, or was withdrawn: have it pass its release check first")]
    Unchecked,
    /// A unit that is out of use.
    #[error("this unit is out of use for good")]
    Decommissioned,
    /// A security update cannot be put off for so long.
    #[error("this update can be put off until {0} at the longest")]
    TooLong(steadfast_store::Time),
    /// The code that an owner showed does not open any more.
    #[error("this code does not open any more")]
    CodeVoid,
    /// Nothing is there to be put off.
    #[error("there is no such update for this unit")]
    NoUpdate,
}

impl From<RolloutError> for Problem {
    fn from(error: RolloutError) -> Self {
        let words = error.to_string();
        match error {
            RolloutError::Act(error) => error.into(),
            RolloutError::Store(error) => error.into(),
            RolloutError::Crowded(_) => Self::unavailable(words).retry_after(Crowded::WAIT),
            RolloutError::Unnoted(_) => Self::unavailable(words).retry_after(2),
            RolloutError::Id(_) => Self::invalid(words),
            RolloutError::NotFound(_) | RolloutError::NoUpdate => Self::not_found(words),
            RolloutError::Plan(_) => {
                let at = FieldProblem { field: "plan".to_owned(), code: "plan", detail: words.clone() };
                Self::invalid(words).with_errors(vec![at])
            }
            RolloutError::TooLong(_) => Self::invalid(words),
            RolloutError::Kept(error) => {
                tracing::error!(%error, "what is kept of a rollout cannot be read");
                Self::defect(words)
            }
            RolloutError::CodeVoid => Self::forbidden(words),
            RolloutError::Changed => Self::changed(words),
            RolloutError::ForAll => Self::second_person(words),
            RolloutError::Course(_) => Self::conflict(words).because("other-stage"),
            RolloutError::NoFiles => Self::conflict(words).because("no-files"),
            RolloutError::Mixed => Self::conflict(words).because("mixed"),
            RolloutError::Unchecked => Self::conflict(words).because("not-gated"),
            RolloutError::Decommissioned => Self::conflict(words).because("decommissioned"),
        }
    }
}
