//! An alarm as it is kept, and as it rings; and who is on duty.

use std::collections::BTreeSet;

use steadfast_store::{Alarm as Kept, Id, Person, StoreError, Tx, kinds};

use super::duty::Duty;
use super::steps::{Alarm, Round, Step};
use crate::access::action::Action;
use crate::access::role::Role;

/// People that are looked at.
const MOST_PEOPLE: i64 = 1000;

/// How an alarm rings.
pub(crate) fn steps(tx: &mut Tx<'_>, kept: &Kept, again: u16) -> Result<Alarm, StoreError> {
    let step = |ring: steadfast_store::KeptRing| Step { round: Round::of(ring.round), turn: ring.turn };
    let rung: BTreeSet<Step> = tx.rings(kept.id)?.into_iter().map(step).collect();
    let answered = tx.alarm_answers(kept.id)?.into_iter().map(|answer| Round::of(answer.round)).collect();
    let (begun, due, at_once, is_over) = (kept.begun, kept.due, kept.at_once, kept.ended.is_some());
    Ok(Alarm { begun, due, at_once, again, is_over, answered, rung })
}

/// Whether somebody can be on duty: their account is open, and their role answers alarms.
pub(crate) fn can_answer(person: &Person) -> bool {
    may(person, Action::AlarmAnswer)
}

fn may(person: &Person, action: Action) -> bool {
    person.active && person.role.parse::<Role>().is_ok_and(|role| action.allowed(role))
}

/// Who can be rung now.
pub(crate) fn duty(tx: &mut Tx<'_>) -> Result<Duty, StoreError> {
    let everybody = tx.person_list(None, MOST_PEOPLE)?;
    let everybody = everybody.iter().filter(|person| may(person, Action::CaseAssess)).map(|person| person.id).collect();
    let mut list: Vec<Id<kinds::Person>> = Vec::new();
    for one in tx.duty()? {
        if tx.person(one.person)?.is_some_and(|person| can_answer(&person)) {
            list.push(one.person);
        }
    }
    Ok(Duty { list, everybody })
}
