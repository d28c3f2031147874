//! A report with the proof of the record that names its digest, as `steadfast verify` takes it.

use steadfast_store::{Id, kinds};
use steadfast_verify::ReportBundle;

use super::error::DrillError;
use crate::app::App;
use crate::ledger::proof::{ProofError, prove};

/// The bundle of a drill: one line.
///
/// # Errors
/// When it was not held, no checkpoint covers its record yet, or the database fails.
pub(super) async fn bundle(app: &App, id: Id<kinds::Drill>) -> Result<String, DrillError> {
    let read = move |tx: &mut steadfast_store::Tx<'_>| {
        let drill = tx.drill(id)?.ok_or(DrillError::NotFound)?;
        let report = tx.drill_report(id)?.ok_or(DrillError::NotHeld)?;
        Ok((drill.record.ok_or(DrillError::NotHeld)?, report))
    };
    let (record, report) = app.store.read::<_, DrillError, _>(read).await?;
    let proven = prove(app, record).await?;
    let content = proven.row.content.as_ref();
    let (salt, envelope) = content
        .and_then(|(salt, envelope)| Some((salt, std::str::from_utf8(envelope).ok()?)))
        .ok_or(DrillError::NotHeld)?;
    let bundle = ReportBundle {
        key: app.ledger.key.public(),
        checkpoint: &proven.head.note,
        index: proven.number,
        leaf: &proven.leaf,
        content: (salt, envelope),
        proof: &proven.path,
        report: &report,
    };
    bundle.to_text().map_err(|error| ProofError::Text(error).into())
}
