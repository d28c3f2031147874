//! The throttle: every try is counted, and the count is on the medium, before anything is judged.
//!
//! Who was never seen before shares one budget for each account, whatever address it has, so that addresses buy no tries.
//! Browsers that logged in before, and the unit's own buttons, have budgets of their own, so that nobody outside can lock
//! the owner out. Names are also counted in [`SHARES`] shared budgets, by their hash and whether there is such an account
//! or not: what a stranger meets says nothing of which names there are.

use std::collections::BTreeMap;
use std::time::Duration;

use steadfast_protocol::Tighter;
use steadfast_trust::hash::sha256;

use super::account::Account;
use super::budget::{Budget, MOST, Shut};
use super::cookie::BrowserId;
use super::name::Name;
use super::throttle_document::{Key, read, write};
use crate::outside::{Memory, Storage, StorageError};

/// Budgets that all names share.
const SHARES: u8 = 32;

/// A try that was counted. It is the only way to one that is judged.
#[derive(Debug)]
pub(super) struct Counted(Vec<Key>);

/// Who tries, and for which account where there is one of the name.
#[derive(Clone, Copy, Debug)]
pub(super) enum Who<'a> {
    /// Somebody at the unit.
    Here(Option<&'a Name>),
    /// A browser that the account knows.
    Known(&'a Name, BrowserId),
    /// Anybody; the name as it was typed comes first.
    Stranger(&'a str, Option<&'a Name>),
}

/// Every budget, and the place where they are kept.
#[derive(Debug)]
pub struct Throttle<S> {
    storage: S,
    name: String,
    budgets: BTreeMap<Key, Budget>,
    is_closed: bool,
    kept: Option<Vec<u8>>,
    trouble: Option<StorageError>,
    /// What a policy makes of it.
    tighter: Option<Tighter>,
}

impl<S: Storage> Throttle<S> {
    /// Opens the throttle that is kept under a name of the storage; `now` is steady time. Every wait begins anew. Where what
    /// was kept cannot be read, all is at its stop but the budgets at the unit itself, until somebody is there: to damage
    /// the counts buys no tries.
    #[must_use]
    pub fn open(storage: S, name: &str, now: Duration) -> Self {
        let (found, trouble) = match storage.read(name) {
            Ok(found) => (found, None),
            Err(error) => (Some(Vec::new()), Some(error)),
        };
        let (is_closed, counts) = match found.as_deref().map(read) {
            None => (false, BTreeMap::new()),
            Some(Some(kept)) => kept,
            Some(None) => (true, BTreeMap::new()),
        };
        let budgets = counts.into_iter().map(|(key, count)| (key, Budget::counted(count, now))).collect();
        Self { storage, name: name.to_owned(), budgets, is_closed, kept: found, trouble, tighter: None }
    }

    /// Whether the counts were lost, so that only somebody at the unit gets in.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.is_closed
    }

    /// Why counts could not be read or kept the last time. They hold in memory all the same: a full medium locks nobody out,
    /// and gives no more tries than there are between two starts.
    #[must_use]
    pub fn trouble(&self) -> Option<&StorageError> {
        self.trouble.as_ref()
    }

    /// Keeps what could not be kept before, where there is such a thing.
    pub fn settle(&mut self) {
        if self.trouble.is_some() && self.kept.is_none() {
            self.keep();
        }
    }

    /// Makes strangers wait longer from now on, or no longer than ever. Whoever is known, or is at the unit itself, waits as
    /// ever: no word of a manufacturer keeps an owner out.
    pub fn tighten(&mut self, tighter: Option<Tighter>) {
        self.tighter = tighter;
    }

    fn look_at(&self, key: &Key, now: Duration) -> Result<(), Shut> {
        let tighter = self.tighter.filter(|_| key.is_strangers());
        self.budget(key, now).look_tightened(tighter, now)
    }

    /// Whether such a try would be let.
    pub(super) fn look(&self, who: Who<'_>, now: Duration) -> Result<(), Shut> {
        keys(who).iter().map(|key| self.look_at(key, now)).fold(Ok(()), strictest)
    }

    /// Counts a try, and keeps the count.
    pub(super) fn count(&mut self, who: Who<'_>, now: Duration) -> Result<Counted, Shut> {
        self.look(who, now)?;
        Ok(self.charge(Counted(keys(who)), now))
    }

    /// Counts one try more of those who were counted before.
    pub(super) fn count_again(&mut self, before: &Counted, now: Duration) -> Result<Counted, Shut> {
        before.0.iter().map(|key| self.look_at(key, now)).fold(Ok(()), strictest)?;
        Ok(self.charge(Counted(before.0.clone()), now))
    }

    fn charge(&mut self, counted: Counted, now: Duration) -> Counted {
        for key in &counted.0 {
            let budget = self.budget(key, now).charged(now);
            self.budgets.insert(key.clone(), budget);
        }
        self.keep();
        counted
    }

    fn budget(&self, key: &Key, now: Duration) -> Budget {
        let missing = if self.is_closed && !key.is_here() { MOST } else { 0 };
        self.budgets.get(key).copied().unwrap_or_else(|| Budget::counted(missing, now))
    }

    /// Takes back a try that nobody learned anything from.
    pub(super) fn undo(&mut self, counted: &Counted) {
        for key in &counted.0 {
            if let Some(budget) = self.budgets.get_mut(key) {
                *budget = budget.undone();
            }
        }
    }

    /// Takes back what was counted, and reopens the account to strangers: whoever knows its password was there. At the unit
    /// itself that reopens everything.
    pub(super) fn succeed(&mut self, counted: Counted, account: &Name) {
        if counted.0.iter().any(Key::is_here) {
            return self.present();
        }
        self.reopen([counted.0, keys(Who::Stranger(account.as_str(), Some(account)))].concat());
    }

    /// Forgets counts, and writes that down where it matters: a single try that comes back after a start costs nobody
    /// anything, so that who logs in at the first try wears no flash.
    fn reopen(&mut self, keys: Vec<Key>) {
        let forgotten = keys.into_iter().filter_map(|key| self.budgets.remove(&key));
        if forgotten.fold(0, |most, budget| budget.count().max(most)) > 1 {
            self.keep();
        }
    }

    /// Somebody proved to be at the unit, as by its button: everything is open again.
    pub fn present(&mut self) {
        let was_closed = std::mem::take(&mut self.is_closed);
        let most = std::mem::take(&mut self.budgets).into_values().map(Budget::count).max();
        if was_closed || most > Some(1) {
            self.keep();
        }
    }

    /// Drops the budgets of accounts and browsers that are no more.
    pub(super) fn keep_only<'a>(&mut self, find: impl Fn(&Name) -> Option<&'a Account>) {
        self.budgets.retain(|key, _| match key {
            Key::Shared(_) | Key::HereUnknown => true,
            Key::Strangers(name) | Key::Here(name) => find(name).is_some(),
            Key::Known(name, browser) => find(name).is_some_and(|account| account.knows(*browser)),
        });
    }

    fn keep(&mut self) {
        let counts = self.budgets.iter().map(|(key, budget)| (key.clone(), budget.count()));
        let document = write(self.is_closed, counts);
        if self.kept.as_ref() == Some(&document) {
            return;
        }
        match self.storage.replace(&self.name, &document) {
            Ok(()) => (self.kept, self.trouble) = (Some(document), None),
            Err(error) => {
                self.kept = None;
                self.trouble = Some(error);
            }
        }
    }
}

/// After how many wrong tries in a row a stranger has to wait, by a throttle as it stands before every account; nothing: not
/// after so many.
#[must_use]
pub fn tries_of_a_stranger(most: usize) -> Option<usize> {
    let mut throttle = Throttle::open(Memory::default(), "throttle", Duration::ZERO);
    (0..=most).find(|_| throttle.count(Who::Stranger("nobody", None), Duration::ZERO).is_err())
}

fn strictest(one: Result<(), Shut>, other: Result<(), Shut>) -> Result<(), Shut> {
    match (one, other) {
        (Err(one), Err(other)) => Err(one.max(other)),
        (one, other) => one.and(other),
    }
}

/// The budgets that a try is counted in.
fn keys(who: Who<'_>) -> Vec<Key> {
    match who {
        Who::Here(None) => vec![Key::HereUnknown],
        Who::Here(Some(name)) => vec![Key::Here(name.clone())],
        Who::Known(name, browser) => vec![Key::Known(name.clone(), browser)],
        Who::Stranger(typed, None) => vec![share(typed)],
        Who::Stranger(typed, Some(name)) => vec![share(typed), Key::Strangers(name.clone())],
    }
}

fn share(typed: &str) -> Key {
    Key::Shared(sha256(&[typed.as_bytes()])[0] % SHARES)
}

#[cfg(test)]
mod tests;
