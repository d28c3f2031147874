//! The server's own keys: they sign snapshot and timestamp, and nothing else. The one that the root names is in force; a
//! newer one waits until a root names it.

use steadfast_store::{Store, StoreError, Tx};
use steadfast_trust::key::{HeldKey, KeyFileError, Seeds};
use steadfast_trust::tuf::{Public, Repository, Sign as _, Unpublishable};
use zeroize::Zeroizing;

use super::RepositoryError;
use crate::act::{Ask, Fact};
use crate::ambient::Ambient;
use crate::app::App;
use crate::vault::Vault;

/// The setting with the number of the newest key.
const NEWEST: &str = "tuf-online-key";

fn place(number: u64) -> String {
    format!("tuf-online-key/{number}")
}

fn newest(tx: &mut Tx<'_>) -> Result<u64, StoreError> {
    Ok(tx.setting(NEWEST)?.and_then(|text| text.parse().ok()).unwrap_or(0))
}

/// Makes the first key at the first start.
///
/// # Errors
/// When the database fails, or the key cannot be sealed.
pub(crate) fn ensure(store: &Store, vault: &Vault, ambient: &dyn Ambient) -> Result<(), RepositoryError> {
    if store.read(newest).wait()? > 0 {
        return Ok(());
    }
    let sealed = sealed(vault, ambient, 1)?;
    let made = store.write::<_, StoreError, _>(move |tx| {
        if tx.secret_insert(&place(1), &sealed)? {
            tx.setting_put(NEWEST, "1")?;
        }
        Ok(())
    });
    Ok(made.wait()?)
}

fn sealed(vault: &Vault, ambient: &dyn Ambient, number: u64) -> Result<Vec<u8>, RepositoryError> {
    let seeds: Zeroizing<[u8; 64]> = Zeroizing::new(ambient.random());
    vault.seal(seeds.as_slice(), &place(number), &ambient.random()).map_err(RepositoryError::Sealed)
}

fn key(tx: &mut Tx<'_>, vault: &Vault, number: u64) -> Result<HeldKey, RepositoryError> {
    let sealed = tx.secret(&place(number))?.ok_or(RepositoryError::NotFound("key"))?;
    let opened = vault.unseal(&sealed, &place(number)).map_err(RepositoryError::Sealed)?;
    let seeds: Option<[u8; 64]> = opened.as_slice().try_into().ok();
    let seeds = seeds.map(Zeroizing::new).ok_or(RepositoryError::Key(KeyFileError::Field("seeds")))?;
    Seeds::Hybrid(seeds).key().map_err(|error| RepositoryError::Key(error.into()))
}

/// The public half of the newest key: the one that the next root is to name.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn public(tx: &mut Tx<'_>, vault: &Vault) -> Result<Public, RepositoryError> {
    let number = newest(tx)?;
    Ok(key(tx, vault, number)?.public())
}

/// The key that the root names.
///
/// # Errors
/// When it names none of this server's.
pub(super) fn in_force(tx: &mut Tx<'_>, vault: &Vault, repository: &Repository) -> Result<HeldKey, RepositoryError> {
    for number in (1..=newest(tx)?).rev() {
        let key = key(tx, vault, number)?;
        if repository.names_online(&key).is_ok() {
            return Ok(key);
        }
    }
    Err(Unpublishable::OnlineKey("snapshot and timestamp").into())
}

/// Makes a new key, because the old one may be known to others. It signs from the root on that names it.
///
/// # Errors
/// When it is not allowed, or the database fails.
pub(crate) async fn make_anew(app: &App, ask: Ask) -> Result<Public, RepositoryError> {
    let number = app.store.read(newest).await?.saturating_add(1);
    let sealed = sealed(&app.vault, &*app.ambient, number)?;
    let vault = app.vault.clone();
    let done = app.act::<_, RepositoryError, _>(ask, move |tx, _| {
        if !tx.secret_insert(&place(number), &sealed)? {
            return Err(RepositoryError::Meanwhile);
        }
        tx.setting_put(NEWEST, &number.to_string())?;
        let public = public(tx, &vault)?;
        let fact = Fact::new("repository-key-made", &"repository");
        Ok((public.to_string(), fact.with("fingerprint", public.fingerprint().to_string())))
    });
    let text = done.await?.answer;
    text.parse().map_err(|error: steadfast_trust::tuf::PublicError| RepositoryError::Key(error.into()))
}
