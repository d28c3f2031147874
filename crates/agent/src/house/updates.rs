//! Updates: one step at each look, the owner's page, and what the product's program is asked.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;

use steadfast_device::unit::{Started, UpdateError};
use steadfast_device::update::{Brought, Found, Images, Metadata, Phase, Settings, Step, Why, step};
use steadfast_protocol::{Pace, Seconds, Wish};

use super::asked::{Asked, Who};
use super::work::{Job, Missed, Quest};
use super::{Home, Trouble, page};
use crate::event_loop::{Hands, Reply};
use crate::hooks::Verb;
use crate::http::Response;
use crate::pages::{self, Place};
use crate::stick::Seen;
use crate::work::Urgency;
use crate::zone;

/// How long an update that met a product in no safe state, or nobody who restarts it, waits until it asks again.
const ASK_AGAIN: Duration = Duration::from_secs(15 * 60);

/// How often it is looked whether there is a stick with a bundle.
const STICKS: Duration = Duration::from_secs(10);

/// Bundles that are remembered as tried.
const MOST_TRIED: usize = 64;

/// Days by which an owner can put an update off.
const DAYS: [i64; 3] = [1, 7, 30];

/// What is known of the update in this run of the program.
#[derive(Debug, Default)]
pub(super) struct Updating {
    /// A piece of work is under way.
    busy: bool,
    not_before: Duration,
    pace: Pace,
    /// Since when the product is asked whether it is in a safe state.
    asked: Option<Duration>,
    safe: bool,
    /// Why it is not, by its own word; an empty one where it said nothing.
    not_safe: Option<String>,
    restart_asked: Option<Duration>,
    trial_since: Option<Duration>,
    healthy: bool,
    /// Bundles on sticks that were tried, and when it was last looked for others.
    tried: BTreeSet<Seen>,
    last_stick: Option<Duration>,
    /// What the product was last asked for.
    word: Option<&'static str>,
}

/// What the product says of itself.
#[derive(Debug)]
pub(super) enum Says {
    /// Nothing happens if it is restarted now.
    Safe,
    /// Something would, for this reason.
    NotSafe(String),
    /// It works as it should.
    Healthy,
}

impl Home {
    fn settings_of_updates(&self) -> Option<&Settings> {
        self.unit.factory.updates.as_ref()
    }

    fn minute(&self) -> Option<u16> {
        let zone = self.unit.owner().map_or("UTC", |owner| owner.zone.as_str());
        let is_known = self.unit.life.clock_is_sound(&self.unit.clock);
        is_known.then(|| zone::minute(self.unit.now(), zone)).flatten()
    }

    fn step(&self) -> Step {
        let asks = self.settings_of_updates().is_some_and(|settings| settings.safe_within.is_some());
        self.unit.next_step(&self.unit.situation(self.minute(), self.updating.safe || !asks))
    }

    /// Takes the next step, where there is one to take now.
    pub(super) fn go_on_with_update(&mut self, hands: &mut Hands<Self>) {
        let Some(images) = self.ways.images.clone().filter(|_| self.settings_of_updates().is_some()) else { return };
        self.trouble(Trouble::Levels, self.unit.updates.why_broken().map(str::to_owned));
        if !self.updating.busy && self.unit.steady() >= self.updating.not_before {
            let went = self.one_step(&images, hands);
            self.trouble(Trouble::Images, went.err().map(|error| error.to_string()));
        }
        self.tell_of_update(hands);
    }

    fn one_step(&mut self, images: &Images, hands: &mut Hands<Self>) -> Result<(), UpdateError> {
        if !self.ways.has_installer {
            self.unit.started(images, None)?;
        }
        let step = self.step();
        if !matches!(step, Step::Ask | Step::Install) {
            (self.updating.asked, self.updating.safe) = (None, false);
        }
        match step {
            Step::Nothing if self.wants_to_go_back(images)? => self.go_back(hands),
            // What waits may give way to what is on a stick.
            Step::Nothing | Step::Wait(_) => self.look_for_stick(hands),
            Step::Find => self.quest(Job::Find, hands),
            Step::Bring => self.quest(Job::Bring, hands),
            Step::Ask => self.ask_for_safety(),
            Step::Install => self.install(images, hands)?,
            Step::Restart => self.restart(hands),
            Step::Watch => self.look_whether_well(images, hands)?,
        }
        Ok(())
    }

    fn quest(&mut self, job: impl FnOnce(Box<Quest>) -> Job, hands: &mut Hands<Self>) {
        let path = self.unit.updates.work().map(|work| work.target.clone());
        if let Some(quest) = path.and_then(|path| self.new_quest(path)) {
            self.give_long(job(Box::new(quest)), hands);
        }
    }

    /// A look for a target, with all that is known now; nothing where it cannot be read what is believed.
    pub(super) fn new_quest(&self, path: String) -> Option<Quest> {
        let (settings, images) = (self.settings_of_updates()?, self.ways.images.clone()?);
        let metadata = Metadata::load(&self.unit.storage, &settings.root).ok()?;
        Some(Quest { metadata, rule: self.unit.rule(&self.started_as()), images, path, now: self.unit.now() })
    }

    /// Where too much waits, the next look tries again.
    fn give_long(&mut self, job: Job, hands: &mut Hands<Self>) {
        self.updating.busy = hands.give(job, Urgency::Long).is_ok();
    }

    /// The repository answered, or did not. What is believed of it is kept in either case.
    pub(super) fn found(&mut self, metadata: Metadata, found: Result<Box<Found>, Missed>, hands: &mut Hands<Self>) {
        let done = found.and_then(|found| self.unit.found(&found).map_err(passing));
        self.after_quest(metadata, done, hands);
    }

    pub(super) fn brought(&mut self, metadata: Metadata, came: Result<Box<Brought>, Missed>, hands: &mut Hands<Self>) {
        let done = came.and_then(|brought| self.unit.brought(&brought).map_err(passing));
        self.after_quest(metadata, done, hands);
    }

    fn after_quest(&mut self, mut metadata: Metadata, done: Result<(), Missed>, hands: &mut Hands<Self>) {
        self.updating.busy = false;
        let done = done.and_then(|()| metadata.keep(&self.unit.storage).map_err(passing));
        self.trouble(Trouble::Update, done.as_ref().err().map(|missed| missed.why.clone()));
        match done {
            Ok(()) => {
                self.updating.pace = Pace::default();
                self.go_on_with_update(hands);
            }
            Err(Missed { why, may_pass }) => {
                // Where that cannot be kept, it is tried once more.
                drop(self.unit.failed(&why, !may_pass));
                let wait = self.updating.pace.failed(None, self.chance());
                self.updating.not_before = self.unit.steady() + Duration::from_secs(wait);
            }
        }
    }

    /// Asks the product whether it is in a safe state, and gives up for a while where it does not say so in time.
    fn ask_for_safety(&mut self) {
        let now = self.unit.steady();
        let within = self.settings_of_updates().and_then(|settings| settings.safe_within).unwrap_or(1);
        let since = *self.updating.asked.get_or_insert(now);
        if now.saturating_sub(since) >= minutes(within) {
            self.updating.asked = None;
            self.updating.not_safe.get_or_insert_with(String::new);
            self.updating.not_before = now + ASK_AGAIN;
        }
    }

    fn install(&mut self, images: &Images, hands: &mut Hands<Self>) -> Result<(), UpdateError> {
        let spare = images.boot()?.spare();
        let image = self.unit.updates.work().and_then(|work| work.image).map(|image| *image);
        if image.is_none() || images.is(spare) != image {
            // It is not there any more, and is brought once more: an installer must not see something else.
            return self.unit.installed(images);
        }
        self.unit.installing()?;
        (self.updating.safe, self.updating.not_safe, self.updating.restart_asked) = (false, None, None);
        if self.ways.has_installer {
            self.give_long(Job::Install(Verb::Install, images.path(spare)), hands);
            return Ok(());
        }
        self.unit.installed(images)
    }

    fn hook(&mut self, verb: Verb, hands: &mut Hands<Self>) {
        self.give_long(Job::Install(verb, PathBuf::new()), hands);
    }

    /// It is in its place. Whoever restarts the product is asked to; where this program has been restarted since, the
    /// installer says what runs.
    fn restart(&mut self, hands: &mut Hands<Self>) {
        let began = self.unit.updates.work().map_or(0, |work| work.starts);
        if self.ways.has_installer && self.unit.life.starts > began {
            return self.hook(Verb::Started, hands);
        }
        self.ask_to_restart(hands);
    }

    fn ask_to_restart(&mut self, hands: &mut Hands<Self>) {
        let now = self.unit.steady();
        if self.updating.restart_asked.is_some_and(|asked| now.saturating_sub(asked) < ASK_AGAIN) {
            return;
        }
        self.updating.restart_asked = Some(now);
        if self.ways.has_installer {
            self.hook(Verb::Restart, hands);
        }
    }

    fn look_whether_well(&mut self, images: &Images, hands: &mut Hands<Self>) -> Result<(), UpdateError> {
        let now = self.unit.steady();
        let since = *self.updating.trial_since.get_or_insert(now);
        let within = self.settings_of_updates().and_then(|settings| settings.healthy_within);
        let given_up = !self.ways.has_installer && images.boot()?.trial.is_none();
        let why = match within {
            _ if given_up => Some("it did not stay up".to_owned()),
            Some(within) if !self.updating.healthy && now.saturating_sub(since) >= minutes(within) => {
                Some(format!("it did not say that it is well within {within} minutes"))
            }
            Some(_) if !self.updating.healthy => return Ok(()),
            _ => None,
        };
        match why {
            Some(why) => {
                self.trial_is_over();
                self.unit.unwell(images, &why)?;
                self.seal();
            }
            None if self.ways.has_installer => self.hook(Verb::Good, hands),
            None => self.is_well(images)?,
        }
        Ok(())
    }

    fn trial_is_over(&mut self) {
        (self.updating.trial_since, self.updating.healthy, self.updating.restart_asked) = (None, false, None);
    }

    fn is_well(&mut self, images: &Images) -> Result<(), UpdateError> {
        self.trial_is_over();
        self.unit.well(images)?;
        self.seal();
        Ok(())
    }

    /// What was given up still runs: whoever restarts the product is asked to.
    fn go_back(&mut self, hands: &mut Hands<Self>) {
        if self.ways.has_installer && self.updating.restart_asked.is_none() {
            self.updating.restart_asked = Some(self.unit.steady());
            return self.hook(Verb::Back, hands);
        }
        self.ask_to_restart(hands);
    }

    /// Looks for a bundle on a stick, now and then.
    fn look_for_stick(&mut self, hands: &mut Hands<Self>) {
        let now = self.unit.steady();
        let is_due = self.updating.last_stick.is_none_or(|last| now.saturating_sub(last) >= STICKS);
        let Some(folder) = self.ways.sticks.clone().filter(|_| is_due) else { return };
        self.updating.last_stick = Some(now);
        if let Some(quest) = self.new_quest(String::new()) {
            let tried = self.updating.tried.clone();
            self.give_long(Job::Stick(Box::new(quest), folder, tried), hands);
        }
    }

    /// What came of a stick. Each bundle is tried once; after one that was not taken the next is looked at.
    pub(super) fn stick(
        &mut self,
        mut metadata: Metadata,
        seen: Option<Seen>,
        came: Result<Option<Box<Brought>>, String>,
        hands: &mut Hands<Self>,
    ) {
        self.updating.busy = false;
        let Some(seen) = seen else { return };
        if self.updating.tried.len() >= MOST_TRIED {
            self.updating.tried.clear();
        }
        self.updating.tried.insert(seen);
        let kept = metadata.keep(&self.unit.storage).map_err(|error| error.to_string());
        let done = kept.and(came).and_then(|came| match came {
            Some(brought) => self.unit.brought(&brought).map_err(|error| error.to_string()),
            None => Ok(()),
        });
        self.updating.last_stick = None;
        self.trouble(Trouble::Stick, done.err());
        self.go_on_with_update(hands);
    }

    fn wants_to_go_back(&self, images: &Images) -> Result<bool, UpdateError> {
        let returned = self.unit.updates.work().filter(|work| work.phase == Phase::Returned);
        let Some(work) = returned else { return Ok(false) };
        if self.ways.has_installer {
            return Ok(self.unit.life.starts <= work.starts.saturating_add(1) && self.updating.restart_asked.is_none());
        }
        let boot = images.boot()?;
        Ok(boot.started.is_some_and(|started| started != boot.good))
    }

    /// The installer did something, or did not.
    pub(super) fn installer_said(&mut self, verb: Verb, said: Result<String, String>, hands: &mut Hands<Self>) {
        self.updating.busy = false;
        let Some(images) = self.ways.images.clone() else { return };
        self.trouble(Trouble::Installer, said.as_ref().err().cloned());
        let went = match (verb, &said) {
            (Verb::Install, Ok(_)) => self.unit.installed(&images),
            (Verb::Install, Err(why)) => self.unit.not_installed(why).map_err(UpdateError::from),
            (Verb::Started, Ok(word)) => self.unit.started(&images, Some(started(word))).map(drop),
            (Verb::Good, Ok(_)) => self.is_well(&images),
            (Verb::Back, Ok(_)) => {
                self.hook(Verb::Restart, hands);
                Ok(())
            }
            _ => Ok(()),
        };
        self.trouble(Trouble::Images, went.err().map(|error| error.to_string()));
        if said.is_err() {
            self.updating.not_before = self.unit.steady() + Duration::from_secs(60);
        }
    }

    /// The product says something of itself.
    pub(super) fn product_is(&mut self, says: Says, hands: &mut Hands<Self>) {
        match says {
            Says::Safe => (self.updating.safe, self.updating.not_safe) = (self.updating.asked.is_some(), None),
            Says::NotSafe(why) => (self.updating.safe, self.updating.not_safe) = (false, Some(why)),
            Says::Healthy => self.updating.healthy = self.is_on_trial(),
        }
        self.go_on_with_update(hands);
    }

    fn is_on_trial(&self) -> bool {
        self.unit.updates.work().is_some_and(|work| work.phase == Phase::Trial)
    }

    /// What the product's program is asked for: `safe`, `restart` or `healthy`.
    pub(super) fn asks_product(&self) -> Option<&'static str> {
        let images = self.ways.images.as_ref()?;
        let settings = self.settings_of_updates()?;
        let phase = self.unit.updates.work().map(|work| work.phase);
        match phase {
            Some(Phase::Brought) if self.updating.asked.is_some() => Some("safe"),
            Some(Phase::Installed) if !self.ways.has_installer => Some("restart"),
            Some(Phase::Trial) if settings.healthy_within.is_some() => Some("healthy"),
            Some(Phase::Returned) if !self.ways.has_installer && self.wants_to_go_back(images).unwrap_or(false) => {
                Some("restart")
            }
            _ => None,
        }
    }

    fn tell_of_update(&mut self, hands: &mut Hands<Self>) {
        let word = self.asks_product();
        if word != self.updating.word {
            self.updating.word = word;
            self.tell_watchers(hands);
        }
    }

    /// Whether an update waits for the owner's word alone.
    pub(super) fn update_waits(&self) -> bool {
        matches!(self.step(), Step::Wait(Why::AutomaticOff | Why::NotApplicable | Why::NotAgreed))
    }

    pub(super) fn updates_page(&self, asked: &Asked<'_>, who: &Who) -> Reply {
        let Some(owner) = self.unit.owner() else { return Reply::Now(Response::see_other("/set-up")) };
        let settings = self.settings_of_updates();
        let so = self.unit.situation(self.minute(), true);
        let reason = settings.and_then(|settings| settings.reason.as_ref());
        let not_applicable = (so.automatic == steadfast_device::update::Automatic::NotApplicable)
            .then(|| reason.map_or("", |reason| reason.text(asked.language.code())));
        let view = pages::UpdatesView {
            can: self.ways.images.is_some() && settings.is_some(),
            runs: self.runs().iter().map(|run| run.version.clone()).collect(),
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
                days: if so.automatic == steadfast_device::update::Automatic::NotApplicable { &[] } else { &DAYS },
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
        match (work.phase, &self.updating.not_safe) {
            (Phase::Failed, _) => with("update-failed", "why", why),
            (Phase::Returned, _) => with("update-returned", "why", why),
            (Phase::Installed, _) => t("update-restarts"),
            (Phase::Trial, _) => t("update-trial"),
            (Phase::Offered | Phase::Known, _) if self.is_put_off().is_some() => {
                self.waits(self.is_put_off().unwrap_or(Why::Refused), asked)
            }
            (Phase::Offered | Phase::Known, _) if !why.is_empty() => with("update-not-brought", "why", why),
            _ => match (self.step(), &self.updating.not_safe) {
                (Step::Wait(why), _) => self.waits(why, asked),
                (Step::Ask | Step::Install, Some(reason)) if reason.is_empty() => t("update-safe-silent"),
                (Step::Ask | Step::Install, Some(reason)) => with("update-not-safe", "why", reason),
                (Step::Ask | Step::Install, None) => t("update-installs"),
                _ => t("update-comes"),
            },
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

fn passing(error: steadfast_device::outside::StorageError) -> Missed {
    Missed { why: error.to_string(), may_pass: true }
}

fn minutes(count: u16) -> Duration {
    Duration::from_secs(u64::from(count) * 60)
}

/// What an installer's word says of what runs.
fn started(word: &str) -> Started {
    match word.split_whitespace().next_back() {
        Some("new") => Started::New,
        Some("old") => Started::Old,
        _ => Started::Not,
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
