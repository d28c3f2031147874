//! A lost password: whoever stands in front of the unit sets another one, and nobody else.

use steadfast_device::accounts::{Name, Verifier};
use steadfast_monitor::event::{AccountChange, Address, Attempt, Authentication, Place as Whence, What};

use super::asked::Asked;
use super::secrets::Purpose;
use super::{Home, page, wrong_page};
use crate::event_loop::{Hands, Reply};
use crate::http::Response;
use crate::pages::{self, Wrong};
use crate::texts::Language;

impl Home {
    pub(super) fn recover_page(&self, asked: &Asked<'_>) -> Reply {
        page(pages::recover_how(&self.frame(asked, None, None), self.set_up.is_present(self.unit.steady())))
    }

    /// Presence serves once: whoever comes second is told to press the button again, and the log says who was first.
    pub(super) fn begin_recovery(&mut self, asked: &Asked<'_>) -> Reply {
        match self.set_up.take_presence(self.unit.steady(), &self.unit.random) {
            Ok(Some(pass)) => {
                self.presence_used(asked);
                page(self.recovery_html(asked, &pass, &[]))
            }
            Ok(None) => self.recover_page(asked),
            Err(_) => self.told(asked, None, 503, "error-storage"),
        }
    }

    /// Who went on after somebody pressed the button.
    pub(super) fn presence_used(&mut self, asked: &Asked<'_>) {
        let (attempt, place, source) = (Some(Attempt::Accepted), Some(Whence::Here), Some(Address(asked.address)));
        self.unit.record(What::Authentication(Authentication { attempt, place, source, ..Authentication::default() }));
    }

    fn recovery_html(&self, asked: &Asked<'_>, pass: &str, wrong: Wrong<'_>) -> Vec<u8> {
        let people = self.unit.owner().map(|owner| owner.people.iter()).into_iter().flatten();
        let names: Vec<&str> = people.map(|account| account.name().as_str()).collect();
        pages::recover(&self.frame(asked, None, None), pass, &names, wrong)
    }

    pub(super) fn recover(&mut self, asked: &Asked<'_>, hands: &mut Hands<Self>) -> Reply {
        let pass = asked.field("pass");
        let name = asked.field("name").parse::<Name>().ok();
        let name = name.filter(|name| self.unit.owner().is_some_and(|owner| owner.people.find(name).is_some()));
        let (true, Some(name)) = (self.set_up.is_open(pass, self.unit.steady()), name) else {
            return self.recover_page(asked);
        };
        match self.judge(name.as_str(), [asked.field("new"), asked.field("again")]) {
            Err(key) => Reply::Now(wrong_page(self.recovery_html(asked, pass, &[("new", key)]))),
            Ok(password) => self.hash(asked, name, Purpose::Recovery(pass.to_owned()), password, hands),
        }
    }

    /// The password is hashed. The second factor goes with the old one: its app may be lost as well.
    pub(super) fn recovered(&mut self, name: &Name, verifier: Verifier, pass: &str, language: Language) -> Response {
        if !self.set_up.is_open(pass, self.unit.steady()) {
            return Response::see_other("/recover");
        }
        let done = self.unit.change(|owner| {
            owner.people.set_password(name, verifier, None)?;
            Ok(owner.people.unbind(name)?)
        });
        if done.is_ok() {
            self.set_up.used();
            self.door.throttle().present();
            self.sessions.end_all(name, None);
            self.account(AccountChange::Recovery, name, "presence");
        }
        self.leads(&done, "/login", language)
    }
}
