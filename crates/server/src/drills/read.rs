//! Reading drills.

use steadfast_store::{Drill, Id, Tx, kinds};

use super::error::DrillError;
use super::report::DrillReport;

/// A drill, with its report once it was held.
pub(super) fn one(tx: &mut Tx<'_>, id: Id<kinds::Drill>) -> Result<(Drill, Option<DrillReport>), DrillError> {
    let drill = tx.drill(id)?.ok_or(DrillError::NotFound)?;
    let report = tx.drill_report(id)?;
    let report = report.map(|text| serde_json::from_str(&text).map_err(DrillError::Report)).transpose()?;
    Ok((drill, report))
}
