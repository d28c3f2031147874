//! Who signs what from now on: changes to a root and to delegations, before they are signed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Map;

use super::{DelegatedRole, Delegations, Expires, Key, Public, RoleKeys, Root, Signed, TOP, Targets};
use crate::encoding::{base64, from_base64, from_hex};

impl Signed<Root> {
    /// A root that names nobody yet, with consistent snapshots.
    pub fn empty(expires: Expires) -> Self {
        let (keys, roles) = (BTreeMap::new(), BTreeMap::new());
        Self::new(Root { consistent_snapshot: true, keys, roles, more: Map::new() }, expires)
    }

    /// Has `keys` sign a role, `threshold` of them. Keys that nobody needs any more go.
    pub fn assign(&mut self, role: &str, keys: &[Public], threshold: usize) {
        debug_assert!(TOP.contains(&role));
        let named = RoleKeys::new(keys.iter().map(Public::id).collect(), threshold);
        self.content.roles.insert(role.to_owned(), named);
        enter(&mut self.content.keys, &mut self.pq, keys);
        let needed = self.content.roles.values().flat_map(|role| role.keyids.iter().cloned()).collect();
        keep(&mut self.content.keys, &mut self.pq, &needed);
    }

    /// The keys that sign a role, as far as they are pairs of ours; others are not among them.
    pub fn holders(&self, role: &str) -> Vec<Public> {
        let named = self.content.roles.get(role).into_iter().flat_map(|role| &role.keyids);
        named.filter_map(|id| public(&self.content.keys, &self.pq, id)).collect()
    }
}

impl Signed<Targets> {
    /// Hands the paths that match `patterns` to a role, ahead of nobody: a role that is there already keeps its place.
    pub fn delegate(&mut self, name: &str, patterns: &[String], keys: &[Public], threshold: usize) {
        let named = RoleKeys::new(keys.iter().map(Public::id).collect(), threshold);
        let role = DelegatedRole::terminating(name, patterns, named);
        let delegations = self.content.delegations.get_or_insert_default();
        enter(&mut delegations.keys, &mut self.pq, keys);
        match delegations.roles.iter_mut().find(|there| there.name == name) {
            Some(there) => *there = role,
            None => delegations.roles.push(role),
        }
        self.forget();
    }

    /// Takes a role's delegation away; false where there was none.
    pub fn withdraw(&mut self, name: &str) -> bool {
        let Some(delegations) = &mut self.content.delegations else { return false };
        let before = delegations.roles.len();
        delegations.roles.retain(|role| role.name != name);
        let gone = delegations.roles.len() < before;
        self.forget();
        gone
    }

    /// The role of this name.
    pub fn delegation(&self, name: &str) -> Option<&DelegatedRole> {
        self.content.delegations.as_ref()?.roles.iter().find(|role| role.name == name)
    }

    /// The keys of a delegated role, as far as they are pairs of ours.
    pub fn holders(&self, name: &str) -> Vec<Public> {
        let Some(delegations) = &self.content.delegations else { return Vec::new() };
        let named = self.delegation(name).into_iter().flat_map(|role| &role.keys.keyids);
        named.filter_map(|id| public(&delegations.keys, &self.pq, id)).collect()
    }

    fn forget(&mut self) {
        let Some(Delegations { keys, roles, .. }) = &mut self.content.delegations else { return };
        let needed = roles.iter().flat_map(|role| role.keys.keyids.iter().cloned()).collect();
        keep(keys, &mut self.pq, &needed);
    }
}

fn enter(keys: &mut BTreeMap<String, Key>, pq: &mut BTreeMap<String, String>, new: &[Public]) {
    for public in new {
        keys.insert(public.id(), public.key());
        match public.ml_dsa() {
            Some(second) => drop(pq.insert(public.id(), base64(second))),
            None => drop(pq.remove(&public.id())),
        }
    }
}

fn keep(keys: &mut BTreeMap<String, Key>, pq: &mut BTreeMap<String, String>, needed: &BTreeSet<String>) {
    keys.retain(|id, _| needed.contains(id));
    pq.retain(|id, _| needed.contains(id));
}

fn public(keys: &BTreeMap<String, Key>, pq: &BTreeMap<String, String>, id: &str) -> Option<Public> {
    let ed25519 = from_hex(&keys.get(id)?.keyval.public)?.try_into().ok()?;
    match pq.get(id) {
        Some(second) => Public::of_halves(&ed25519, &from_base64(second)?),
        None => Some(Public::ed25519(&ed25519)),
    }
}
