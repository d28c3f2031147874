//! Who stands at the door: found out from a cookie or a token before an endpoint or page runs.
//!
//! What they may do is decided later, inside the transaction; reading asks [`SignedIn::may`].

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use steadfast_store::{Id, Person, StoreError, Time, Tx, kinds};

use super::action::{Action, Proof};
use super::authorise::{Identified, Refused, by_session, by_token};
use super::cookie::{Channel, Cookie};
use super::digest::Purpose;
use super::role::Role;
use super::session::{self, Secret};
use super::token;
use crate::app::App;
use crate::caller::Caller;
use crate::http::problem::Problem;

/// Somebody with a session or a token that was valid when the request came.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub caller: Caller,
    /// The person behind it.
    pub person: Person,
    /// Their role.
    pub role: Role,
    /// What their role, and their token's scopes, let them do.
    pub rights: Vec<Action>,
    /// When every factor was given last; never by a token.
    pub proved: Option<Time>,
}

impl SignedIn {
    /// Refuses where they may not read this.
    ///
    /// # Errors
    /// The problem that says so.
    pub fn may(&self, action: Action) -> Result<(), Problem> {
        if self.rights.contains(&action) {
            return Ok(());
        }
        Err(Problem::forbidden(format!("your role or token does not have the right \"{action}\"")))
    }

    /// Refuses where they could not do this now: said before a form is filled in for nothing, or a secret shown.
    ///
    /// # Errors
    /// The problem that says so.
    pub(crate) fn ready(&self, action: Action, now: Time) -> Result<(), Problem> {
        self.may(action)?;
        let fresh = action.proof() != Proof::Fresh || self.fresh(now);
        if fresh { Ok(()) } else { Err(Refused::Stale.into()) }
    }

    /// The session that the request came by.
    #[must_use]
    pub fn session(&self) -> Option<Id<kinds::Session>> {
        match self.caller {
            Caller::Person { session, .. } => Some(session),
            _ => None,
        }
    }

    /// Whether every factor was given recently enough for sensitive actions.
    #[must_use]
    pub fn fresh(&self, now: Time) -> bool {
        self.proved.is_some_and(|proved| session::fresh(proved.0, now.0))
    }
}

impl FromRequestParts<Arc<App>> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let refused = || Problem::not_signed_in("sign in at /sign-in, or send a token: Authorization: Bearer sft_…");
        let shown = Shown::of(&parts.headers, channel(app)).ok_or_else(refused)?;
        signed_in(app, shown).await?.ok_or_else(refused)
    }
}

/// Somebody signed in, or nobody: for pages that answer both.
#[derive(Clone, Debug)]
pub struct Perhaps(pub Option<SignedIn>);

impl FromRequestParts<Arc<App>> for Perhaps {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        match Shown::of(&parts.headers, channel(app)) {
            Some(shown) => Ok(Self(signed_in(app, shown).await?)),
            None => Ok(Self(None)),
        }
    }
}

/// What a browser says about itself before anybody is signed in.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    /// Hash of the mark of a browser that signed in before.
    pub browser: Option<[u8; 32]>,
    /// Hash of the sign-in that is under way.
    pub sign_in: Option<[u8; 32]>,
    /// What it says it is, shortened.
    pub agent: String,
}

impl FromRequestParts<Arc<App>> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        let (headers, channel) = (&parts.headers, channel(app));
        let hash = |cookie, purpose| Some(Secret::parse(cookie_of(headers, cookie, channel)?)?.hash(purpose));
        let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Ok(Self {
            browser: hash(Cookie::Browser, Purpose::Browser),
            sign_in: hash(Cookie::SignIn, Purpose::SignIn),
            agent: agent.chars().take(200).collect(),
        })
    }
}

/// How browsers reach this server.
#[must_use]
pub fn channel(app: &App) -> Channel {
    if app.config.reached_by_tls() { Channel::Tls } else { Channel::Loopback }
}

/// The hash of what a request shows.
#[derive(Clone, Copy)]
enum Shown {
    Session([u8; 32]),
    Token([u8; 32]),
}

impl Shown {
    /// A token wins over a cookie: a program that sends one means it.
    fn of(headers: &HeaderMap, channel: Channel) -> Option<Self> {
        if let Some(value) = headers.get(header::AUTHORIZATION) {
            let text = value.to_str().ok()?;
            let (scheme, rest) = text.split_once(' ')?;
            return scheme.eq_ignore_ascii_case("bearer").then(|| token::hash(rest.trim()).map(Self::Token)).flatten();
        }
        let secret = Secret::parse(cookie_of(headers, Cookie::Session, channel)?)?;
        Some(Self::Session(secret.hash(Purpose::Session)))
    }

    fn find(self, tx: &mut Tx<'_>, now: Time) -> Result<Option<(Caller, Identified)>, StoreError> {
        match self {
            Self::Session(hash) => {
                let Some((found, person)) = tx.session_by_hash(&hash)? else { return Ok(None) };
                let caller = Caller::Person { person: found.person, session: found.id };
                Ok(by_session(&found, person, now)?.map(|known| (caller, known)))
            }
            Self::Token(hash) => {
                let Some((found, person)) = tx.token_by_hash(&hash)? else { return Ok(None) };
                let caller = Caller::Token { token: found.id, person: found.person };
                Ok(by_token(&found, person, now)?.map(|known| (caller, known)))
            }
        }
    }
}

fn cookie_of(headers: &HeaderMap, cookie: Cookie, channel: Channel) -> Option<&str> {
    let values = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    values.filter_map(|value| cookie.find(channel, value)).next()
}

async fn signed_in(app: &App, shown: Shown) -> Result<Option<SignedIn>, StoreError> {
    let now = app.ambient.now();
    let found = app.store.look_up(move |tx| shown.find(tx, now)).await?;
    let Some((caller, known)) = found else { return Ok(None) };
    if known.touch {
        // Reading goes on where nothing can be written, as on a full disk.
        if let Err(error) = touch(app, caller.clone(), now).await {
            tracing::warn!(%error, "the last use could not be noted");
        }
    }
    let rights = Action::ALL.iter().copied().filter(|action| known.has(*action)).collect();
    Ok(Some(SignedIn { caller, role: known.role, person: known.person, rights, proved: known.proved }))
}

/// Notes the last use; this is about the session or token itself and leaves no record.
async fn touch(app: &App, caller: Caller, now: Time) -> Result<(), StoreError> {
    app.store
        .write(move |tx| match caller {
            Caller::Person { session, .. } => tx.session_touch(session, now),
            Caller::Token { token, .. } => tx.token_touch(token, now),
            Caller::Job(_) | Caller::Host | Caller::Owner(_) | Caller::Nobody => Ok(()),
        })
        .await
}
