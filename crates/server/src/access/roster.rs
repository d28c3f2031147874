//! The list of people as pages show it.

use steadfast_store::{Id, Listed, Person, Roster, RosterKey, RosterPage, StoreError, Tx, kinds};

use super::budgets::{all_locked, locked};
use super::sign_in::ways;
use crate::app::App;

/// So many people stand on one page.
const PAGE: usize = 50;
/// Locked accounts are shown up to here: they are looked up one by one.
const MOST_LOCKED: usize = 200;

/// A page of the list.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The people, each with whether unknown browsers are refused.
    pub(super) people: Vec<(Listed, bool)>,
    /// Whether there are people in front of the page.
    pub(super) before: bool,
    /// Whether there are people behind it.
    pub(super) after: bool,
    /// How many fit the filter.
    pub(super) total: u64,
    /// Whether there are more than `total`.
    pub(super) uncounted: bool,
}

/// A page of the people that fit a filter.
pub(super) async fn page(app: &App, which: Roster, page: RosterPage) -> Result<Found, StoreError> {
    app.store
        .read(move |tx| {
            let mut people = tx.roster(&which, page, PAGE as i64 + 1)?;
            let (more, backwards) = (people.len() > PAGE, matches!(page, RosterPage::Before(_)));
            if more {
                people.remove(if backwards { 0 } else { PAGE });
            }
            Ok(Found {
                people: with_locks(tx, people)?,
                before: if backwards { more } else { matches!(page, RosterPage::After(_)) },
                after: more || backwards,
                total: u64::try_from(tx.roster_count(&which)?).unwrap_or(0),
                uncounted: false,
            })
        })
        .await
}

/// Mostly nobody is locked, and one look is enough; under an attack each is looked up.
fn with_locks(tx: &mut Tx<'_>, people: Vec<Listed>) -> Result<Vec<(Listed, bool)>, StoreError> {
    let few = all_locked(tx, PAGE as i64)?;
    let mut rows = Vec::with_capacity(people.len());
    for person in people {
        let is_locked = few.contains(&person.id) || (few.len() >= PAGE && locked(tx, person.id)?);
        rows.push((person, is_locked));
    }
    Ok(rows)
}

/// The people that fit a filter and whose accounts refuse unknown browsers; on one page.
pub(super) async fn only_locked(app: &App, which: Roster) -> Result<Found, StoreError> {
    app.store
        .read(move |tx| {
            let mut ids = all_locked(tx, MOST_LOCKED as i64 + 1)?;
            let uncounted = ids.len() > MOST_LOCKED;
            ids.truncate(MOST_LOCKED);
            let mut people = Vec::new();
            for id in ids {
                if let Some(person) = tx.person(id)?.filter(|person| person.active && which.holds(person)) {
                    people.push((listed(tx, person)?, true));
                }
            }
            order(&mut people, &which);
            Ok(Found { total: people.len() as u64, people, uncounted, ..Found::default() })
        })
        .await
}

fn listed(tx: &mut Tx<'_>, person: Person) -> Result<Listed, StoreError> {
    let (ways, seen) = (ways(tx, &person)?, tx.person_seen(person.id)?);
    let Person { id, email, name, role, active, .. } = person;
    Ok(Listed { id, email, name, role, active, seen, second_factor: ways.totp || ways.passkey })
}

fn order(people: &mut [(Listed, bool)], which: &Roster) {
    people.sort_by_cached_key(|(person, _)| match which.key {
        RosterKey::Name => (String::new(), 0, person.name.to_lowercase(), person.id),
        RosterKey::Role => (person.role.clone(), 0, person.name.to_lowercase(), person.id),
        RosterKey::Seen => (String::new(), person.seen.map_or(0, |seen| seen.0), String::new(), person.id),
    });
    if which.descending {
        people.reverse();
    }
}

/// The name of somebody, where they are known.
pub(super) fn name_of(tx: &mut Tx<'_>, id: Option<Id<kinds::Person>>) -> Result<Option<String>, StoreError> {
    let Some(id) = id else { return Ok(None) };
    Ok(tx.person(id)?.map(|person| person.name))
}
