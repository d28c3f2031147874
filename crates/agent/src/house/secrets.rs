//! New passwords: judged here, hashed elsewhere, taken where they were asked for.

use std::net::IpAddr;

use steadfast_device::accounts::blocklist::Blocklist;
use steadfast_device::accounts::password::{NewPassword, Refusal, Rules};
use steadfast_device::accounts::{HashError, Name, Role, Secret, Verifier};
use steadfast_device::outside::Random as _;
use steadfast_monitor::event::{Account, AccountChange, What};

use super::Home;
use super::asked::Asked;
use super::choices::Chosen;
use super::work::Job;
use crate::door::ConnectionId;
use crate::event_loop::{Hands, Reply};
use crate::http::Response;
use crate::texts::Language;
use crate::work::Urgency;

/// What a new password is for.
#[derive(Debug)]
pub enum Purpose {
    /// The first set-up.
    SetUp(Chosen),
    /// Somebody new.
    Person(Role, String),
    /// One's own, in this session.
    Own(String),
    /// One that was lost.
    Recovery,
}

/// Somebody who waits for a new password.
#[derive(Debug)]
pub struct Pending {
    pub(super) purpose: Purpose,
    pub(super) name: Name,
    pub(super) connection: ConnectionId,
    pub(super) address: IpAddr,
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
        let secret = Secret::typed(typed.to_owned()).map_err(|_| "password-long")?;
        let factory = &self.unit.factory;
        let words = [factory.name.as_str(), factory.maker.as_str(), self.unit.identity.serial.as_str(), name];
        // The code itself is not stored: what was typed is held against what is kept of it.
        if self.unit.identity.opens(typed) || self.holds_code(typed) {
            return Err("password-code");
        }
        Rules { words: &words, code: None, blocklist: Blocklist::common() }.take(secret).map_err(key)
    }

    /// Whether the code of the label stands somewhere in it: its letters are looked at wherever sixteen of them begin.
    fn holds_code(&self, typed: &str) -> bool {
        let letters = steadfast_protocol::code::letters(typed);
        let windows = (0..letters.len().saturating_sub(15)).filter_map(|at| letters.get(at..at + 16));
        windows.into_iter().any(|part| self.unit.identity.opens(part))
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
        let (connection, address, language) = (asked.connection, asked.address, asked.language);
        let pending = Pending { purpose, name, connection, address, language };
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
        let refused = |key| Some((connection, Response::text(503, language.text(key))));
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
            Err(_) => Response::text(503, pending.language.text("login-busy")),
        };
        hands.answer(connection, response);
    }

    fn take_password(&mut self, pending: Pending, verifier: Verifier, hands: &mut Hands<Self>) -> Response {
        let Pending { purpose, name, address, language, .. } = pending;
        match purpose {
            Purpose::SetUp(chosen) => self.finish_set_up(chosen, &name, verifier, language, hands),
            Purpose::Person(role, by) => {
                let added = self.unit.change(|owner| Ok(owner.people.add(name.clone(), role, verifier)?));
                if added.is_ok() {
                    self.account(AccountChange::Added, &name, &by);
                }
                told(&added, "/people", language)
            }
            Purpose::Own(session) => {
                let known = self.sessions.find(&session, self.unit.steady()).is_some();
                if !known {
                    return Response::see_other("/login");
                }
                let changed = self.unit.change(|owner| Ok(owner.people.set_password(&name, verifier, None)?));
                if changed.is_ok() {
                    self.sessions.end_all(&name, Some(&session));
                    self.account(AccountChange::Password, &name, name.as_str());
                }
                told(&changed, "/people?said=changed", language)
            }
            Purpose::Recovery => self.recovered(&name, verifier, address, language),
        }
    }

    pub(super) fn account(&mut self, change: AccountChange, name: &Name, by: &str) {
        let (account, by) = (Some(name.as_str().into()), Some(by.into()));
        self.unit.record(What::Account(Account { change: Some(change), account, by, role: None }));
    }
}

/// Where a change leads, or that it could not be kept.
pub(super) fn told<T, E>(changed: &Result<T, E>, to: &str, language: Language) -> Response {
    match changed {
        Ok(_) => Response::see_other(to),
        Err(_) => Response::text(503, language.text("error-storage")),
    }
}
