//! Who asks.

use std::fmt;

use steadfast_store::{Id, kinds};

/// Who asks, as found out at the door. What they may do is decided inside the transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caller {
    /// A person who signed in.
    Person {
        /// Who.
        person: Id<kinds::Person>,
        /// By which session.
        session: Id<kinds::Session>,
    },
    /// A program with a token of a person.
    Token {
        /// Which token.
        token: Id<kinds::Token>,
        /// Whose.
        person: Id<kinds::Person>,
    },
    /// A job of this server, by its kind.
    Job(&'static str),
    /// Somebody with a shell on the server's host.
    Host,
    /// The owner of a unit, by the code on its label.
    Owner(Id<kinds::Unit>),
    /// Somebody who has a one-time link, or who is just signing in.
    Nobody,
}

impl Caller {
    /// What kind of caller, for records.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Person { .. } => "person",
            Self::Token { .. } => "token",
            Self::Job(_) => "job",
            Self::Host => "host",
            Self::Owner(_) => "owner",
            Self::Nobody => "nobody",
        }
    }

    /// The person behind it, where there is one.
    #[must_use]
    pub fn person(&self) -> Option<Id<kinds::Person>> {
        match self {
            Self::Person { person, .. } | Self::Token { person, .. } => Some(*person),
            Self::Job(_) | Self::Host | Self::Owner(_) | Self::Nobody => None,
        }
    }
}

impl fmt::Display for Caller {
    /// The id that records name: of the person, of the token, of the owner's unit, or of the job's kind.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person { person, .. } => person.fmt(f),
            Self::Token { token, .. } => token.fmt(f),
            Self::Job(kind) => f.write_str(kind),
            Self::Host => f.write_str("host"),
            Self::Owner(unit) => unit.fmt(f),
            Self::Nobody => f.write_str("nobody"),
        }
    }
}
