//! A report is due, and the reporting platform cannot be reached.

use steadfast_store::{NoticeStage, StoreError};

use super::chosen::{Found, chosen};
use crate::cases::error::CaseError;
use crate::drills::error::DrillError;
use crate::drills::run::Run;
use crate::notices::export::text;
use crate::notices::sheet::sheet;

/// Plays it.
pub(super) async fn play(run: &mut Run) -> Result<(), DrillError> {
    let found = run.app.store.read::<_, StoreError, _>(|tx| chosen(tx, "")).await?;
    let product = match found {
        Found::Flaw(found) => {
            (run.flaw, run.product) = (found.flaw, found.product_name);
            Some(found.product)
        }
        Found::Unknown | Found::NothingExposed => None,
    };
    let case = run.opened("vulnerability", product).await?;
    if !run.assessed(case, None).await? {
        return Ok(());
    }
    run.drafted("early-warning", (case, NoticeStage::EarlyWarning)).await?;
    let mut step = run.step("kept-as-text");
    let now = run.now();
    let sheet =
        run.app.store.read::<_, CaseError, _>(move |tx| sheet(tx, case, NoticeStage::EarlyWarning, now)).await?;
    step.fact("text-bytes", text(&sheet).len());
    step.fact("fields", sheet.lines.len());
    run.over(step).await?;
    let mut step = run.step("handed-in");
    // Article 14(1) and 16(1) name the platform alone, and no clock of Article 14 stands still while it is down.
    step.due(sheet.clocks.stages.first().map(|clock| clock.due()));
    step.not_possible("platform-alone-counts");
    run.over(step).await
}
