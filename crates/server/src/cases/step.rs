//! What every step of a case does: look whether it is still as it was read, write into the timeline, settle the clocks.

use serde_json::{Map, Value};
use steadfast_store::{Case, CaseEntry, EntryKind, Id, StoreError, Tx, kinds};

use super::clocks;
use super::error::CaseError;
use crate::act::{At, Fact};

/// Who takes a step, and when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) person: Option<Id<kinds::Person>>,
    pub(super) at: At,
}

/// An entry that is to be written.
pub(super) struct Told {
    pub(super) kind: EntryKind,
    pub(super) note: String,
    pub(super) facts: Map<String, Value>,
    pub(super) corrects: Option<i64>,
}

impl Told {
    /// One without words.
    pub(super) fn new(kind: EntryKind) -> Self {
        Self { kind, note: String::new(), facts: Map::new(), corrects: None }
    }

    /// With somebody's words.
    pub(super) fn note(self, note: &str) -> Self {
        Self { note: note.to_owned(), ..self }
    }

    /// With one more thing that changed.
    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.facts.insert(name.to_owned(), value.into());
        self
    }
}

/// A case that there is.
pub(super) fn case(tx: &mut Tx<'_>, id: Id<kinds::Case>) -> Result<Case, CaseError> {
    tx.case(id)?.ok_or(CaseError::NotFound("case"))
}

/// A case that is still as it was read.
pub(super) fn unchanged(tx: &mut Tx<'_>, id: Id<kinds::Case>, seen: i64) -> Result<Case, CaseError> {
    let case = case(tx, id)?;
    if case.version == seen { Ok(case) } else { Err(CaseError::Changed) }
}

impl Step {
    /// Writes an entry; its number.
    pub(super) fn tell(&self, tx: &mut Tx<'_>, case: Id<kinds::Case>, told: Told) -> Result<i64, StoreError> {
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
    pub(super) fn keep(&self, tx: &mut Tx<'_>, case: &mut Case) -> Result<(), CaseError> {
        let signals = tx.case_signals(case.id)?;
        clocks::settle(case, &signals);
        if !tx.case_change(case)? {
            return Err(CaseError::Changed);
        }
        case.version += 1;
        Ok(())
    }
}

/// A record about a case: ids, words of closed lists, numbers and times, never what people wrote.
pub(super) fn about(fact: Fact, case: &Case) -> Fact {
    let product = case.product.map_or(Value::Null, |product| product.to_string().into());
    fact.with("number", case.number).with("kind", case.kind.as_str()).with("product", product)
}
