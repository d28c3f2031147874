//! A signed file of metadata, as it was received.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::content::{Content, Root, Signed, Targets};
use super::key::ml_dsa_id;
use super::{Distrust, Key, Malformed, RoleKeys, canonical};
use crate::encoding::{from_base64, from_hex};
use crate::key::{ML_DSA_KEY, ml_dsa_verifies};

/// One signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// By which key.
    pub keyid: String,
    /// In hexadecimal.
    pub sig: String,
}

/// Metadata with its signatures. What is verified are the canonical bytes of what was received, not of what was
/// understood.
#[derive(Debug, Clone)]
pub struct Document<T> {
    /// What it says.
    pub signed: Signed<T>,
    /// By whom.
    pub signatures: Vec<Signature>,
    message: Vec<u8>,
}

/// The JSON file (specification, section 4.1).
#[derive(Deserialize)]
struct Written {
    signed: Value,
    signatures: Vec<Signature>,
}

impl<T: Content> Document<T> {
    /// Reads a file; nobody is believed yet.
    ///
    /// # Errors
    /// When it is no metadata of this type.
    pub fn read(bytes: &[u8]) -> Result<Self, Malformed> {
        let written: Written = serde_json::from_slice(bytes).map_err(Malformed::Json)?;
        let message = canonical::to_vec(&written.signed)?;
        let signed: Signed<T> = serde_json::from_value(written.signed).map_err(Malformed::Json)?;
        if signed.kind != T::TYPE {
            return Err(Malformed::Type { expected: T::TYPE, found: signed.kind });
        }
        if !signed.spec_version.starts_with("1.") {
            return Err(Malformed::Specification(signed.spec_version));
        }
        if signed.version == 0 {
            return Err(Malformed::Rule("its version is 0".to_owned()));
        }
        signed.content.check()?;
        once(&written.signatures)?;
        Ok(Self { signed, signatures: written.signatures, message })
    }

    /// Believes it if enough of the keys signed it that somebody names for it.
    ///
    /// # Errors
    /// When nobody names keys for it, or fewer signed than must.
    pub(super) fn verify(&self, name: &str, by: Option<Authority<'_>>) -> Result<(), Distrust> {
        let by = by.ok_or_else(|| Distrust::Undelegated(name.to_owned()))?;
        let (have, need) = (self.signers(&by).len(), by.role.threshold);
        if have >= need { Ok(()) } else { Err(Distrust::Signatures { role: name.to_owned(), have, need }) }
    }

    /// The ids of the role's keys that signed it and count. One with a post-quantum half counts if both halves signed. A
    /// half counts once, under however many ids and in whatever spelling it is listed.
    pub fn signers(&self, by: &Authority<'_>) -> Vec<String> {
        let (mut counted, mut ids) = (BTreeSet::new(), Vec::new());
        for id in &by.role.keyids {
            let Some(key) = by.keys.get(id) else { continue };
            let second = by.pq.get(id);
            let halves = [Some(key.itself()), second.map(|second| second.clone().into_bytes())];
            let counts = halves.iter().flatten().all(|half| !counted.contains(half));
            if counts && self.holds(id, key) && self.second_holds(second) {
                counted.extend(halves.into_iter().flatten());
                ids.push(id.clone());
            }
        }
        ids
    }

    fn holds(&self, id: &str, key: &Key) -> bool {
        self.signature(id).is_some_and(|signature| key.verifies(&self.message, &signature))
    }

    fn second_holds(&self, public: Option<&String>) -> bool {
        let Some(public) = public else { return true };
        let key = from_base64(public).filter(|key| key.len() == ML_DSA_KEY);
        key.and_then(|key| Some((self.signature(&ml_dsa_id(&key))?, key)))
            .is_some_and(|(signature, key)| ml_dsa_verifies(&key, &self.message, &signature))
    }

    fn signature(&self, id: &str) -> Option<Vec<u8>> {
        let found = self.signatures.iter().find(|signature| signature.keyid == id)?;
        from_hex(&found.sig)
    }
}

/// Who signs a role by the word of a document: its keys, among those that the document lists.
#[derive(Debug, Clone, Copy)]
pub struct Authority<'a> {
    /// Which keys, and how many of them.
    pub role: &'a RoleKeys,
    pub(super) keys: &'a BTreeMap<String, Key>,
    /// By the ids of the Ed25519 halves.
    pub(super) pq: &'a BTreeMap<String, String>,
}

impl Signed<Root> {
    /// Who signs a top-level role; nothing where the root does not name it.
    pub fn authority(&self, role: &str) -> Option<Authority<'_>> {
        let named = self.content.roles.get(role)?;
        Some(Authority { role: named, keys: &self.content.keys, pq: &self.pq })
    }
}

impl Signed<Targets> {
    /// Who signs a role that these targets delegate to; nothing where they do not.
    pub fn authority(&self, role: &str) -> Option<Authority<'_>> {
        let named = &self.delegation(role)?.keys;
        Some(Authority { role: named, keys: &self.content.delegations.as_ref()?.keys, pq: &self.pq })
    }
}

/// Each key signs once (specification, section 4.2.1).
fn once(signatures: &[Signature]) -> Result<(), Malformed> {
    let mut ids: Vec<&str> = signatures.iter().map(|signature| signature.keyid.as_str()).collect();
    ids.sort_unstable();
    match ids.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(Malformed::Rule(format!("the key {:?} signed twice", pair[0]))),
        None => Ok(()),
    }
}
