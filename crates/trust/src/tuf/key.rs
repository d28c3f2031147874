//! Keys as metadata lists them (specification, section 4.2), and the pairs that people hold.

use std::fmt::{self, Display};
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use thiserror::Error;

use super::{canonical, foreign};
use crate::encoding::{base64, from_base64, from_hex, hex};
use crate::hash::sha256;
use crate::key::{ED25519_KEY, Fingerprint, ML_DSA_KEY, PublicKey};

/// The kind and scheme of keys that we write.
pub(super) const ED25519: &str = "ed25519";

/// What the post-quantum half calls itself.
pub(super) const ML_DSA: &str = "ml-dsa-65";

/// A public key as metadata lists it. Fields that this program does not know are kept: they are under the signature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Key {
    /// The kind of key.
    pub keytype: String,
    /// How it signs.
    pub scheme: String,
    /// The key itself.
    pub keyval: KeyValue,
    /// Whatever else was said.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// The value of a key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeyValue {
    /// Hexadecimal for Ed25519, PEM for others.
    pub public: String,
    /// Whatever else was said.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

impl Key {
    /// An Ed25519 key.
    pub fn ed25519(public: &[u8; ED25519_KEY]) -> Self {
        let keyval = KeyValue { public: hex(public), more: Map::new() };
        Self { keytype: ED25519.to_owned(), scheme: ED25519.to_owned(), keyval, more: Map::new() }
    }

    /// Its id by the usual rule: the SHA-256 of its canonical JSON. Metadata of others may use any id.
    pub fn id(&self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|value| canonical::to_vec(&value).ok())
            .map_or_else(String::new, |bytes| id(&bytes))
    }

    /// The key itself, whatever its spelling: hexadecimal in either case, PEM with any white space.
    pub(super) fn itself(&self) -> Vec<u8> {
        let public = &self.keyval.public;
        let bytes = from_hex(public).or_else(|| foreign::spki(public));
        bytes.unwrap_or_else(|| public.clone().into_bytes())
    }

    /// Whether `signature` is this key's over `message`. Kinds of keys that this program does not know sign nothing.
    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        if self.keytype == ED25519 && self.scheme == ED25519 {
            return self.verifies_ed25519(message, signature);
        }
        foreign::verifies(&self.keytype, &self.scheme, &self.keyval.public, message, signature)
    }

    fn verifies_ed25519(&self, message: &[u8], signature: &[u8]) -> bool {
        let public = from_hex(&self.keyval.public).and_then(|bytes| <[u8; ED25519_KEY]>::try_from(bytes).ok());
        let key = public.and_then(|bytes| ed25519_dalek::VerifyingKey::from_bytes(&bytes).ok());
        let signature = ed25519_dalek::Signature::from_slice(signature).ok();
        key.filter(|key| !key.is_weak())
            .zip(signature)
            .is_some_and(|(key, signature)| key.verify_strict(message, &signature).is_ok())
    }
}

fn id(canonical: &[u8]) -> String {
    hex(&sha256(&[canonical]))
}

/// The id under which the post-quantum half signs.
pub(super) fn ml_dsa_id(public: &[u8]) -> String {
    let value = json!({ "keytype": ML_DSA, "scheme": ML_DSA, "keyval": { "public": base64(public) } });
    canonical::to_vec(&value).map_or_else(|_| String::new(), |bytes| id(&bytes))
}

/// The public half of what a person holds: Ed25519, and unless it was asked for otherwise ML-DSA-65 beside it.
///
/// As text one line: `ed25519+ml-dsa-65 BASE64` or `ed25519 BASE64`, the base64 of the keys one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Public {
    ed25519: [u8; ED25519_KEY],
    ml_dsa: Option<Vec<u8>>,
}

/// Why a text is no public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PublicError {
    /// Not a kind and a key.
    #[error("expected one line: ed25519+ml-dsa-65 or ed25519, a space, and the key in base64")]
    Form,
    /// The key has another length, or is unusable.
    #[error("the key is not usable: it has another length, or its Ed25519 half is no point of the curve")]
    Key,
}

const HYBRID: &str = "ed25519+ml-dsa-65";

impl Public {
    /// Of a pair.
    pub fn hybrid(key: &PublicKey) -> Self {
        Self { ed25519: *key.ed25519(), ml_dsa: Some(key.ml_dsa().to_vec()) }
    }

    /// Ed25519 alone.
    pub fn ed25519(key: &[u8; ED25519_KEY]) -> Self {
        Self { ed25519: *key, ml_dsa: None }
    }

    /// Of both halves' bytes; nothing where the second is no ML-DSA-65 key.
    pub(super) fn of_halves(ed25519: &[u8; ED25519_KEY], ml_dsa: &[u8]) -> Option<Self> {
        let whole = ml_dsa.len() == ML_DSA_KEY;
        whole.then(|| Self { ed25519: *ed25519, ml_dsa: Some(ml_dsa.to_vec()) })
    }

    /// Whether a half of it is one of another's.
    pub(super) fn shares_a_half(&self, other: &Self) -> bool {
        self.ed25519 == other.ed25519 || (self.ml_dsa.is_some() && self.ml_dsa == other.ml_dsa)
    }

    /// The Ed25519 half as metadata lists it.
    pub fn key(&self) -> Key {
        Key::ed25519(&self.ed25519)
    }

    /// The id of the Ed25519 half, under which metadata knows the pair.
    pub fn id(&self) -> String {
        self.key().id()
    }

    /// Whether the Ed25519 half signed this message, by the strict rules.
    pub fn verify_ed25519(&self, message: &[u8], signature: &[u8]) -> bool {
        let key = ed25519_dalek::VerifyingKey::from_bytes(&self.ed25519).ok().filter(|key| !key.is_weak());
        let signature = ed25519_dalek::Signature::from_slice(signature).ok();
        key.zip(signature).is_some_and(|(key, signature)| key.verify_strict(message, &signature).is_ok())
    }

    /// The post-quantum half.
    pub fn ml_dsa(&self) -> Option<&[u8]> {
        self.ml_dsa.as_deref()
    }

    /// SHA-256 of what its base64 stands for.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint(sha256(&[&self.bytes()]))
    }

    /// The keys one after the other, of which the fingerprint is the digest.
    pub fn bytes(&self) -> Vec<u8> {
        [self.ed25519.as_slice(), self.ml_dsa.as_deref().unwrap_or_default()].concat()
    }
}

impl Display for Public {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.ml_dsa.is_some() { HYBRID } else { ED25519 };
        write!(f, "{kind} {}", base64(&self.bytes()))
    }
}

impl FromStr for Public {
    type Err = PublicError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (kind, key) = text.trim().split_once(' ').ok_or(PublicError::Form)?;
        let bytes = from_base64(key.trim()).ok_or(PublicError::Form)?;
        let (ed25519, rest) = bytes.split_first_chunk::<ED25519_KEY>().ok_or(PublicError::Key)?;
        let usable = ed25519_dalek::VerifyingKey::from_bytes(ed25519).is_ok_and(|key| !key.is_weak());
        match (kind, rest.len()) {
            (HYBRID, ML_DSA_KEY) if usable => Ok(Self { ed25519: *ed25519, ml_dsa: Some(rest.to_vec()) }),
            (ED25519, 0) if usable => Ok(Self { ed25519: *ed25519, ml_dsa: None }),
            (HYBRID | ED25519, _) => Err(PublicError::Key),
            _ => Err(PublicError::Form),
        }
    }
}
