//! Who comes in, and who does not.

use std::net::IpAddr;

use steadfast_device::accounts::password::NewPassword;
use steadfast_device::accounts::{Begun, BrowserId, Cookie, Hashed, In, Login, Name, Origin, Outcome, Role, Secret};
use steadfast_device::outside::Clock as _;
use steadfast_monitor::event::{Address, Attempt, Authentication, Factor, Place as Whence, What};
use steadfast_protocol::Purpose as Erase;

use super::asked::{Asked, KNOWN, KNOWN_FOR, SESSION, Who};
use super::screen::Entered;
use super::secrets::{Pending, Purpose};
use super::work::Job;
use super::{Home, REFUSALS, Trouble, page};
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
    /// They erase the unit, for this; the hash of a code for the next owner.
    Erase(Erase, Option<[u8; 32]>),
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
        let view = LoginView { known: self.known(asked).is_some(), ..self.login_view() };
        page(pages::login(&self.frame(asked, None, None), &view))
    }

    fn login_view(&self) -> LoginView<'static> {
        LoginView { no_time: self.unit.clock.wall().is_none(), ..LoginView::default() }
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
        let known = self.known(asked).filter(|cookie| self.somebody(name).as_ref() == Some(cookie.account()));
        let Some(owner) = self.unit.owner() else { return Reply::Now(Response::see_other("/set-up")) };
        let Ok(password) = Secret::typed(password.to_owned()) else {
            return self.refuse(asked, name, Refused::Wrong, &then);
        };
        let code = Some(asked.field("code").trim().to_owned()).filter(|code| !code.is_empty());
        let is_known = known.is_some();
        let login = Login { name: name.to_owned(), password, code, from: Origin::Network(known) };
        let begun = self.door.knock(&owner.people, login, &self.unit.clock, &self.unit.random);
        self.look_at_tries();
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
                self.refuse(asked, name, Refused::Wait(wait.as_secs() + 1), &then)
            }
            Begun::Stopped => {
                self.note_throttled(asked.address, is_known, None);
                self.refuse(asked, name, Refused::Stopped, &then)
            }
            Begun::Busy => self.refuse(asked, name, Refused::Busy, &then),
        }
    }

    /// Whether tries are counted where they outlive a start.
    pub(super) fn look_at_tries(&mut self) {
        let why = self.door.throttle().trouble().map(ToString::to_string);
        self.trouble(Trouble::Tries, why);
    }

    /// One hash at a time: the next of those who wait, the unit's own people first.
    pub(super) fn next_attempt(&mut self, hands: &mut Hands<Self>) {
        while let Some(attempt) = self.door.next_attempt() {
            let ticket = attempt.ticket();
            if hands.give(Job::Judge(Box::new(attempt)), Urgency::Person).is_ok() {
                return;
            }
            self.door.abandon(ticket);
            if let Some((client, _)) = self.screens.remove(&ticket) {
                self.says_entered(client, Entered::Busy, hands);
            }
            if let Some(waiting) = self.waiting.remove(&ticket) {
                let response = self.refusal(&waiting, Refused::Busy);
                hands.answer(waiting.connection, response);
            }
        }
    }

    /// A password was judged.
    pub(super) fn judged(&mut self, hashed: Hashed, hands: &mut Hands<Self>) {
        let ticket = hashed.ticket();
        // Where the owner is gone meanwhile, as after a reset, nobody is right; whoever waits is told so all the same.
        let mut people = self.unit.owner().map(|owner| owner.people.clone()).unwrap_or_default();
        let outcome = self.door.finish(&mut people, hashed, &self.unit.clock, &self.unit.random);
        self.look_at_tries();
        self.next_attempt(hands);
        // A medium that takes nothing keeps nobody out: what changed holds until the next start.
        if matches!(&outcome, Outcome::In(entered) if entered.changed) {
            self.unit.remember(people);
        }
        if self.judged_here(ticket, &outcome, hands) {
            return;
        }
        let Some(waiting) = self.waiting.remove(&ticket) else { return };
        let answer = match outcome {
            Outcome::In(entered) => self.enter(waiting, &entered, hands),
            Outcome::Failed(_) | Outcome::Shut(..) => Some((waiting.connection, self.refusal(&waiting, Refused::Busy))),
            Outcome::Wrong | Outcome::Expired => {
                self.note(Attempt::Wrong, Factor::Password, &waiting);
                self.strangers += u64::from(!waiting.known);
                Some((waiting.connection, self.refusal(&waiting, Refused::Wrong)))
            }
            // The password was right; whoever tries is not told so.
            Outcome::SecondFactorNeeded(_) | Outcome::WrongCode(_) | Outcome::NoTime(_) => {
                self.note(Attempt::Wrong, Factor::TimeCode, &waiting);
                Some((waiting.connection, self.refusal(&waiting, Refused::Wrong)))
            }
        };
        if let Some((connection, response)) = answer {
            hands.answer(connection, response);
        }
    }

    /// The password was right. A new password has to be hashed first: then the answer comes later.
    fn enter(&mut self, waiting: Waiting, entered: &In, hands: &mut Hands<Self>) -> Option<(ConnectionId, Response)> {
        self.note(Attempt::Accepted, Factor::Password, &waiting);
        let (connection, language) = (waiting.connection, waiting.language);
        let response = match (waiting.then, waiting.session) {
            (Then::Enter, former) => self.admit(entered, former.as_deref(), language),
            (Then::Erase(purpose, code), Some(_)) if entered.role == Role::Owner => {
                self.erase(purpose, code, language, hands)
            }
            (Then::Change(new), Some(session)) => {
                let purpose = Purpose::Own(session, entered.browser);
                let name = entered.name.clone();
                let pending = Pending { purpose, name, connection, language };
                return self.give(pending, new, hands);
            }
            _ => Response::see_other("/login"),
        };
        Some((connection, response))
    }

    /// The session that the browser had before ends.
    fn admit(&mut self, entered: &In, former: Option<&str>, language: Language) -> Response {
        let now = self.unit.steady();
        if let Some(former) = former {
            self.sessions.end(former);
        }
        let Ok(token) = self.sessions.open(entered.name.clone(), now, &self.unit.random) else {
            return self.message(language, 503, "error-storage");
        };
        if entered.role == Role::Owner {
            self.last_strangers = std::mem::take(&mut self.strangers);
        }
        let response = Response::see_other("/").cookie(SESSION, &token, None);
        self.known_from_now(response, &entered.name, entered.browser)
    }

    /// The browser that gets this answer is known again from now on.
    pub(super) fn known_from_now(&self, response: Response, name: &Name, browser: Option<BrowserId>) -> Response {
        let known = browser.zip(self.unit.owner());
        let text = known.map(|(browser, owner)| Cookie::text(name, browser, &owner.cookies()));
        text.iter().fold(response, |response, text| response.cookie(KNOWN, text, Some(KNOWN_FOR)))
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

    fn refuse(&self, asked: &Asked<'_>, name: &str, refused: Refused, then: &Then) -> Reply {
        Reply::Now(self.refused(asked.language, name, refused, then))
    }

    fn refusal(&self, waiting: &Waiting, refused: Refused) -> Response {
        self.refused(waiting.language, &waiting.name, refused, &waiting.then)
    }

    /// Nothing happened. Whoever is in, and only had to confirm something, stays in.
    fn refused(&self, language: Language, name: &str, refused: Refused, then: &Then) -> Response {
        let frame = self.bare(language, if matches!(then, Then::Enter) { "/login" } else { "/" });
        let html = match then {
            Then::Enter => pages::login(&frame, &LoginView { name, refused: Some(refused), ..self.login_view() }),
            Then::Change(_) | Then::Erase(..) => {
                pages::message(&frame, "error-title", &pages::why_refused(&frame, refused))
            }
        };
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

    /// What stands around a page for whoever is not logged in.
    pub(super) fn bare<'f>(&'f self, language: Language, here: &'f str) -> Frame<'f> {
        let (product, maker) = (self.unit.factory.name.as_str(), self.unit.factory.maker.as_str());
        Frame { language, product, maker, who: None, place: None, here }
    }

    /// Whose name was typed. One that nobody has is not written down: people type their password there.
    pub(super) fn somebody(&self, typed: &str) -> Option<Name> {
        let name = typed.trim().to_lowercase().parse::<Name>().ok()?;
        self.unit.owner()?.people.find(&name).is_some().then_some(name)
    }

    fn note(&mut self, attempt: Attempt, factor: Factor, waiting: &Waiting) {
        let name = self.somebody(&waiting.name);
        self.unit.record(What::Authentication(Authentication {
            attempt: Some(attempt),
            account: name.as_ref().map(|name| name.as_str().into()),
            place: Some(whence(waiting.known)),
            source: Some(Address(waiting.address)),
            factor: Some(factor),
            ..Authentication::default()
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
            place: Some(whence(known)),
            source: Some(Address(address)),
            factor: Some(Factor::Password),
            wait,
            ..Authentication::default()
        }));
    }
}

fn whence(known: bool) -> Whence {
    if known { Whence::KnownBrowser } else { Whence::Stranger }
}
