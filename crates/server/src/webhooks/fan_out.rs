//! From records to deliveries: once per record and webhook, in the transaction that moves the webhook on.

use steadfast_store::{Id, Lease, NewDelivery, RecordRow, StoreError, Time, Tx, kinds};

use super::event::Teller;
use super::kinds::kept;
use crate::app::App;

/// Records that one transaction hands to one webhook.
const BATCH: usize = 128;
/// Deliveries of one webhook that may wait before it is handed more: the log is the longer queue.
pub(super) const QUEUE: i64 = 512;

/// Hands the next records to the webhook that is furthest behind; false where none is.
///
/// # Errors
/// When the lease was lost, or the database fails.
pub async fn step(app: &App, lease: &Lease) -> Result<bool, StoreError> {
    let (lease, now, teller) = (lease.clone(), app.ambient.now(), Teller::of(app));
    let ids: Vec<Id<kinds::Delivery>> = (0..BATCH).map(|_| app.ambient.id()).collect();
    app.store
        .write(move |tx| {
            tx.lease_check(&lease)?;
            hand_on(tx, &teller, &ids, now)
        })
        .await
}

fn hand_on(tx: &mut Tx<'_>, teller: &Teller, ids: &[Id<kinds::Delivery>], now: Time) -> Result<bool, StoreError> {
    let signed = signed(tx)?;
    let Some(webhook) = tx.webhook_behind(signed, QUEUE)? else { return Ok(false) };
    let most = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    let mut records = tx.record_from(webhook.position, most)?;
    records.retain(|record| record.place.is_some_and(|(number, _)| number < signed));
    let Some(last) = records.last().and_then(number) else { return Ok(false) };
    if !tx.webhook_move(webhook.id, webhook.position, last + 1)? {
        return Ok(true);
    }
    let wanted = kept(&webhook.kinds);
    let heard = records.iter().filter(|record| wanted.is_empty() || wanted.contains(&record.kind));
    for (record, id) in heard.zip(ids) {
        let new =
            NewDelivery { id: *id, webhook: webhook.id, number: number(record), body: teller.record(tx, record)? };
        tx.delivery_insert(&new, now)?;
    }
    Ok(true)
}

fn number(record: &RecordRow) -> Option<u64> {
    record.place.map(|(number, _)| number)
}

/// How many records the newest checkpoint covers: only of those is told, since only those can be proved.
pub(super) fn signed(tx: &mut Tx<'_>) -> Result<u64, StoreError> {
    Ok(tx.ledger_head()?.map_or(0, |head| head.signed))
}
