//! Keys: the text under which components and advisories meet.

use steadfast_formats::cpe::{Cpe, Value};

use crate::index::record::{Product, Record, Rule};

/// The key of a package.
pub fn package(base: &str, name: &str) -> String {
    format!("p\0{base}\0{name}")
}

/// The key of a CPE product.
pub fn product(product: &str) -> String {
    format!("c\0{product}")
}

/// The key of an id: a record's own or one of its aliases.
pub fn id(id: &str) -> String {
    format!("i\0{id}")
}

/// The key of a CPE name, or `None` where its product is a wildcard.
pub fn cpe(cpe: &Cpe) -> Option<String> {
    match &cpe.product {
        Value::Text(name) => Some(product(name)),
        Value::Any | Value::Na => None,
    }
}

/// Every key under which a component may meet a record, sorted. Platforms ("running on") are no keys.
pub fn of_record(record: &Record<'_>) -> Vec<String> {
    let mut keys: Vec<String> = record.affected.iter().flat_map(of_entry).collect();
    keys.sort();
    keys.dedup();
    keys
}

fn of_entry(entry: &crate::index::record::Entry<'_>) -> Vec<String> {
    match (&entry.product, &entry.rule) {
        (Product::Package { base, name, .. }, _) => vec![package(base, name)],
        (Product::Cpe { product: name, .. }, _) => vec![product(name)],
        (Product::Configuration, Rule::Configuration(configuration)) => {
            let matches = configuration.groups.iter().flat_map(|group| &group.matches);
            let vulnerable = matches.filter(|candidate| candidate.vulnerable);
            vulnerable.filter_map(|candidate| cpe(&candidate.criteria.parse().ok()?)).collect()
        }
        (Product::Configuration, _) => Vec::new(),
    }
}
