//! Who comes in, and who does not.

use std::net::IpAddr;

use steadfast_device::accounts::password::NewPassword;
use steadfast_device::accounts::{Begun, Cookie, Hashed, In, Login, Name, Origin, Outcome, Role, Secret};
use steadfast_monitor::event::{Address, Attempt, Authentication, Factor, Place as Whence, What};

use super::asked::{Asked, KNOWN, KNOWN_FOR, SESSION, Who};
use super::secrets::{Pending, Purpose};
use super::work::Job;
use super::{Home, REFUSALS, page};
use crate::door::ConnectionId;
use crate::event_loop::{Hands, Reply};
use crate::http::Response;
use crate::pages::{self, Frame, LoginView, Refused};
use crate::texts::Language;
use crate::work::Urgency;

/// What somebody does once their password is right.
#[derive(Debug)]
pub(super) enum Then {
    /// They are in.
    Enter,
    /// They change their own password; the new one.
    Change(NewPassword),
    /// They reset the unit.
    Reset,
}

/// Somebody whose password is being judged.
#[derive(Debug)]
pub(super) struct Waiting {
    name: String,
    connection: ConnectionId,
    address: IpAddr,
    language: Language,
    known: bool,
    then: Then,
    session: Option<String>,
}

impl Home {
    pub(super) fn login_page(&self, asked: &Asked<'_>) -> Reply {
        let view = LoginView { known: self.known(asked).is_some(), ..LoginView::default() };
        page(pages::login(&self.frame(asked, None, None), &view))
    }

    fn known(&self, asked: &Asked<'_>) -> Option<Cookie> {
        let cookie = Cookie::open(asked.request.cookie(KNOWN)?, &self.unit.owner()?.cookies())?;
        let account = self.unit.owner()?.people.find(cookie.account())?;
        account.knows(cookie.browser()).then_some(cookie)
    }

    pub(super) fn log_in(&mut self, asked: &Asked<'_>, hands: &mut Hands<Self>) -> Reply {
        self.knock(asked, asked.field("name"), asked.field("password"), Then::Enter, hands)
    }

    /// Judges a password. The answer comes later, or at once where it is not judged.
    pub(super) fn knock(
        &mut self,
        asked: &Asked<'_>,
        name: &str,
        password: &str,
        then: Then,
        hands: &mut Hands<Self>,
    ) -> Reply {
        let known = self.known(asked);
        let Some(owner) = self.unit.owner() else { return Reply::Now(Response::see_other("/set-up")) };
        let Ok(password) = Secret::typed(password.to_owned()) else {
            return self.refuse(asked, name, Refused::Wrong);
        };
        let code = Some(asked.field("code").trim().to_owned()).filter(|code| !code.is_empty());
        let is_known = known.is_some();
        let login = Login { name: name.to_owned(), password, code, from: Origin::Network(known) };
        let begun = self.door.knock(&owner.people, login, &self.unit.clock, &self.unit.random);
        match begun {
            Begun::Waits(ticket) => {
                let waiting = Waiting {
                    name: name.to_owned(),
                    connection: asked.connection,
                    address: asked.address,
                    language: asked.language,
                    known: is_known,
                    then,
                    session: asked.request.cookie(SESSION).map(str::to_owned),
                };
                self.waiting.insert(ticket, waiting);
                self.next_attempt(hands);
                Reply::Later
            }
            Begun::Refused(wait) => {
                self.note_throttled(asked.address, is_known, Some(wait.as_secs()));
                self.refuse(asked, name, Refused::Wait(wait.as_secs() + 1))
            }
            Begun::Stopped => {
                self.note_throttled(asked.address, is_known, None);
                self.refuse(asked, name, Refused::Stopped)
            }
            Begun::Busy => self.refuse(asked, name, Refused::Busy),
        }
    }

    /// One hash at a time: the next of those who wait, the unit's own people first.
    fn next_attempt(&mut self, hands: &mut Hands<Self>) {
        while let Some(attempt) = self.door.next_attempt() {
            let ticket = attempt.ticket();
            if hands.give(Job::Judge(Box::new(attempt)), Urgency::Person).is_ok() {
                return;
            }
            self.door.abandon(ticket);
            if let Some(waiting) = self.waiting.remove(&ticket) {
                let response = self.refusal(waiting.language, &waiting.name, Refused::Busy);
                hands.answer(waiting.connection, response);
            }
        }
    }

    /// A password was judged.
    pub(super) fn judged(&mut self, hashed: Hashed, hands: &mut Hands<Self>) {
        let waiting = self.waiting.remove(&hashed.ticket());
        // Where the owner is gone meanwhile, as after a reset, nobody is right; whoever waits is told so all the same.
        let mut people = self.unit.owner().map(|owner| owner.people.clone()).unwrap_or_default();
        let outcome = self.door.finish(&mut people, hashed, &self.unit.clock, &self.unit.random);
        self.next_attempt(hands);
        let Some(waiting) = waiting else { return };
        let answer = match outcome {
            Outcome::In(entered) => {
                // A medium that takes nothing keeps nobody out: what changed holds until the next start.
                if entered.changed {
                    self.unit.remember(people);
                }
                self.enter(waiting, &entered, hands)
            }
            Outcome::Failed(_) | Outcome::Shut(..) => {
                let refused = self.refusal(waiting.language, &waiting.name, Refused::Busy);
                Some((waiting.connection, refused))
            }
            Outcome::Wrong
            | Outcome::SecondFactorNeeded(_)
            | Outcome::WrongCode(_)
            | Outcome::NoTime(_)
            | Outcome::Expired => {
                self.note(Attempt::Wrong, &waiting.name, waiting.address, waiting.known);
                self.strangers += u64::from(!waiting.known);
                let response = match waiting.then {
                    Then::Enter => self.refusal(waiting.language, &waiting.name, Refused::Wrong),
                    Then::Change(_) | Then::Reset => self.not_confirmed(waiting.language),
                };
                Some((waiting.connection, response))
            }
        };
        if let Some((connection, response)) = answer {
            hands.answer(connection, response);
        }
    }

    /// The password was right. A new password has to be hashed first: then the answer comes later.
    fn enter(&mut self, waiting: Waiting, entered: &In, hands: &mut Hands<Self>) -> Option<(ConnectionId, Response)> {
        self.note(Attempt::Accepted, entered.name.as_str(), waiting.address, waiting.known);
        let (connection, language) = (waiting.connection, waiting.language);
        let response = match (waiting.then, waiting.session) {
            (Then::Enter, _) => self.admit(entered, language),
            (Then::Reset, Some(_)) if entered.role == Role::Owner => self.reset(language, hands),
            (Then::Change(new), Some(session)) => {
                let purpose = Purpose::Own(session);
                let name = entered.name.clone();
                let pending = Pending { purpose, name, connection, address: waiting.address, language };
                return self.give(pending, new, hands);
            }
            _ => Response::see_other("/login"),
        };
        Some((connection, response))
    }

    fn admit(&mut self, entered: &In, language: Language) -> Response {
        let now = self.unit.steady();
        let Ok(token) = self.sessions.open(entered.name.clone(), now, &self.unit.random) else {
            return Response::text(503, language.text("error-storage"));
        };
        if entered.role == Role::Owner {
            self.last_strangers = std::mem::take(&mut self.strangers);
        }
        let known = entered
            .browser
            .zip(self.unit.owner())
            .map(|(browser, owner)| Cookie::text(&entered.name, browser, &owner.cookies()));
        let response = Response::see_other("/").cookie(SESSION, &token, None);
        known.iter().fold(response, |response, text| response.cookie(KNOWN, text, Some(KNOWN_FOR)))
    }

    pub(super) fn log_out(&mut self, who: &Who) -> Reply {
        self.sessions.end(&who.session);
        self.unit.record(What::Authentication(Authentication {
            attempt: Some(Attempt::Left),
            account: Some(who.name.as_str().into()),
            ..Authentication::default()
        }));
        Reply::Now(Response::see_other("/login").cookie(SESSION, "", Some(0)))
    }

    fn refuse(&self, asked: &Asked<'_>, name: &str, refused: Refused) -> Reply {
        Reply::Now(self.refusal(asked.language, name, refused))
    }

    fn refusal(&self, language: Language, name: &str, refused: Refused) -> Response {
        let html =
            pages::login(&self.bare(language, "/login"), &LoginView { name, refused: Some(refused), known: false });
        let status = match refused {
            Refused::Wrong => 403,
            Refused::Wait(_) | Refused::Stopped => 429,
            Refused::Busy => 503,
        };
        let response = Response::html(status, html);
        match refused {
            Refused::Wait(seconds) => response.with("retry-after", &seconds.to_string()),
            _ => response,
        }
    }

    /// A password that was asked for again was wrong: nothing happened.
    fn not_confirmed(&self, language: Language) -> Response {
        let html = pages::message(&self.bare(language, "/"), "error-title", language.text("login-wrong"));
        Response::html(403, html)
    }

    /// What stands around a page for whoever is not logged in.
    pub(super) fn bare<'f>(&'f self, language: Language, here: &'f str) -> Frame<'f> {
        let (product, maker) = (self.unit.factory.name.as_str(), self.unit.factory.maker.as_str());
        Frame { language, product, maker, who: None, place: None, here }
    }

    /// A name that nobody has is not written down: people type their password there.
    fn note(&mut self, attempt: Attempt, name: &str, address: IpAddr, known: bool) {
        let typed = name.trim().to_lowercase().parse::<Name>().ok();
        let is_somebody = |name: &Name| self.unit.owner().is_some_and(|owner| owner.people.find(name).is_some());
        let name = typed.filter(is_somebody);
        self.unit.record(What::Authentication(Authentication {
            attempt: Some(attempt),
            account: name.as_ref().map(|name| name.as_str().into()),
            place: Some(if known { Whence::KnownBrowser } else { Whence::Stranger }),
            source: Some(Address(address)),
            factor: Some(Factor::Password),
            wait: None,
        }));
    }

    /// What was refused without being judged.
    fn note_throttled(&mut self, address: IpAddr, known: bool, wait: Option<u64>) {
        let now = self.unit.steady();
        if self.last_refusal.is_some_and(|last| now.saturating_sub(last) < REFUSALS) {
            return;
        }
        self.last_refusal = Some(now);
        self.unit.record(What::Authentication(Authentication {
            attempt: Some(Attempt::Throttled),
            account: None,
            place: Some(if known { Whence::KnownBrowser } else { Whence::Stranger }),
            source: Some(Address(address)),
            factor: Some(Factor::Password),
            wait,
        }));
    }
}
