//! The page of updates: what waits and why, and what the owner says to it.

use std::time::Duration;

use steadfast_device::update::{Automatic, Phase, Step, Why, step};
use steadfast_protocol::{Seconds, Wish};

use super::asked::{Asked, Who};
use super::{Home, page};
use crate::event_loop::{Hands, Reply};
use crate::http::Response;
use crate::pages::{self, Place};

/// Days by which an owner can put an update off.
const DAYS: [i64; 3] = [1, 7, 30];

impl Home {
    /// Whether an update waits for the owner's word alone.
    pub(super) fn update_waits(&self) -> bool {
        matches!(self.step(), Step::Wait(Why::AutomaticOff | Why::NotApplicable | Why::NotAgreed))
    }

    pub(super) fn updates_page(&self, asked: &Asked<'_>, who: &Who) -> Reply {
        let Some(owner) = self.unit.owner() else { return Reply::Now(Response::see_other("/set-up")) };
        let settings = self.settings_of_updates();
        let so = self.unit.situation(self.minute(), true);
        let reason = settings.and_then(|settings| settings.reason.as_ref());
        let not_applicable = (so.automatic == Automatic::NotApplicable)
            .then(|| reason.map_or("", |reason| reason.text(asked.language.code())));
        let view = pages::UpdatesView {
            can: self.ways.images.is_some() && settings.is_some(),
            runs: self.versions(),
            update: self.unit.updates.work().map(|work| pages::UpdateView {
                release: &work.release,
                version: &work.version,
                kind: kind(work.kind),
                notes: &work.notes,
                fixes: &work.fixes,
                state: self.state_of_update(asked),
                may_decide: !work.is_in_place(),
                is_over: work.is_over(),
                by_stick: !work.fresh,
                days: if so.automatic == Automatic::NotApplicable { &[] } else { &DAYS },
            }),
            automatic: owner.consent.automatic,
            not_applicable,
            window: so.window.to_string(),
            zone: &owner.zone,
        };
        page(pages::updates(&self.frame(asked, Some(who), Some(Place::Updates)), &view, who.is_owner()))
    }

    /// How far the update is, or why it waits, in a sentence.
    pub(super) fn state_of_update(&self, asked: &Asked<'_>) -> String {
        let Some(work) = self.unit.updates.work() else { return String::new() };
        let t = |key| asked.language.text(key).to_owned();
        let with = |key, name, value: &str| asked.language.with(key, &[(name, value)]);
        let why = work.detail.as_deref().unwrap_or_default();
        match work.phase {
            Phase::Failed => with("update-failed", "why", why),
            Phase::Returned => with("update-returned", "why", why),
            Phase::Installed => t("update-restarts"),
            Phase::Trial => t("update-trial"),
            Phase::Offered | Phase::Known => match self.is_put_off() {
                Some(word) => self.waits(word, asked),
                None if why.is_empty() => self.goes_on(asked),
                None => with("update-not-brought", "why", why),
            },
            Phase::Brought => self.goes_on(asked),
        }
    }

    /// What comes next, in a sentence.
    fn goes_on(&self, asked: &Asked<'_>) -> String {
        let t = |key| asked.language.text(key).to_owned();
        match (self.step(), &self.updating.not_safe) {
            (Step::Wait(why), _) => self.waits(why, asked),
            (Step::Ask | Step::Install, Some(reason)) if reason.is_empty() => t("update-safe-silent"),
            (Step::Ask | Step::Install, Some(reason)) => asked.language.with("update-not-safe", &[("why", reason)]),
            (Step::Ask | Step::Install, None) => t("update-installs"),
            _ => t("update-comes"),
        }
    }

    /// Why it would wait if it were here, by the owner's own word on it.
    fn is_put_off(&self) -> Option<Why> {
        let mut here = self.unit.updates.work()?.clone();
        here.phase = Phase::Brought;
        match step(Some(&here), &self.unit.situation(None, true)) {
            Step::Wait(why @ (Why::Postponed(_) | Why::Refused)) => Some(why),
            _ => None,
        }
    }

    fn waits(&self, why: Why, asked: &Asked<'_>) -> String {
        let t = |key| asked.language.text(key).to_owned();
        match why {
            Why::Postponed(Some(until)) => asked.language.with("update-postponed", &[("time", &self.time(until))]),
            Why::Postponed(None) => t("update-postponed-on"),
            Why::Refused => t("update-refused"),
            Why::AutomaticOff => t("update-automatic-off"),
            Why::NotApplicable => t("update-not-applicable"),
            Why::NotAgreed => t("update-not-agreed"),
            Why::Window => {
                let window = self.unit.situation(None, true).window.to_string();
                asked.language.with("update-window", &[("window", &window)])
            }
            Why::HeldBack => asked.language.with("update-held-back", &[("maker", &self.unit.factory.maker)]),
        }
    }

    /// What the owner wants with the update that the page showed.
    pub(super) fn decide_update(&mut self, asked: &Asked<'_>, who: &Who, hands: &mut Hands<Self>) -> Reply {
        let is_it = self.unit.updates.work().is_some_and(|work| work.release == asked.field("release"));
        let days: Option<Seconds> = asked.field("days").parse().ok().filter(|days| DAYS.contains(days));
        let wanted = match (asked.field("do"), days) {
            ("now", _) => Some((Wish::Agreed, None)),
            ("refuse", _) => Some((Wish::Refused, None)),
            ("later", Some(days)) => Some((Wish::Postponed, Some(self.unit.now() + days * 86_400))),
            _ => None,
        };
        let Some((wish, until)) = wanted.filter(|_| is_it) else {
            return self.told(asked, Some(who), 409, "update-is-another");
        };
        let done = self.unit.wish(wish, until, who.name.as_str());
        self.updating.not_before = Duration::ZERO;
        self.updating.tried.clear();
        drop(self.unit.seal());
        self.go_on_with_update(hands);
        Reply::Now(self.leads(&done, "/updates", asked.language))
    }

    pub(super) fn save_window(&mut self, asked: &Asked<'_>, who: &Who) -> Reply {
        let Ok(window) = asked.field("window").parse() else {
            return self.told(asked, Some(who), 422, "update-window-wrong");
        };
        let done = self.unit.set_window(window, who.name.as_str());
        Reply::Now(self.leads(&done, "/updates", asked.language))
    }
}

fn kind(kind: Option<steadfast_protocol::Kind>) -> &'static str {
    use steadfast_protocol::Kind;
    match kind {
        Some(Kind::Security) => "update-kind-security",
        Some(Kind::Combined) => "update-kind-combined",
        Some(Kind::Feature) => "update-kind-feature",
        None => "unknown",
    }
}
