//! A key at rest: sealed under a passphrase.

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use zeroize::Zeroizing;

use super::{SigningError, SigningKey};
use crate::encoding::{base64, from_base64};
use crate::seal::{MasterKey, NONCE, SealError};
use crate::tuf::{Ed25519Key, Public, PublicError, Sign};

/// Bytes of the salt.
pub const SALT: usize = 16;

const FORM: u32 = 1;

/// What a passphrase is stretched with: 64 MiB, three passes (RFC 9106, section 4, second recommendation).
const MEMORY: u32 = 65_536;
const PASSES: u32 = 3;

/// What is not exceeded for a foreign file: 1 GiB, 16 passes.
const MOST_MEMORY: u32 = 1 << 20;
const MOST_PASSES: u32 = 16;

/// The random bytes that a key is made of. Wiped when dropped.
pub enum Seeds {
    /// Of the Ed25519 and the ML-DSA-65 half.
    Hybrid(Zeroizing<[u8; 64]>),
    /// Of an Ed25519 key alone.
    Ed25519(Zeroizing<[u8; 32]>),
}

impl Seeds {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Hybrid(bytes) => bytes.as_slice(),
            Self::Ed25519(bytes) => bytes.as_slice(),
        }
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        match bytes.len() {
            64 => bytes.try_into().ok().map(|bytes| Self::Hybrid(Zeroizing::new(bytes))),
            32 => bytes.try_into().ok().map(|bytes| Self::Ed25519(Zeroizing::new(bytes))),
            _ => None,
        }
    }

    /// The key that they give.
    ///
    /// # Errors
    /// Never for random seeds.
    pub fn key(&self) -> Result<HeldKey, SigningError> {
        match self {
            Self::Ed25519(seed) => Ok(HeldKey::Ed25519(Box::new(Ed25519Key::from_seed(seed)))),
            Self::Hybrid(seeds) => {
                let (first, second) = seeds.split_at(32);
                let (mut ed25519, mut ml_dsa) = (Zeroizing::new([0; 32]), Zeroizing::new([0; 32]));
                ed25519.copy_from_slice(first);
                ml_dsa.copy_from_slice(second);
                SigningKey::from_seeds(&ed25519, &ml_dsa).map(|key| HeldKey::Hybrid(Box::new(key)))
            }
        }
    }
}

/// A key that was opened.
pub enum HeldKey {
    /// Ed25519 and ML-DSA-65.
    Hybrid(Box<SigningKey>),
    /// Ed25519 alone.
    Ed25519(Box<Ed25519Key>),
}

impl Sign for HeldKey {
    fn public(&self) -> Public {
        match self {
            Self::Hybrid(key) => Sign::public(&**key),
            Self::Ed25519(key) => key.public(),
        }
    }

    fn ed25519(&self, message: &[u8]) -> Result<[u8; super::ED25519_SIGNATURE], SigningError> {
        match self {
            Self::Hybrid(key) => key.ed25519(message),
            Self::Ed25519(key) => key.ed25519(message),
        }
    }

    fn ml_dsa(&self, message: &[u8]) -> Result<Option<Vec<u8>>, SigningError> {
        match self {
            Self::Hybrid(key) => key.ml_dsa(message),
            Self::Ed25519(key) => key.ml_dsa(message),
        }
    }
}

/// The file of a key: JSON. Everything in it but the sealed seeds may be seen by anybody.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct KeyFile {
    steadfast_key: u32,
    public: String,
    argon2id: Stretching,
    sealed: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Stretching {
    memory_kib: u32,
    passes: u32,
    salt: String,
}

/// Why a key's file cannot be made or opened.
#[derive(Debug, Error)]
pub enum KeyFileError {
    /// Not such a file.
    #[error("not a key's file as `steadfast key new` writes it")]
    Json(#[source] serde_json::Error),
    /// Of a form that this program does not know.
    #[error("a key's file of form {0}; this program knows {FORM}")]
    Form(u32),
    /// A field that holds something else.
    #[error("its {0} is not what is expected")]
    Field(&'static str),
    /// Its public key is none.
    #[error(transparent)]
    Public(#[from] PublicError),
    /// Another passphrase, or another file than it says.
    #[error("it does not open: another passphrase, or a damaged file")]
    Passphrase(#[source] SealError),
    /// The passphrase could not be stretched.
    #[error("the passphrase cannot be stretched as the file says")]
    Stretching,
    /// The seeds give no key.
    #[error(transparent)]
    Key(#[from] SigningError),
}

impl KeyFile {
    /// Seals a key under a passphrase. `salt` and `nonce` are random.
    ///
    /// # Errors
    /// When there is too little memory.
    pub fn lock(seeds: &Seeds, passphrase: &str, salt: &[u8; SALT], nonce: &[u8; NONCE]) -> Result<Self, KeyFileError> {
        let public = seeds.key()?.public().to_string();
        let argon2id = Stretching { memory_kib: MEMORY, passes: PASSES, salt: base64(salt) };
        let sealed = argon2id.stretch(passphrase)?.seal(seeds.bytes(), public.as_bytes(), nonce);
        let sealed = base64(&sealed.map_err(KeyFileError::Passphrase)?);
        Ok(Self { steadfast_key: FORM, public, argon2id, sealed })
    }

    /// Reads a file; it stays sealed.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(bytes: &[u8]) -> Result<Self, KeyFileError> {
        let file: Self = serde_json::from_slice(bytes).map_err(KeyFileError::Json)?;
        if file.steadfast_key == FORM { Ok(file) } else { Err(KeyFileError::Form(file.steadfast_key)) }
    }

    /// The public half.
    ///
    /// # Errors
    /// When it holds none.
    pub fn public(&self) -> Result<Public, KeyFileError> {
        Ok(self.public.parse()?)
    }

    /// The key. It is the one that the file says it is, or the file does not open.
    ///
    /// # Errors
    /// With another passphrase, or where the file is not what it says.
    pub fn unlock(&self, passphrase: &str) -> Result<HeldKey, KeyFileError> {
        let sealed = from_base64(&self.sealed).ok_or(KeyFileError::Field("sealed"))?;
        let opened = self.argon2id.stretch(passphrase)?.open(&sealed, self.public.as_bytes());
        let opened = opened.map_err(KeyFileError::Passphrase)?;
        let key = Seeds::read(&opened).ok_or(KeyFileError::Field("sealed"))?.key()?;
        if key.public() == self.public()? { Ok(key) } else { Err(KeyFileError::Field("public")) }
    }

    /// The file's bytes.
    ///
    /// # Errors
    /// Never.
    pub fn to_bytes(&self) -> Result<Vec<u8>, KeyFileError> {
        let mut bytes = serde_json::to_vec_pretty(self).map_err(KeyFileError::Json)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

impl Stretching {
    fn stretch(&self, passphrase: &str) -> Result<MasterKey, KeyFileError> {
        let salt = from_base64(&self.salt).ok_or(KeyFileError::Field("salt"))?;
        if self.memory_kib > MOST_MEMORY || self.passes > MOST_PASSES {
            return Err(KeyFileError::Field("memory or passes"));
        }
        let params = Params::new(self.memory_kib, self.passes, 1, Some(32)).map_err(|_| KeyFileError::Stretching)?;
        let mut key = Zeroizing::new([0; 32]);
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        argon2.hash_password_into(passphrase.as_bytes(), &salt, &mut *key).map_err(|_| KeyFileError::Stretching)?;
        Ok(MasterKey::new(&key))
    }
}
