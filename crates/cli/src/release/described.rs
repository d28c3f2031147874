//! What is said of a release: by its server, or by whoever signs it.

use std::path::Path;

use serde_json::Value;
use steadfast_formats::Limits;
use steadfast_product::ProductFile;
use steadfast_trust::tuf::Custom;

use super::{ReleaseFailure, ReleaseSign};
use crate::failure::Failure;
use crate::input;
use crate::server::{ReleaseFacts, release_facts};

/// What the custom part of each of its targets says.
pub(super) fn described(args: &ReleaseSign) -> Result<Custom, Failure> {
    let missing = |what: &str| Failure::Usage(format!("{what} is missing"));
    let release = args.release.clone().ok_or_else(|| missing("--release"))?;
    let facts = facts(args, &release)?;
    let custom = Custom {
        schema: Custom::SCHEMA,
        product: facts.product,
        part: facts.part,
        release,
        version: facts.version,
        sequence: facts.sequence,
        least: args.least,
        hardware: args.hardware.clone(),
        channel: args.channel.clone(),
        kind: args.kind.ok_or_else(|| missing("--kind"))?.into(),
        reason: args.reason.clone(),
        notes: args.notes.clone(),
        fixes: args.fixes.clone(),
        network: args.product_file.as_deref().map(network).transpose()?.flatten(),
        delta: None,
    };
    custom.check().map_err(ReleaseFailure::Custom)?;
    Ok(custom)
}

/// What the product file declares of the network, as it is written there.
fn network(file: &Path) -> Result<Option<Value>, Failure> {
    let bytes = input::document(file, &Limits::default())?;
    let refused = |error| Failure::Policy { file: file.to_owned(), reason: format!("{error}") };
    Ok(ProductFile::read(&bytes).map_err(refused)?.network.map(|network| network.table))
}

fn facts(args: &ReleaseSign, release: &str) -> Result<ReleaseFacts, Failure> {
    match (&args.product, &args.part, &args.release_version, args.sequence) {
        (Some(product), Some(part), Some(version), Some(sequence)) => {
            let (product, part, version) = (product.clone(), part.clone(), version.clone());
            Ok(ReleaseFacts { product, part, version, sequence })
        }
        _ => release_facts(&args.connection, release),
    }
}
