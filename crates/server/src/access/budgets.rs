//! The throttle's budgets in the database: whose budget a try draws on, and what a success gives back.

use steadfast_store::{Id, Person, StoreError, Throttle, Tx, kinds};
use steadfast_trust::encoding::hex;

use super::error::AccessError;
use super::throttle::{Answer, Budget, Moment, STOP};
use crate::app::App;

/// What the rows of strangers' budgets are called; the person's id follows.
const STRANGERS: &str = "person/";

/// Which budget, by the name of its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Purse(String);

impl Purse {
    /// What all browsers share that never signed in as this person.
    pub(super) fn strangers(person: Id<kinds::Person>) -> Self {
        Self(format!("{STRANGERS}{person}"))
    }

    /// Of one browser that did.
    pub(super) fn browser(hash: &[u8; 32]) -> Self {
        Self(format!("browser/{}", hex(hash)))
    }

    /// Of a name that nobody has.
    pub(super) fn unknown(row: u32) -> Self {
        Self(format!("unknown/{row}"))
    }

    /// Asks for a try and counts it.
    pub(super) fn attempt(
        &self,
        tx: &mut Tx<'_>,
        now: Moment,
        ask: impl Fn(&mut Budget, Moment) -> Answer,
    ) -> Result<Answer, StoreError> {
        let mut budget = self.read(tx)?.unwrap_or(Budget::full(now));
        let answer = ask(&mut budget, now);
        self.write(tx, &budget)?;
        Ok(answer)
    }

    fn read(&self, tx: &mut Tx<'_>) -> Result<Option<Budget>, StoreError> {
        Ok(tx.throttle(&self.0)?.map(|row| Budget {
            tries: u32::try_from(row.tries).unwrap_or(STOP),
            last: Moment { wall: row.wall, steady: row.steady, run: row.run },
        }))
    }

    fn write(&self, tx: &mut Tx<'_>, budget: &Budget) -> Result<(), StoreError> {
        let Moment { wall, steady, run } = budget.last;
        tx.throttle_put(&self.0, &Throttle { tries: i64::from(budget.tries), wall, steady, run })
    }

    /// Whether no try is left.
    fn is_spent(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        Ok(self.read(tx)?.is_some_and(|budget| budget.tries >= STOP))
    }

    /// All tries are back.
    pub(super) fn refill(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.throttle_drop(&self.0)
    }

    fn lift_stop(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let Some(mut budget) = self.read(tx)? else { return Ok(()) };
        budget.lift_stop();
        self.write(tx, &budget)
    }
}

/// The browser's own budget where it signed in as this person before and did not use it up; else the strangers'.
pub(super) fn purse(tx: &mut Tx<'_>, person: &Person, browser: Option<[u8; 32]>) -> Result<(Purse, bool), StoreError> {
    let Some(hash) = browser else { return Ok((Purse::strangers(person.id), false)) };
    let own = Purse::browser(&hash);
    let known = tx.browser(&hash)? == Some(person.id);
    let left = own.read(tx)?.is_none_or(|budget| budget.tries < STOP);
    Ok(if known && left { (own, true) } else { (Purse::strangers(person.id), false) })
}

/// Whether browsers that never signed in as this person are refused.
pub(super) fn locked(tx: &mut Tx<'_>, person: Id<kinds::Person>) -> Result<bool, StoreError> {
    Purse::strangers(person).is_spent(tx)
}

/// Everybody of whom that is so; `limit` at most.
pub(super) fn all_locked(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Id<kinds::Person>>, StoreError> {
    let names = tx.throttle_exhausted(i64::from(STOP), STRANGERS, limit)?;
    Ok(names.iter().filter_map(|name| name.strip_prefix(STRANGERS)?.parse().ok()).collect())
}

/// The mark of a browser, where it signed in as this person before.
pub(super) fn known(
    tx: &mut Tx<'_>,
    person: Id<kinds::Person>,
    browser: Option<[u8; 32]>,
) -> Result<Option<[u8; 32]>, StoreError> {
    let Some(hash) = browser else { return Ok(None) };
    Ok((tx.browser(&hash)? == Some(person)).then_some(hash))
}

/// Every factor was right.
pub(super) fn succeeded(
    tx: &mut Tx<'_>,
    person: Id<kinds::Person>,
    known_browser: Option<[u8; 32]>,
) -> Result<(), StoreError> {
    let strangers = Purse::strangers(person);
    match known_browser {
        Some(hash) => {
            Purse::browser(&hash).refill(tx)?;
            strangers.lift_stop(tx)
        }
        None => strangers.refill(tx),
    }
}

/// Turns the gate's answer into an error where it stays shut.
pub(super) fn pass(app: &App, answer: Answer) -> Result<(), AccessError> {
    if answer != Answer::Go {
        app.metrics.throttled.inc();
    }
    match answer {
        Answer::Go => Ok(()),
        Answer::Wait(micros) => {
            let seconds = u64::try_from(micros).unwrap_or(0).div_ceil(1_000_000);
            Err(AccessError::Throttled { seconds: seconds.max(1) })
        }
        Answer::Stopped => Err(AccessError::Locked),
    }
}

/// Now, by both clocks.
pub(super) fn moment(app: &App) -> Moment {
    Moment { wall: app.ambient.now().0, steady: app.ambient.steady(), run: app.access.run }
}
