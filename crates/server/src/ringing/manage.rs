//! Who is on duty, set by those who may, and handed over by whoever has it.

use std::collections::BTreeSet;

use serde_json::json;
use steadfast_store::{Id, OnDuty, Time, Tx, kinds};

use super::alarm::can_answer;
use super::error::RingingError;
use super::work;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::http::refused::RefusedField;

type Person = Id<kinds::Person>;

/// The most people on duty.
pub const MOST: usize = 20;

pub(super) const PEOPLE: RefusedField = RefusedField::new(
    "people",
    "nobody-to-ring",
    "name people whose account is open and whose role answers alarms, each once and at most 20: usr_…",
);
pub(super) const TO: RefusedField = RefusedField::new(
    "to",
    "nobody-to-ring",
    "name somebody whose account is open and whose role answers alarms: usr_…",
);

/// The codes of all refusals of ringing: each has its words on pages.
pub const REFUSALS: [&str; 7] = [
    PEOPLE.code,
    super::settings::AGAIN.code,
    super::settings::LANGUAGE.code,
    super::settings::HOUR.code,
    super::settings::MINUTES.code,
    super::settings::URL.code,
    super::settings::URL_INSIDE.code,
];

fn read(text: &str, refused: RefusedField) -> Result<Person, RingingError> {
    text.trim().parse().map_err(|_| refused.into())
}

fn there(tx: &mut Tx<'_>, id: Person, refused: RefusedField) -> Result<(), RingingError> {
    match tx.person(id)?.filter(can_answer) {
        Some(_) => Ok(()),
        None => Err(refused.into()),
    }
}

/// Sets who is on duty: the first, then the deputies in their order; nobody: everybody who may assess.
///
/// # Errors
/// When somebody is not there or named twice, or it is not allowed.
pub async fn set(app: &App, ask: Ask, people: Vec<String>) -> Result<(), RingingError> {
    let people = people.iter().map(|text| read(text, PEOPLE)).collect::<Result<Vec<Person>, _>>()?;
    if people.len() > MOST || people.iter().collect::<BTreeSet<_>>().len() < people.len() {
        return Err(PEOPLE.into());
    }
    let done = app.act::<_, RingingError, _>(ask, move |tx, at| {
        people.iter().try_for_each(|person| there(tx, *person, PEOPLE))?;
        put(tx, &people, at.now)?;
        let ids: Vec<String> = people.iter().map(ToString::to_string).collect();
        Ok(((), Fact::new("duty-set", &"duty").with("people", json!(ids))))
    });
    done.await?;
    app.wake.notify_one();
    Ok(())
}

/// Writes the list; who stays at their place is there since when they were.
fn put(tx: &mut Tx<'_>, people: &[Person], now: Time) -> Result<(), RingingError> {
    let before = tx.duty()?;
    let since = |place: usize, person: Person| {
        before.get(place).filter(|one| one.person == person).map_or(now, |one| one.since)
    };
    let list: Vec<OnDuty> =
        people.iter().enumerate().map(|(place, id)| OnDuty { person: *id, since: since(place, *id) }).collect();
    tx.duty_put(&list)?;
    Ok(work::ask(tx, now)?)
}

/// Hands one's own duty over. Where the other one is on duty already, both change places.
///
/// # Errors
/// When whoever asks is not on duty, the other one is not there, or it is not allowed.
pub async fn hand_over(app: &App, ask: Ask, to: &str) -> Result<(), RingingError> {
    let (me, to) = (ask.by.person().ok_or(RingingError::NotOnDuty)?, read(to, TO)?);
    let done = app.act::<_, RingingError, _>(ask, move |tx, at| {
        let mut people: Vec<Person> = tx.duty()?.into_iter().map(|one| one.person).collect();
        let mine = people.iter().position(|person| *person == me).ok_or(RingingError::NotOnDuty)?;
        there(tx, to, TO)?;
        match people.iter().position(|person| *person == to) {
            Some(theirs) => people.swap(mine, theirs),
            None => people[mine] = to,
        }
        put(tx, &people, at.now)?;
        let fact = Fact::new("duty-handed-over", &"duty").with("from", me.to_string()).with("to", to.to_string());
        Ok(((), fact.with("place", mine)))
    });
    done.await?;
    app.wake.notify_one();
    Ok(())
}
