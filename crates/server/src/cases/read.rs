//! What is read of cases, for pages, the API and the first page alike.

use std::collections::BTreeMap;

use steadfast_store::{
    Case, CaseEntry, CaseFilter, CasePerson, CasePlace, CaseSignal, CaseTask, Id, StoreError, Tx, kinds,
};

use super::clocks::Clocks;
use super::error::CaseError;
use super::known::{self, Known};
use super::{settle, step};
use crate::monitoring;
use crate::monitoring::error::MonitoringError;
use crate::monitoring::read::NamedAlert;

/// A case with all but its timeline and its units.
#[derive(Clone, Debug)]
pub(crate) struct Whole {
    pub(crate) case: Case,
    pub(crate) signals: Vec<CaseSignal>,
    pub(crate) tasks: Vec<CaseTask>,
    pub(crate) people: Vec<CasePerson>,
    /// What is known now.
    pub(crate) known: Known,
    /// What runs.
    pub(crate) clocks: Clocks,
    /// Names of everybody who is named.
    pub(crate) names: People,
}

/// Names of today by the ids of people; who is not there any more has none.
#[derive(Clone, Debug, Default)]
pub(crate) struct People(BTreeMap<Id<kinds::Person>, String>);

impl People {
    pub(crate) fn of(tx: &mut Tx<'_>, ids: impl Iterator<Item = Id<kinds::Person>>) -> Result<Self, StoreError> {
        let mut names = BTreeMap::new();
        for id in ids {
            if !names.contains_key(&id)
                && let Some(person) = tx.person(id)?
            {
                names.insert(id, person.name);
            }
        }
        Ok(Self(names))
    }

    /// The name of somebody.
    pub(crate) fn name(&self, id: Option<Id<kinds::Person>>) -> Option<&String> {
        self.0.get(&id?)
    }
}

/// A case that there is.
pub(crate) fn whole(tx: &mut Tx<'_>, id: Id<kinds::Case>) -> Result<Whole, CaseError> {
    let case = step::case(tx, id)?;
    let (signals, tasks, people) = (tx.case_signals(id)?, tx.case_tasks(id)?, tx.case_people(id)?);
    let named = people.iter().map(|one| one.person).chain(case.assessor);
    let named = named.chain(signals.iter().filter_map(|signal| signal.person));
    let named = named.chain(tasks.iter().flat_map(|task| task.person.into_iter().chain(task.doer)));
    let names = People::of(tx, named)?;
    let clocks = settle::running(tx, &case, &signals)?;
    Ok(Whole { known: known::known(tx, &case, &signals)?, clocks, case, signals, tasks, people, names })
}

/// Entries with who wrote them, and whom they name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Timeline {
    pub(crate) entries: Vec<CaseEntry>,
    pub(crate) names: People,
}

/// Up to `limit` entries of a case that there is, the newest first.
pub(crate) fn timeline(
    tx: &mut Tx<'_>,
    id: Id<kinds::Case>,
    before: Option<i64>,
    limit: i64,
) -> Result<Timeline, CaseError> {
    step::case(tx, id)?;
    let entries = tx.case_entries(id, before, limit)?;
    let named = |entry: &CaseEntry| {
        let facts: serde_json::Value = serde_json::from_str(&entry.facts).unwrap_or_default();
        facts["person"].as_str().and_then(|id| id.parse().ok())
    };
    let ids: Vec<_> = entries.iter().flat_map(|entry| entry.person.into_iter().chain(named(entry))).collect();
    Ok(Timeline { names: People::of(tx, ids.into_iter())?, entries })
}

/// A place in the list of cases as a cursor.
pub(crate) fn cursor(case: &Case) -> String {
    format!("{}.{}", case.place, case.number)
}

/// The place that a cursor names.
pub(crate) fn place(text: &str) -> Option<CasePlace> {
    let (place, number) = text.split_once('.')?;
    Some(CasePlace { place: place.parse().ok()?, number: number.parse().ok()? })
}

/// Up to `limit` cases behind a place, each with what its product is called.
pub(crate) fn list(
    tx: &mut Tx<'_>,
    filter: CaseFilter,
    after: Option<CasePlace>,
    limit: i64,
) -> Result<Vec<Case>, StoreError> {
    tx.case_list(filter, after.unwrap_or(CasePlace::FIRST), limit)
}

/// An alert, where it is still there.
pub(super) fn alert(tx: &mut Tx<'_>, id: Id<kinds::Alert>) -> Result<Option<NamedAlert>, StoreError> {
    match monitoring::read::alert(tx, id) {
        Ok(named) => Ok(Some(named)),
        Err(MonitoringError::Store(error)) => Err(error),
        Err(_) => Ok(None),
    }
}

/// The case that an alert is part of.
pub(crate) fn of_alert(tx: &mut Tx<'_>, alert: Id<kinds::Alert>) -> Result<Option<Case>, StoreError> {
    match tx.case_signal_of_alert(alert)? {
        Some(signal) => tx.case(signal.case),
        None => Ok(None),
    }
}
