//! The key that signs advisories by OpenPGP. It is made at the first start, and sealed as every secret is.

use steadfast_store::{Store, StoreError, Time, Tx};
use steadfast_trust::openpgp::OpenPgpKey;
use zeroize::Zeroizing;

use super::error::AdvisoryError;
use crate::access::setup::ORGANISATION;
use crate::ambient::Ambient;
use crate::vault::Vault;

const SECRET: &str = "advisory-key";
/// When it was made, in seconds of Unix time, and the name that stands in it: both are part of it once it signs.
const MADE: &str = "advisory-key-made";
const NAME: &str = "advisory-key-name";

/// Seconds of Unix time.
pub(crate) fn seconds(time: Time) -> u32 {
    u32::try_from(time.millis() / 1000).unwrap_or_default()
}

/// Makes the key, unless there is one.
///
/// # Errors
/// When the database fails, or the key cannot be sealed.
pub(crate) fn ensure(store: &Store, vault: &Vault, ambient: &dyn Ambient) -> Result<(), AdvisoryError> {
    if store.read(|tx| tx.secret(SECRET)).wait()?.is_some() {
        return Ok(());
    }
    let seed: Zeroizing<[u8; 32]> = Zeroizing::new(ambient.random());
    let sealed = vault.seal(seed.as_slice(), SECRET, &ambient.random()).map_err(AdvisoryError::Sealed)?;
    let made = seconds(ambient.now()).to_string();
    let written = store.write::<_, StoreError, _>(move |tx| {
        if tx.secret_insert(SECRET, &sealed)? {
            tx.setting_put(MADE, &made)?;
        }
        Ok(())
    });
    Ok(written.wait()?)
}

/// The key. Its name is that of the organisation when it signed first.
pub(crate) fn key(tx: &mut Tx<'_>, vault: &Vault) -> Result<OpenPgpKey, AdvisoryError> {
    let sealed = tx.secret(SECRET)?.ok_or(AdvisoryError::NotFound("key"))?;
    let opened = vault.unseal(&sealed, SECRET).map_err(AdvisoryError::Sealed)?;
    let seed: Zeroizing<[u8; 32]> =
        Zeroizing::new(opened.as_slice().try_into().map_err(|_| AdvisoryError::NotFound("key"))?);
    let made = tx.setting(MADE)?.and_then(|text| text.parse().ok()).unwrap_or_default();
    let name = match tx.setting(NAME)? {
        Some(name) => name,
        None => tx.setting(ORGANISATION)?.unwrap_or_default(),
    };
    Ok(OpenPgpKey::from_seed(&seed, made, &name))
}

/// From the first signature on the name stays.
pub(crate) fn settle_name(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    if tx.setting(NAME)?.is_none() {
        let name = tx.setting(ORGANISATION)?.unwrap_or_default();
        tx.setting_put(NAME, &name)?;
    }
    Ok(())
}
