//! The fleet: which units there are, what each of them runs, and which of them a flaw hits.
//!
//! A unit comes in by a factory list ([`list`]) or one by one ([`units`]); both are read and entered by the same rules
//! ([`stated`], [`enter`]). Its secrets are made in [`secrets`] and kept as hashes ([`code`]). Another key for a known unit
//! is a decision of staff ([`keys`]). A unit goes for good in [`register`], where its row stays. [`affected`] answers which
//! units a flaw hits, [`statements`] what a unit stated, [`sightings`] keeps when each was heard of, the job `silence` says of which too long ago.

pub mod affected;
pub(crate) mod api;
pub mod code;
pub mod enter;
pub mod error;
pub mod keys;
pub mod list;
pub mod market;
pub(crate) mod pages;
pub mod patience;
pub mod read;
pub mod reason;
pub mod register;
pub mod secrets;
pub mod sightings;
pub(crate) mod silence;
pub mod stated;
pub mod statements;
pub mod units;
pub mod words;

use serde_json::{Map, Value};
use steadfast_store::{Id, StoreError, Tx, UnitEvent, kinds};

/// Notes in the history of a unit that something happened, with its facts.
fn note(tx: &mut Tx<'_>, unit: i64, id: Id<kinds::UnitEvent>, kind: &str, facts: Value) -> Result<(), StoreError> {
    let facts = if facts.is_null() { Value::Object(Map::new()) } else { facts };
    tx.unit_event(unit, &UnitEvent { id, kind: kind.to_owned(), facts: facts.to_string() })
}
