//! To whom a path is delegated (specification, sections 4.5 and 5.6.7).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::content::threshold;
use super::{Malformed, RoleKeys, TOP};
use crate::encoding::hex;
use crate::hash::sha256;

/// A role that others are handed on to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DelegatedRole {
    /// Its name.
    pub name: String,
    /// Who signs it.
    #[serde(flatten)]
    pub keys: RoleKeys,
    /// Whether nobody after it is asked for what it was handed.
    pub terminating: bool,
}

/// What a role was handed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paths<'a> {
    /// Paths that match one of these patterns.
    Patterns(Vec<&'a str>),
    /// Paths whose SHA-256 begins with one of these.
    HashPrefixes(Vec<&'a str>),
}

impl DelegatedRole {
    /// A role for paths that match `patterns`; nobody after it is asked.
    pub fn terminating(name: &str, patterns: &[String], keys: RoleKeys) -> Self {
        let mut keys = keys;
        keys.more.insert("paths".to_owned(), Value::from(patterns.to_vec()));
        Self { name: name.to_owned(), keys, terminating: true }
    }

    /// What it was handed; nothing where that cannot be told.
    pub fn paths(&self) -> Option<Paths<'_>> {
        match (texts(&self.keys.more, "paths"), texts(&self.keys.more, "path_hash_prefixes")) {
            (Some(patterns), None) => Some(Paths::Patterns(patterns)),
            (None, Some(prefixes)) => Some(Paths::HashPrefixes(prefixes)),
            _ => None,
        }
    }

    /// Whether a path was handed to it.
    pub fn holds(&self, path: &str) -> bool {
        match self.paths() {
            Some(Paths::Patterns(patterns)) => patterns.iter().any(|pattern| matches(pattern, path)),
            Some(Paths::HashPrefixes(prefixes)) => {
                let hash = hex(&sha256(&[path.as_bytes()]));
                prefixes.iter().any(|prefix| hash.starts_with(prefix))
            }
            None => false,
        }
    }

    pub(super) fn check(&self) -> Result<(), Malformed> {
        if self.name.is_empty() || TOP.contains(&self.name.as_str()) {
            return Err(Malformed::Rule(format!("{:?} is no name of a delegated role", self.name)));
        }
        threshold(&self.name, self.keys.threshold)?;
        let unclear = || Malformed::Rule(format!("what {:?} was handed is not told by paths or prefixes", self.name));
        self.paths().map(drop).ok_or_else(unclear)
    }
}

fn texts<'a>(members: &'a Map<String, Value>, name: &str) -> Option<Vec<&'a str>> {
    members.get(name)?.as_array()?.iter().map(Value::as_str).collect()
}

/// Whether a path matches a pattern: step by step, `*` stands for any letters of one step, `?` for one.
pub fn matches(pattern: &str, path: &str) -> bool {
    let (patterns, steps): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    patterns.len() == steps.len() && patterns.iter().zip(&steps).all(|(pattern, step)| step_matches(pattern, step))
}

/// By going back to the last `*` alone, which takes no more than the product of both lengths.
fn step_matches(pattern: &str, step: &str) -> bool {
    let (pattern, step): (Vec<char>, Vec<char>) = (pattern.chars().collect(), step.chars().collect());
    let (mut at, mut here, mut star) = (0, 0, None);
    while here < step.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, here));
                at += 1;
            }
            Some(letter) if *letter == '?' || *letter == step[here] => {
                at += 1;
                here += 1;
            }
            _ => {
                let Some((starred, taken)) = star else { return false };
                star = Some((starred, taken + 1));
                at = starred + 1;
                here = taken + 1;
            }
        }
    }
    pattern[at..].iter().all(|letter| *letter == '*')
}
