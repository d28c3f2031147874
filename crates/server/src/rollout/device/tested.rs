//! What a unit found when it looked at itself, and that its owner took their data along.

use serde_json::json;
use steadfast_protocol::{Exported, Found, SelfTested};
use steadfast_store::{TestVerdict, Tx, UnitEvent};

use super::check_in::Taken;
use super::error::DeviceError;
use super::receipts::Fate;
use crate::fleet::words::{check_word, way_word};

/// A self-test. It is the unit's own word: a manipulated unit may say anything.
pub(super) fn tested(tx: &mut Tx<'_>, taken: &Taken, place: usize, said: &SelfTested) -> Result<Fate, DeviceError> {
    if names_another(taken, said.unit.as_deref()) {
        return Ok(Fate::Refused("another-unit"));
    }
    let verdict = match said.verdict() {
        Found::Passed | Found::NotApplicable => TestVerdict::Passed,
        Found::Failed => TestVerdict::Failed,
        Found::Unknown => TestVerdict::Unknown,
    };
    let found = |wanted: &[Option<Found>]| -> Vec<&'static str> {
        let of = said.checks.iter().filter(|check| wanted.contains(&check.found));
        of.map(|check| check_word(check.check)).collect()
    };
    let (failed, unknown) = (found(&[Some(Found::Failed)]), found(&[Some(Found::Unknown), None]));
    let facts = json!({ "verdict": verdict.as_str(), "failed": failed, "unknown": unknown }).to_string();
    let event = UnitEvent { id: taken.ids.events[place], kind: "self-tested".to_owned(), facts };
    tx.unit_event(taken.unit.number, &event)?;
    tx.unit_set_tested(taken.unit.number, verdict)?;
    Ok(Fate::Kept)
}

/// An export. What is in it and where it is now is nobody's business here.
pub(super) fn exported(tx: &mut Tx<'_>, taken: &Taken, place: usize, said: &Exported) -> Result<Fate, DeviceError> {
    if names_another(taken, said.unit.as_deref()) {
        return Ok(Fate::Refused("another-unit"));
    }
    let facts = json!({ "way": way_word(said.way), "verified": said.verified, "sealed": said.sealed }).to_string();
    let event = UnitEvent { id: taken.ids.events[place], kind: "exported".to_owned(), facts };
    tx.unit_event(taken.unit.number, &event)?;
    Ok(Fate::Kept)
}

/// Whether a statement names another unit than the one that brings it. It may name none: no server knew the unit then.
pub(super) fn names_another(taken: &Taken, named: Option<&str>) -> bool {
    named.is_some_and(|named| named != taken.unit.id.to_string())
}
