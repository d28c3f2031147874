//! Who may log in.

use steadfast_device::accounts::session::FRESH;
use steadfast_device::accounts::totp::{TotpSecret, typed, uri};
use steadfast_device::accounts::{Name, PeopleError, Role};
use steadfast_device::outside::{Clock as _, Random as _};
use steadfast_device::unit::ChangeError;
use steadfast_monitor::event::AccountChange;

use super::asked::{Asked, Who};
use super::entrance::Then;
use super::secrets::Purpose;
use super::{Home, page, wrong_page};
use crate::event_loop::{Hands, Reply};
use crate::http::Response;
use crate::pages::{self, PeopleView, Person, Place, Wrong};

impl Home {
    pub(super) fn people_page(
        &self,
        asked: &Asked<'_>,
        who: &Who,
        said: Option<&'static str>,
        wrong: Wrong<'_>,
    ) -> Reply {
        let Some(owner) = self.unit.owner() else { return Reply::Now(Response::see_other("/set-up")) };
        let said = said.or_else(|| (asked.request.query.get("said") == Some("changed")).then_some("people-changed"));
        let person = |account: &'_ steadfast_device::accounts::Account| {
            (account.name().as_str().to_owned(), account.role() == Role::Owner)
        };
        let everybody: Vec<(String, bool)> = owner.people.iter().map(person).collect();
        let view = PeopleView {
            people: everybody.iter().map(|(name, owner)| Person { name, owner: *owner }).collect(),
            owner: who.is_owner(),
            totp: self.has_totp(who),
            said,
            wrong,
        };
        let html = pages::people(&self.frame(asked, Some(who), Some(Place::People)), &view);
        if wrong.is_empty() { page(html) } else { Reply::Now(wrong_page(html)) }
    }

    /// Whether somebody has a second factor.
    pub(super) fn has_totp(&self, who: &Who) -> bool {
        let account = self.unit.owner().and_then(|owner| owner.people.find(&who.name));
        account.is_some_and(steadfast_device::accounts::Account::has_second_factor)
    }

    /// Who may come in is changed by whoever gave their password lately: an open browser is not enough. Anybody else logs in
    /// anew.
    fn stale(&mut self, who: &Who) -> Option<Reply> {
        let now = self.unit.steady();
        if self.sessions.find(&who.session, now).is_some_and(|session| session.is_fresh(now)) {
            return None;
        }
        self.sessions.end(&who.session);
        Some(Reply::Now(Response::see_other("/login")))
    }

    pub(super) fn change_password(&mut self, asked: &Asked<'_>, who: &Who, hands: &mut Hands<Self>) -> Reply {
        match self.judge(who.name.as_str(), [asked.field("new"), asked.field("again")]) {
            Err(key) => self.people_page(asked, who, None, &[("new", key)]),
            Ok(new) => self.knock(asked, who.name.as_str(), asked.field("current"), Then::Change(new), hands),
        }
    }

    pub(super) fn add_person(&mut self, asked: &Asked<'_>, who: &Who, hands: &mut Hands<Self>) -> Reply {
        if let Some(stale) = self.stale(who) {
            return stale;
        }
        let typed = asked.field("name").trim().to_lowercase();
        let Ok(name) = typed.parse::<Name>() else {
            return self.people_page(asked, who, None, &[("name", "name-wrong")]);
        };
        if self.unit.owner().is_some_and(|owner| owner.people.find(&name).is_some()) {
            return self.people_page(asked, who, None, &[("name", "name-taken")]);
        }
        let role = if asked.field("role") == "owner" { Role::Owner } else { Role::User };
        let first = asked.field("first");
        match self.judge(name.as_str(), [first, first]) {
            Err(key) => self.people_page(asked, who, None, &[("first", key)]),
            Ok(password) => {
                let purpose = Purpose::Person(role, who.session.clone());
                self.hash(asked, name, purpose, password, hands)
            }
        }
    }

    pub(super) fn remove_person(&mut self, asked: &Asked<'_>, who: &Who) -> Reply {
        if let Some(stale) = self.stale(who) {
            return stale;
        }
        let Ok(name) = asked.field("name").parse::<Name>() else {
            return self.told(asked, Some(who), 400, "error-bad-request");
        };
        let removed = self.unit.change(|owner| Ok(owner.people.remove(&name)?));
        if let Err(ChangeError::People(PeopleError::NoOwner)) = removed {
            return self.people_page(asked, who, Some("people-last-owner"), &[]);
        }
        if removed.is_ok() {
            self.sessions.end_all(&name, None);
            self.account(AccountChange::Removed, &name, who.name.as_str());
        }
        Reply::Now(self.leads(&removed, "/people", asked.language))
    }

    pub(super) fn offer_totp(&mut self, asked: &Asked<'_>, who: &Who) -> Reply {
        if let Some(stale) = self.stale(who) {
            return stale;
        }
        if self.has_totp(who) {
            return self.told(asked, Some(who), 403, "error-old-form");
        }
        let Ok(secret) = self.unit.random.bytes::<20>() else {
            return self.told(asked, Some(who), 503, "error-storage");
        };
        let secret: TotpSecret = secret;
        let html = self.totp_html(asked, who, &secret, &[]);
        self.offered.insert(who.name.clone(), (secret, self.unit.steady()));
        page(html)
    }

    fn totp_html(&self, asked: &Asked<'_>, who: &Who, secret: &TotpSecret, wrong: Wrong<'_>) -> Vec<u8> {
        let link = uri(secret, &self.unit.factory.name, who.name.as_str());
        pages::totp(&self.frame(asked, Some(who), Some(Place::People)), &typed(secret), &link, wrong)
    }

    pub(super) fn begin_totp(&mut self, asked: &Asked<'_>, who: &Who) -> Reply {
        if let Some(stale) = self.stale(who) {
            return stale;
        }
        if self.has_totp(who) {
            return self.told(asked, Some(who), 403, "error-old-form");
        }
        let steady = self.unit.steady();
        let offered = self.offered.get(&who.name).filter(|(_, since)| steady.saturating_sub(*since) <= FRESH);
        let Some((secret, _)) = offered.copied() else {
            return self.told(asked, Some(who), 403, "error-old-form");
        };
        let now = self.unit.clock.wall().unwrap_or_default();
        let bound =
            self.unit.change(|owner| Ok(owner.people.bind(&who.name, secret, asked.field("code").trim(), now)?));
        if let Err(ChangeError::People(PeopleError::Code)) = bound {
            return Reply::Now(wrong_page(self.totp_html(asked, who, &secret, &[("code", "login-wrong")])));
        }
        if bound.is_ok() {
            self.offered.remove(&who.name);
            self.account(AccountChange::FactorAdded, &who.name, who.name.as_str());
        }
        Reply::Now(self.leads(&bound, "/people", asked.language))
    }

    pub(super) fn end_totp(&mut self, asked: &Asked<'_>, who: &Who) -> Reply {
        if let Some(stale) = self.stale(who) {
            return stale;
        }
        let ended = self.unit.change(|owner| Ok(owner.people.unbind(&who.name)?));
        if ended.is_ok() {
            self.account(AccountChange::FactorRemoved, &who.name, who.name.as_str());
        }
        Reply::Now(self.leads(&ended, "/people", asked.language))
    }
}
