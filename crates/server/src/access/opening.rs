//! What a successful sign-in, set-up, invitation or recovery gives the browser: a new session, and the mark of a browser
//! that signed in.

use axum::http::{HeaderMap, HeaderValue, header};
use steadfast_store::{Id, StoreError, Tx, kinds};

use super::budgets;
use super::cookie::{Channel, Cookie};
use super::digest::Purpose;
use super::door::{Visitor, channel};
use super::session::Secret;
use crate::act::At;
use crate::app::App;

/// Secrets of a session that is about to begin. They are drawn before its transaction.
#[derive(Clone, Debug)]
pub struct Opening {
    id: Id<kinds::Session>,
    session: Secret,
    browser: Secret,
    visitor: Visitor,
    channel: Channel,
}

impl Opening {
    /// Draws new secrets for a visitor. A session's secret is never one from before the sign-in.
    pub(super) fn draw(app: &App, visitor: Visitor) -> Self {
        let (session, browser) = (Secret::new(app.ambient.random()), Secret::new(app.ambient.random()));
        Self { id: app.ambient.id(), session, browser, visitor, channel: channel(app) }
    }

    /// Begins the session. The mark of a browser is a new one each time; the earlier one ends.
    pub(super) fn begin(&self, tx: &mut Tx<'_>, person: Id<kinds::Person>, at: &At) -> Result<(), StoreError> {
        let known = budgets::known(tx, person, self.visitor.browser)?;
        budgets::succeeded(tx, person, known)?;
        if let Some(earlier) = known {
            tx.browser_drop(&earlier)?;
        }
        tx.browser_put(&self.browser.hash(Purpose::Browser), person, at.now)?;
        if let Some(sign_in) = self.visitor.sign_in {
            tx.sign_in_end(&sign_in)?;
        }
        tx.session_insert(self.id, &self.session.hash(Purpose::Session), person, &self.visitor.agent, at.now)
    }

    /// The session's id.
    #[must_use]
    pub fn session(&self) -> Id<kinds::Session> {
        self.id
    }

    /// The cookies that go to the browser.
    #[must_use]
    pub fn cookies(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        put(&mut headers, &Cookie::Session.set(self.channel, &self.session.text()));
        put(&mut headers, &Cookie::SignIn.clear(self.channel));
        put(&mut headers, &Cookie::Browser.set(self.channel, &self.browser.text()));
        headers
    }
}

/// Adds one `Set-Cookie`; our cookies are ASCII.
pub(crate) fn put(headers: &mut HeaderMap, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        headers.append(header::SET_COOKIE, value);
    }
}
