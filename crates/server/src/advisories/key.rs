//! The key that signs advisories by OpenPGP. It is made at the first start, or elsewhere, and sealed as every secret is.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use steadfast_store::{Store, StoreError, Time, Tx};
use steadfast_trust::encoding::{base64, from_base64};
use steadfast_trust::openpgp::{self, ImportError, OpenPgpKey};
use tokio::task::spawn_blocking;
use zeroize::Zeroizing;

use super::error::AdvisoryError;
use crate::access::setup::ORGANISATION;
use crate::act::{Ask, Fact};
use crate::ambient::Ambient;
use crate::app::App;
use crate::vault::Vault;

const SECRET: &str = "advisory-key";
/// When it was made, in seconds of Unix time, and the name that stands in it: both are part of it once it signs.
const MADE: &str = "advisory-key-made";
const NAME: &str = "advisory-key-name";
/// Of a key that was made elsewhere: the public key as its owner signed it, and until when it is good.
const CERTIFICATE: &str = "advisory-key-certificate";
const EXPIRES: &str = "advisory-key-expires";
/// Public keys that signed here before.
const BEFORE: &str = "advisory-keys-before";

/// What is wiped once it was read.
type Secret = Zeroizing<String>;

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

/// The key. Its name is that of the organisation when it signed first, unless it was made elsewhere.
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
    let key = OpenPgpKey::from_seed(&seed, made, &name);
    let certificate = tx.setting(CERTIFICATE)?.and_then(|text| from_base64(&text));
    Ok(match certificate {
        Some(certificate) => key.certified(certificate),
        None => key,
    })
}

/// The key, while its time is not over.
pub(crate) fn in_time(tx: &mut Tx<'_>, vault: &Vault, now: Time) -> Result<OpenPgpKey, AdvisoryError> {
    if is_expired(tx, now)? { Err(AdvisoryError::KeyExpired) } else { key(tx, vault) }
}

/// Until when the key is good, in seconds of Unix time; nothing: without an end.
pub(crate) fn expires(tx: &mut Tx<'_>) -> Result<Option<u32>, StoreError> {
    Ok(tx.setting(EXPIRES)?.and_then(|text| text.parse().ok()))
}

/// Whether its time is over.
pub(crate) fn is_expired(tx: &mut Tx<'_>, now: Time) -> Result<bool, StoreError> {
    Ok(expires(tx)?.is_some_and(|end| end <= seconds(now)))
}

/// From the first signature on the name stays.
pub(crate) fn settle_name(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    if tx.setting(NAME)?.is_none() {
        let name = tx.setting(ORGANISATION)?.unwrap_or_default();
        tx.setting_put(NAME, &name)?;
    }
    Ok(())
}

/// A key that signed here before, as the world reads it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Before {
    /// Its fingerprint.
    pub(crate) fingerprint: String,
    /// The public key, in armour.
    pub(crate) public: String,
}

/// The keys that signed here before, the last one first.
pub(crate) fn before(tx: &mut Tx<'_>) -> Result<Vec<Before>, AdvisoryError> {
    let kept = tx.setting(BEFORE)?;
    kept.map_or_else(|| Ok(Vec::new()), |text| serde_json::from_str(&text).map_err(AdvisoryError::Kept))
}

/// Puts a key that was made elsewhere in the place of the one that signs; its fingerprint. What the old one signed stays, and
/// so does its public key.
///
/// # Errors
/// When it is not taken, or it is not allowed.
pub(crate) async fn import(app: &App, ask: Ask, (text, passphrase): (Secret, Secret)) -> Result<String, AdvisoryError> {
    let now = seconds(app.ambient.now());
    // Passphrases are stretched for seconds.
    let reading = spawn_blocking(move || openpgp::import(&text, &passphrase, now));
    let read = reading.await.map_err(|_| ImportError::Damaged)??;
    let nonce = app.ambient.random();
    let sealed = app.vault.seal(read.seed.as_slice(), SECRET, &nonce).map_err(AdvisoryError::Sealed)?;
    let (fingerprint, vault) = (OpenPgpKey::from_seed(&read.seed, read.made, "").fingerprint(), app.vault.clone());
    let done = app.act::<_, AdvisoryError, _>(ask, move |tx, _| {
        let old = key(tx, &vault)?;
        put_behind(tx, &old, &fingerprint)?;
        tx.secret_put(SECRET, &sealed)?;
        let expires = read.expires.map(|end| end.to_string()).unwrap_or_default();
        let certificate = base64(&read.certificate);
        let made = read.made.to_string();
        for (name, value) in [(MADE, &made), (NAME, &read.name), (EXPIRES, &expires), (CERTIFICATE, &certificate)] {
            tx.setting_put(name, value)?;
        }
        let fact = Fact::new("advisory-key-imported", &"advisories").with("fingerprint", fingerprint.clone());
        Ok((fingerprint.clone(), fact.with("before", old.fingerprint())))
    });
    Ok(done.await?.answer)
}

/// Keeps the public key of one that signed something, for whoever checks that.
fn put_behind(tx: &mut Tx<'_>, old: &OpenPgpKey, new: &str) -> Result<(), AdvisoryError> {
    let mut all = before(tx)?;
    if tx.setting(NAME)?.is_some() {
        all.insert(0, Before { fingerprint: old.fingerprint(), public: old.public() });
    }
    let mut known = BTreeSet::from([new.to_owned()]);
    all.retain(|key| known.insert(key.fingerprint.clone()));
    let text = serde_json::to_string(&all).map_err(AdvisoryError::Kept)?;
    Ok(tx.setting_put(BEFORE, &text)?)
}
