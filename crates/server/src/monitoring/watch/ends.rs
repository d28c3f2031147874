//! What becomes of alerts: those that nobody answered and nothing adds to end by themselves, and the ledger is told of new
//! ones.

use std::time::Duration;

use steadfast_monitor::alert::UnitAlert;
use steadfast_store::StoreError;

use crate::act::Fact;
use crate::jobs::work::{Work, WorkError};

/// Alerts that end, or are told, in one go.
const SLICE: i64 = 100;
/// Without anything new for so long an alert is over.
pub(super) const QUIET: Duration = Duration::from_secs(UnitAlert::QUIET.unsigned_abs());

/// Ends the alerts of which nothing more was seen.
pub(super) async fn quiet(work: &Work) -> Result<(), WorkError> {
    loop {
        let now = work.app().ambient.now();
        let ended = work.keep_house(move |tx| {
            let quiet = tx.alerts_quiet(now.before(QUIET), SLICE)?;
            quiet.iter().try_for_each(|id| tx.alert_end(*id, now))?;
            Ok(quiet.len())
        });
        if i64::try_from(ended.await?).unwrap_or(i64::MAX) < SLICE {
            return Ok(());
        }
        work.go_on()?;
    }
}

/// Records each alert that opened, once.
pub(super) async fn tell(work: &Work) -> Result<(), WorkError> {
    for alert in work.app().store.read::<_, StoreError, _>(|tx| tx.alerts_untold(SLICE)).await? {
        let told = work.act(move |tx, _| {
            if !tx.alert_tell(alert.id)? {
                return Err(WorkError::Already);
            }
            let fact = Fact::new("alert-opened", &alert.id).with("product", alert.product.to_string());
            // In hundredths: a record has whole numbers alone.
            let fact = fact.with("detector", alert.detector.as_str()).with("score_hundredths", alert.score);
            Ok(((), fact.with("units", alert.units).with("opened", alert.opened.to_string())))
        });
        match told.await {
            Ok(()) | Err(WorkError::Already) => {}
            Err(error) => return Err(error),
        }
        work.go_on()?;
    }
    Ok(())
}
