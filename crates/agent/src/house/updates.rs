//! Updates: one step at each look, the owner's page, and what the product's program is asked.

use std::path::PathBuf;
use std::time::Duration;

use steadfast_device::outside::StorageError;
use steadfast_device::unit::{Started, UpdateError};
use steadfast_device::update::{Brought, Found, Images, Metadata, Phase, Settings, Step, Work};
use steadfast_protocol::Pace;

use super::work::{Job, Missed, Quest};
use super::{Home, Trouble};
use crate::event_loop::Hands;
use crate::hooks::Verb;
use crate::stick::{Seen, Tried};
use crate::work::Urgency;
use crate::zone;

/// How long an update that met a product in no safe state, or nobody who restarts it, waits until it asks again.
const ASK_AGAIN: Duration = Duration::from_secs(15 * 60);

/// How often it is looked whether there is a stick with a bundle.
const STICKS: Duration = Duration::from_secs(10);

/// What is known of the update in this run of the program.
#[derive(Debug, Default)]
pub(super) struct Updating {
    /// A piece of work is under way.
    pub(super) busy: bool,
    pub(super) not_before: Duration,
    pace: Pace,
    /// Since when the product is asked whether it is in a safe state.
    asked: Option<Duration>,
    safe: bool,
    /// Why it is not, by its own word; an empty one where it said nothing.
    pub(super) not_safe: Option<String>,
    restart_asked: Option<Duration>,
    trial_since: Option<Duration>,
    /// Whether the installer was asked what runs since this program began, and what it said last.
    start_is_known: bool,
    runs: Option<Started>,
    healthy: bool,
    /// Bundles on sticks that were tried, and when it was last looked for others.
    pub(super) tried: Tried,
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
    pub(super) fn settings_of_updates(&self) -> Option<&Settings> {
        self.unit.factory.updates.as_ref()
    }

    pub(super) fn minute(&self) -> Option<u16> {
        let zone = self.unit.owner().map_or("UTC", |owner| owner.zone.as_str());
        let is_known = self.unit.life.clock_is_sound(&self.unit.clock);
        is_known.then(|| zone::minute(self.unit.now(), zone)).flatten()
    }

    pub(super) fn step(&self) -> Step {
        let asks = self.settings_of_updates().is_some_and(|settings| settings.safe_within.is_some());
        self.unit.next_step(&self.unit.situation(self.minute(), self.updating.safe || !asks))
    }

    /// Takes the next step, where there is one to take now.
    pub(super) fn go_on_with_update(&mut self, hands: &mut Hands<Self>) {
        let Some(images) = self.ways.images.clone().filter(|_| self.settings_of_updates().is_some()) else { return };
        self.unit.mend_levels(&self.started_as());
        self.trouble(Trouble::Levels, self.unit.updates.why_broken().map(str::to_owned));
        if !self.updating.busy && self.unit.steady() >= self.updating.not_before {
            let went = self.one_step(&images, hands);
            self.trouble(Trouble::Images, went.err().map(|error| error.to_string()));
        } else if !self.updating.busy {
            // What the server does not bring may be on a stick.
            self.look_for_stick(hands);
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

    /// The repository answered of a target, or did not. What is believed of it is kept in either case.
    pub(super) fn found(
        &mut self,
        path: &str,
        mut metadata: Metadata,
        found: Result<Box<Found>, Missed>,
        hands: &mut Hands<Self>,
    ) {
        // What is believed outlives the next power loss before anything is done about it.
        let kept = self.unit.keep_metadata(&mut metadata).map_err(|error| passing(&error));
        let done = kept.and(found).and_then(|found| self.unit.found(&found).map_err(|error| passing(&error)));
        self.after_quest(path, done, hands);
    }

    pub(super) fn brought(
        &mut self,
        path: &str,
        mut metadata: Metadata,
        came: Result<Box<Brought>, Missed>,
        hands: &mut Hands<Self>,
    ) {
        let kept = self.unit.keep_metadata(&mut metadata).map_err(|error| passing(&error));
        let done = kept.and(came).and_then(|brought| self.unit.brought(&brought).map_err(|error| passing(&error)));
        self.after_quest(path, done, hands);
    }

    /// What went wrong with a target that is no longer looked for is nobody's trouble.
    fn after_quest(&mut self, path: &str, done: Result<(), Missed>, hands: &mut Hands<Self>) {
        self.updating.busy = false;
        let is_it = self.unit.updates.work().is_some_and(|work| work.target == path);
        match done {
            Err(Missed { why, may_pass }) if is_it => {
                self.trouble(Trouble::Update, Some(why.clone()));
                // Where that cannot be kept, it is tried once more.
                drop(self.unit.failed(&why, !may_pass));
                let wait = self.updating.pace.failed(None, self.chance());
                self.updating.not_before = self.unit.steady() + Duration::from_secs(wait);
            }
            _ => {
                self.trouble(Trouble::Update, None);
                self.updating.pace = Pace::default();
                self.go_on_with_update(hands);
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
        if self.ways.has_installer && !std::mem::replace(&mut self.updating.start_is_known, true) {
            // A boot loader may have gone back since this program ran last.
            self.hook(Verb::Started, hands);
            return Ok(());
        }
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
        self.updating.runs = None;
    }

    fn is_well(&mut self, images: &Images) -> Result<(), UpdateError> {
        self.trial_is_over();
        self.unit.well(images)?;
        self.seal();
        Ok(())
    }

    /// What was given up still runs: whoever restarts the product is asked to. An installer says first what runs: where the boot
    /// loader went back by itself, the image that runs is the good one, and nobody calls it bad.
    fn go_back(&mut self, hands: &mut Hands<Self>) {
        if !self.ways.has_installer {
            return self.ask_to_restart(hands);
        }
        let now = self.unit.steady();
        match self.updating.runs {
            None | Some(Started::Not) => self.hook(Verb::Started, hands),
            Some(Started::New) if self.updating.restart_asked.is_none_or(|asked| now - asked >= ASK_AGAIN) => {
                self.updating.restart_asked = Some(now);
                self.hook(Verb::Back, hands);
            }
            Some(_) => {}
        }
    }

    /// Looks for a bundle on a stick, now and then.
    fn look_for_stick(&mut self, hands: &mut Hands<Self>) {
        let now = self.unit.steady();
        let is_due = self.updating.last_stick.is_none_or(|last| now.saturating_sub(last) >= STICKS);
        let Some(folder) = self.ways.sticks.clone().filter(|_| is_due) else { return };
        self.updating.last_stick = Some(now);
        if let Some(quest) = self.new_quest(String::new()) {
            let tried = self.updating.tried.resting(now);
            self.give_long(Job::Stick(Box::new(quest), folder, tried), hands);
        }
    }

    /// What came of a stick. Each bundle is tried once, and again only where it could not be read or taken; after one that was
    /// not taken the next is looked at.
    pub(super) fn stick(
        &mut self,
        mut metadata: Metadata,
        seen: Option<Seen>,
        came: Result<Option<Box<Brought>>, Missed>,
        hands: &mut Hands<Self>,
    ) {
        self.updating.busy = false;
        let Some(seen) = seen else { return };
        let kept = self.unit.keep_metadata(&mut metadata).map_err(|error| passing(&error));
        let done = kept.and(came).and_then(|came| match came {
            // What went wrong once is tried again where the owner says so, and not because a stick is still there.
            Some(brought) if self.came_to_nothing(&brought.found) => Ok(()),
            Some(brought) => self.unit.brought(&brought).map_err(|error| passing(&error)),
            None => Ok(()),
        });
        match &done {
            Err(missed) if missed.may_pass => self.updating.tried.later(seen, self.unit.steady()),
            _ => self.updating.tried.over(seen),
        }
        self.updating.last_stick = None;
        self.trouble(Trouble::Stick, done.err().map(|missed| missed.why));
        self.go_on_with_update(hands);
    }

    fn came_to_nothing(&self, found: &Found) -> bool {
        let same = |work: &&Work| work.part == found.said.part && work.sequence == found.said.sequence;
        self.unit.updates.work().filter(same).is_some_and(Work::is_over)
    }

    fn wants_to_go_back(&self, images: &Images) -> Result<bool, UpdateError> {
        let returned = self.unit.updates.work().filter(|work| work.phase == Phase::Returned);
        let Some(work) = returned else { return Ok(false) };
        if self.ways.has_installer {
            return Ok(work.ran && self.updating.runs != Some(Started::Old));
        }
        let boot = images.boot()?;
        Ok(boot.started.is_some_and(|started| started != boot.good))
    }

    /// The installer did something, or did not.
    pub(super) fn installer_said(&mut self, verb: Verb, said: &Result<String, String>, hands: &mut Hands<Self>) {
        self.updating.busy = false;
        let Some(images) = self.ways.images.clone() else { return };
        self.trouble(Trouble::Installer, said.as_ref().err().cloned());
        let went = match (verb, said) {
            (Verb::Install, Ok(_)) => self.unit.installed(&images),
            (Verb::Install, Err(why)) => self.unit.not_installed(why).map_err(UpdateError::from),
            (Verb::Started, Ok(word)) => {
                self.updating.start_is_known = true;
                self.updating.runs = Some(started(word));
                self.unit.started(&images, self.updating.runs).map(drop)
            }
            (Verb::Good, Ok(_)) => self.is_well(&images),
            // Where an installer has no way back, the boot loader has one, at the restart.
            (Verb::Back, _) => {
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
            Some(Phase::Installed) if !self.ways.has_installer => {
                // A product that was started anew a moment ago is not asked once more.
                let boot = images.boot().ok()?;
                let runs = boot.trial.is_some_and(|(slot, _)| boot.started == Some(slot));
                (!runs).then_some("restart")
            }
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
}

fn passing(error: &StorageError) -> Missed {
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
