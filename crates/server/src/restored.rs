//! The first start after a restore: a record names the checkpoint from which the ledger goes on, so that no fork is
//! silent. Whoever holds a newer checkpoint can tell from it what was lost.

use serde_json::Value;
use steadfast_store::{RestoredFrom, StoreError};

use crate::access::authorise::Passage;
use crate::act::{ActError, Ask, Fact};
use crate::app::App;
use crate::caller::Caller;

/// Why the restoration could not be recorded.
#[derive(Debug, thiserror::Error)]
pub enum RestoredError {
    /// Another process was first; that is no failure.
    #[error("the restoration is recorded already")]
    Already,
    /// The record of it.
    #[error("the restoration cannot be recorded: {0}")]
    Act(#[from] ActError),
    /// The database.
    #[error("the restoration cannot be recorded: {0}")]
    Store(#[from] StoreError),
}

/// Records a restoration that is not recorded yet.
///
/// # Errors
/// When the database fails.
pub(crate) async fn record(app: &App) -> Result<(), RestoredError> {
    let waiting = app.store.read::<Option<RestoredFrom>, StoreError, _>(|tx| {
        let found = tx.restored_from()?;
        Ok(found)
    });
    if waiting.await?.is_none() {
        return Ok(());
    }
    let recorded = app.act::<(), RestoredError, _>(Ask::new(Caller::Host, Passage::Host), |tx, _| {
        let facts = tx.restored_from()?.ok_or(RestoredError::Already)?;
        tx.restored_recorded()?;
        // Every file that was promised to units is read whole once more.
        tx.artifact_file_doubt()?;
        Ok(((), fact(&facts)))
    });
    match recorded.await {
        Ok(_) | Err(RestoredError::Already) => Ok(()),
        Err(error) => Err(error),
    }
}

fn fact(restored: &RestoredFrom) -> Fact {
    let fact = Fact::new("restored", &"ledger");
    let fact = fact.with("backup", restored.backup.to_string()).with("restored", restored.restored.to_string());
    let Some(ledger) = &restored.ledger else { return fact };
    fact.with("size", Value::from(ledger.size))
        .with("root", ledger.root.as_str())
        .with("checkpoint", ledger.checkpoint.as_str())
}
