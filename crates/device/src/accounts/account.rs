//! One account.

use minicbor::{Decode, Encode};

use super::cookie::{BrowserId, Cookie};
use super::hash::Verifier;
use super::name::Name;
use super::totp::Totp;

/// Browsers that an account knows again.
pub const MOST_BROWSERS: usize = 16;

/// What an account may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Role {
    /// Everything, people included.
    #[n(0)]
    Owner,
    /// What the product is for.
    #[n(1)]
    User,
}

impl Role {
    /// Its name for programs; never given another meaning.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::User => "user",
        }
    }
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Account {
    #[n(0)]
    pub(super) name: Name,
    #[n(1)]
    pub(super) role: Role,
    #[n(2)]
    pub(super) verifier: Verifier,
    #[n(3)]
    pub(super) totp: Option<Totp>,
    /// The one used last first.
    #[n(4)]
    pub(super) browsers: Vec<BrowserId>,
}

impl Account {
    /// What it is called.
    #[must_use]
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// What it may do.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// What its password is checked against.
    #[must_use]
    pub fn verifier(&self) -> &Verifier {
        &self.verifier
    }

    /// Whether it asks for a code beside the password.
    #[must_use]
    pub fn has_second_factor(&self) -> bool {
        self.totp.is_some()
    }

    /// Whether a browser logged in to it before, and is among those that are known again.
    #[must_use]
    pub fn knows(&self, browser: BrowserId) -> bool {
        self.browsers.contains(&browser)
    }

    /// Whether a cookie is one of a browser that it knows.
    pub(super) fn is_of(&self, cookie: &Cookie) -> bool {
        cookie.account() == &self.name && self.knows(cookie.browser())
    }

    /// Remembers that a browser logged in, and forgets the one that did so longest ago where there are too many; whether
    /// anything changed.
    pub(super) fn remember(&mut self, browser: BrowserId) -> bool {
        if self.browsers.first() == Some(&browser) {
            return false;
        }
        self.browsers.retain(|known| *known != browser);
        self.browsers.insert(0, browser);
        self.browsers.truncate(MOST_BROWSERS);
        true
    }
}
