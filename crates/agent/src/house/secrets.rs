//! New passwords: judged here, hashed elsewhere, taken where they were asked for.

use steadfast_device::accounts::password::{NewPassword, Refusal};
use steadfast_device::accounts::{BrowserId, HashError, Name, PeopleError, Role, Verifier};
use steadfast_device::outside::Random as _;
use steadfast_device::unit::ChangeError;
use steadfast_monitor::event::{Account, AccountChange, What};

use super::Home;
use super::asked::{Asked, Who};
use super::choices::Chosen;
use super::work::Job;
use crate::door::ConnectionId;
use crate::event_loop::{Hands, Reply};
use crate::http::Response;
use crate::pages;
use crate::texts::Language;
use crate::work::Urgency;

/// What a new password is for.
#[derive(Debug)]
pub enum Purpose {
    /// The first set-up.
    SetUp(Chosen),
    /// Somebody new, added in this session.
    Person(Role, String),
    /// One's own, in this session and this browser.
    Own(String, Option<BrowserId>),
    /// One that was lost, by the pass of whoever is present.
    Recovery(String),
}

/// Somebody who waits for a new password.
#[derive(Debug)]
pub struct Pending {
    pub(super) purpose: Purpose,
    pub(super) name: Name,
    pub(super) connection: ConnectionId,
    pub(super) language: Language,
}

/// What is wrong with a password, by the key of what to say.
pub(super) fn key(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Short => "password-short",
        Refusal::Long => "password-long",
        Refusal::Common => "password-common",
        Refusal::ProductWord => "password-product",
        Refusal::Repeated | Refusal::Sequence => "password-pattern",
        Refusal::SetUpCode => "password-code",
    }
}

impl Home {
    /// A new password that was typed twice.
    pub(super) fn judge(&self, name: &str, fields: [&str; 2]) -> Result<NewPassword, &'static str> {
        let [typed, again] = fields;
        if typed != again {
            return Err("password-differs");
        }
        self.unit.new_password(name, typed).map_err(key)
    }

    /// Hands a password over to be hashed. The answer comes later.
    pub(super) fn hash(
        &self,
        asked: &Asked<'_>,
        name: Name,
        purpose: Purpose,
        password: NewPassword,
        hands: &mut Hands<Self>,
    ) -> Reply {
        let (connection, language) = (asked.connection, asked.language);
        let pending = Pending { purpose, name, connection, language };
        self.give(pending, password, hands).map_or(Reply::Later, |(_, response)| Reply::Now(response))
    }

    /// The same, for whoever waits already; an answer where it cannot be hashed.
    pub(super) fn give(
        &self,
        pending: Pending,
        password: NewPassword,
        hands: &mut Hands<Self>,
    ) -> Option<(ConnectionId, Response)> {
        let (connection, language) = (pending.connection, pending.language);
        let refused = |key| Some((connection, self.message(language, 503, key)));
        let Ok(salt) = self.unit.random.bytes() else { return refused("error-storage") };
        match hands.give(Job::Make(Box::new(pending), password, self.cost, salt), Urgency::Person) {
            Ok(()) => None,
            Err(_) => refused("login-busy"),
        }
    }

    /// A password was hashed.
    pub(super) fn made(&mut self, pending: Pending, made: Result<Verifier, HashError>, hands: &mut Hands<Self>) {
        let connection = pending.connection;
        let response = match made {
            Ok(verifier) => self.take_password(pending, verifier, hands),
            Err(_) => self.message(pending.language, 503, "login-busy"),
        };
        hands.answer(connection, response);
    }

    fn take_password(&mut self, pending: Pending, verifier: Verifier, hands: &mut Hands<Self>) -> Response {
        let Pending { purpose, name, language, .. } = pending;
        match purpose {
            Purpose::SetUp(chosen) => self.finish_set_up(chosen, &name, verifier, language, hands),
            Purpose::Person(role, session) => self.added(&name, role, verifier, &session, language),
            Purpose::Own(session, browser) => self.own_password(&name, verifier, &session, browser, language),
            Purpose::Recovery(pass) => self.recovered(&name, verifier, &pass, language),
        }
    }

    /// Who adds somebody is still an owner, and still in.
    fn added(&mut self, name: &Name, role: Role, verifier: Verifier, session: &str, language: Language) -> Response {
        let Some(by) = self.who_in(session).filter(Who::is_owner) else { return Response::see_other("/login") };
        let added = self.unit.change(|owner| Ok(owner.people.add(name.clone(), role, verifier)?));
        if added.is_ok() {
            self.account_as(AccountChange::Added, name, by.name.as_str(), Some(role));
        }
        self.leads(&added, "/people", language)
    }

    /// The browser in which it was changed stays known, and the session in which it was asked for goes on.
    fn own_password(
        &mut self,
        name: &Name,
        verifier: Verifier,
        session: &str,
        browser: Option<BrowserId>,
        language: Language,
    ) -> Response {
        if self.sessions.find(session, self.unit.steady()).is_none() {
            return Response::see_other("/login");
        }
        let changed = self.unit.change(|owner| Ok(owner.people.set_password(name, verifier, browser)?));
        if changed.is_ok() {
            self.sessions.end_all(name, Some(session));
            self.account(AccountChange::Password, name, name.as_str());
        }
        self.known_from_now(self.leads(&changed, "/people?said=changed", language), name, browser)
    }

    pub(super) fn account(&mut self, change: AccountChange, name: &Name, by: &str) {
        self.account_as(change, name, by, None);
    }

    fn account_as(&mut self, change: AccountChange, name: &Name, by: &str, role: Option<Role>) {
        let (account, by) = (Some(name.as_str().into()), Some(by.into()));
        let role = role.map(|role| role.code().into());
        self.unit.record(What::Account(Account { change: Some(change), account, by, role }));
    }

    /// Where a change leads, or why it was not made.
    pub(super) fn leads<T>(&self, changed: &Result<T, ChangeError>, to: &str, language: Language) -> Response {
        match changed {
            Ok(_) => Response::see_other(to),
            Err(error) => {
                let (status, key) = why(error);
                self.message(language, status, key)
            }
        }
    }

    /// A page that says why something did not happen.
    pub(super) fn message(&self, language: Language, status: u16, key: &'static str) -> Response {
        Response::html(status, pages::message(&self.bare(language, "/"), "error-title", language.text(key)))
    }
}

/// Why a change was not made: the status, and the key of what to say.
fn why(error: &ChangeError) -> (u16, &'static str) {
    match error {
        ChangeError::People(PeopleError::Full) => (409, "people-full"),
        ChangeError::People(PeopleError::Taken) => (409, "name-taken"),
        ChangeError::People(PeopleError::NoOwner) => (409, "people-last-owner"),
        ChangeError::People(PeopleError::Code) => (403, "login-wrong"),
        ChangeError::People(PeopleError::Unknown) | ChangeError::Setting(_) => (400, "error-bad-request"),
        ChangeError::NoUpdate => (409, "update-is-another"),
        ChangeError::NoOwner | ChangeError::Owned | ChangeError::Locked => (409, "error-old-form"),
        ChangeError::Storage(_) | ChangeError::Log(_) | ChangeError::Random(_) => (503, "error-storage"),
    }
}
