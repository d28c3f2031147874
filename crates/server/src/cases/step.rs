//! What every step of a case does: look whether it is still as it was read, write into the timeline, settle the clocks.

use serde_json::{Map, Value};
use steadfast_store::{Case, CaseEntry, CaseState, EntryKind, Id, StoreError, Tx, kinds};

use super::error::CaseError;
use super::settle;
use crate::act::{At, Fact};

/// Who takes a step, and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) person: Option<Id<kinds::Person>>,
    pub(crate) at: At,
}

/// An entry that is to be written.
pub(crate) struct Told {
    pub(crate) kind: EntryKind,
    pub(crate) note: String,
    pub(crate) facts: Map<String, Value>,
    pub(crate) corrects: Option<i64>,
}

impl Told {
    /// One without words.
    pub(crate) fn new(kind: EntryKind) -> Self {
        Self { kind, note: String::new(), facts: Map::new(), corrects: None }
    }

    /// With somebody's words.
    pub(crate) fn note(self, note: &str) -> Self {
        Self { note: note.to_owned(), ..self }
    }

    /// With one more thing that changed.
    pub(crate) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.facts.insert(name.to_owned(), value.into());
        self
    }
}

/// A case that there is.
pub(crate) fn case(tx: &mut Tx<'_>, id: Id<kinds::Case>) -> Result<Case, CaseError> {
    tx.case(id)?.ok_or(CaseError::NotFound("case"))
}

/// A case that is open.
pub(crate) fn open(tx: &mut Tx<'_>, id: Id<kinds::Case>) -> Result<Case, CaseError> {
    let case = case(tx, id)?;
    if case.state == CaseState::Open { Ok(case) } else { Err(CaseError::Closed) }
}

/// A case that is still as it was read.
pub(crate) fn unchanged(tx: &mut Tx<'_>, id: Id<kinds::Case>, seen: i64) -> Result<Case, CaseError> {
    let case = case(tx, id)?;
    if case.version == seen { Ok(case) } else { Err(CaseError::Changed) }
}

impl Step {
    /// Writes an entry; its number.
    pub(crate) fn tell(&self, tx: &mut Tx<'_>, case: Id<kinds::Case>, told: Told) -> Result<i64, StoreError> {
        let number = tx.case_entry_next(case)?;
        tx.case_entry_insert(&CaseEntry {
            case,
            number,
            time: self.at.now,
            kind: told.kind,
            person: self.person,
            note: Some(told.note),
            facts: Value::Object(told.facts).to_string(),
            corrects: told.corrects,
        })?;
        Ok(number)
    }

    /// Keeps a case with what follows from its times.
    pub(crate) fn keep(&self, tx: &mut Tx<'_>, case: &mut Case) -> Result<(), CaseError> {
        let signals = tx.case_signals(case.id)?;
        settle::settle(tx, case, &signals)?;
        if !tx.case_change(case)? {
            return Err(CaseError::Changed);
        }
        case.version += 1;
        Ok(())
    }
}

/// A record about a case: ids, words of closed lists, numbers and times, never what people wrote.
pub(crate) fn about(fact: Fact, case: &Case) -> Fact {
    let product = case.product.map_or(Value::Null, |product| product.to_string().into());
    fact.with("number", case.number).with("kind", case.kind.as_str()).with("product", product)
}
