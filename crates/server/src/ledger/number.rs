//! Numbering: one process at a time gives waiting records their numbers, moves the head, and signs it.

use std::sync::Arc;
use std::time::Duration;

use steadfast_store::{Engine, Lease, StoreError};
use tokio::sync::watch;
use tokio::time::timeout;

use super::{LedgerError, head};
use crate::app::App;

const LEASE: &str = "ledger";
/// How long others wait before they take over from a silent process.
const SPAN: Duration = Duration::from_secs(10);
/// Without a wake-up, how often to look: other processes write records too.
const LOOK: Duration = Duration::from_millis(500);
/// Between two rounds: one signature covers what came meanwhile.
const PAUSE: Duration = Duration::from_millis(50);
/// Records in one transaction.
const BATCH: i64 = 1024;
/// How long somebody waits until what they did is covered.
const PATIENCE: Duration = Duration::from_secs(3);

/// Numbers records until the server ends, and then those that still wait.
pub async fn run(app: Arc<App>, mut end: watch::Receiver<bool>) {
    let holder = holder(&app);
    loop {
        let ended = has_ended(&end);
        if let Err(error) = round(&app, holder).await {
            tracing::error!(%error, "records could not be numbered; they wait");
            tokio::time::sleep(PAUSE * 10).await;
        }
        if ended {
            return leave(&app, holder).await;
        }
        tokio::select! {
            _ = timeout(LOOK, app.pulse.notified()) => tokio::time::sleep(PAUSE).await,
            () = over(&mut end) => {}
        }
    }
}

/// Waits until a checkpoint covers each record that there is now, a few seconds at the most: whoever takes out what the log shows
/// means what they did a moment ago too. Where no process leads just now, this one numbers them.
///
/// # Errors
/// When the database fails, or the log in it is damaged.
pub(crate) async fn settled(app: &App) -> Result<(), LedgerError> {
    let all = app.store.read::<_, StoreError, _>(|tx| {
        Ok(tx.ledger_head()?.map_or(0, |head| head.size).saturating_add(tx.ledger_waiting_count()?))
    });
    let (all, holder) = (all.await?, holder(app));
    if signed(app).await? >= all {
        return Ok(());
    }
    let covered = async {
        while signed(app).await? < all {
            round(app, holder).await?;
            tokio::time::sleep(PAUSE / 10).await;
        }
        Ok(())
    };
    // What waits longer is not in it; the log's own page says that records wait.
    let settled = timeout(PATIENCE, covered).await.unwrap_or(Ok(()));
    if app.store.engine() == Engine::Postgres {
        leave(app, holder).await;
    }
    settled
}

/// How many records the newest checkpoint covers.
async fn signed(app: &App) -> Result<u64, StoreError> {
    app.store.read(|tx| Ok(tx.ledger_head()?.map_or(0, |head| head.signed))).await
}

/// Who this process is among those that may lead. On SQLite it alone has the data directory, so it goes on at once with
/// what a process led that was killed.
fn holder(app: &App) -> [u8; 16] {
    match app.store.engine() {
        Engine::Sqlite => [0; 16],
        Engine::Postgres => app.ambient.random(),
    }
}

/// Gives the lease back, so that another process need not wait for its end.
async fn leave(app: &App, holder: [u8; 16]) {
    let now = app.ambient.now();
    let left = app.store.write::<_, StoreError, _>(move |tx| match tx.lease_take(LEASE, holder, now, SPAN)? {
        Some(lease) => tx.lease_release(&lease),
        None => Ok(()),
    });
    if let Err(error) = left.await {
        tracing::debug!(%error, "the lease was not given back; it ends by itself");
    }
}

/// Waits for the end.
async fn over(end: &mut watch::Receiver<bool>) {
    // Where the sender is gone, everything has ended.
    drop(end.wait_for(|ended| *ended).await);
}

fn has_ended(end: &watch::Receiver<bool>) -> bool {
    *end.borrow()
}

/// Numbers everything that waits, where this process leads or may lead, and signs the head.
///
/// # Errors
/// When the database fails, or the log in it is damaged.
pub async fn round(app: &App, holder: [u8; 16]) -> Result<(), LedgerError> {
    let waiting = app.store.read::<_, StoreError, _>(|tx| Ok((tx.ledger_waiting_count()?, tx.ledger_head()?)));
    let (count, head) = waiting.await?;
    let Some(head) = head else { return Ok(()) };
    app.metrics.records_waiting.set(gauge(count));
    app.metrics.records.set(gauge(head.size));
    app.events.reached(head.signed);
    if count == 0 && head.signed == head.size {
        return Ok(());
    }
    let now = app.ambient.now();
    let Some(lease) = app.store.write(move |tx| tx.lease_take(LEASE, holder, now, SPAN)).await? else { return Ok(()) };
    while extend(app, &lease).await? {}
    sign(app, &lease).await
}

fn gauge(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Numbers one batch; false when nothing waits any more.
async fn extend(app: &App, lease: &Lease) -> Result<bool, LedgerError> {
    let lease = lease.clone();
    let numbered = app.store.write::<_, LedgerError, _>(move |tx| {
        let waiting = tx.ledger_waiting(BATCH)?;
        let Some(head) = tx.ledger_head()? else { return Ok(0) };
        if waiting.is_empty() {
            return Ok(0);
        }
        let grown = super::tiles::grow(tx, &head, &waiting)?;
        tx.ledger_extend(&lease, &head, &waiting, &grown.tiles, &grown.root)?;
        Ok(waiting.len())
    });
    Ok(numbered.await? > 0)
}

/// Signs the head, outside of the transaction that moved it: a signature takes longer than a commit may.
async fn sign(app: &App, lease: &Lease) -> Result<(), LedgerError> {
    let Some(head) = app.store.read(head).await? else { return Ok(()) };
    if head.signed == head.size {
        return Ok(());
    }
    let note = app.ledger.checkpoint(head.size, &head.root)?;
    let (lease, now) = (lease.clone(), app.ambient.now());
    app.store.write::<_, StoreError, _>(move |tx| tx.ledger_sign(&lease, head.size, &note, now)).await?;
    app.events.reached(head.size);
    Ok(())
}
