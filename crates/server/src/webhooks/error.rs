//! What can go wrong with webhooks, and how it is said.

use steadfast_store::{IdError, StoreError};
use steadfast_trust::seal::SealError;

use super::reach::AddressError;
use crate::access::error::AccessError;
use crate::act::ActError;
use crate::http::problem::{FieldProblem, Problem};

/// Why something about webhooks was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum WebhookError {
    /// Not allowed, or the action could not be recorded.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The address is not taken.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// The name.
    #[error("name has 1 to {0} characters")]
    Name(usize),
    /// A kind of records.
    #[error("\"{0}\" is no kind of records: lower-case words with hyphens, 100 kinds at most")]
    Kind(String),
    /// There is no such thing.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// An id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// Somebody changed it since it was read.
    #[error("somebody changed this webhook meanwhile; read it again")]
    Changed,
    /// It is off.
    #[error("the webhook is off; switch it on first")]
    Off,
    /// It is as it was asked to be.
    #[error("it is so already")]
    Already,
    /// There are enough.
    #[error("there are {0} webhooks, which is the most")]
    Enough(usize),
    /// A secret cannot be sealed or opened.
    #[error("the secret of a webhook cannot be sealed or opened")]
    Sealed(#[from] SealError),
}

impl From<WebhookError> for Problem {
    fn from(error: WebhookError) -> Self {
        let words = error.to_string();
        let field = |field: &str, code| {
            let at = FieldProblem { field: field.to_owned(), code, detail: words.clone() };
            Self::invalid(words.clone()).with_errors(vec![at])
        };
        match error {
            WebhookError::Act(error) => error.into(),
            WebhookError::Store(error) => error.into(),
            WebhookError::Address(_) => field("url", "not-an-address"),
            WebhookError::Name(_) => field("name", "length"),
            WebhookError::Kind(_) => field("kinds", "kind"),
            WebhookError::NotFound(_) => Self::not_found(words),
            WebhookError::Id(_) => Self::invalid(words),
            WebhookError::Changed => Self::changed(words),
            WebhookError::Off | WebhookError::Already | WebhookError::Enough(_) => Self::conflict(words),
            WebhookError::Sealed(_) => AccessError::Sealed.into(),
        }
    }
}
