//! Why an archive did not arrive, and what its owner reads of it.

use crate::net::NetError;

/// Why an archive is not there, whole.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// Its owner stopped it.
    #[error("it was stopped")]
    Stopped,
    /// Something changed while it was sent.
    #[error("{0}")]
    Archive(String),
    /// Less was taken than there is.
    #[error("less was taken than there is")]
    Short,
    /// Nobody can be believed in the way that was named.
    #[error("{0}")]
    Trust(String),
    /// The machine believes nobody.
    #[error("there are no authorities on this device")]
    NoAuthorities,
    /// The address leads nowhere.
    #[error("{0}")]
    Address(String),
    /// The way to it.
    #[error(transparent)]
    Net(#[from] NetError),
    /// The way over SSH: the key of what to say, and what was found.
    #[error("{1}")]
    Way(&'static str, String),
    /// Whoever is there does not let the unit in.
    #[error("status {0}")]
    Shut(u16),
    /// There is no room.
    #[error("status {0}")]
    Full(u16),
    /// It is too large for the place.
    #[error("{0} bytes")]
    Large(u64),
    /// It answers something else.
    #[error("{0}: status {1}")]
    Status(String, u16),
    /// It was taken and cannot be had back.
    #[error("status {0}")]
    Unread(u16),
    /// It was taken, and something else is there.
    #[error("what came back has another SHA-256")]
    Corrupt,
    /// The answer makes no sense.
    #[error("{0}")]
    Answer(&'static str),
}

impl Failed {
    /// The key of what its owner reads: what happened, and what to do.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Stopped => "transfer-stopped",
            Self::Archive(_) | Self::Short => "transfer-changed",
            Self::Trust(_) | Self::NoAuthorities => "transfer-no-authorities",
            Self::Net(NetError::Nowhere { .. }) | Self::Address(_) => "transfer-nowhere",
            Self::Net(NetError::Stranger { .. }) => "transfer-stranger",
            Self::Net(_) => "transfer-no-answer",
            Self::Way(key, _) => key,
            Self::Shut(_) => "transfer-shut",
            Self::Full(_) => "transfer-full",
            Self::Large(_) => "transfer-large",
            Self::Status(..) | Self::Answer(_) => "transfer-status",
            Self::Unread(_) => "transfer-unread",
            Self::Corrupt => "transfer-corrupt",
        }
    }

    /// What a status other than a good one says.
    pub(super) fn of(what: &str, status: u16) -> Self {
        match status {
            401 | 403 | 407 => Self::Shut(status),
            413 | 507 => Self::Full(status),
            status => Self::Status(what.to_owned(), status),
        }
    }
}
