//! What can go wrong with the fleet, and how it is said.

use steadfast_store::{BlobError, IdError, StoreError};
use steadfast_trust::seal::SealError;

use super::list::header::HeaderError;
use super::reason::Wrong;
use crate::act::ActError;
use crate::http::problem::{FieldProblem, Problem};
use crate::http::upload;

/// Why something about the fleet was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum FleetError {
    /// Not allowed, or the action could not be recorded.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// Fields that are not taken.
    #[error("{}", told(.0))]
    Invalid(Vec<Wrong>),
    /// There is no such thing.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// Somebody changed it since it was read.
    #[error("somebody changed this unit meanwhile; read it again")]
    Changed,
    /// It is out of use.
    #[error("this unit is out of use for good; nothing about it changes any more")]
    Decommissioned,
    /// It has a key, and shows codes itself.
    #[error("this unit speaks for itself: it shows its owner a code on its own page")]
    ShowsCodes,
    /// It has this key already.
    #[error("the unit has this key already")]
    SameKey,
    /// What is sealed cannot be opened.
    #[error("the contact of this unit's owner cannot be opened with this server's master key")]
    Sealed(#[source] SealError),
    /// A list whose first row cannot be used.
    #[error("{name}, line 1: {source}")]
    List {
        /// Its file.
        name: String,
        /// What is wrong with it.
        source: HeaderError,
    },
    /// No list.
    #[error("there is no list: send it as the file \"list\"")]
    NoList,
    /// The place of files.
    #[error("a list cannot be kept or read")]
    Blobs(#[from] BlobError),
}

fn told(wrong: &[Wrong]) -> String {
    wrong.iter().map(|wrong| format!("{}: {}", wrong.field, wrong.reason)).collect::<Vec<_>>().join("; ")
}

impl From<Wrong> for FleetError {
    fn from(wrong: Wrong) -> Self {
        Self::Invalid(vec![wrong])
    }
}

impl From<FleetError> for Problem {
    fn from(error: FleetError) -> Self {
        let words = error.to_string();
        match error {
            FleetError::Act(error) => error.into(),
            FleetError::Store(error) => error.into(),
            FleetError::Id(_) => Self::invalid(words),
            FleetError::Invalid(wrong) => {
                let each = wrong.into_iter().map(|wrong| FieldProblem {
                    code: wrong.reason.code(),
                    detail: wrong.reason.to_string(),
                    field: wrong.field,
                });
                Self::invalid(words).with_errors(each.collect())
            }
            FleetError::NotFound(_) => Self::not_found(words),
            FleetError::Changed => Self::changed(words),
            FleetError::Decommissioned => Self::conflict(words).because("decommissioned"),
            FleetError::ShowsCodes => Self::conflict(words).because("shows-codes"),
            FleetError::SameKey => Self::conflict(words).because("same-key"),
            FleetError::Sealed(error) => {
                tracing::error!(%error, "a sealed contact cannot be opened");
                Self::defect(words)
            }
            FleetError::List { source, .. } => {
                let at = FieldProblem { field: "list".to_owned(), code: source.code(), detail: words.clone() };
                Self::invalid(words).with_errors(vec![at])
            }
            FleetError::NoList => {
                let at = FieldProblem { field: "list".to_owned(), code: "missing", detail: words.clone() };
                Self::invalid(words).with_errors(vec![at])
            }
            FleetError::Blobs(error) => upload::unkept(error),
        }
    }
}
