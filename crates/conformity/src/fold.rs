//! Records, in the order of their numbers, become rows.

use jiff::Timestamp;
use steadfast_trust::record::Record;

use crate::evidence::{Evidence, Origin, Row};
use crate::rules::{self, About};
use crate::shelf::{Link, Modified, Release, SetAside, Shelf};

/// Takes one record, the next in the ledger's order.
///
/// # Errors
/// When the shelf fails. A record that says nothing about requirements is passed over.
pub fn enter<S: Shelf>(shelf: &mut S, record: &Record, number: u64) -> Result<(), S::Error> {
    let Ok(time) = record.time.parse::<Timestamp>() else { return Ok(()) };
    let Some(subject) = record.subject.as_deref() else { return Ok(()) };
    let of = Origin { record: &record.id, number, time };
    linked(shelf, record, subject, time)?;
    let Some((product, release)) = place(shelf, record, subject)? else {
        let about = About { facts: &record.facts, time, subject, product: "", release: None };
        return keep(shelf, rules::house(&record.kind, &about), &of);
    };
    let about = About { facts: &record.facts, time, subject, product: &product, release: release.as_ref() };
    if let Some(because) = foreign(record, &about) {
        return set_aside(shelf, &of, &product, because);
    }
    if let Some(because) = unsigned(shelf, record, &product)? {
        return set_aside(shelf, &of, &product, because);
    }
    if names_a_file(record) {
        shelf.drop_declared(&product, release.as_ref().map_or("", |release| &release.id))?;
    }
    keep(shelf, rules::evidence(&record.kind, &about), &of)
}

/// A product, and a release of it.
type Place = (String, Option<Release>);

/// What a record is about: what its subject belongs to, or what it names where its kind does so.
fn place<S: Shelf>(shelf: &mut S, record: &Record, subject: &str) -> Result<Option<Place>, S::Error> {
    let own = shelf.link(subject)?.map(|link| match link {
        Link::Product => (subject.to_owned(), None),
        Link::Of { product } => (product, None),
        Link::Release(release) => (release.product.clone(), Some(release)),
    });
    if !rules::names_its_product(&record.kind) || own.as_ref().is_some_and(|(_, release)| release.is_some()) {
        return Ok(own);
    }
    let named = named(shelf, record)?;
    Ok(match own {
        Some((product, _)) => Some(named.filter(|(named, _)| *named == product).unwrap_or((product, None))),
        None => named,
    })
}

/// The product that a record names, with the release that it names where that is one of it.
fn named<S: Shelf>(shelf: &mut S, record: &Record) -> Result<Option<Place>, S::Error> {
    let text = |name: &str| record.facts.get(name).and_then(serde_json::Value::as_str);
    let Some(product) = text("product") else { return Ok(None) };
    if shelf.link(product)? != Some(Link::Product) {
        return Ok(None);
    }
    let release = text("release").map(|id| shelf.link(id)).transpose()?.flatten();
    let release = release.and_then(|link| match link {
        Link::Release(release) if release.product == product => Some(release),
        _ => None,
    });
    Ok(Some((product.to_owned(), release)))
}

fn keep<S: Shelf>(shelf: &mut S, found: Vec<Evidence>, of: &Origin<'_>) -> Result<(), S::Error> {
    for evidence in found {
        let before = shelf.row(&evidence.key)?;
        if rules::withdraws_another(&evidence, before.as_ref()) {
            continue;
        }
        shelf.put_row(Row::after(before.as_ref(), evidence, of))?;
    }
    Ok(())
}

fn set_aside<S: Shelf>(shelf: &mut S, of: &Origin<'_>, product: &str, because: &str) -> Result<(), S::Error> {
    let (record, because) = (of.record.to_owned(), because.to_owned());
    shelf.set_aside(SetAside { product: product.to_owned(), record, number: of.number, because })
}

/// Evidence that names another product than the one of its release, or tests that ran after they were told of.
fn foreign(record: &Record, about: &About<'_>) -> Option<&'static str> {
    if !matches!(record.kind.as_str(), rules::EVIDENCE_GIVEN | rules::REVIEW_RECORDED) {
        return None;
    }
    let text = |name: &str| record.facts.get(name).and_then(serde_json::Value::as_str);
    let ran: Option<Timestamp> = text("ran").and_then(|ran| ran.parse().ok());
    match text("product") {
        Some(named) if named != about.product => Some("of-another-product"),
        _ if ran.is_some_and(|ran| ran > about.time) => Some("from-the-future"),
        _ => None,
    }
}

/// A report whose key was revoked before it came, or is none of the product; from its first key on, one that nobody signed.
fn unsigned<S: Shelf>(shelf: &mut S, record: &Record, product: &str) -> Result<Option<&'static str>, S::Error> {
    if record.kind != rules::EVIDENCE_GIVEN {
        return Ok(None);
    }
    let Some(key) = record.facts.get("key").and_then(serde_json::Value::as_str) else {
        return Ok(shelf.link(&keys_link(product))?.map(|_| "unsigned"));
    };
    Ok(match shelf.link(&key_link(product, key))? {
        Some(Link::Of { product }) if product == REVOKED => Some("signed-by-a-revoked-key"),
        Some(_) => None,
        None => Some("signed-by-an-unknown-key"),
    })
}

/// What stands in place of a product where a key was revoked.
const REVOKED: &str = "revoked";

/// The same key may sign for several products, and be revoked for one of them.
fn key_link(product: &str, fingerprint: &str) -> String {
    format!("key:{product}:{fingerprint}")
}

/// Stands once a product has had a key.
fn keys_link(product: &str) -> String {
    format!("keys:{product}")
}

fn names_a_file(record: &Record) -> bool {
    matches!(record.kind.as_str(), "release-made" | "release-file-given") && record.facts.contains_key("statement")
}

/// What belongs to what, as records say.
fn linked<S: Shelf>(shelf: &mut S, record: &Record, subject: &str, time: Timestamp) -> Result<(), S::Error> {
    let text = |name: &str| record.facts.get(name).and_then(serde_json::Value::as_str).unwrap_or_default();
    match record.kind.as_str() {
        "product-made" => shelf.put_link(subject, Link::Product),
        "part-made" => shelf.put_link(subject, Link::Of { product: text("product").to_owned() }),
        "evidence-key-added" => {
            shelf.put_link(&keys_link(subject), Link::Of { product: subject.to_owned() })?;
            shelf.put_link(&key_link(subject, text("key")), Link::Of { product: subject.to_owned() })
        }
        "evidence-key-revoked" => {
            shelf.put_link(&key_link(subject, text("key")), Link::Of { product: REVOKED.to_owned() })
        }
        "release-made" => match shelf.link(text("part"))? {
            Some(Link::Of { product }) => shelf.put_link(subject, Link::Release(made(record, subject, product))),
            _ => Ok(()),
        },
        _ => moved(shelf, record, subject, time),
    }
}

fn made(record: &Record, id: &str, product: String) -> Release {
    let version = record.facts.get("version").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    let sequence = record.facts.get("sequence").and_then(serde_json::Value::as_i64).unwrap_or_default();
    Release {
        id: id.to_owned(),
        product,
        version,
        sequence,
        on_sale: None,
        withdrawn: None,
        last_placed: None,
        role: role(record),
        modified: None,
    }
}

/// What a record states of a substantial modification.
fn modified(record: &Record) -> Option<Modified> {
    let substantial = record.facts.get("substantial")?.as_bool()?;
    Some(Modified { substantial, day: record.facts.get("day")?.as_str()?.parse().ok()? })
}

/// What the house is for a release, by the product file that a record names.
fn role(record: &Record) -> Option<String> {
    Some(record.facts.get("statement")?.get("role")?.as_str()?.to_owned())
}

/// What becomes of a release.
fn moved<S: Shelf>(shelf: &mut S, record: &Record, subject: &str, time: Timestamp) -> Result<(), S::Error> {
    let kinds = [
        "modification-stated",
        "release-changed",
        "release-file-given",
        "release-put-on-sale",
        "release-withdrawn",
        "release-last-placed",
    ];
    let is_sold = record.kind == "release-put-on-sale" || sold_against_its_verdict(record);
    if !is_sold && !kinds.contains(&record.kind.as_str()) {
        return Ok(());
    }
    let Some(Link::Release(mut release)) = shelf.link(subject)? else { return Ok(()) };
    let text = |name: &str| record.facts.get(name).and_then(serde_json::Value::as_str).map(str::to_owned);
    match record.kind.as_str() {
        "release-changed" => release.version = text("version").unwrap_or(release.version),
        "release-file-given" => release.role = role(record),
        "modification-stated" => release.modified = modified(record),
        "release-withdrawn" => release.withdrawn = Some(time),
        "release-last-placed" => release.last_placed = text("day"),
        _ => {}
    }
    if is_sold {
        release.on_sale = release.on_sale.or(Some(time));
        release.last_placed = None;
    }
    shelf.put_link(subject, Link::Release(release))
}

/// Two people, or one in need, put a release on sale although its check did not pass.
fn sold_against_its_verdict(record: &Record) -> bool {
    let action = record.facts.get("action").and_then(serde_json::Value::as_str);
    matches!(record.kind.as_str(), "approved" | "acted-alone") && action == Some("release.override")
}
