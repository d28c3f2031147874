//! Whether a caller may do what it asks for: decided inside the transaction that does it.

use steadfast_store::{StoreError, Time, Tx};

use super::action::Action;
use crate::caller::Caller;
use crate::http::problem::Problem;

/// By which right something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// As the table of roles and actions says.
    Action(Action),
    /// Through a passage that has a proof of its own.
    Passage(Passage),
}

impl From<Action> for Right {
    fn from(action: Action) -> Self {
        Self::Action(action)
    }
}

impl From<Passage> for Right {
    fn from(passage: Passage) -> Self {
        Self::Passage(passage)
    }
}

/// Ways in which something changes without a role: each closure checks the proof itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passage {
    /// The first person, by the set-up link.
    SetUp,
    /// Signing in, by password and second factor; and signing out.
    SignIn,
    /// By an invitation's or a recovery's link.
    Link,
    /// By a shell on the server's host.
    Host,
    /// What a job does by itself.
    Work,
}

/// Why a caller may not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The session, token or account is not valid any more.
    #[error("sign in first: the session, token or account is not valid any more")]
    NotSignedIn,
    /// The role or the token's scopes do not have it.
    #[error("your role or token does not have the right \"{}\"", .0.as_str())]
    NotAllowed(Action),
    /// It needs every factor, shown a short while ago.
    #[error("confirm that it is you, with every factor, then try again")]
    Stale,
    /// It needs a second person.
    #[error("this needs a second person: propose it, or act alone with a reason")]
    SecondPerson(Action),
    /// This kind of caller never may.
    #[error("this way is not open to this kind of caller")]
    WrongCaller,
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        let words = refused.to_string();
        match refused {
            Refused::NotSignedIn => Self::not_signed_in(words),
            Refused::NotAllowed(_) | Refused::WrongCaller => Self::forbidden(words),
            Refused::Stale => Self::stale_sign_in(words),
            Refused::SecondPerson(_) => Self::second_person(words),
        }
    }
}

/// A refusal, or a database that failed.
#[derive(Debug, thiserror::Error)]
pub enum AuthoriseError {
    /// Not allowed.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Decides, from what the database says now: a role taken away a moment ago no longer counts.
///
/// # Errors
/// Why not; or when the database fails.
pub fn authorise(tx: &mut Tx<'_>, by: &Caller, right: Right, now: Time) -> Result<(), AuthoriseError> {
    match right {
        Right::Passage(passage) => Ok(through(passage, by)?),
        Right::Action(action) => by_table(tx, by, action, now),
    }
}

fn through(passage: Passage, by: &Caller) -> Result<(), Refused> {
    let open = match passage {
        Passage::SetUp | Passage::Link => matches!(by, Caller::Nobody),
        Passage::SignIn => matches!(by, Caller::Nobody | Caller::Person { .. }),
        Passage::Host => matches!(by, Caller::Host),
        Passage::Work => matches!(by, Caller::Job(_)),
    };
    if open { Ok(()) } else { Err(Refused::WrongCaller) }
}

fn by_table(_tx: &mut Tx<'_>, _by: &Caller, action: Action, _now: Time) -> Result<(), AuthoriseError> {
    Err(Refused::NotAllowed(action).into())
}
