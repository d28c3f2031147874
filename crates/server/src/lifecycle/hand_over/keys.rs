//! Where keys are: what staff say of those that this server does not have.

use serde::Serialize;
use serde_json::json;
use steadfast_store::{Id, KeyPlace, StoreError, kinds};
use utoipa::ToSchema;

use super::HandOverError;
use crate::act::{Ask, Fact};
use crate::app::App;
use crate::catalogue::check::Check;
use crate::catalogue::error::CatalogueError;

/// More keys than anybody keeps.
pub(crate) const MOST: i64 = 500;

/// Where a key is, as somebody says it.
#[derive(Clone, Debug, Default)]
pub struct WantedKey {
    /// What it signs.
    pub name: String,
    /// Its fingerprint, or how else it is told from others.
    pub fingerprint: String,
    /// Where it lies.
    pub place: String,
    /// The role or office that holds it: no person's name.
    pub holder: String,
}

/// A key, as it is told.
#[derive(Serialize, ToSchema)]
pub(crate) struct KeyShown {
    /// `kpl_…`.
    pub(crate) id: String,
    /// What it signs.
    pub(crate) name: String,
    /// Its fingerprint, or how else it is told from others.
    pub(crate) fingerprint: String,
    /// Where it lies.
    pub(crate) place: String,
    /// The role or office that holds it.
    pub(crate) holder: String,
}

impl From<KeyPlace> for KeyShown {
    fn from(key: KeyPlace) -> Self {
        let KeyPlace { id, name, fingerprint, place, holder, .. } = key;
        Self { id: id.to_string(), name, fingerprint, place, holder }
    }
}

/// Says where a key is; its id.
///
/// # Errors
/// When something is not taken, or it is not allowed.
pub async fn say(app: &App, ask: Ask, wanted: WantedKey) -> Result<Id<kinds::KeyPlace>, CatalogueError> {
    let (id, mut check) = (app.ambient.id(), Check::default());
    let name = check.text("name", &wanted.name, 100);
    let fingerprint = check.words("fingerprint", &wanted.fingerprint, 200);
    let (place, holder) = (check.text("place", &wanted.place, 500), check.text("holder", &wanted.holder, 200));
    check.done()?;
    let done = app.act::<_, CatalogueError, _>(ask, move |tx, at| {
        let (name, fingerprint) = (name.clone(), fingerprint.clone());
        let new = KeyPlace { id, name, fingerprint, place: place.clone(), holder: holder.clone(), changed: at.now };
        tx.key_place_put(&new)?;
        // Where it lies is nothing for a ledger that others read.
        Ok((id, Fact::new("key-place-set", &id).with("fingerprint", new.fingerprint.as_str())))
    });
    Ok(done.await?.answer)
}

/// Takes back where a key is.
///
/// # Errors
/// When nothing was said, or it is not allowed.
pub async fn remove(app: &App, ask: Ask, id: Id<kinds::KeyPlace>) -> Result<(), CatalogueError> {
    let done = app.act::<_, CatalogueError, _>(ask, move |tx, _| {
        tx.key_place_remove(id)?.then_some(()).ok_or(CatalogueError::NotFound("key"))?;
        Ok(((), Fact::new("key-place-removed", &id)))
    });
    done.await?;
    Ok(())
}

/// All of them as JSON, with the key of the log.
pub(super) async fn written(app: &App) -> Result<String, HandOverError> {
    let found = app.store.read::<_, StoreError, _>(|tx| tx.key_places(MOST)).await?;
    let keys: Vec<KeyShown> = found.into_iter().map(KeyShown::from).collect();
    let ledger = app.ledger.key.public().fingerprint().to_string();
    let said = json!({
        "schema": 1,
        "on_the_server": [{"name": "ledger", "fingerprint": ledger}],
        "elsewhere": keys,
        "unknown": keys.is_empty().then_some("nobody said where the keys of the repository's root and targets are"),
    });
    Ok(serde_json::to_string_pretty(&said)?)
}
