//! What the manufacturer would have the unit obey: brought, obeyed, shown, and answered by an owner.

use std::time::Duration;

use steadfast_device::update::Metadata;
use steadfast_protocol::MOST_TRIES;

use super::asked::{Asked, Who};
use super::work::{Job, Missed};
use super::{Home, page};
use crate::event_loop::{Hands, Reply};
use crate::pages::{self, Place, PolicyView};
use crate::texts::Language;
use crate::work::Urgency;

/// How long until the server hears what becomes of one.
const SOON: Duration = Duration::from_secs(2);

impl Home {
    /// The server brought one. Whether its signers still are, the repository says first; where it does not answer, the policy
    /// comes again.
    pub(super) fn policy_came(&mut self, bytes: &[u8], hands: &mut Hands<Self>) {
        let Some(settings) = self.unit.factory.updates.as_ref().filter(|_| !self.updating.busy) else { return };
        let root = settings.root.clone();
        if !self.unit.is_policy_news(bytes) {
            return;
        }
        if let Ok(metadata) = Metadata::load(&self.unit.storage, &root) {
            let job = Job::Refresh(Box::new(metadata), self.unit.now(), bytes.to_vec());
            self.updating.busy = hands.give(job, Urgency::Long).is_ok();
        }
    }

    /// The repository answered, or did not. What is believed of it is kept before anything follows from it.
    pub(super) fn refreshed(
        &mut self,
        mut metadata: Metadata,
        asked: &Result<(), Missed>,
        policy: &[u8],
        hands: &mut Hands<Self>,
    ) {
        self.updating.busy = false;
        let kept = self.unit.keep_metadata(&mut metadata);
        if asked.is_ok() && kept.is_ok() && self.unit.policy_came(policy, &metadata).is_ok_and(|is_new| is_new) {
            self.policy_changed(hands);
        }
    }

    /// Obeys what counts now; whoever watches is told when that is something else than before.
    pub(super) fn obey(&mut self, hands: &mut Hands<Self>) {
        self.unit.count_policy();
        let obeyed = self.unit.obeyed();
        if obeyed != self.obeyed {
            self.door.throttle().tighten(obeyed.throttle);
            self.obeyed = obeyed;
            self.tell_watchers(hands);
        }
    }

    fn policy_changed(&mut self, hands: &mut Hands<Self>) {
        self.obey(hands);
        self.seal();
        if self.server.is_some() {
            self.check_in_after(SOON, hands);
        }
    }

    /// The one that counts, for people.
    pub(super) fn policy_view(&self, language: Language) -> Option<PolicyView> {
        let held = self.unit.policy()?;
        let (policy, resting) = (&held.policy, self.unit.resting(&held.policy));
        let title = |name: &String| {
            let declared = self.unit.factory.functions.iter().find(|one| one.name == *name);
            declared.map_or_else(|| name.clone(), |one| one.title.text(language.code()).to_owned())
        };
        let goes_on = policy.paused.iter().filter(|name| !resting.contains(name));
        let throttle = policy.throttle.map(|one| (one.tries.unwrap_or(MOST_TRIES), one.wait.unwrap_or(1)));
        Some(PolicyView {
            stance: self.unit.stance(),
            answered: self.unit.policies().answer().map(|answer| answer.by.clone()),
            reason: policy.reason.text(language.code()).to_owned(),
            until: self.time(policy.expires),
            came: self.time(held.came),
            throttle,
            paused: resting.iter().map(title).collect(),
            goes_on: goes_on.map(title).collect(),
        })
    }

    pub(super) fn policy_page(&self, asked: &Asked<'_>, who: &Who) -> Reply {
        let view = self.policy_view(asked.language);
        page(pages::policy(&self.frame(asked, Some(who), Some(Place::Home)), view.as_ref(), who.is_owner()))
    }

    pub(super) fn answer_policy(&mut self, asked: &Asked<'_>, who: &Who, hands: &mut Hands<Self>) -> Reply {
        let accepts = match asked.field("to") {
            "accept" => true,
            "leave" => false,
            _ => return self.told(asked, Some(who), 400, "error-bad-request"),
        };
        let done = self.unit.answer_policy(accepts, who.name.as_str());
        if let Ok(true) = done {
            self.policy_changed(hands);
        }
        Reply::Now(self.leads(&done, "/policy", asked.language))
    }

    /// What rests, for programs.
    pub(super) fn resting_now(&self) -> &[String] {
        &self.obeyed.paused
    }
}
