//! Reading drills.

use steadfast_store::{Drill, DrillState, Id, Time, Tx, kinds};

use super::by_hand;
use super::error::DrillError;
use super::report::DrillReport;

/// A drill, with its report once it was held; of one that people play, how it went so far.
pub(super) fn one(
    tx: &mut Tx<'_>,
    id: Id<kinds::Drill>,
    now: Time,
) -> Result<(Drill, Option<DrillReport>), DrillError> {
    let drill = tx.drill(id)?.ok_or(DrillError::NotFound)?;
    if drill.case.is_some() && drill.state == DrillState::Waiting {
        let so_far = by_hand::so_far(tx, &drill, now)?;
        return Ok((drill, Some(so_far)));
    }
    let report = tx.drill_report(id)?;
    let report = report.map(|text| serde_json::from_str(&text).map_err(DrillError::Report)).transpose()?;
    Ok((drill, report))
}
