//! The repository as it stands in the database.

use std::collections::BTreeMap;

use steadfast_store::{Metadata, StoreError, Tx};
use steadfast_trust::tuf::Repository;

use super::RepositoryError;
use crate::app::App;

const ONLINE: [&str; 2] = ["snapshot", "timestamp"];

/// The newest of each role.
pub(super) struct Standing {
    /// The metadata as the core knows it; nothing before the first root.
    pub(super) repository: Option<Repository>,
}

/// Reads it.
///
/// # Errors
/// When the database fails, or it is not what it was.
pub(super) fn standing(tx: &mut Tx<'_>) -> Result<Standing, RepositoryError> {
    let newest = tx.metadata_newest_of_each()?;
    let version = |role: &str| {
        let found = newest.iter().find(|metadata| metadata.role == role);
        found.map_or(0, |metadata| metadata.version.unsigned_abs())
    };
    let Some(root) = newest.iter().find(|metadata| metadata.role == "root") else {
        return Ok(Standing { repository: None });
    };
    let offline = newest.iter().filter(|metadata| metadata.role != "root" && !ONLINE.contains(&&*metadata.role));
    let targets: BTreeMap<String, Vec<u8>> =
        offline.map(|metadata| (metadata.role.clone(), metadata.content.clone())).collect();
    let versions = (version("snapshot"), version("timestamp"));
    let repository = Repository::open(&root.content, &targets, versions)?;
    Ok(Standing { repository: Some(repository) })
}

/// The newest of each role, without what it says.
///
/// # Errors
/// When the database fails.
pub(crate) async fn roles(app: &App) -> Result<Vec<Metadata>, StoreError> {
    app.store.read(|tx| tx.metadata_newest_of_each()).await
}
