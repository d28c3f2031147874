//! The document against the tables of the schema, and 6.2.20: fields that the standard does not know.

use std::collections::BTreeSet;

use serde_json::Value;

use super::shape::{DOCUMENT, Fields, List, Shape};
use super::{At, Found, SCHEMA};

pub(super) fn check(root: &At<'_>, found: &mut Found) {
    shape(root, Shape::Fields(&DOCUMENT), found);
}

fn shape(at: &At<'_>, shape: Shape, found: &mut Found) {
    match (shape, at.value) {
        (Shape::Text(kind), Value::String(text)) => {
            if let Some(reason) = kind.refuses(text) {
                found.add(SCHEMA, at, reason);
            }
        }
        (Shape::List(wanted), Value::Array(items)) => list(at, wanted, items, found),
        (Shape::Fields(wanted), Value::Object(_)) => fields(at, wanted, found),
        (Shape::Score, Value::Object(_)) => {}
        (Shape::Text(_), _) => found.add(SCHEMA, at, "it is no text"),
        (Shape::List(_), _) => found.add(SCHEMA, at, "it is no list"),
        (Shape::Fields(_) | Shape::Score, _) => found.add(SCHEMA, at, "it has no fields"),
    }
}

fn list(at: &At<'_>, wanted: &List, items: &[Value], found: &mut Found) {
    if items.len() < wanted.least {
        found.add(SCHEMA, at, format!("it has fewer than {} entries", wanted.least));
    }
    let mut seen = BTreeSet::new();
    if wanted.once && !items.iter().all(|item| seen.insert(item.to_string())) {
        found.add(SCHEMA, at, "an entry is there more than once");
    }
    at.items().iter().for_each(|item| shape(item, wanted.of, found));
}

fn fields(at: &At<'_>, wanted: &Fields, found: &mut Found) {
    let Value::Object(own) = at.value else { return };
    for name in wanted.needed.iter().filter(|name| !own.contains_key(**name)) {
        found.add(SCHEMA, at, format!("{name} is missing"));
    }
    if own.len() < wanted.least || own.len() > wanted.most {
        found.add(SCHEMA, at, format!("it has {} fields", own.len()));
    }
    for name in own.keys() {
        let known = wanted.known.iter().find(|(known, _)| known == name);
        match (known, at.get(name)) {
            (Some((_, kind)), Some(field)) => shape(&field, *kind, found),
            (None, Some(field)) => found.add("6.2.20", &field, "the standard does not know this field"),
            (_, None) => {}
        }
    }
}
