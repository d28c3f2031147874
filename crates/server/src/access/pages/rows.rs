//! Sessions and tokens as rows, for whoever looks at them.

use steadfast_store::{Session, Time, Token};

use crate::access::door::SignedIn;
use crate::web::pages::sessions::SessionRow;
use crate::web::pages::tokens::{TokenRow, TokenState};
use crate::web::{Texts, agent};

/// Sessions, the reader's own first.
pub(super) fn sessions(texts: Texts, sessions: &[Session], by: &SignedIn) -> Vec<SessionRow> {
    let row = |session: &Session| SessionRow {
        id: session.id.to_string(),
        browser: agent::browser(texts, &session.agent),
        started: session.made.0,
        last_used: session.used.0,
        current: Some(session.id) == by.session(),
    };
    let (here, elsewhere): (Vec<_>, Vec<_>) = sessions.iter().map(row).partition(|row| row.current);
    here.into_iter().chain(elsewhere).collect()
}

/// A token with its owner's name.
pub(super) fn token(token: Token, owner: &str, may_revoke: bool, now: Time) -> TokenRow {
    let state = match token.ended {
        Some(_) => TokenState::Revoked,
        None if token.expires <= now => TokenState::Expired,
        None if token.held.is_some() => TokenState::Held,
        None => TokenState::Active,
    };
    TokenRow {
        id: token.id.to_string(),
        name: token.name,
        owner_id: token.person.to_string(),
        owner: owner.to_owned(),
        scopes: token.scopes.split(' ').map(str::to_owned).collect(),
        expires: token.expires.0,
        last_used: token.used.map(|used| used.0),
        state,
        may_revoke,
    }
}
