//! A lost password: whoever stands in front of the unit sets another one, and nobody else.

use std::net::IpAddr;

use steadfast_device::accounts::{Name, Verifier};
use steadfast_monitor::event::AccountChange;

use super::asked::Asked;
use super::secrets::Purpose;
use super::{Home, page, wrong_page};
use crate::event_loop::{Hands, Reply};
use crate::http::Response;
use crate::pages::{self, Wrong};
use crate::texts::Language;

impl Home {
    pub(super) fn recover_page(&self, asked: &Asked<'_>, wrong: Wrong<'_>) -> Reply {
        let frame = self.frame(asked, None, None);
        let Some(owner) = self.unit.owner().filter(|_| self.set_up.is_present(self.unit.steady())) else {
            return page(pages::recover_how(&frame));
        };
        let names: Vec<&str> = owner.people.iter().map(|account| account.name().as_str()).collect();
        let html = pages::recover(&frame, &names, wrong);
        if wrong.is_empty() { page(html) } else { Reply::Now(wrong_page(html)) }
    }

    pub(super) fn recover(&mut self, asked: &Asked<'_>, hands: &mut Hands<Self>) -> Reply {
        let name = asked.field("name").parse::<Name>().ok();
        let name = name.filter(|name| self.unit.owner().is_some_and(|owner| owner.people.find(name).is_some()));
        let (true, Some(name)) = (self.set_up.is_present(self.unit.steady()), name) else {
            return self.recover_page(asked, &[]);
        };
        match self.judge(name.as_str(), [asked.field("new"), asked.field("again")]) {
            Err(key) => self.recover_page(asked, &[("new", key)]),
            Ok(password) => self.hash(asked, name, Purpose::Recovery, password, hands),
        }
    }

    /// The password is hashed. Presence serves once, and takes the second factor with it: its app may be lost as well.
    pub(super) fn recovered(&mut self, name: &Name, verifier: Verifier, _: IpAddr, language: Language) -> Response {
        if !self.set_up.is_present(self.unit.steady()) {
            return Response::see_other("/recover");
        }
        let done = self.unit.change(|owner| {
            owner.people.set_password(name, verifier, None)?;
            Ok(owner.people.unbind(name)?)
        });
        if done.is_err() {
            return super::secrets::told(&done, "/login", language);
        }
        self.set_up.used();
        self.door.throttle().present();
        self.sessions.end_all(name, None);
        self.account(AccountChange::Recovery, name, "presence");
        Response::see_other("/login")
    }
}
