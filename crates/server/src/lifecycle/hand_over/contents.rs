//! What is in it, in order: each step reads a slice, sends it, and forgets it.

use std::sync::Arc;

use serde_json::json;
use steadfast_store::StoreError;

use super::archive::Archive;
use super::{HandOverError, catalogue, keys, letters, rest};
use crate::access::setup::ORGANISATION;
use crate::app::App;

/// What each part of the archive is, for whoever opens it.
const README: &str = include_str!("readme.md");

/// All of it, but the manifest.
pub(super) async fn all(app: &Arc<App>, archive: &mut Archive) -> Result<(), HandOverError> {
    archive.file("README.md", README).await?;
    archive.file("server.json", server(app).await?).await?;
    archive.file("keys.json", keys::written(app).await?).await?;
    letters::put(app, archive).await?;
    catalogue::manufacturers(app, archive).await?;
    catalogue::products(app, archive).await?;
    rest::repository(app, archive).await?;
    rest::artifacts(app, archive).await?;
    rest::advisories(app, archive).await?;
    rest::own_flaws(app, archive).await?;
    rest::cases(app, archive).await?;
    rest::ledger(app, archive).await
}

async fn server(app: &App) -> Result<String, HandOverError> {
    let organisation = app.store.read::<_, StoreError, _>(|tx| tx.setting(ORGANISATION)).await?;
    let said = json!({
        "schema": 1,
        "organisation": organisation,
        "made": app.ambient.now(),
        "program": env!("CARGO_PKG_VERSION"),
        "address": app.config.address(),
        "ledger_origin": app.ledger.origin,
    });
    Ok(serde_json::to_string_pretty(&said)?)
}
