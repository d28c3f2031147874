//! What is read of advisories: the parts of the catalogue that a document names, drafts, versions.

use std::collections::BTreeMap;

use steadfast_store::{Advisory, Id, Manufacturer, Product, StoreError, Tx, kinds};

use super::content::Content;
use super::document::{Catalogue, File, Named};
use super::error::AdvisoryError;
use crate::access::setup::ORGANISATION;

/// Releases of a product that a document can name.
const MOST: i64 = 10_000;
/// Files of a release that a document names.
const FILES: i64 = 50;

/// An advisory that there is.
pub(crate) fn advisory(tx: &mut Tx<'_>, id: Id<kinds::Advisory>) -> Result<Advisory, AdvisoryError> {
    tx.advisory(id)?.ok_or(AdvisoryError::NotFound("advisory"))
}

/// An advisory that is still as it was read.
pub(super) fn unchanged(tx: &mut Tx<'_>, id: Id<kinds::Advisory>, seen: i64) -> Result<Advisory, AdvisoryError> {
    let found = advisory(tx, id)?;
    if found.version == seen { Ok(found) } else { Err(AdvisoryError::Changed) }
}

/// What an advisory says.
pub(crate) fn content(text: &str) -> Result<Content, AdvisoryError> {
    serde_json::from_str(text).map_err(AdvisoryError::Kept)
}

/// What the catalogue says of a product.
pub(crate) fn catalogue(tx: &mut Tx<'_>, id: Id<kinds::Product>) -> Result<Catalogue, AdvisoryError> {
    let product = tx.product(id)?.ok_or(AdvisoryError::NotFound("product"))?;
    let maker = tx.manufacturer(product.manufacturer)?;
    let publisher = tx.setting(ORGANISATION)?.filter(|name| !name.is_empty());
    let vendor = maker.as_ref().map_or_else(|| product.name.clone(), |maker| maker.name.clone());
    Ok(Catalogue {
        publisher: publisher.unwrap_or_else(|| vendor.clone()),
        contact: contact(&product, maker.as_ref()),
        releases: releases(tx, &product)?,
        vendor,
        product: product.name,
        designation: product.designation,
    })
}

fn contact(product: &Product, maker: Option<&Manufacturer>) -> String {
    let maker = maker.map(|maker| maker.contact.clone()).unwrap_or_default();
    if product.contact.is_empty() { maker } else { product.contact.clone() }
}

fn releases(tx: &mut Tx<'_>, product: &Product) -> Result<BTreeMap<String, Named>, StoreError> {
    let mut named = BTreeMap::new();
    let parts = tx.part_list(product.id, MOST)?;
    for id in tx.product_releases(product.id, MOST)? {
        let Some(release) = tx.release(id)? else { continue };
        // A product of one part is called by its own name alone.
        let part = parts.iter().find(|part| part.id == release.part).filter(|_| parts.len() > 1);
        let part = part.map(|part| part.name.clone()).unwrap_or_default();
        let (label, sequence) = (release.label, release.sequence);
        named.insert(id.to_string(), Named { part, label, sequence, files: files(tx, id)? });
    }
    Ok(named)
}

fn files(tx: &mut Tx<'_>, release: Id<kinds::Release>) -> Result<Vec<File>, StoreError> {
    let all = tx.artifact_of_release(release, FILES)?;
    let whole = all.into_iter().filter(|file| file.delta.is_none() && file.withdrawn.is_none());
    Ok(whole.map(|file| File { name: file.path, sha256: file.blob.to_string() }).collect())
}

/// Its title; nothing where what is kept cannot be read.
pub(crate) fn title(advisory: &Advisory) -> String {
    content(&advisory.content).map(|content| content.title.en).unwrap_or_default()
}

/// Where an advisory stands: the text `advisory-state-…`.
pub(crate) fn state(advisory: &Advisory) -> &'static str {
    let withdrawn = || content(&advisory.content).is_ok_and(|content| !content.withdrawn.is_empty());
    match (advisory.revision, advisory.is_changed) {
        (0, _) => "draft",
        (_, true) => "changed",
        _ if withdrawn() => "withdrawn",
        _ => "published",
    }
}
