//! What a unit believes of the repository, in memory while it is looked at, and in its storage between two looks.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use steadfast_trust::encoding::{from_hex, hex};
use steadfast_trust::tuf::{Keep, Trusted};

use crate::outside::{Storage, StorageError};

/// How the names begin. A role may be called anything, and a name may not.
const PREFIX: &str = "trust-";

/// Where what the last bundle said is kept: these are no roles.
const OF_BUNDLE: [&str; 2] = ["trust-bundle.targets", "trust-bundle.line"];

/// Roles by name, as they were signed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    kept: BTreeMap<String, Vec<u8>>,
    /// Those that are not in the storage yet.
    new: BTreeSet<String>,
    /// Targets and line of the last bundle, which no repository is held against.
    bundle: [Option<Vec<u8>>; 2],
    /// Whether these are not in the storage yet.
    bundle_is_new: bool,
    /// Whether the root that was believed last is damaged.
    is_damaged: bool,
}

impl Metadata {
    /// What was believed last; the factory's root, where nothing was, or where the last one is damaged: from there the walk
    /// goes up again. What else was believed holds against whatever comes then.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub fn load(storage: &impl Storage, root: &str) -> Result<Self, StorageError> {
        let mut kept = BTreeMap::new();
        for name in storage.names()? {
            if let Some(role) = role(&name)
                && let Some(bytes) = storage.read(&name)?
            {
                kept.insert(role, bytes);
            }
        }
        let is_damaged = kept.get("root").is_some_and(|kept| !is_root(kept)) && is_root(root.as_bytes());
        if is_damaged || !kept.contains_key("root") {
            kept.insert("root".to_owned(), root.as_bytes().to_vec());
        }
        let new = is_damaged.then(|| "root".to_owned()).into_iter().collect();
        let bundle = [storage.read(OF_BUNDLE[0])?, storage.read(OF_BUNDLE[1])?];
        Ok(Self { kept, new, bundle, bundle_is_new: false, is_damaged })
    }

    /// Whether the root that was believed last is damaged, and the factory's stands in for it.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.is_damaged
    }

    /// What is believed of a role.
    #[must_use]
    pub fn of(&self, role: &str) -> Option<&[u8]> {
        self.kept.get(role).map(Vec::as_slice)
    }

    pub(super) fn put(&mut self, role: &str, bytes: &[u8]) {
        if self.of(role) != Some(bytes) {
            self.kept.insert(role.to_owned(), bytes.to_owned());
            self.new.insert(role.to_owned());
        }
    }

    /// Targets and line of the last bundle.
    pub(super) fn of_bundle(&self) -> [Option<&[u8]>; 2] {
        self.bundle.each_ref().map(Option::as_deref)
    }

    pub(super) fn take_bundle(&mut self, keep: &Keep) {
        if let Some(root) = &keep.root {
            self.put("root", root);
        }
        self.bundle = [Some(keep.targets.clone()), Some(keep.line.clone())];
        self.bundle_is_new = true;
    }

    /// Puts what is new into the storage, the root first: nothing is believed there that another root signed.
    ///
    /// # Errors
    /// When the storage cannot be written. What was written is whole.
    pub fn keep(&mut self, storage: &impl Storage) -> Result<(), StorageError> {
        let mut new: Vec<String> = self.new.iter().cloned().collect();
        new.sort_by_key(|role| role != "root");
        for role in new {
            storage.replace(&name(&role), self.kept.get(&role).map(Vec::as_slice).unwrap_or_default())?;
            self.new.remove(&role);
        }
        for (name, bytes) in OF_BUNDLE.iter().zip(&self.bundle).filter(|_| self.bundle_is_new) {
            storage.replace(name, bytes.as_deref().unwrap_or_default())?;
        }
        (self.bundle_is_new, self.is_damaged) = (false, false);
        Ok(())
    }
}

/// Whether it is signed by its own keys, as every root is: one flipped bit, and it is not.
fn is_root(bytes: &[u8]) -> bool {
    Trusted::begin(bytes, Timestamp::UNIX_EPOCH).is_ok()
}

fn name(role: &str) -> String {
    format!("{PREFIX}{}", hex(role.as_bytes()))
}

fn role(name: &str) -> Option<String> {
    String::from_utf8(from_hex(name.strip_prefix(PREFIX)?)?).ok()
}
