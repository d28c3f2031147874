//! What can go wrong with feeds, and how it is said.

use steadfast_store::{BlobError, IdError, StoreError};

use super::kind::UnknownFeedKind;
use super::shelf::ShelfError;
use crate::act::ActError;
use crate::http::problem::{FieldProblem, Problem};
use crate::http::upload;
use crate::webhooks::reach::AddressError;

/// Why something about feeds was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    /// Not allowed, or the action could not be recorded.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What was handed in cannot be kept.
    #[error(transparent)]
    Blobs(#[from] BlobError),
    /// The index in force.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
    /// The address is not taken.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// The kind.
    #[error(transparent)]
    Kind(#[from] UnknownFeedKind),
    /// The name.
    #[error("a name has 1 to {0} characters, and none that control a terminal")]
    Name(usize),
    /// The interval.
    #[error("a feed is fetched every {least} to {most} hours")]
    Every {
        /// The shortest, in hours.
        least: u64,
        /// The longest, in hours.
        most: u64,
    },
    /// The time it was fetched.
    #[error("\"{0}\" is no time such as 2026-11-20T06:00:00Z")]
    NoTime(String),
    /// The same, in the future.
    #[error("the time at which it was fetched lies in the future")]
    Future,
    /// There is one of this name.
    #[error("there is a feed of this name already")]
    Taken,
    /// Nothing came.
    #[error("the file is empty")]
    Empty,
    /// There is no such thing.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// An id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// Somebody changed it since it was read.
    #[error("somebody changed this feed meanwhile; read it again")]
    Changed,
    /// It is off.
    #[error("the feed is off; switch it on first")]
    Off,
    /// It is as it was asked to be.
    #[error("it is so already")]
    Already,
    /// Nothing is held back.
    #[error("nothing is held back here any more: somebody decided, or more came since")]
    NotHeld,
    /// There are enough.
    #[error("there are {0} feeds, which is the most")]
    Enough(usize),
}

impl From<FeedError> for Problem {
    fn from(error: FeedError) -> Self {
        let words = error.to_string();
        let field = |field: &str, code| {
            let at = FieldProblem { field: field.to_owned(), code, detail: words.clone() };
            Self::invalid(words.clone()).with_errors(vec![at])
        };
        match error {
            FeedError::Act(error) => error.into(),
            FeedError::Store(error) => error.into(),
            FeedError::Blobs(error) => upload::unkept(error),
            FeedError::Shelf(error) => error.into(),
            FeedError::Address(_) => field("url", "not-an-address"),
            FeedError::Kind(_) => field("kind", "kind"),
            FeedError::Name(_) => field("name", "length"),
            FeedError::Every { .. } => field("every_hours", "range"),
            FeedError::NoTime(_) | FeedError::Future => field("fetched", "time"),
            FeedError::Empty => field("body", "empty"),
            FeedError::NotFound(_) => Self::not_found(words),
            FeedError::Id(_) => Self::invalid(words),
            FeedError::Changed => Self::changed(words),
            FeedError::Taken | FeedError::Off | FeedError::Already | FeedError::NotHeld | FeedError::Enough(_) => {
                Self::conflict(words)
            }
        }
    }
}
