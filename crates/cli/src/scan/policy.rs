//! The policy: `[gate]` of the product file.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use steadfast_formats::Limits;
use steadfast_matching::gate::Policy;

use crate::failure::Failure;
use crate::input;

/// The product file's name where none is given.
const PRODUCT_FILE: &str = "steadfast.toml";

/// The product file, as far as it is read today.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProductFile {
    schema: u32,
    #[serde(default)]
    gate: Policy,
}

/// The policy and the file it came from: `given`, else the product file here, else the default.
pub(super) fn load(given: Option<&Path>) -> Result<(Policy, Option<PathBuf>), Failure> {
    let here = Path::new(PRODUCT_FILE);
    let Some(file) = given.or_else(|| here.is_file().then_some(here)) else { return Ok((Policy::default(), None)) };
    let bytes = input::document(file, &Limits::default())?;
    let refused = |reason: String| Failure::Policy { file: file.to_owned(), reason };
    let text = std::str::from_utf8(&bytes).map_err(|error| refused(error.to_string()))?;
    let product: ProductFile = toml::from_str(text).map_err(|error| Failure::toml(file, text, &error))?;
    if product.schema != 1 {
        return Err(refused(format!("schema {} is not known; this program reads schema = 1", product.schema)));
    }
    check(&product.gate).map_err(refused)?;
    Ok((product.gate, Some(file.to_owned())))
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
