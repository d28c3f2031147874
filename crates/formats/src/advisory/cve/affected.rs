//! CVE `affected`: which products an entry names.

use serde::Deserialize;

use super::versions;
use crate::advisory::naming::{of_cpe, says_nothing, spelled, unversioned};
use crate::advisory::words::cut;
use crate::advisory::{Affected, CveStatus, CveVersion, Product, Rule};
use crate::json::{Loose, Raw};
use crate::reporter::{Raws, Reporter, or_default};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    #[serde(default)]
    vendor: Loose,
    #[serde(default)]
    product: Loose,
    #[serde(default, rename = "collectionURL")]
    collection_url: Loose,
    #[serde(default)]
    package_name: Loose,
    #[serde(default, rename = "packageURL")]
    package_url: Loose,
    #[serde(default, deserialize_with = "or_default")]
    cpes: Vec<String>,
    #[serde(default)]
    default_status: Loose,
    #[serde(borrow, default, deserialize_with = "or_default")]
    versions: Raws<'a>,
    #[serde(default, deserialize_with = "or_default")]
    program_files: Vec<String>,
}

/// Every entry below `path`, one [`Affected`] for each product that an entry names. A broken one is left out.
pub(super) fn all<'a>(reporter: &mut Reporter<'a>, raws: &[Raw<'a>], path: &str) -> Vec<Affected> {
    let read = |(index, raw): (usize, &Raw<'a>)| one(reporter, raw, &format!("{path}/affected/{index}"));
    raws.iter().enumerate().flat_map(read).collect()
}

fn one<'a>(reporter: &mut Reporter<'a>, raw: Raw<'a>, path: &str) -> Vec<Affected> {
    let Some(entry) = reporter.entry::<Entry<'a>>(raw, format_args!("{path}")) else { return Vec::new() };
    let default = versions::status(reporter, raw, path, &entry.default_status.0);
    let entries = versions::all(reporter, &entry.versions, path);
    let named = products(reporter, raw, path, &entry);
    let affected = |(product, versions): (Product, Vec<String>)| Affected {
        product,
        rule: rule(default, &entries, versions),
        severities: Vec::new(),
        informational: None,
        program_files: entry.program_files.clone(),
        enriched: false,
    };
    named.into_iter().map(affected).collect()
}

/// The versions that stand inside the CPE names count only where the entry has none of its own.
fn rule(default: CveStatus, entries: &[CveVersion], in_cpes: Vec<String>) -> Rule {
    if entries.is_empty() && !in_cpes.is_empty() && default == CveStatus::Affected {
        return Rule::Exactly(in_cpes);
    }
    Rule::Cve { default, entries: entries.to_vec() }
}

/// The products named, each with the versions that its CPE names state.
fn products(reporter: &mut Reporter<'_>, raw: Raw<'_>, path: &str, entry: &Entry<'_>) -> Vec<(Product, Vec<String>)> {
    let mut products: Vec<(Product, Vec<String>)> = Vec::new();
    if !entry.package_url.0.is_empty() {
        let (purl, version) = unversioned(&entry.package_url.0);
        products.push((Product::Purl(purl), version.into_iter().collect()));
    }
    if is_distribution(&entry.collection_url.0) && !entry.package_name.0.is_empty() {
        return if products.is_empty() { vec![(by_text(entry), Vec::new())] } else { products };
    }
    for cpe in &entry.cpes {
        let Some((product, version)) = of_cpe(cpe) else {
            reporter.note(raw, format_args!("{path}/cpes"), format!("`{}` is no CPE name", cut(cpe, 100)));
            continue;
        };
        if !add(&mut products, product, version) {
            reporter.note(raw, format_args!("{path}/cpes"), format!("more than {PRODUCTS} products in one entry"));
            break;
        }
    }
    if let Some(product) = spelled(&entry.vendor.0, &entry.product.0) {
        // The last one: where it finds no room, more was reported already.
        let _ = add(&mut products, product, None);
    }
    if products.is_empty() { vec![(by_text(entry), Vec::new())] } else { products }
}

/// The most products of one entry, each of which gets its own copy of the versions.
const PRODUCTS: usize = 64;

/// Adds a product; false if there is no room for it.
fn add(products: &mut Vec<(Product, Vec<String>)>, product: Product, version: Option<String>) -> bool {
    let room = products.len() < PRODUCTS;
    match products.iter_mut().find(|(known, _)| *known == product) {
        Some((_, versions)) => versions.extend(version),
        None if !room => return false,
        None => products.push((product, version.into_iter().collect())),
    }
    true
}

/// Whether the entry speaks of a package in a Linux distribution: then `product` and `cpes` name the distribution,
/// while the versions are those of the package, so neither may be matched against the other.
fn is_distribution(collection: &str) -> bool {
    ["https://access.redhat.com/", "https://packages.fedoraproject.org"]
        .iter()
        .any(|start| collection.starts_with(start))
}

/// Vendor, product and package in words.
fn by_text(entry: &Entry<'_>) -> Product {
    let parts = [&entry.vendor.0, &entry.product.0, &entry.package_name.0];
    let told: Vec<&str> = parts.into_iter().map(|part| part.trim()).filter(|part| !says_nothing(part)).collect();
    Product::Text(if told.is_empty() { "n/a".to_owned() } else { told.join(" ") })
}
