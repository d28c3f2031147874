//! Somebody says to whose coordinator reports go, and who hands them in.

use serde_json::Value as Json;
use steadfast_cra::member_state::MemberState;
use steadfast_store::{Id, kinds};

use super::readiness::{self, NOWHERE, Readiness};
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::fields::{Fields, PERSON};
use crate::cases::settle;
use crate::http::refused::RefusedField;

/// More representatives than the platform takes: one, and twenty that it invites.
const MOST: usize = 21;

pub(crate) const STATE: RefusedField = RefusedField::new(
    "establishment",
    "no-such-state",
    "answer with a Member State's code, such as DE, with nowhere, or not",
);
pub(crate) const COORDINATOR: RefusedField =
    RefusedField::new("coordinator", "no-such-state", "coordinator is a Member State's code, such as DE, or nothing");
pub(crate) const MANY: RefusedField = RefusedField::new(
    "representatives",
    "too-many",
    "the platform takes one representative and up to twenty more; name each once",
);

fn check(wanted: &Readiness) -> Result<(), CaseError> {
    let mut fields = Fields::default();
    let is_known = |word: &str| word.is_empty() || MemberState::from_code(word).is_some();
    let words = wanted.establishment.words();
    fields.must(words.iter().all(|(_, word)| *word == NOWHERE || is_known(word)), STATE);
    fields.must(is_known(&wanted.establishment.first_reported_to), STATE);
    fields.must(is_known(&wanted.coordinator), COORDINATOR);
    let mut people: Vec<&str> = wanted.representatives.iter().map(|one| one.person.as_str()).collect();
    people.sort_unstable();
    people.dedup();
    fields.must(people.len() == wanted.representatives.len() && people.len() <= MOST, MANY);
    fields.must(people.iter().all(|person| person.parse::<Id<kinds::Person>>().is_ok()), PERSON);
    fields.taken(Some(()))
}

/// Says it, on top of what was read; the new version. Every open case is settled anew, since days off are the coordinator's.
///
/// # Errors
/// When something is not taken, somebody said another thing meanwhile, or it is not allowed.
pub async fn prepare(app: &App, ask: Ask, seen: i64, wanted: Readiness) -> Result<i64, CaseError> {
    check(&wanted)?;
    let done = app.act::<_, CaseError, _>(ask, move |tx, at| {
        let old = readiness::readiness(tx)?;
        if old.version != seen {
            return Err(CaseError::Changed);
        }
        for one in &wanted.representatives {
            let id = one.person.parse().map_err(CaseError::Id)?;
            tx.person(id)?.ok_or(PERSON)?;
        }
        let new = Readiness { version: seen + 1, said: Some(at.now), ..wanted.clone() };
        readiness::keep(tx, &new)?;
        if old.coordinator != new.coordinator {
            settle::settle_all(tx)?;
        }
        Ok((new.version, fact(&old, &new)))
    });
    Ok(done.await?.answer)
}

fn fact(old: &Readiness, new: &Readiness) -> Fact {
    let people =
        |of: &Readiness| Json::from(of.representatives.iter().map(|one| one.person.clone()).collect::<Vec<_>>());
    Fact::new("notice-prepared", &"reporting")
        .with("coordinator_before", old.coordinator.as_str())
        .with("coordinator", new.coordinator.as_str())
        .with("representatives_before", people(old))
        .with("representatives", people(new))
}
