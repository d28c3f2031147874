//! The owner's data, under a key of their own: where the key is gone, so is the data.

use std::fmt;

use steadfast_trust::seal::{MasterKey, SealError};
use zeroize::Zeroizing;

use crate::mac::hmac;
use crate::outside::{NoRandom, Random, Storage, StorageError};

/// The name that the key is stored by.
pub(crate) const KEY: &str = "owner-key";

/// How the names of sealed things begin.
pub(crate) const PREFIX: &str = "data-";

/// Why something is not kept or given back.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// A name that no storage takes.
    #[error("{0:?}: a name is of a-z, 0-9 and -, at most 64")]
    Name(String),
    /// The storage.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// No randomness.
    #[error(transparent)]
    Random(#[from] NoRandom),
    /// It was sealed under another key, or is damaged.
    #[error("{name:?}: {source}")]
    Seal {
        /// Of what.
        name: String,
        /// Why.
        #[source]
        source: SealError,
    },
    /// The key is not one.
    #[error("the key of the owner's data is damaged")]
    Key,
}

/// What keys for others are derived under.
const FOR_OTHERS: &[u8] = b"steadfast key beside the owner's data 1\n";

/// The owner's data.
pub struct Data {
    seal: MasterKey,
    key: Zeroizing<[u8; 32]>,
}

impl Data {
    /// Opens it; the first time a key is drawn.
    ///
    /// # Errors
    /// When the key cannot be read, drawn or kept.
    pub fn open(storage: &impl Storage, random: &impl Random) -> Result<Self, DataError> {
        if let Some(data) = Self::load(storage)? {
            return Ok(data);
        }
        let key = Zeroizing::new(random.bytes::<32>()?);
        storage.replace(KEY, key.as_slice())?;
        Ok(Self::of(key))
    }

    /// Opens it, where there is a key.
    ///
    /// # Errors
    /// When the key cannot be read.
    pub fn load(storage: &impl Storage) -> Result<Option<Self>, DataError> {
        let Some(kept) = storage.read(KEY)?.map(Zeroizing::new) else { return Ok(None) };
        let key = kept.as_slice().try_into().map_err(|_| DataError::Key)?;
        Ok(Some(Self::of(Zeroizing::new(key))))
    }

    fn of(key: Zeroizing<[u8; 32]>) -> Self {
        Self { seal: MasterKey::new(&key), key }
    }

    /// A key for what the product's own program keeps of its owner, as by dm-crypt or fscrypt: the same for the same purpose
    /// as long as this owner has the unit, and gone with the key that it comes from.
    #[must_use]
    pub fn key_for(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(hmac(&*self.key, &[FOR_OTHERS, purpose.as_bytes()]))
    }

    /// Keeps bytes under a name, sealed.
    ///
    /// # Errors
    /// When the name is none, or they cannot be kept.
    pub fn put(&self, storage: &impl Storage, random: &impl Random, name: &str, bytes: &[u8]) -> Result<(), DataError> {
        Ok(storage.replace(&stored(name)?, &self.sealed(random, name, bytes)?)?)
    }

    /// Bytes as they are stored for a name.
    pub(crate) fn sealed(&self, random: &impl Random, name: &str, bytes: &[u8]) -> Result<Vec<u8>, DataError> {
        self.seal.seal(bytes, stored(name)?.as_bytes(), &random.bytes()?).map_err(refused(name))
    }

    /// The bytes of a name; nothing where there are none.
    ///
    /// # Errors
    /// When they are not what was kept.
    pub fn get(&self, storage: &impl Storage, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, DataError> {
        let Some(sealed) = storage.read(&stored(name)?)? else { return Ok(None) };
        self.opened(name, &sealed).map(Some)
    }

    /// What is in bytes that are stored for a name.
    pub(crate) fn opened(&self, name: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, DataError> {
        self.seal.open(sealed, stored(name)?.as_bytes()).map_err(refused(name))
    }
}

impl fmt::Debug for Data {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Data")
    }
}

/// The name by which a thing is stored.
pub(crate) fn stored(name: &str) -> Result<String, DataError> {
    let letters = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let fits = (1..=64).contains(&name.len()) && name.bytes().all(letters);
    fits.then(|| format!("{PREFIX}{name}")).ok_or_else(|| DataError::Name(name.to_owned()))
}

fn refused(name: &str) -> impl FnOnce(SealError) -> DataError {
    move |source| DataError::Seal { name: name.to_owned(), source }
}
