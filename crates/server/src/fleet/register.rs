//! The register: a unit that goes out of use stays in it, with who, when and why.

use serde_json::{Map, Value, json};
use steadfast_store::{EndedBy, Id, StoreError, Tx, kinds};

use super::error::FleetError;
use super::note;
use super::reason::{Reason, Wrong};
use crate::act::{Ask, Fact};
use crate::app::App;

/// The most characters of a reason.
pub const LONGEST_REASON: usize = 500;

/// A reason, which must be there.
pub(super) fn reason(text: &str) -> Result<String, Wrong> {
    let text: String = text.trim().chars().filter(|letter| !letter.is_control() || *letter == '\n').collect();
    match text.chars().count() {
        0 => Err(Wrong::new("reason", Reason::Missing)),
        length if length > LONGEST_REASON => Err(Wrong::new("reason", Reason::Length(LONGEST_REASON))),
        _ => Ok(text),
    }
}

/// Takes a unit out of use for good. Its row, serial number and history stay; its owner's contact, its secrets and
/// the events that its owner shared are erased, and what it ran last is kept in its history.
///
/// # Errors
/// When there is no reason, it is out of use already, or it is not allowed.
pub async fn decommission(app: &App, ask: Ask, id: Id<kinds::Unit>, why: &str) -> Result<(), FleetError> {
    let (why, event) = (reason(why)?, app.ambient.id());
    app.act::<_, FleetError, _>(ask, move |tx, at| {
        let unit = tx.unit(id)?.ok_or(FleetError::NotFound("unit"))?;
        let ran = ran(tx, unit.number)?;
        // One that went out of use by its own word could come back: what staff say is final.
        if !tx.unit_decommission(unit.number, EndedBy::Staff, at.now)? {
            return Err(FleetError::Decommissioned);
        }
        let facts = json!({"record": at.record.to_string(), "reason": why, "ran": ran});
        note(tx, unit.number, event, "decommissioned", facts)?;
        Ok(((), Fact::new("unit-decommissioned", &id).with("reason", why.as_str())))
    })
    .await?;
    Ok(())
}

/// What a unit runs, part by part: what is kept in its history when it goes out of use.
///
/// # Errors
/// When the database fails.
pub(crate) fn ran(tx: &mut Tx<'_>, unit: i64) -> Result<Map<String, Value>, StoreError> {
    let runs = tx.unit_runs(unit)?.into_iter();
    Ok(runs.map(|run| (run.part_name, Value::from(run.label))).collect())
}
