//! The master key, and what is sealed under it.

use std::fs;
use std::path::{Path, PathBuf};

use steadfast_store::{Store, StoreError};
use steadfast_trust::encoding::{from_hex, hex};
use steadfast_trust::seal::{MasterKey, SealError};
use zeroize::Zeroizing;

use crate::ambient::Ambient;
use crate::data_directory::{DataDirectory, DirectoryError};

/// Where the master key lies unless the settings say so.
pub const FILE: &str = "master.key";
const CHECK: &str = "master-key-check";

/// Seals and opens secrets. The master key stays here.
#[derive(Clone)]
pub struct Vault(std::sync::Arc<MasterKey>);

/// Why the master key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The file cannot be read.
    #[error("{path}: the master key cannot be read")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file holds no key.
    #[error("{path}: a master key is 64 hexadecimal digits")]
    Malformed {
        /// The file.
        path: PathBuf,
    },
    /// The database was sealed under another key.
    #[error(
        "{path}: this is not the master key of this database; its secrets cannot be opened with it. Put back the key \
         that was used before: after a restore, the one kept apart from the backup"
    )]
    Another {
        /// The file.
        path: PathBuf,
    },
    /// The database is there, and its key is not.
    #[error(
        "{path}: the database is there, but its master key is not. Put back the key that was used before: after a \
         restore, the one kept apart from the backup"
    )]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The data directory.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Vault {
    /// Opens the vault: with the key that the settings or systemd's credentials name, or with the one in the data
    /// directory, which is made at the first start.
    ///
    /// # Errors
    /// When the key cannot be read, or is not the one of this database.
    pub fn open(
        named: Option<&Path>,
        data: &DataDirectory,
        store: &Store,
        ambient: &dyn Ambient,
    ) -> Result<Self, VaultError> {
        let path = named.map_or_else(|| data.file(FILE), Path::to_owned);
        let check = store.read(|tx| tx.setting(CHECK)).wait()?;
        let key = match read(&path)? {
            Some(key) => key,
            None if named.is_none() && check.is_none() => make(data, ambient)?,
            None => return Err(VaultError::Missing { path }),
        };
        let vault = Self(std::sync::Arc::new(MasterKey::new(&key)));
        vault.check(check, path, store)?;
        Ok(vault)
    }

    fn check(&self, known: Option<String>, path: PathBuf, store: &Store) -> Result<(), VaultError> {
        let own = hex(&self.0.check_value());
        match known {
            Some(known) if known == own => Ok(()),
            Some(_) => Err(VaultError::Another { path }),
            None => Ok(store.write(move |tx| tx.setting_put(CHECK, &own)).wait()?),
        }
    }

    /// Seals `secret` for one place: it cannot be opened as anything else.
    ///
    /// # Errors
    /// When it is too long.
    pub fn seal(&self, secret: &[u8], place: &str, nonce: &[u8; 24]) -> Result<Vec<u8>, SealError> {
        self.0.seal(secret, place.as_bytes(), nonce)
    }

    /// Opens what was sealed for that place.
    ///
    /// # Errors
    /// When it was altered, or sealed for another place or under another key.
    pub fn unseal(&self, sealed: &[u8], place: &str) -> Result<Zeroizing<Vec<u8>>, SealError> {
        self.0.open(sealed, place.as_bytes())
    }

    /// A keyed digest for lookups: who has the database alone cannot guess what was digested.
    #[must_use]
    pub fn check_value(&self) -> [u8; 16] {
        self.0.check_value()
    }
}

fn read(path: &Path) -> Result<Option<Zeroizing<[u8; 32]>>, VaultError> {
    let text = match fs::read_to_string(path) {
        Ok(text) => Zeroizing::new(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(VaultError::File { path: path.to_owned(), source }),
    };
    let bytes = from_hex(text.trim()).map(Zeroizing::new).and_then(|bytes| bytes.as_slice().try_into().ok());
    bytes.map(|key| Some(Zeroizing::new(key))).ok_or_else(|| VaultError::Malformed { path: path.to_owned() })
}

fn make(data: &DataDirectory, ambient: &dyn Ambient) -> Result<Zeroizing<[u8; 32]>, VaultError> {
    let key: Zeroizing<[u8; 32]> = Zeroizing::new(ambient.random());
    let text = Zeroizing::new(format!("{}\n", hex(key.as_slice())));
    data.write(FILE, text.as_bytes())?;
    Ok(key)
}
