//! The job that erases events after their time, alerts that were over for as long, and cohorts that nobody was in any more. What
//! went is counted and hashed in the same transaction, and told in one record once nothing is left; killed in between, the next
//! run tells it.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::json;
use steadfast_store::{StoreError, Time, Tx};
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;

use super::settings::settings;
use crate::act::Fact;
use crate::jobs::work::{Work, WorkError};

/// Batches that go in one transaction.
const SLICE: i64 = 200;
/// The setting with what went and was not told yet.
const TALLY: &str = "events-expired";
/// The classes by name, by their number.
const CLASSES: [&str; 3] = ["security", "network", "product"];

/// Days after which a cohort goes that nobody was in.
const COHORT_DAYS: i64 = 90;

/// What went of one class of events, of alerts, or of cohorts.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Gone {
    #[serde(skip_serializing_if = "is_none")]
    batches: u64,
    #[serde(skip_serializing_if = "is_none")]
    alerts: u64,
    #[serde(skip_serializing_if = "is_none")]
    cohorts: u64,
    /// SHA-256 of the one before and of the batch, the alert's id or the cohort's number, one after the other, in hexadecimal.
    chain: String,
}

const fn is_none(count: &u64) -> bool {
    *count == 0
}

impl Gone {
    fn add(&mut self, what: &[u8]) {
        self.chain = hex(&sha256(&[self.chain.as_bytes(), what]));
    }
}

type Tally = BTreeMap<String, Gone>;

/// Erases class by class what is older than staff decided, and looks afterwards whether anything is left.
pub(crate) async fn run(work: &Work) -> Result<(), WorkError> {
    let now = work.app().ambient.now();
    let today = now.day();
    let keep = work.app().store.read::<_, StoreError, _>(settings).await?.keep_days;
    for (class, days) in keep.by_class() {
        while work.keep_house(move |tx| slice(tx, today - days, class)).await? {
            work.go_on()?;
        }
        let left = work.app().store.read::<_, StoreError, _>(move |tx| tx.event_batches_left(today - days, class));
        match left.await? {
            0 => {}
            left => return Err(WorkError::Fault(format!("{left} batches of events are still there after their time"))),
        }
    }
    while work.keep_house(move |tx| alerts(tx, now.before(days(keep.alerts)))).await? {
        work.go_on()?;
    }
    while work.keep_house(move |tx| cohorts(tx, today - COHORT_DAYS)).await? {
        work.go_on()?;
    }
    tell(work).await
}

const fn days(days: u16) -> Duration {
    Duration::from_secs(days as u64 * 86_400)
}

/// Alerts that were over before a time. Whether there may be more.
fn alerts(tx: &mut Tx<'_>, before: Time) -> Result<bool, StoreError> {
    let over = tx.alerts_over(before, SLICE)?;
    gone(tx, "alerts", |tx, gone| {
        for id in &over {
            tx.alert_erase(*id)?;
            gone.alerts += 1;
            gone.add(&id.bytes());
        }
        Ok(!over.is_empty())
    })
}

/// Cohorts that nobody was in since a day. Whether there may be more.
fn cohorts(tx: &mut Tx<'_>, before: i64) -> Result<bool, StoreError> {
    let unused = tx.cohorts_unused(before, SLICE)?;
    gone(tx, "cohorts", |tx, gone| {
        for number in &unused {
            tx.cohort_delete(*number)?;
            gone.cohorts += 1;
            gone.add(&number.to_be_bytes());
        }
        Ok(!unused.is_empty())
    })
}

/// Erases something, and counts it. Whether anything went.
fn gone(
    tx: &mut Tx<'_>,
    of: &str,
    erase: impl FnOnce(&mut Tx<'_>, &mut Gone) -> Result<bool, StoreError>,
) -> Result<bool, StoreError> {
    let mut tally = read(tx)?;
    let went = erase(tx, tally.entry(of.to_owned()).or_default())?;
    if went {
        tx.setting_put(TALLY, &json!(tally).to_string())?;
    }
    Ok(went)
}

/// Batches of a class that came before a day. Whether there may be more.
fn slice(tx: &mut Tx<'_>, before: i64, class: i64) -> Result<bool, StoreError> {
    let old = tx.event_batches_before(before, class, SLICE)?;
    gone(tx, CLASSES[usize::try_from(class).unwrap_or_default()], |tx, gone| {
        for batch in &old {
            tx.event_batch_erase(batch)?;
            gone.batches += 1;
            gone.add(&batch.digest);
        }
        Ok(!old.is_empty())
    })
}

/// One record of all that went.
async fn tell(work: &Work) -> Result<(), WorkError> {
    if work.app().store.read::<_, StoreError, _>(read).await?.is_empty() {
        return Ok(());
    }
    work.act(|tx, _| {
        let (tally, keep) = (read(tx)?, settings(tx)?.keep_days);
        tx.setting_put(TALLY, "{}")?;
        Ok(((), Fact::new("events-expired", &"events").with("erased", json!(tally)).with("keep_days", json!(keep))))
    })
    .await
}

fn read(tx: &mut Tx<'_>) -> Result<Tally, StoreError> {
    let Some(kept) = tx.setting(TALLY)? else { return Ok(Tally::new()) };
    serde_json::from_str(&kept)
        .map_err(|_| StoreError::UnknownWord { what: "count of events that expired", found: kept })
}
