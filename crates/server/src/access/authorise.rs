//! Whether a caller may do what it asks for: decided inside the transaction that does it.

use std::collections::BTreeSet;
use std::time::Duration;

use steadfast_store::{Person, Session, StoreError, Time, Token, Tx};

use super::action::{Action, Eyes, Proof};
use super::role::Role;
use super::session::{self, Standing};
use crate::caller::Caller;
use crate::http::problem::Problem;

/// The last use of a token is written down at most this often.
const TOUCH: Duration = Duration::from_secs(300);

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
    /// By the code on a unit's label: its owner decides on its updates, and opts out of sharing.
    OwnerCode,
    /// By a fresh code, of the unit or of staff who checked who asks: its owner sees what is held, and has it erased.
    FreshCode,
    /// By a form that this server handed out, or by what opens a report: its finder writes and withdraws.
    Report,
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

/// Decides, from what the database says now: a role taken away a moment ago no longer counts. Gives the role by which
/// it is allowed, where it is by one.
///
/// # Errors
/// Why not; or when the database fails.
pub fn authorise(tx: &mut Tx<'_>, by: &Caller, right: Right, now: Time) -> Result<Option<Role>, AuthoriseError> {
    match right {
        Right::Passage(passage) => Ok(through(passage, by).map(|()| None)?),
        Right::Action(action) => by_table(tx, by, action, now),
    }
}

fn through(passage: Passage, by: &Caller) -> Result<(), Refused> {
    let open = match passage {
        Passage::SetUp | Passage::Link | Passage::Report => matches!(by, Caller::Nobody),
        Passage::SignIn => matches!(by, Caller::Nobody | Caller::Person { .. }),
        Passage::Host => matches!(by, Caller::Host),
        Passage::Work => matches!(by, Caller::Job(_)),
        Passage::OwnerCode | Passage::FreshCode => matches!(by, Caller::Owner(_)),
    };
    if open { Ok(()) } else { Err(Refused::WrongCaller) }
}

fn by_table(tx: &mut Tx<'_>, by: &Caller, action: Action, now: Time) -> Result<Option<Role>, AuthoriseError> {
    if !matches!(by, Caller::Person { .. } | Caller::Token { .. }) {
        return Err(Refused::WrongCaller.into());
    }
    let Some(known) = identify(tx, by, now)? else { return Err(Refused::NotSignedIn.into()) };
    known.may_do(action, now)?;
    Ok(Some(known.role))
}

/// Who stands behind a session or a token, as the database says now.
#[derive(Clone, Debug)]
pub struct Identified {
    /// The person.
    pub person: Person,
    /// Their role.
    pub role: Role,
    /// What a token is limited to.
    pub scopes: Option<BTreeSet<Action>>,
    /// When every factor was given last; never by a token.
    pub proved: Option<Time>,
    /// Whether the last use should be written down.
    pub touch: bool,
}

impl Identified {
    /// Whether role and scopes have the action.
    #[must_use]
    pub fn has(&self, action: Action) -> bool {
        let scoped = self.scopes.as_ref().is_none_or(|scopes| action.for_tokens() && scopes.contains(&action));
        action.allowed(self.role) && scoped
    }

    fn may_do(&self, action: Action, now: Time) -> Result<(), Refused> {
        if !self.has(action) {
            return Err(Refused::NotAllowed(action));
        }
        let fresh = self.proved.is_some_and(|proved| session::fresh(proved.0, now.0));
        if action.proof() == Proof::Fresh && !fresh {
            return Err(Refused::Stale);
        }
        if action.eyes() == Eyes::Four {
            return Err(Refused::SecondPerson(action));
        }
        Ok(())
    }
}

/// Looks up who stands behind a caller; nobody where session, token or account is not valid any more.
///
/// # Errors
/// When the database fails.
pub fn identify(tx: &mut Tx<'_>, by: &Caller, now: Time) -> Result<Option<Identified>, StoreError> {
    match by {
        Caller::Person { person, session } => {
            let found = tx.session_with_person(*session)?.filter(|(_, found)| found.id == *person);
            found.map_or(Ok(None), |(session, person)| by_session(&session, person, now))
        }
        Caller::Token { token, person } => {
            let found = tx.token_with_person(*token)?.filter(|(_, found)| found.id == *person);
            found.map_or(Ok(None), |(token, person)| by_token(&token, person, now))
        }
        Caller::Job(_) | Caller::Host | Caller::Owner(_) | Caller::Nobody => Ok(None),
    }
}

/// The person of a session, where session and account still count.
///
/// # Errors
/// When the database holds a role that is none.
pub fn by_session(found: &Session, person: Person, now: Time) -> Result<Option<Identified>, StoreError> {
    let Standing::Live { touch } = session::standing(found.made.0, found.used.0, now.0) else { return Ok(None) };
    if found.ended.is_some() || !person.active {
        return Ok(None);
    }
    let role = role(&person)?;
    Ok(Some(Identified { person, role, scopes: None, proved: Some(found.proved), touch }))
}

/// The person of a token, where token and account still count.
///
/// # Errors
/// When the database holds a role that is none.
pub fn by_token(found: &Token, person: Person, now: Time) -> Result<Option<Identified>, StoreError> {
    if found.ended.is_some() || found.held.is_some() || found.expires <= now || !person.active {
        return Ok(None);
    }
    let role = role(&person)?;
    // A scope that this version no longer knows gives nothing.
    let scopes = found.scopes.split(' ').filter_map(|name| name.parse().ok()).collect();
    let touch = found.used.is_none_or(|used| now.since(used) > TOUCH || used > now);
    Ok(Some(Identified { person, role, scopes: Some(scopes), proved: None, touch }))
}

/// A person's role.
///
/// # Errors
/// When the database holds a word that is none.
pub fn role(person: &Person) -> Result<Role, StoreError> {
    person.role.parse().map_err(|_| StoreError::UnknownWord { what: "role", found: person.role.clone() })
}
