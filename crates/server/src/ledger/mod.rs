//! The ledger: the log of all records, its key, its numbering, and what strangers may read of it.

pub(crate) mod api;
pub mod check;
pub(crate) mod export;
pub(crate) mod names;
pub mod number;
pub(crate) mod pages;
pub mod proof;
pub(crate) mod public;
pub(crate) mod tiles;

use std::sync::Arc;

use steadfast_store::{Head, Store, StoreError, Time, Tx};
use steadfast_trust::checkpoint::{Checkpoint, CheckpointError};
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::Hash;
use steadfast_trust::key::{SigningError, SigningKey};
use steadfast_trust::merkle::empty_root;
use steadfast_trust::seal::SealError;
use zeroize::Zeroizing;

use crate::ambient::Ambient;
use crate::vault::Vault;

const SECRET: &str = "ledger-key";
const ORIGIN: &str = "ledger-origin";

/// The ledger's key and its name. The name never changes: checkpoints and witnesses know the log by it.
#[derive(Clone)]
pub struct Ledger {
    /// Signs records and checkpoints.
    pub key: Arc<SigningKey>,
    /// The first line of every checkpoint.
    pub origin: String,
}

/// Why the ledger cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The sealed key was altered, or another master key sealed it.
    #[error("the ledger's key cannot be opened")]
    Sealed(#[source] SealError),
    /// Key, tiles or head are not what was written.
    #[error("the ledger is damaged: its key, its tiles or its head are not what was written")]
    Damaged,
    /// The key cannot sign.
    #[error("the ledger's key cannot be used")]
    Key(#[from] SigningError),
    /// A checkpoint could not be made.
    #[error("the checkpoint cannot be signed")]
    Checkpoint(#[from] CheckpointError),
    /// There is no such place in the log.
    #[error("the log does not reach that far")]
    Outside,
}

impl Ledger {
    /// Opens the ledger; at the first start, makes its key, its name and its first checkpoint.
    ///
    /// # Errors
    /// When the database fails, or the key cannot be opened.
    pub fn open(store: &Store, vault: &Vault, ambient: &dyn Ambient) -> Result<Self, LedgerError> {
        if store.read(|tx| tx.secret(SECRET)).wait()?.is_none() {
            make(store, vault, ambient)?;
        }
        let sealed = store.read(|tx| tx.secret(SECRET)).wait()?.ok_or(LedgerError::Damaged)?;
        let origin = store.read(|tx| tx.setting(ORIGIN)).wait()?.ok_or(LedgerError::Damaged)?;
        let seeds = vault.unseal(&sealed, SECRET).map_err(LedgerError::Sealed)?;
        let (ed25519, ml_dsa) = seeds.split_at_checked(32).ok_or(LedgerError::Damaged)?;
        let seed = |half: &[u8]| <[u8; 32]>::try_from(half).map(Zeroizing::new).map_err(|_| LedgerError::Damaged);
        let key = SigningKey::from_seeds(&*seed(ed25519)?, &*seed(ml_dsa)?)?;
        let ledger = Self { key: Arc::new(key), origin };
        ledger.begin(store, ambient.now())?;
        Ok(ledger)
    }

    /// A signed note over the first `size` records.
    pub(crate) fn checkpoint(&self, size: u64, root: &Hash) -> Result<String, CheckpointError> {
        Ok(Checkpoint::new(&self.origin, size, *root).sign(&self.key)?.to_text())
    }

    fn begin(&self, store: &Store, now: Time) -> Result<(), LedgerError> {
        if store.read(head).wait()?.is_some() {
            return Ok(());
        }
        let root = empty_root();
        let note = self.checkpoint(0, &root)?;
        Ok(store.write::<_, StoreError, _>(move |tx| tx.ledger_begin(&root, &note, now)).wait()?)
    }
}

/// The head; nothing before the first start is through.
pub(crate) fn head(tx: &mut Tx<'_>) -> Result<Option<Head>, StoreError> {
    tx.ledger_head()
}

/// Where several processes start at once, one makes the key and all use it.
fn make(store: &Store, vault: &Vault, ambient: &dyn Ambient) -> Result<(), LedgerError> {
    let seeds: Zeroizing<[u8; 64]> = Zeroizing::new(ambient.random());
    let sealed = vault.seal(seeds.as_slice(), SECRET, &ambient.random()).map_err(LedgerError::Sealed)?;
    let origin = format!("steadfast/ledger/{}", hex(&ambient.random::<8>()));
    let made = store.write::<_, StoreError, _>(move |tx| {
        if tx.secret_insert(SECRET, &sealed)? {
            tx.setting_put(ORIGIN, &origin)?;
        }
        Ok(())
    });
    Ok(made.wait()?)
}
