//! Who tries to come in, and who comes in: guessing, success after it, new administrators, logins unlike before.
//!
//! It runs on a unit as on the server, event by event, with bounded state. There is one configuration, and why:
//!
//! - **Points.** A wrong password is a point; a name that nobody has is two, and three with passwords, however many. A session
//!   that is given up is one, unless two points were made in it: whoever leaves after one password, again and again, does what
//!   programs do, and people are asked three times. So somebody who mistypes and goes has a few points, and not a point for
//!   every line that the service writes.
//! - **[`STRANGER`] points** of a source that never came in are guessing. Three passwords a session, and five free tries of
//!   a unit's own limiter, stay below it; so does a mistyped name with three passwords, and two more for the right name. An
//!   honest person errs again about one time in four: six points are once in four thousand.
//! - **[`KNOWN`] points** it takes of a source that came in before: whoever forgot a password tries longer.
//! - **Success** takes away what was tried for this account, one mistyped name and one session given up. It never takes away more: somebody with an
//!   account of their own must not be able to hide guesses at others by coming in between.
//! - **A quiet week** takes away one point. Faster than that nothing is forgotten: a guess a day is told on the sixth day.
//! - **An account** that [`CROWD`] strangers fail at within a day, or that gathers [`WORN`] points that no success of the same
//!   source takes back, is guessed at by many: no one source shows it. A day takes away two.
//! - **A machine with a stale credential** (a job with an expired key) looks like this: it came in before, it fails at that
//!   account alone, with a key or without trying anything. It is told, once, for what it is: its job does not run, and nobody
//!   can tell from here whether it is still the one that has the machine. It is not called guessing.
//! - **A check that only connects** is told as guessing at the sixth session, once. Whoever knows it says that it is expected.
//!
//! Each is told when it is found, and again at ten, a hundred and a thousand times as much.

mod account;
mod crowd;
mod habit;
mod known;
mod source;

use minicbor::{Decode, Encode};

use super::{Cause, Detector, Figure, Place, Reason, Surprise};
use crate::event::{Account, AccountChange, Attempt, Authentication, Event, ResetStep, Seconds, What};

use account::Accounts;
use crowd::Crowd;
use habit::Habit;
use source::Sources;

pub use source::{KNOWN, STRANGER};

pub use account::{CROWD, WORN};

/// A day.
const DAY: Seconds = 86_400;

/// How rarely somebody honest goes on to so many points: one time in four each.
fn surprise_of(points: u32) -> Surprise {
    Surprise::of(points.min(100) as f32 * 0.602)
}

/// Names are kept as a hash: they are compared, never shown.
fn hash(name: &str) -> u64 {
    // FNV-1a. A name that collides costs one wrong point, and whoever can choose it can as well send the point.
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// How much is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Sources.
    pub sources: usize,
    /// Accounts.
    pub accounts: usize,
}

impl Default for Bounds {
    /// Some 6 KiB at the most; nothing until somebody fails.
    fn default() -> Self {
        Self { sources: 64, accounts: 16 }
    }
}

/// What is known of one unit's people.
#[derive(Clone, Debug, Default, PartialEq, Encode, Decode)]
#[cbor(map)]
pub struct People {
    #[n(0)]
    #[cbor(default)]
    sources: Sources,
    #[n(1)]
    #[cbor(default)]
    accounts: Accounts,
    #[n(2)]
    #[cbor(default)]
    crowd: Crowd,
    #[n(3)]
    #[cbor(default)]
    habit: Habit,
    /// Whether somebody was made an administrator since the unit was as it left the factory.
    #[n(4)]
    #[cbor(default)]
    has_administrator: bool,
    /// When somebody came in whom a reason speaks of.
    #[n(5)]
    doubted: Option<Seconds>,
}

impl People {
    /// Takes in an event that happened at this time, and tells what is found.
    pub fn see(&mut self, event: &Event<'_>, at: Seconds, bounds: &Bounds, tell: &mut dyn FnMut(Reason)) {
        let Some(what) = &event.what else { return };
        let place = Place::of(what.kind().class(), event.number);
        let mut tell = |reason: Reason| tell(reason.at(place));
        match what {
            What::Authentication(it) => self.login(it, at, bounds, &mut tell),
            What::Account(it) => self.account(it, at, &mut tell),
            What::Reset(it) if it.step == Some(ResetStep::Done) => self.has_administrator = false,
            _ => {}
        }
    }

    fn login(&mut self, it: &Authentication<'_>, at: Seconds, bounds: &Bounds, tell: &mut dyn FnMut(Reason)) {
        match it.attempt {
            Some(Attempt::Accepted) => self.came_in(it, at, bounds, tell),
            Some(attempt) if attempt.is_failure() => self.failed(it, at, bounds, tell),
            _ => {}
        }
    }

    fn failed(&mut self, it: &Authentication<'_>, at: Seconds, bounds: &Bounds, tell: &mut dyn FnMut(Reason)) {
        let failed = self.sources.fail(it, at, bounds.sources);
        failed.reason.into_iter().for_each(&mut *tell);
        if failed.points == 0 || failed.is_stale {
            return;
        }
        let exists = it.attempt != Some(Attempt::UnknownAccount);
        if let (Some(name), Some(source), true) = (it.account, it.source, exists) {
            let stranger = (!failed.is_known).then_some(source.0);
            self.accounts
                .fail(name.as_str(), stranger, failed.points, at, bounds.accounts)
                .into_iter()
                .for_each(&mut *tell);
        }
        if let (Some(source), false) = (it.source, failed.is_known) {
            self.crowd.fail(source.0, at).into_iter().for_each(tell);
        }
    }

    fn came_in(&mut self, it: &Authentication<'_>, at: Seconds, bounds: &Bounds, tell: &mut dyn FnMut(Reason)) {
        let Some(source) = it.source else { return };
        let name = it.account.map(|name| name.as_str()).unwrap_or_default();
        let before = self.sources.succeed(source.0, name, at, bounds.sources);
        let crowd = self.accounts.succeed(name, before.taken_back, at);
        let after = if before.was_guessing {
            let reason =
                Reason::new(Detector::SuccessAfterFailures, Cause::Source(Some(source)), at).since(before.first);
            Some(reason.figures(count(STRANGER), count(before.points), super::Against::Rule))
        } else if let Some(crowd) = crowd.filter(|_| !before.was_known) {
            let reason = Reason::new(Detector::SuccessAfterFailures, Cause::Account(name.into()), at);
            Some(reason.figures(Figure::Nothing, count(crowd), super::Against::Rule).score(Surprise::of(4.0)))
        } else {
            None
        };
        // What is learnt of a login that is doubted would make the next one usual.
        let unusual = if after.is_some() { None } else { self.habit.see(source.0, at) };
        if after.is_some() || unusual.is_some() {
            self.doubted = Some(at);
        }
        after.into_iter().chain(unusual).for_each(tell);
    }

    /// The first one comes from setting the unit up; every other one somebody should know of.
    fn account(&mut self, it: &Account<'_>, at: Seconds, tell: &mut dyn FnMut(Reason)) {
        let gains = matches!(it.change, Some(AccountChange::Added | AccountChange::Role));
        let Some(role) = it.role.filter(|role| gains && is_administrator(role.as_str())) else { return };
        let is_first = !std::mem::replace(&mut self.has_administrator, true) && it.change == Some(AccountChange::Added);
        if is_first && it.by.is_some_and(|by| by.as_str() == SET_UP) {
            return;
        }
        let doubted = self.doubted.is_some_and(|when| (0..DAY).contains(&at.saturating_sub(when)));
        let name = it.account.map(|name| name.as_str()).unwrap_or_default();
        let score = if doubted { Surprise::CERTAIN } else { Surprise::of(3.0) };
        let reason = Reason::new(Detector::NewAdministrator, Cause::Account(name.into()), at).score(score);
        tell(reason.figures(Figure::Nothing, Figure::Text(role.as_str().into()), super::Against::Rule));
    }
}

/// Who adds the first account of a unit.
const SET_UP: &str = "set-up";

/// Roles and groups that may do everything.
fn is_administrator(role: &str) -> bool {
    ["owner", "admin", "administrator", "root", "sudo", "wheel", "adm"].contains(&role)
}

fn count(points: u32) -> Figure {
    Figure::Count(points.into())
}
