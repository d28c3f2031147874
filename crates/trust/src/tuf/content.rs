//! What the metadata of each role says (specification, section 4). Fields that this program does not know are kept.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::delegation::DelegatedRole;
use super::{Expires, Key, Malformed, SPECIFICATION, TOP};

/// What stands under the signatures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Signed<T> {
    /// The type of role.
    #[serde(rename = "_type")]
    pub kind: String,
    /// Of the specification that it follows.
    pub spec_version: String,
    /// Which version it is: from 1 on.
    pub version: u64,
    /// Until when it counts.
    pub expires: Expires,
    /// For keys that it lists: the id of an Ed25519 key → the ML-DSA-65 public key that must sign beside it, in base64.
    #[serde(rename = "x-steadfast-pq", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub pq: BTreeMap<String, String>,
    /// What this type of role says.
    #[serde(flatten)]
    pub content: T,
}

impl<T: Content> Signed<T> {
    /// Version 1.
    pub fn new(content: T, expires: Expires) -> Self {
        let (kind, spec_version) = (T::TYPE.to_owned(), SPECIFICATION.to_owned());
        Self { kind, spec_version, version: 1, expires, pq: BTreeMap::new(), content }
    }
}

/// A type of role.
pub trait Content: Serialize + for<'de> Deserialize<'de> {
    /// Its `_type`.
    const TYPE: &'static str;

    /// What its shape alone does not say.
    ///
    /// # Errors
    /// When a rule of the specification is broken.
    fn check(&self) -> Result<(), Malformed>;
}

/// Who signs a role, and how many of them must.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleKeys {
    /// Their keys.
    pub keyids: Vec<String>,
    /// How many.
    pub threshold: usize,
    /// Whatever else was said.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

impl RoleKeys {
    /// These keys, so many of them.
    pub fn new(keyids: Vec<String>, threshold: usize) -> Self {
        Self { keyids, threshold, more: Map::new() }
    }
}

/// The root: who signs what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Root {
    /// Whether files carry their version or hash in their names.
    pub consistent_snapshot: bool,
    /// Keys by their ids.
    pub keys: BTreeMap<String, Key>,
    /// The top-level roles.
    pub roles: BTreeMap<String, RoleKeys>,
    /// Whatever else was said.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

impl Content for Root {
    const TYPE: &'static str = "root";

    fn check(&self) -> Result<(), Malformed> {
        for role in TOP {
            let keys = self.roles.get(role).ok_or_else(|| Malformed::Rule(format!("it names no role {role}")))?;
            threshold(role, keys.threshold)?;
        }
        Ok(())
    }
}

pub(super) fn threshold(role: &str, threshold: usize) -> Result<(), Malformed> {
    if threshold > 0 { Ok(()) } else { Err(Malformed::Rule(format!("the threshold of {role} is 0"))) }
}

/// What a snapshot or timestamp says of a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MetaFile {
    /// Its version.
    pub version: u64,
    /// Its bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<u64>,
    /// Its hashes, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hashes: Option<BTreeMap<String, String>>,
    /// Whatever else was said.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// The name that a timestamp gives to its one file.
pub(super) const SNAPSHOT_FILE: &str = "snapshot.json";

/// The timestamp: which snapshot is in force.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Timestamp {
    /// `snapshot.json` alone.
    pub meta: BTreeMap<String, MetaFile>,
    /// Whatever else was said.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

impl Content for Timestamp {
    const TYPE: &'static str = "timestamp";

    fn check(&self) -> Result<(), Malformed> {
        let named = self.meta.contains_key(SNAPSHOT_FILE);
        if named { Ok(()) } else { Err(Malformed::Rule("it names no snapshot.json".to_owned())) }
    }
}

/// The snapshot: which versions of the targets' metadata belong together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// `targets.json` and those of delegated roles.
    pub meta: BTreeMap<String, MetaFile>,
    /// Whatever else was said.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

impl Content for Snapshot {
    const TYPE: &'static str = "snapshot";

    fn check(&self) -> Result<(), Malformed> {
        Ok(())
    }
}

/// What targets metadata says of a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TargetFile {
    /// Its bytes.
    pub length: u64,
    /// Its hashes, in hexadecimal.
    pub hashes: BTreeMap<String, String>,
    /// What the signer says of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custom: Option<Value>,
    /// Whatever else was said.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// To whom targets metadata hands on what.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Delegations {
    /// Keys by their ids.
    pub keys: BTreeMap<String, Key>,
    /// In the order in which they are asked.
    #[serde(default)]
    pub roles: Vec<DelegatedRole>,
    /// Whatever else was said.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// Targets: which files there are.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Targets {
    /// By path.
    pub targets: BTreeMap<String, TargetFile>,
    /// Who else may say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegations: Option<Delegations>,
    /// Whatever else was said.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

impl Targets {
    /// The roles that a path is handed on to, in the order in which they are asked, and whether nobody else is asked
    /// after them (specification, section 5.6.7).
    pub(super) fn handed_on(&self, path: &str) -> (Vec<&str>, bool) {
        let mut names = Vec::new();
        let roles = self.delegations.iter().flat_map(|delegations| &delegations.roles);
        for role in roles.filter(|role| role.holds(path)) {
            names.push(role.name.as_str());
            if role.terminating {
                return (names, true);
            }
        }
        (names, false)
    }
}

impl Content for Targets {
    const TYPE: &'static str = "targets";

    fn check(&self) -> Result<(), Malformed> {
        let roles = self.delegations.iter().flat_map(|delegations| &delegations.roles);
        let mut names = BTreeSet::new();
        for role in roles {
            role.check()?;
            if !names.insert(&role.name) {
                return Err(Malformed::Rule(format!("it delegates to {:?} twice", role.name)));
            }
        }
        Ok(())
    }
}
