//! The job that erases events after their time. What went is counted and hashed in the same transaction, and told in one
//! record once nothing is left; killed in between, the next run tells it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::json;
use steadfast_store::{StoreError, Tx};
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

/// What went of one class.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Gone {
    batches: u64,
    /// SHA-256 of the one before and of the batch, one after the other, in hexadecimal.
    chain: String,
}

type Tally = BTreeMap<String, Gone>;

/// Erases class by class what is older than staff decided, and looks afterwards whether anything is left.
pub(crate) async fn run(work: &Work) -> Result<(), WorkError> {
    let today = work.app().ambient.now().day();
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
    tell(work).await
}

/// Whether there may be more.
fn slice(tx: &mut Tx<'_>, before: i64, class: i64) -> Result<bool, StoreError> {
    let old = tx.event_batches_before(before, class, SLICE)?;
    if old.is_empty() {
        return Ok(false);
    }
    let mut tally = read(tx)?;
    let gone = tally.entry(CLASSES[usize::try_from(class).unwrap_or_default()].to_owned()).or_default();
    for batch in &old {
        tx.event_batch_erase(batch)?;
        gone.batches += 1;
        gone.chain = hex(&sha256(&[gone.chain.as_bytes(), &batch.digest]));
    }
    tx.setting_put(TALLY, &json!(tally).to_string())?;
    Ok(true)
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
