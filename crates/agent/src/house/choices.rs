//! The first set-up.

use steadfast_device::accounts::password::NewPassword;
use steadfast_device::accounts::{Name, Verifier};
use steadfast_device::set_up::Opened;
use steadfast_device::unit::Choices;
use steadfast_monitor::event::{AccountChange, Attempt, Authentication, Factor, Place as Whence, What};

use super::asked::Asked;
use super::secrets::Purpose;
use super::words::SET_UP;
use super::{Home, page, wrong_page};
use crate::event_loop::{Hands, Reply};
use crate::http::Response;
use crate::pages::{self, SetUpView, Wrong};
use crate::texts::Language;
use crate::zone;

/// What somebody chose, before it holds.
#[derive(Clone, Debug)]
pub struct Chosen {
    pass: String,
    automatic: bool,
    record: bool,
    share: bool,
    zone: String,
}

impl Home {
    pub(super) fn code_page(&self, asked: &Asked<'_>, wrong: Wrong<'_>) -> Reply {
        let frame = self.frame(asked, None, None);
        let clean = self.unit.wiped.as_ref().map(|wiped| {
            let (time, destroyed, found) =
                (zone::shown(wiped.time, "UTC"), wiped.destroyed.to_string(), wiped.found.to_string());
            let places = [("time", time.as_str()), ("destroyed", &destroyed), ("found", &found)];
            asked.language.with("set-up-clean", &places)
        });
        let erased = self.unit.erased();
        let present = self.set_up.is_present(self.unit.steady());
        let html = pages::code(&frame, present, (clean.as_deref(), erased.as_ref()), wrong);
        if wrong.is_empty() { page(html) } else { Reply::Now(wrong_page(html)) }
    }

    pub(super) fn open_set_up(&mut self, asked: &Asked<'_>) -> Reply {
        let (now, typed) = (self.unit.steady(), asked.field("code"));
        let by_presence = self.set_up.is_present(now);
        match self.set_up.open(&self.unit.identity, typed, now, &self.unit.random) {
            Ok(Opened::Pass(pass)) => {
                if by_presence {
                    self.presence_used(asked);
                }
                let choices = pages::Choices {
                    automatic: true,
                    record: true,
                    share: Some(self.unit.factory.share.preset),
                    zone: "Europe/Berlin".to_owned(),
                    ..pages::Choices::default()
                };
                page(self.choices_html(asked, &pass, &choices, &[]))
            }
            Ok(Opened::Wrong) => {
                self.attempt(asked, Attempt::Wrong);
                self.code_page(asked, &[("code", "set-up-wrong")])
            }
            // The right one opens at any time: that a wrong one is not counted any more is nothing to wait for.
            Ok(Opened::Shut(_)) => self.code_page(asked, &[("code", "set-up-wrong")]),
            Err(_) => self.told(asked, None, 503, "error-storage"),
        }
    }

    fn attempt(&mut self, asked: &Asked<'_>, attempt: Attempt) {
        let source = Some(steadfast_monitor::event::Address(asked.address));
        self.unit.record(What::Authentication(Authentication {
            attempt: Some(attempt),
            place: Some(Whence::Stranger),
            source,
            factor: Some(Factor::SetUpCode),
            ..Authentication::default()
        }));
    }

    fn choices_html(&self, asked: &Asked<'_>, pass: &str, choices: &pages::Choices, wrong: Wrong<'_>) -> Vec<u8> {
        let share = &self.unit.factory.share;
        let code = asked.language.code();
        let zones: Vec<&str> = zone::names().collect();
        let view = SetUpView { pass, choices, why: [share.reason.text(code), share.basis.text(code)], zones: &zones };
        pages::choices(&self.frame(asked, None, None), &view, wrong)
    }

    pub(super) fn choose(&mut self, asked: &Asked<'_>, hands: &mut Hands<Self>) -> Reply {
        let pass = asked.field("pass").to_owned();
        if !self.set_up.is_open(&pass, self.unit.steady()) {
            return self.code_page(asked, &[("code", "set-up-late")]);
        }
        let share = match asked.field("share") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let choices = pages::Choices {
            name: asked.field("name").trim().to_lowercase(),
            automatic: asked.field("automatic") == "yes",
            record: asked.field("record") == "yes",
            share,
            zone: zone::names().find(|name| *name == asked.field("zone")).unwrap_or("UTC").to_owned(),
        };
        let (name, secret, wrong) = self.judged_choices(asked, &choices);
        let (Some(name), Some(secret), Some(share), true) = (name, secret, share, wrong.is_empty()) else {
            return Reply::Now(wrong_page(self.choices_html(asked, &pass, &choices, &wrong)));
        };
        let pages::Choices { automatic, record, zone, .. } = choices;
        let chosen = Chosen { pass, automatic, record, share, zone };
        self.hash(asked, name, Purpose::SetUp(chosen), secret, hands)
    }

    fn judged_choices(
        &self,
        asked: &Asked<'_>,
        choices: &pages::Choices,
    ) -> (Option<Name>, Option<NewPassword>, Vec<(&'static str, &'static str)>) {
        let name: Option<Name> = choices.name.parse().ok();
        let secret = self.judge(&choices.name, [asked.field("new"), asked.field("again")]);
        let mut wrong = Vec::new();
        wrong.extend(name.is_none().then_some(("name", "name-wrong")));
        wrong.extend(secret.as_ref().err().map(|key| ("new", *key)));
        wrong.extend(choices.share.is_none().then_some(("share", "choose-missing")));
        let unheard = choices.share == Some(true) && !choices.record;
        wrong.extend(unheard.then_some(("share", "choose-share-records")));
        (name, secret.ok(), wrong)
    }

    /// The password is hashed: the unit becomes theirs, if nobody was faster and there was not too much time.
    pub(super) fn finish_set_up(
        &mut self,
        chosen: Chosen,
        name: &Name,
        verifier: Verifier,
        language: Language,
        hands: &mut Hands<Self>,
    ) -> Response {
        let Chosen { pass, automatic, record, share, zone } = chosen;
        if self.unit.owner().is_some() || !self.set_up.is_open(&pass, self.unit.steady()) {
            return Response::see_other("/");
        }
        let choices = Choices { name: name.clone(), verifier, automatic, record, share, zone };
        let done = self.unit.set_up(choices);
        if done.is_err() {
            return self.leads(&done, "/", language);
        }
        self.set_up.used();
        self.account(AccountChange::Added, name, SET_UP);
        drop(self.unit.seal());
        self.tell_watchers(hands);
        let frame = self.bare(language, "/");
        Response::html(200, pages::done(&frame))
    }
}
