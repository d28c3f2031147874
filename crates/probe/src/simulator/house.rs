//! What the device knows: its accounts, who may try, and who got in.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::{Build, Flaw};
use crate::{chance, clock};

/// Tries before somebody has to wait.
const FREE: u32 = 5;
/// How long the device stops working after a wrong guess, where that is its flaw.
const STUNNED: Duration = Duration::from_secs(5);
/// The fewest characters of a password.
const SHORTEST: usize = 12;
/// Passwords that everybody has.
const COMMON: [&str; 4] = ["password1234", "123456789012", "qwertyuiop12", "iloveyou1234"];

/// What comes of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tried {
    /// In.
    In,
    /// Wrong.
    Wrong,
    /// Not judged, for so long.
    Refused(Duration),
}

/// Who tries.
#[derive(Clone, Copy, Debug)]
pub(super) struct Caller<'a> {
    pub(super) from: IpAddr,
    /// Which door they try.
    pub(super) door: &'static str,
    /// The cookie of a browser that may have been here.
    pub(super) cookie: Option<&'a str>,
}

/// The device's state.
#[derive(Debug)]
pub(super) struct House {
    build: Build,
    inside: Mutex<Inside>,
}

#[derive(Debug, Default)]
struct Inside {
    owner: Option<(String, String)>,
    known: BTreeSet<String>,
    tries: BTreeMap<(String, String), (u32, Option<Instant>)>,
    last_wrong: Option<Instant>,
}

impl House {
    pub(super) fn new(build: Build) -> Self {
        let inside = Inside { owner: build.owner.clone(), ..Inside::default() };
        Self { build, inside: Mutex::new(inside) }
    }

    pub(super) fn has(&self, flaw: Flaw) -> bool {
        self.build.flaw == Some(flaw)
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn is_set_up(&self) -> bool {
        self.inside().owner.is_some()
    }

    /// Takes the owner's name and password, the first time and where they are good enough.
    pub(super) fn set_up(&self, name: &str, password: &str) -> bool {
        let is_strong = password.chars().count() >= SHORTEST && !COMMON.contains(&password);
        let mut inside = self.inside();
        let takes = inside.owner.is_none() && !name.is_empty() && (is_strong || self.has(Flaw::WeakPassword));
        if takes {
            inside.owner = Some((name.to_owned(), password.to_owned()));
        }
        takes
    }

    /// Whether it does what it is for.
    pub(super) fn works(&self) -> bool {
        let stunned = self.inside().last_wrong.is_some_and(|last| last.elapsed() < STUNNED);
        !(self.has(Flaw::StopsWorking) && stunned)
    }

    /// A try, counted before it is judged.
    pub(super) fn try_in(&self, name: &str, password: &str, caller: Caller<'_>) -> Tried {
        let mut inside = self.inside();
        let owner = inside.owner.clone();
        let right = owner.is_some_and(|(owner, secret)| owner == name && secret == password)
            || (self.has(Flaw::DefaultPassword) && (name, password) == ("admin", "admin"));
        if let Some(wait) = self.wait(&mut inside, name, caller) {
            return Tried::Refused(wait);
        }
        if !right {
            inside.last_wrong = Some(clock::steady());
            return Tried::Wrong;
        }
        let whose = self.whose(&inside, caller);
        inside.tries.remove(&(name.to_owned(), whose));
        Tried::In
    }

    /// Counts a try; how long to wait where there were too many.
    fn wait(&self, inside: &mut Inside, name: &str, caller: Caller<'_>) -> Option<Duration> {
        if self.has(Flaw::EndlessGuessing) {
            return None;
        }
        let whose = self.whose(inside, caller);
        let (count, until) = inside.tries.entry((name.to_owned(), whose)).or_default();
        match until.map(clock::left) {
            Some(Some(left)) => return Some(left),
            Some(None) => (*count, *until) = (0, None),
            None => {}
        }
        *count += 1;
        if *count > FREE {
            *until = Some(clock::steady() + self.build.wait);
        }
        (*count > FREE).then_some(self.build.wait)
    }

    /// Whose tries these are: each address has its own, and each browser that is known.
    fn whose(&self, inside: &Inside, caller: Caller<'_>) -> String {
        if self.has(Flaw::OwnerShutOut) {
            return format!("everybody at {}", caller.door);
        }
        let known = caller.cookie.filter(|cookie| inside.known.contains(*cookie));
        known.map_or_else(|| format!("{} at {}", caller.from, caller.door), str::to_owned)
    }

    /// A cookie for a browser that got in.
    pub(super) fn know(&self) -> String {
        let cookie = chance::word();
        self.inside().known.insert(cookie.clone());
        cookie
    }

    /// What answers call the software.
    pub(super) fn server(&self) -> &'static str {
        if self.has(Flaw::VersionBanner) { "lighttpd/1.4.35" } else { "gateway" }
    }
}
