//! Why something about the repository was not done.

use steadfast_store::{BlobError, StoreError};
use steadfast_trust::key::KeyFileError;
use steadfast_trust::seal::SealError;
use steadfast_trust::tuf::{CustomError, Unpublishable};

use crate::act::ActError;
use crate::http::problem::Problem;
use crate::http::upload;

/// Why something about the repository was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum RepositoryError {
    /// Not allowed, or the action could not be recorded.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The place of files.
    #[error(transparent)]
    Blobs(#[from] BlobError),
    /// What was handed in is not published.
    #[error("{0}")]
    Unpublishable(#[from] Unpublishable),
    /// A name of a file that is none of metadata's.
    #[error("{0:?}: expected a name such as 2.root.json or 7.gateway.json")]
    Name(String),
    /// Two versions of one role.
    #[error("{0}: is in the request in two versions; hand in the newest alone")]
    Twice(String),
    /// Somebody else made a key.
    #[error("another key was made meanwhile; ask for it before you make one more")]
    Meanwhile,
    /// Nothing was handed in.
    #[error("there is no metadata in the request")]
    Nothing,
    /// A release's metadata alone may come by this way.
    #[error("{0}: says who signs what; it takes the right to change the repository")]
    NotALine(String),
    /// A target of which too little is said.
    #[error("{path}: {source}")]
    Custom {
        /// Its path.
        path: String,
        /// What is wrong.
        source: CustomError,
    },
    /// A target that does not fit the catalogue or the files that are here.
    #[error("{path}: {reason}")]
    Target {
        /// Its path.
        path: String,
        /// What is wrong, and what to do.
        reason: String,
    },
    /// There is no such thing.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// The server's own key cannot be opened.
    #[error("the server's key of the repository cannot be opened")]
    Sealed(#[source] SealError),
    /// It cannot be used.
    #[error("the server's key of the repository cannot be used")]
    Key(#[source] KeyFileError),
    /// A time beyond all calendars.
    #[error("the clock of this server is beyond what dates can say")]
    Date,
}

impl RepositoryError {
    pub(super) fn target(path: &str, reason: impl Into<String>) -> Self {
        Self::Target { path: path.to_owned(), reason: reason.into() }
    }
}

impl From<RepositoryError> for Problem {
    fn from(error: RepositoryError) -> Self {
        let words = error.to_string();
        match error {
            RepositoryError::Act(error) => error.into(),
            RepositoryError::Store(error) => error.into(),
            RepositoryError::Blobs(error) => upload::unkept(error),
            RepositoryError::Unpublishable(Unpublishable::Version { .. }) => Self::conflict(words).because("version"),
            RepositoryError::Unpublishable(Unpublishable::OnlineKey(_)) => Self::conflict(words).because("online-key"),
            RepositoryError::Meanwhile => Self::conflict(words),
            RepositoryError::Unpublishable(Unpublishable::NoRoot) => Self::conflict(words).because("no-root"),
            RepositoryError::Unpublishable(_)
            | RepositoryError::Name(_)
            | RepositoryError::Nothing
            | RepositoryError::Twice(_)
            | RepositoryError::Custom { .. }
            | RepositoryError::Target { .. } => Self::invalid(words),
            RepositoryError::NotALine(_) => Self::forbidden(words),
            RepositoryError::NotFound(_) => Self::not_found(words),
            RepositoryError::Sealed(_) | RepositoryError::Key(_) | RepositoryError::Date => {
                tracing::error!(error = %words, "the repository cannot be signed");
                Self::defect("nothing was changed; the server's log has the cause under this request's id")
            }
        }
    }
}
