//! The switches' page.

use steadfast_device::unit::ChangeError;
use steadfast_monitor::event::SwitchKind;

use super::asked::{Asked, Who};
use super::{Home, Trouble, page};
use crate::event_loop::{Hands, Reply};
use crate::pages::{self, Place, SwitchView};

impl Home {
    pub(super) fn switches_page(&self, asked: &Asked<'_>, who: &Who) -> Reply {
        let Some(owner) = self.unit.owner() else { return Reply::Now(crate::http::Response::see_other("/set-up")) };
        let frame = self.frame(asked, Some(who), Some(Place::Switches));
        let since = |at: usize| owner.since.get(at).map(|at| self.time(*at));
        let one = |name, title: String, text: String, on, since| SwitchView { name, title, text, on, since };
        let remote = self.unit.factory.remote.as_ref().map(|words| words.text(asked.language.code()));
        let mut all = vec![
            one(
                "record",
                frame.t("switch-record").into(),
                frame.t("switch-record-text").into(),
                owner.switches.record,
                since(0),
            ),
            one("share", frame.m("switch-share"), frame.t("switch-share-text").into(), owner.switches.share, since(1)),
        ];
        all.extend(
            remote.map(|text| one("remote", frame.m("switch-remote"), text.into(), owner.switches.remote, since(2))),
        );
        let decided = owner.consent.since.map(|at| self.time(at));
        let automatic = (frame.t("switch-automatic").to_owned(), frame.t("switch-automatic-text").to_owned());
        all.push(one("automatic", automatic.0, automatic.1, owner.consent.automatic, decided.clone()));
        all.push(one("features", frame.t("switch-features").into(), String::new(), owner.consent.features, decided));
        page(pages::switches(&frame, &all, remote, &self.said, who.is_owner()))
    }

    pub(super) fn turn(&mut self, asked: &Asked<'_>, who: &Who, hands: &mut Hands<Self>) -> Reply {
        let on = asked.field("to") == "on";
        let by = who.name.as_str();
        let Some(consent) = self.unit.owner().map(|owner| owner.consent) else {
            return self.told(asked, Some(who), 400, "error-bad-request");
        };
        let done = match asked.field("switch") {
            "record" => self.unit.switch(SwitchKind::Record, on, by),
            "share" => self.unit.switch(SwitchKind::Share, on, by),
            "remote" if self.unit.factory.remote.is_some() => self.unit.switch(SwitchKind::RemoteAction, on, by),
            "automatic" => self.unit.agree(on, consent.features, by),
            "features" => self.unit.agree(consent.automatic, on, by),
            _ => return self.told(asked, Some(who), 400, "error-bad-request"),
        };
        self.obey(hands);
        self.tell_watchers(hands);
        let is_switch = matches!(asked.field("switch"), "record" | "share" | "remote");
        if !on && is_switch && matches!(done, Err(ChangeError::Storage(_))) {
            let why = done.as_ref().err().map(ToString::to_string);
            self.trouble(Trouble::Switches, why);
            return self.told(asked, Some(who), 503, "switch-not-kept");
        }
        Reply::Now(self.leads(&done, "/switches", asked.language))
    }
}
