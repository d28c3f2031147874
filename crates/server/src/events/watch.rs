//! Looking for news of jobs and deliveries, in the database that all processes share, while somebody listens.

use std::sync::Arc;
use std::time::Duration;

use steadfast_store::StoreError;
use tokio::sync::watch::Receiver;

use crate::app::App;

/// How often to look.
const LOOK: Duration = Duration::from_secs(1);

/// Looks until the server ends.
pub(crate) async fn run(app: Arc<App>, mut end: Receiver<bool>) {
    let mut count = app.events.listeners.count();
    loop {
        let listened = async {
            // The sender lives as long as the app.
            drop(count.wait_for(|count| *count > 0).await);
            tokio::time::sleep(LOOK).await;
        };
        tokio::select! {
            () = listened => {}
            _ = end.wait_for(|ended| *ended) => return,
        }
        if let Err(error) = look(&app).await {
            tracing::warn!(%error, "no news of jobs and deliveries: the database did not answer");
        }
    }
}

/// One look.
///
/// # Errors
/// When the database fails.
pub async fn look(app: &App) -> Result<(), StoreError> {
    let (news, head) = app.store.read::<_, StoreError, _>(|tx| Ok((tx.news()?, tx.ledger_head()?))).await?;
    app.events.news.send_if_modified(|known| std::mem::replace(known, news) != news);
    if let Some(head) = head {
        app.events.reached(head.signed);
    }
    Ok(())
}
