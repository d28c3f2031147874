//! What can go wrong with receivers and messages, and how it is said.

use steadfast_store::{IdError, StoreError};
use steadfast_trust::seal::SealError;

use crate::access::error::AccessError;
use crate::act::ActError;
use crate::http::problem::{FieldProblem, Problem};

/// Why something about messages was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum MessageError {
    /// Not allowed, or the action could not be recorded.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The name.
    #[error("name has 1 to {0} characters")]
    Name(usize),
    /// An address of mail.
    #[error("this is no address of mail such as watch@example.com")]
    Mail,
    /// The address of a server.
    #[error("this is no server: a host such as siem.example.com, or its address, and a port of 1 to 65535")]
    Server,
    /// How a receiver is reached.
    #[error("way is mail or syslog; syslog has a carrier: tls, tcp or udp")]
    Way,
    /// A language.
    #[error("language is en or de")]
    Language,
    /// What it hears of.
    #[error("\"{0}\" is nothing that a receiver can hear of")]
    Kind(String),
    /// How surprising alerts are at least.
    #[error("least is low, medium or high")]
    Least,
    /// A product.
    #[error("there is no such product")]
    Product,
    /// A person.
    #[error("there is no such person, or their account is closed")]
    Person,
    /// A person and an address.
    #[error("mail goes to a person's own address, or to the one that is given: leave one of them away")]
    Both,
    /// An authority.
    #[error("authority is one certificate or more in PEM, those that the server's certificate comes from")]
    Authority,
    /// Syslog by TLS without an authority.
    #[error("syslog by TLS needs the authority of the server's certificate")]
    NoAuthority,
    /// Mail without encryption.
    #[error(
        "without encryption mail goes to this machine alone: name localhost, 127.0.0.1 or ::1, or choose tls or starttls"
    )]
    Clear,
    /// A password without a user, or for another server.
    #[error("a password goes with a user; for another server or user it is asked for again")]
    Password,
    /// No mail server is set.
    #[error("no mail server is set")]
    NoServer,
    /// There is no such thing.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// An id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// Somebody changed it since it was read.
    #[error("somebody changed this receiver meanwhile; read it again")]
    Changed,
    /// It is off.
    #[error("the receiver is off; switch it on first")]
    Off,
    /// It is as it was asked to be.
    #[error("it is so already")]
    Already,
    /// There are enough.
    #[error("there are {0} receivers, which is the most")]
    Enough(usize),
    /// The password cannot be sealed or opened.
    #[error("the password of the mail server cannot be sealed or opened")]
    Sealed(#[from] SealError),
}

impl MessageError {
    /// The field that is wrong, and its code; nothing where it is none's.
    #[must_use]
    pub fn field(&self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::Name(_) => ("name", "length"),
            Self::Mail => ("address", "not-an-address"),
            Self::Both => ("address", "both"),
            Self::Server => ("address", "not-a-server"),
            Self::Way => ("way", "way"),
            Self::Language => ("language", "language"),
            Self::Kind(_) => ("kinds", "kind"),
            Self::Least => ("least", "least"),
            Self::Product => ("product", "product"),
            Self::Person => ("person", "person"),
            Self::Authority | Self::NoAuthority => ("authority", "authority"),
            Self::Clear => ("security", "not-encrypted"),
            Self::Password => ("password", "password"),
            _ => return None,
        })
    }
}

impl From<MessageError> for Problem {
    fn from(error: MessageError) -> Self {
        let words = error.to_string();
        if let Some((field, code)) = error.field() {
            let at = FieldProblem { field: field.to_owned(), code, detail: words.clone() };
            return Self::invalid(words).with_errors(vec![at]);
        }
        match error {
            MessageError::Act(error) => error.into(),
            MessageError::Store(error) => error.into(),
            MessageError::NotFound(_) => Self::not_found(words),
            MessageError::Changed => Self::changed(words),
            MessageError::Off | MessageError::Already | MessageError::Enough(_) | MessageError::NoServer => {
                Self::conflict(words)
            }
            MessageError::Sealed(_) => AccessError::Sealed.into(),
            _ => Self::invalid(words),
        }
    }
}
