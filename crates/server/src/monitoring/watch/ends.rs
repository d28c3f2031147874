//! What becomes of alerts: those that nobody answered and nothing adds to end by themselves, and the ledger is told of new
//! ones, and whoever hears of such ones.

use std::time::Duration;

use steadfast_monitor::alert::UnitAlert;
use steadfast_store::{Alert, AlertReceiver, Id, Stage, StoreError, Time, Tx, kinds};

use crate::act::Fact;
use crate::jobs::work::{Work, WorkError};

/// Alerts that end, or are told, in one go.
const SLICE: i64 = 100;
/// Without anything new for so long an alert is over.
pub(super) const QUIET: Duration = Duration::from_secs(UnitAlert::QUIET.unsigned_abs());

/// So long after somebody was told of an alert they are told that it is at more units.
const AGAIN: Duration = Duration::from_secs(86_400);

/// Ends the alerts of which nothing more was seen.
pub(super) async fn quiet(work: &Work) -> Result<(), WorkError> {
    loop {
        let now = work.app().ambient.now();
        let ended = work.keep_house(move |tx| {
            let quiet = tx.alerts_quiet(now.before(QUIET), SLICE)?;
            for id in &quiet {
                tx.alert_end(*id, now)?;
                tx.alert_news_ended(*id, now)?;
            }
            Ok(quiet.len())
        });
        if i64::try_from(ended.await?).unwrap_or(i64::MAX) < SLICE {
            return Ok(());
        }
        work.go_on()?;
    }
}

/// Records each alert that opened, once, and leaves news of it for everybody who hears of such ones.
pub(super) async fn tell(work: &Work) -> Result<(), WorkError> {
    loop {
        let untold = work.app().store.read::<_, StoreError, _>(|tx| tx.alerts_untold(SLICE)).await?;
        let is_last = i64::try_from(untold.len()).unwrap_or(i64::MAX) < SLICE;
        for alert in untold {
            tell_one(work, alert).await?;
            work.go_on()?;
        }
        if is_last {
            return Ok(());
        }
    }
}

async fn tell_one(work: &Work, alert: Alert) -> Result<(), WorkError> {
    let told = work.act(move |tx, at| {
        if !tx.alert_tell(alert.id)? {
            return Err(WorkError::Already);
        }
        tx.alert_news_opened(alert.id, at.now)?;
        let fact = Fact::new("alert-opened", &alert.id).with("product", alert.product.to_string());
        // In hundredths: a record has whole numbers alone.
        let fact = fact.with("detector", alert.detector.as_str()).with("score_hundredths", alert.score);
        Ok(((), fact.with("units", alert.units).with("opened", alert.opened.to_string())))
    });
    match told.await {
        Ok(()) | Err(WorkError::Already) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Leaves news of alerts that are at more units than those who heard of them a day ago know, and of those that somebody did not
/// hear of who hears of such ones.
pub(super) async fn news(work: &Work) -> Result<(), WorkError> {
    let now = work.app().ambient.now();
    loop {
        // Found without holding up those who write: every open alert is looked at.
        let found = work.app().store.read::<_, StoreError, _>(move |tx| {
            Ok((tx.alerts_grown(now.before(AGAIN), SLICE)?, tx.alerts_unheard(SLICE)?))
        });
        let (grown, unheard) = found.await?;
        let most = grown.len().max(unheard.len());
        if most > 0 {
            work.keep_house(move |tx| leave(tx, &grown, &unheard, now)).await?;
        }
        if i64::try_from(most).unwrap_or(i64::MAX) < SLICE {
            return Ok(());
        }
        work.go_on()?;
    }
}

/// Leaves what was found for those who hear of it.
fn leave(tx: &mut Tx<'_>, grown: &[AlertReceiver], unheard: &[Id<kinds::Alert>], now: Time) -> Result<(), StoreError> {
    grown.iter().try_for_each(|(alert, to)| tx.alert_news_put(*alert, *to, Stage::Grown, now))?;
    unheard.iter().try_for_each(|alert| tx.alert_news_opened(*alert, now).map(drop))
}
