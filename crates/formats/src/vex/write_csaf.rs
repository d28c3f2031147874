//! The writer of CSAF 2.0 VEX (profile 5, section 4.5).

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

use super::Status;
use super::write::{JUSTIFICATIONS, WrittenStatement, generic, impact, pretty, product_of};

/// Who issues a CSAF document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Publisher<'a> {
    /// Its name.
    pub name: &'a str,
    /// An address of its own, by which its documents are told from others'.
    pub namespace: &'a str,
}

/// A product of the tree: its id, its name, its version, its identifiers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Product<'w> {
    name: &'w str,
    version: Option<&'w str>,
    purl: Option<String>,
    cpe: Option<&'w str>,
}

/// The products of a document, each once, with their ids.
#[derive(Debug, Default)]
struct Tree<'w> {
    products: BTreeMap<Product<'w>, String>,
    /// Component and host by their ids, with the id of the pair.
    pairs: BTreeMap<(String, String), String>,
}

impl<'w> Tree<'w> {
    fn product(&mut self, product: Product<'w>) -> String {
        let next = format!("P{}", self.products.len() + 1);
        self.products.entry(product).or_insert(next).clone()
    }

    /// The id of the component of a statement in its product.
    fn take(&mut self, written: &'w WrittenStatement, other: (&'w str, Option<&'w str>)) -> String {
        let (name, version) = product_of(written, other);
        let host = self.product(Product { name, version, purl: Some(generic((name, version))), cpe: None });
        let component = self.product(Product {
            name: &written.name,
            version: written.version.as_deref(),
            purl: written.purl.clone(),
            cpe: written.cpe.as_deref(),
        });
        let next = format!("C{}", self.pairs.len() + 1);
        self.pairs.entry((component, host)).or_insert(next).clone()
    }

    fn json(&self, vendor: &str) -> Value {
        let branches: Vec<Value> = self.products.iter().map(|(product, id)| branch(product, id)).collect();
        let names: BTreeMap<&String, &Product<'_>> = self.products.iter().map(|(product, id)| (id, product)).collect();
        let full = |id: &String| names.get(id).map(|product| full_name(product)).unwrap_or_default();
        let pairs = self.pairs.iter().map(|((component, host), id)| {
            json!({
                "category": "default_component_of",
                "full_product_name": {"product_id": id, "name": format!("{} in {}", full(component), full(host))},
                "product_reference": component,
                "relates_to_product_reference": host,
            })
        });
        json!({
            "branches": [{"category": "vendor", "name": vendor, "branches": branches}],
            "relationships": pairs.collect::<Vec<_>>(),
        })
    }
}

fn full_name(product: &Product<'_>) -> String {
    product.version.map_or_else(|| product.name.to_owned(), |version| format!("{} {version}", product.name))
}

/// The version stands in a branch of its own: by it readers know the product.
fn branch(product: &Product<'_>, id: &str) -> Value {
    let mut helper = serde_json::Map::new();
    if let Some(purl) = &product.purl {
        helper.insert("purl".to_owned(), purl.clone().into());
    }
    if let Some(cpe) = product.cpe {
        helper.insert("cpe".to_owned(), cpe.into());
    }
    let mut named = json!({"product_id": id, "name": product.name});
    if !helper.is_empty() {
        named["product_identification_helper"] = helper.into();
    }
    match product.version {
        None => json!({"category": "product_name", "name": product.name, "product": named}),
        Some(version) => json!({
            "category": "product_name",
            "name": product.name,
            "branches": [{"category": "product_version", "name": version, "product": named}],
        }),
    }
}

#[derive(Serialize)]
struct Document {
    document: Value,
    product_tree: Value,
    vulnerabilities: Vec<Value>,
}

/// Writes a CSAF 2.0 document of the category `csaf_vex`. `id` is its tracking id, `product` the product
/// (`(name, version)`) of every statement that names no other.
///
/// A justification that CSAF does not know is written in words, as the reason for the impact.
pub fn csaf_vex(
    id: &str,
    publisher: Publisher<'_>,
    time: Timestamp,
    product: (&str, Option<&str>),
    statements: &[WrittenStatement],
) -> String {
    let mut tree = Tree::default();
    let mut flaws: Vec<(&str, Vec<(&WrittenStatement, String)>)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for written in statements {
        let at = *places.entry(&written.id).or_insert(flaws.len());
        let pair = tree.take(written, product);
        match flaws.get_mut(at) {
            Some((_, list)) => list.push((written, pair)),
            None => flaws.push((&written.id, vec![(written, pair)])),
        }
    }
    pretty(&Document {
        document: head(id, publisher, time, product),
        product_tree: tree.json(publisher.name),
        vulnerabilities: flaws.iter().map(|(id, list)| vulnerability(id, list)).collect(),
    })
}

fn head(id: &str, publisher: Publisher<'_>, time: Timestamp, (name, version): (&str, Option<&str>)) -> Value {
    let title = version.map_or_else(|| name.to_owned(), |version| format!("{name} {version}"));
    let time = time.to_string();
    json!({
        "category": "csaf_vex",
        "csaf_version": "2.0",
        "title": format!("Vulnerabilities in {title}"),
        "publisher": {"category": "vendor", "name": publisher.name, "namespace": publisher.namespace},
        "tracking": {
            "id": id,
            "status": "final",
            "version": "1",
            "initial_release_date": time,
            "current_release_date": time,
            "revision_history": [{"number": "1", "date": time, "summary": "First version"}],
        },
    })
}

fn vulnerability(id: &str, list: &[(&WrittenStatement, String)]) -> Value {
    let mut aliases: Vec<&str> =
        list.iter().flat_map(|(written, _)| written.aliases.iter().map(String::as_str)).collect();
    aliases.sort_unstable();
    aliases.dedup();
    let ids = std::iter::once(id).chain(aliases).filter(|id| !id.starts_with("CVE-"));
    let ids: Vec<Value> = ids.map(|id| json!({"system_name": system(id), "text": id})).collect();
    let cves =
        std::iter::once(id).chain(list.iter().flat_map(|(written, _)| written.aliases.iter().map(String::as_str)));
    let cve = cves.into_iter().find(|id| id.starts_with("CVE-"));
    let mut vulnerability = json!({
        "notes": [{"category": "description", "title": "Vulnerability", "text": id}],
        "product_status": product_status(list),
    });
    if let Some(cve) = cve {
        vulnerability["cve"] = cve.into();
    }
    let parts =
        [("ids", ids), ("flags", flags(list)), ("threats", threats(list)), ("remediations", remediations(list))];
    for (name, part) in parts.into_iter().filter(|(_, part)| !part.is_empty()) {
        vulnerability[name] = part.into();
    }
    vulnerability
}

/// Whose id this is.
fn system(id: &str) -> &'static str {
    let names = [("GHSA-", "GitHub"), ("EUVD-", "EUVD"), ("RUSTSEC-", "RustSec")];
    names.into_iter().find(|(start, _)| id.starts_with(start)).map_or("OSV", |(_, name)| name)
}

fn product_status(list: &[(&WrittenStatement, String)]) -> Value {
    let mut lists: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (written, pair) in list {
        let name = match written.status {
            Status::NotAffected => "known_not_affected",
            Status::Affected => "known_affected",
            Status::Fixed => "fixed",
            Status::UnderInvestigation => "under_investigation",
        };
        lists.entry(name).or_default().push(pair);
    }
    json!(lists)
}

fn is_known(written: &WrittenStatement) -> Option<&str> {
    written.justification.as_deref().filter(|word| JUSTIFICATIONS.contains(word))
}

fn not_affected<'a, 'w>(
    list: &'a [(&'w WrittenStatement, String)],
) -> impl Iterator<Item = &'a (&'w WrittenStatement, String)> {
    list.iter().filter(|(written, _)| written.status == Status::NotAffected)
}

fn flags(list: &[(&WrittenStatement, String)]) -> Vec<Value> {
    let known = not_affected(list).filter_map(|(written, pair)| Some((is_known(written)?, pair)));
    known.map(|(label, pair)| json!({"label": label, "product_ids": [pair]})).collect()
}

/// Why something is not affected, in words: beside a flag, or in its place.
fn threats(list: &[(&WrittenStatement, String)]) -> Vec<Value> {
    let words = |written: &WrittenStatement| match is_known(written) {
        Some(_) => written.detail.clone(),
        None => Some(impact(written)),
    };
    let told = not_affected(list).filter_map(|(written, pair)| Some((words(written)?, pair)));
    told.map(|(details, pair)| json!({"category": "impact", "details": details, "product_ids": [pair]})).collect()
}

fn remediations(list: &[(&WrittenStatement, String)]) -> Vec<Value> {
    let affected = list.iter().filter(|(written, _)| written.status == Status::Affected);
    let told = affected.map(|(written, pair)| match (&written.action, &written.detail) {
        (Some(action), _) => json!({"category": "mitigation", "details": action, "product_ids": [pair]}),
        (None, Some(detail)) => json!({"category": "none_available", "details": detail, "product_ids": [pair]}),
        (None, None) => {
            json!({"category": "none_available", "details": "No action is stated.", "product_ids": [pair]})
        }
    });
    told.collect()
}
