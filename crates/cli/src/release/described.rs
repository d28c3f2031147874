//! What is said of a release: by its server, or by whoever signs it.

use steadfast_trust::tuf::Custom;

use super::{ReleaseFailure, ReleaseSign};
use crate::failure::Failure;
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
        network: None,
        delta: None,
    };
    custom.check().map_err(ReleaseFailure::Custom)?;
    Ok(custom)
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
