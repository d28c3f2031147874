//! A request, and the way from its path to who answers it.

use std::net::IpAddr;
use std::time::Duration;

use steadfast_device::accounts::{Name, Role};

use super::{Home, page};
use crate::door::ConnectionId;
use crate::event_loop::{Hands, Reply};
use crate::http::{Fields, Method, Request, Response};
use crate::pages::{self, Frame, Place};
use crate::texts::Language;
use crate::transfer::{BEGIN, END, PIECE};

/// The cookie of a session.
pub(super) const SESSION: &str = "__Host-session";

/// The cookie of a browser that logged in before.
pub(super) const KNOWN: &str = "__Host-known";

/// The cookie of the language.
const LANGUAGE: &str = "__Host-language";

/// How long a browser stays known, in seconds: two years.
pub(super) const KNOWN_FOR: u32 = 2 * 365 * 86_400;

/// A request with what is known of it.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    pub(super) request: &'a Request,
    pub(super) connection: ConnectionId,
    pub(super) address: IpAddr,
    pub(super) language: Language,
    /// What its form says, or its address where it is no form.
    pub(super) form: Fields,
    /// It sends something that is no form.
    is_garbled: bool,
}

/// Somebody who is logged in.
#[derive(Clone, Debug)]
pub(super) struct Who {
    pub(super) name: Name,
    pub(super) role: Role,
    /// What their forms carry.
    pub(super) token: String,
    /// Their session.
    pub(super) session: String,
}

impl Who {
    pub(super) fn is_owner(&self) -> bool {
        self.role == Role::Owner
    }
}

impl<'a> Asked<'a> {
    pub(super) fn new(request: &'a Request, connection: ConnectionId, address: IpAddr) -> Self {
        let chosen = request.cookie(LANGUAGE).and_then(Language::of);
        let wanted = || Language::wanted(request.header("accept-language").unwrap_or_default());
        let form = if request.method == Method::Post { request.form().ok() } else { Some(request.query.clone()) };
        let (is_garbled, form) = (form.is_none(), form.unwrap_or_default());
        Self { request, connection, address, language: chosen.unwrap_or_else(wanted), form, is_garbled }
    }

    /// A field of the form; nothing is an empty text.
    pub(super) fn field(&self, name: &str) -> &str {
        self.form.get(name).unwrap_or_default()
    }

    fn is_post(&self) -> bool {
        self.request.method == Method::Post
    }
}

impl Home {
    /// Whoever is logged in by the session of a request.
    pub(super) fn who(&mut self, asked: &Asked<'_>) -> Option<Who> {
        self.who_in(asked.request.cookie(SESSION)?)
    }

    /// Whoever is logged in by a session.
    pub(super) fn who_in(&mut self, token: &str) -> Option<Who> {
        let now = self.unit.steady();
        let session = self.sessions.find(token, now)?;
        let account = self.unit.owner()?.people.find(session.account())?;
        let (name, role) = (account.name().clone(), account.role());
        Some(Who { name, role, token: session.form().to_owned(), session: token.to_owned() })
    }

    /// What stands around a page.
    pub(super) fn frame<'f>(&'f self, asked: &'f Asked<'_>, who: Option<&'f Who>, place: Option<Place>) -> Frame<'f> {
        let who = who.map(|who| (who.name.as_str(), who.token.as_str()));
        Frame { who, place, ..self.bare(asked.language, &asked.request.path) }
    }

    /// The one walk of every request.
    pub(super) fn route(&mut self, asked: &Asked<'_>, hands: &mut Hands<Self>) -> Reply {
        let path = asked.request.path.as_str();
        match path {
            "/style.css" => return Reply::Now(style()),
            "/language" => return Reply::Now(language(asked)),
            "/help" => return self.help(asked),
            BEGIN | PIECE | END if asked.is_post() => return self.receive(asked, hands),
            _ => {}
        }
        if asked.is_garbled {
            return self.told(asked, None, 400, "error-bad-request");
        }
        self.look();
        if self.unit.is_locked() {
            return self.locked(asked, hands);
        }
        if self.unit.owner().is_none() {
            return self.before_owner(asked, path, hands);
        }
        match (asked.is_post(), path) {
            (false, "/login") => self.login_page(asked),
            (true, "/login") => self.log_in(asked, hands),
            (false, "/recover" | "/recover/password") => self.recover_page(asked),
            (true, "/recover") => self.begin_recovery(asked),
            (true, "/recover/password") => self.recover(asked, hands),
            (false, "/set-up" | "/set-up/choices") => Reply::Now(Response::see_other("/")),
            _ => match self.who(asked) {
                None => Reply::Now(Response::see_other("/login")),
                Some(who) => self.for_people(asked, &who, hands),
            },
        }
    }

    fn before_owner(&mut self, asked: &Asked<'_>, path: &str, hands: &mut Hands<Self>) -> Reply {
        match (asked.is_post(), path) {
            (false, "/set-up") => self.code_page(asked, &[]),
            (false, "/erased.txt") => self.erased_file(asked),
            (true, "/set-up") => self.open_set_up(asked),
            (true, "/set-up/choices") => self.choose(asked, hands),
            _ => Reply::Now(Response::see_other("/set-up")),
        }
    }

    fn for_people(&mut self, asked: &Asked<'_>, who: &Who, hands: &mut Hands<Self>) -> Reply {
        let path = asked.request.path.as_str();
        if !asked.is_post() {
            return match path {
                "/" => self.home_page(asked, who),
                "/updates" => self.updates_page(asked, who),
                "/data" => self.data_page(asked, who),
                "/receipt" => self.receipt_page(asked, who),
                "/receipt.txt" => self.receipt_file(asked, who),
                "/data/export" if who.is_owner() => self.download(asked, who),
                "/data/transfer" if who.is_owner() => self.transfer_page(asked, who),
                "/data/take-over" if who.is_owner() => self.reception_page(asked, who),
                "/data/hand-over" if who.is_owner() => self.hand_over_page(asked, who),
                "/data/end" if who.is_owner() => self.end_page(asked, who),
                "/noticed" => self.noticed_page(asked, who),
                "/notices" => self.notices_page(asked, who),
                "/policy" => self.policy_page(asked, who),
                "/noticed.json" if who.is_owner() => self.noticed_file(),
                "/log" => self.log_page(asked, who),
                "/log/export" if who.is_owner() => self.log_export(asked, who),
                "/switches" => self.switches_page(asked, who),
                "/held" if who.is_owner() => self.held_page(asked, who),
                "/settings" => self.settings_page(asked, who),
                "/people" => self.people_page(asked, who, None, &[]),
                "/reset" => self.reset_page(asked, who, &[]),
                _ => self.told(asked, Some(who), 404, "error-not-found"),
            };
        }
        let is_ours = self.sessions.find(&who.session, self.unit.steady());
        if !is_ours.is_some_and(|session| session.has_form(asked.field("token"))) {
            return self.told(asked, Some(who), 403, "error-old-form");
        }
        match path {
            "/logout" => self.log_out(who),
            "/people/password" => self.change_password(asked, who, hands),
            "/people/totp" => self.offer_totp(asked, who),
            "/people/totp/begin" => self.begin_totp(asked, who),
            "/people/totp/end" => self.end_totp(asked, who),
            _ if !who.is_owner() => self.told(asked, Some(who), 403, "error-not-allowed"),
            "/data/export" => self.begin_export(asked, who, hands),
            "/data/transfer" => self.begin_transfer(asked, who, hands),
            "/data/transfer/go-on" => self.go_on_with_transfer(asked, hands),
            "/data/transfer/stop" => self.stop_transfer(),
            "/data/take-over" => self.open_reception(asked, who),
            "/data/hand-over" => self.hand_over(asked, who, hands),
            "/data/end" => self.end(asked, who, hands),
            "/data/self-test" => self.ask_self_test(asked, who, hands),
            "/updates/decide" => self.decide_update(asked, who, hands),
            "/updates/window" => self.save_window(asked, who),
            "/log/erase" => self.erase_log(asked, who),
            "/notices/read" => self.open_notice(asked, who, hands),
            "/policy" => self.answer_policy(asked, who, hands),
            "/noticed/answer" => self.answer_noticed(asked, who, hands),
            "/noticed/take-back" => self.take_back_noticed(asked, who, hands),
            "/switches" => self.turn(asked, who, hands),
            "/held" => self.draw_fresh_code(asked, who, hands),
            "/settings" => self.save_settings(asked, who, hands),
            "/settings/zone" => self.save_zone(asked, who),
            "/settings/secure" => self.secure_settings(asked, who, hands),
            "/people/add" => self.add_person(asked, who, hands),
            "/people/remove" => self.remove_person(asked, who),
            "/reset" => self.ask_reset(asked, who, hands),
            _ => self.told(asked, Some(who), 404, "error-not-found"),
        }
    }

    /// A page that says one thing.
    pub(super) fn told(&self, asked: &Asked<'_>, who: Option<&Who>, status: u16, key: &'static str) -> Reply {
        let frame = self.frame(asked, who, None);
        let html = pages::message(&frame, "error-title", frame.t(key));
        Reply::Now(Response::html(status, html))
    }

    fn help(&mut self, asked: &Asked<'_>) -> Reply {
        let who = self.who(asked);
        page(pages::help(&self.frame(asked, who.as_ref(), None), &asked.request.host))
    }
}

fn style() -> Response {
    let age = Duration::from_secs(3600).as_secs();
    Response::new(200, "text/css; charset=utf-8", pages::STYLE.into()).with("cache-control", &format!("max-age={age}"))
}

/// Another language, and back to where one was.
fn language(asked: &Asked<'_>) -> Response {
    let back = asked.request.query.get("back").unwrap_or("/");
    let is_plain = back.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let is_path = is_plain && back.starts_with('/') && !back.starts_with("//");
    let wanted = asked.request.query.get("to").and_then(Language::of).unwrap_or_default();
    Response::see_other(if is_path { back } else { "/" }).cookie(LANGUAGE, wanted.code(), Some(KNOWN_FOR))
}
