//! Metadata in the making: signed by one after the other until there are enough.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use super::key::ml_dsa_id;
use super::{Content, Malformed, Sign, Signature, Signed, canonical};
use crate::encoding::hex;
use crate::key::SigningError;

/// A file of metadata that may still be signed. What it says does not change any more: that would end its signatures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    signatures: Vec<Signature>,
    signed: Value,
}

/// Why a draft cannot be signed.
#[derive(Debug, Error)]
pub enum DraftError {
    /// It is no metadata.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// The key does not sign.
    #[error(transparent)]
    Signing(#[from] SigningError),
}

impl Draft {
    /// Without a signature.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new<T: Content>(signed: &Signed<T>) -> Result<Self, Malformed> {
        let signed = serde_json::to_value(signed).map_err(Malformed::Json)?;
        Ok(Self { signatures: Vec::new(), signed })
    }

    /// Reads a file, with the signatures it has.
    ///
    /// # Errors
    /// When it is no metadata.
    pub fn read(bytes: &[u8]) -> Result<Self, Malformed> {
        serde_json::from_slice(bytes).map_err(Malformed::Json)
    }

    /// What type of role it says it is.
    pub fn kind(&self) -> &str {
        self.signed["_type"].as_str().unwrap_or_default()
    }

    /// Which version it says it is.
    pub fn version(&self) -> u64 {
        self.signed["version"].as_u64().unwrap_or_default()
    }

    /// Whether another says the same, whoever signed it.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.signed == other.signed
    }

    /// Signs it with both halves of a key, in place of what that key signed before.
    ///
    /// # Errors
    /// When the key does not sign.
    pub fn sign(&mut self, key: &dyn Sign) -> Result<(), DraftError> {
        let message = canonical::to_vec(&self.signed)?;
        let public = key.public();
        self.put(public.id(), &key.ed25519(&message)?);
        if let (Some(public), Some(signature)) = (public.ml_dsa(), key.ml_dsa(&message)?) {
            self.put(ml_dsa_id(public), &signature);
        }
        Ok(())
    }

    fn put(&mut self, keyid: String, signature: &[u8]) {
        self.signatures.retain(|kept| kept.keyid != keyid);
        self.signatures.push(Signature { keyid, sig: hex(signature) });
    }

    /// The file, as it is published: one line of JSON.
    ///
    /// # Errors
    /// Never for what was read or made.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Malformed> {
        let mut bytes = serde_json::to_vec(self).map_err(Malformed::Json)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}
