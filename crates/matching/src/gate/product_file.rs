//! The product file `steadfast.toml`, as far as it is read today: the policy of the gate, and what the product is meant to do
//! on the network.

use std::fmt;

use serde::de::{Error as _, IgnoredAny};
use serde::{Deserialize, Deserializer};
use steadfast_monitor::declared::Declaration;

use super::Policy;

/// The schema of product files that is read here.
const SCHEMA: u32 = 1;

/// The product file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductFile {
    schema: u32,
    /// What blocks a release.
    #[serde(default)]
    pub gate: Policy,
    /// What it is meant to do on the network.
    pub network: Option<NetworkTable>,
    /// How its units leave the factory: read at the line, not here.
    #[serde(rename = "unit")]
    _unit: Option<IgnoredAny>,
}

/// The table `[network]`.
#[derive(Debug, Clone)]
pub struct NetworkTable {
    /// As it is written down, to be signed so.
    pub table: serde_json::Value,
    /// What it declares.
    pub declaration: Declaration,
}

impl<'de> Deserialize<'de> for NetworkTable {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let table = serde_json::Value::deserialize(from)?;
        let declaration = Declaration::deserialize(&table).map_err(D::Error::custom)?;
        Ok(Self { table, declaration })
    }
}

/// Why a product file cannot be used, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ProductFileError {
    /// Line and column, both from 1, where it is about one place.
    pub place: Option<(usize, usize)>,
    /// Why.
    pub reason: String,
}

impl fmt::Display for ProductFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some((line, column)) => write!(f, "line {line}, column {column}: {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

impl ProductFile {
    /// Reads a product file.
    ///
    /// # Errors
    /// When it is no UTF-8 or TOML, has a field that is not known or of the wrong kind, or its policy makes no sense.
    pub fn read(bytes: &[u8]) -> Result<Self, ProductFileError> {
        let text = std::str::from_utf8(bytes).map_err(|error| not_text(bytes, error))?;
        let file: Self = toml::from_str(text).map_err(|error| not_toml(text, &error))?;
        if file.schema != SCHEMA {
            return Err(whole(format!("schema {} is not known; this program reads schema = {SCHEMA}", file.schema)));
        }
        check(&file.gate).map_err(whole)?;
        Ok(file)
    }
}

fn whole(reason: String) -> ProductFileError {
    ProductFileError { place: None, reason }
}

fn not_text(bytes: &[u8], error: std::str::Utf8Error) -> ProductFileError {
    let before = String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default());
    ProductFileError { place: Some(place(&before)), reason: "not UTF-8 text".to_owned() }
}

fn not_toml(text: &str, error: &toml::de::Error) -> ProductFileError {
    let before = error.span().and_then(|span| text.get(..span.start));
    let reason = error.message().lines().collect::<Vec<_>>().join("; ");
    ProductFileError { place: before.map(place), reason }
}

/// Where the text after this one begins.
fn place(before: &str) -> (usize, usize) {
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

/// What a type cannot say: names that would take in everything, acceptances without a reason.
fn check(policy: &Policy) -> Result<(), String> {
    if let Some(declared) = policy.own.iter().find(|declared| is_wide(&declared.component)) {
        let name = &declared.component;
        return Err(format!("[[gate.own]] component = \"{name}\": it would take in what others made; name yours"));
    }
    let many = |name: &str| name.trim().is_empty() || name.ends_with('*');
    if let Some(acceptance) = policy.accept.iter().find(|acceptance| many(&acceptance.component)) {
        let name = &acceptance.component;
        return Err(format!("[[gate.accept]] component = \"{name}\": an acceptance names one component in full"));
    }
    let bare = policy.accept.iter().find(|acceptance| acceptance.reason.trim().is_empty());
    if let Some(bare) = bare {
        return Err(format!("[[gate.accept]] {}: an acceptance needs a reason", bare.component));
    }
    match policy.block_epss {
        Some(limit) if !(0.0..=1.0).contains(&limit) => Err(format!("block-epss = {limit}: expected 0 to 1")),
        _ => Ok(()),
    }
}

/// Whether a name says next to nothing: nothing at all, or a wildcard for every package or every one of a type.
fn is_wide(pattern: &str) -> bool {
    let stem = pattern.trim().trim_end_matches('*').trim();
    let of_type = |rest: &str| rest.split_once('/').is_none_or(|(_, name)| name.is_empty());
    stem.is_empty()
        || (pattern.trim().ends_with('*')
            && ("pkg:".starts_with(stem) || stem.strip_prefix("pkg:").is_some_and(of_type)))
}
