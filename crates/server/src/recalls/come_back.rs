//! What came back, by serial number; and the end of a recall.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use steadfast_store::{Id, Recall, RecallState, Tx, kinds};

use super::error::{RecallError, SERIALS};
use super::plan::about;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::cases::error::CaseError;
use crate::cases::fields::{Fields, REASON};

/// The most serial numbers at once.
const MOST: usize = 5000;

type RecallId = Id<kinds::Recall>;

/// What became of a list of serial numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CameBack {
    /// Noted now.
    pub noted: i64,
    /// Noted before.
    pub before: i64,
    /// No devices of this recall.
    pub strange: Vec<String>,
}

/// The serial numbers of a text, however they are apart.
#[must_use]
pub fn serials(text: &str) -> Vec<String> {
    text.split(['\n', '\r', ',', ';', '\t']).map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect()
}

/// Notes devices that came back. What is no device of the recall is told, and changes nothing.
///
/// # Errors
/// When none is named, the recall is not under way, or it is not allowed.
pub async fn came_back(app: &App, ask: Ask, id: RecallId, serials: Vec<String>) -> Result<CameBack, RecallError> {
    let serials: BTreeSet<String> = serials.into_iter().filter(|one| !one.trim().is_empty()).collect();
    if !(1..=MOST).contains(&serials.len()) {
        return Err(SERIALS.into());
    }
    let done = app.act::<_, RecallError, _>(ask, move |tx, at| {
        let recall = decided(tx, id)?;
        let mut found = CameBack::default();
        for serial in &serials {
            let unit = tx.unit_of_serial(recall.product, serial.trim())?.map(|unit| unit.number);
            match unit {
                Some(unit) if tx.recall_return(id, unit, at.now)? => found.noted += 1,
                Some(unit) if tx.recall_holds(id, unit)? => found.before += 1,
                _ => found.strange.push(serial.clone()),
            }
        }
        if found.noted == 0 && found.before == 0 {
            return Err(SERIALS.into());
        }
        let fact = about(Fact::new("recall-returned", &id), &recall, &[]).with("units", found.noted);
        Ok((found, fact))
    });
    Ok(done.await?.answer)
}

/// A recall that is under way.
fn decided(tx: &mut Tx<'_>, id: RecallId) -> Result<Recall, RecallError> {
    let recall = tx.recall(id)?.ok_or(CaseError::NotFound("recall"))?;
    if recall.state == RecallState::Decided { Ok(recall) } else { Err(RecallError::Stage) }
}

/// Ends a recall; what became of its units then stands in the record.
///
/// # Errors
/// When nobody says why, it is not under way, or it is not allowed.
pub async fn end(app: &App, ask: Ask, id: RecallId, reason: String) -> Result<(), RecallError> {
    let mut fields = Fields::default();
    let reason = fields.words(&reason, REASON);
    fields.taken(Some(()))?;
    app.act::<_, RecallError, _>(ask, move |tx, at| {
        let recall = decided(tx, id)?;
        let flaw = super::read::flaw(tx, &recall)?;
        let units = tx.recall_standings(id, flaw)?;
        tx.recall_end(id, at.now)?;
        let fact = about(Fact::new("recall-ended", &id), &recall, &[]).with("reason", reason.as_str());
        let fact = fact.with("corrected", units.corrected).with("returned", units.returned);
        let fact = fact.with("decommissioned", units.decommissioned).with("unknown", units.unknown);
        Ok(((), fact.with("open", units.open)))
    })
    .await?;
    Ok(())
}
