//! CSAF 2.0 product status as statements (profile 5, VEX, section 4.5).

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Deserialize;

use super::{Document, Identifiers, Scope, Statement, Status};
use crate::advisory::products::{Known, Products};
use crate::advisory::words::{cut, date};
use crate::csaf::{Header, Vulnerability};
use crate::json::{Loose, Raw};
use crate::reporter::{Raws, Reporter, or_default};
use crate::{Limits, ReadError};

/// What flags, threats and remediations have in common.
#[derive(Deserialize)]
struct Remark {
    #[serde(default)]
    label: Loose,
    #[serde(default)]
    category: Loose,
    #[serde(default)]
    details: Loose,
    #[serde(default, deserialize_with = "or_default")]
    product_ids: Vec<String>,
    #[serde(default, deserialize_with = "or_default")]
    group_ids: Vec<String>,
}

#[derive(Deserialize)]
struct Id {
    #[serde(default)]
    text: Loose,
}

/// Reads a document.
///
/// # Errors
/// When it is no CSAF 2.0, or its own objects are broken.
pub(super) fn read<'a>(text: &'a str, raw: Raw<'a>, limits: &Limits) -> Result<Document, ReadError> {
    let header = Header::read(text, raw)?;
    let mut reporter = Reporter::new(text);
    let products = Products::read(&mut reporter, header.product_tree, limits.depth);
    let tracking = &header.document.tracking;
    let path = format_args!("/document/tracking/current_release_date");
    let time = date(&mut reporter, raw, path, &tracking.current_release_date.0);
    let mut statements = Vec::new();
    for (index, raw) in header.vulnerabilities.iter().enumerate() {
        vulnerability(&mut reporter, raw, &format!("/vulnerabilities/{index}"), (&products, time), &mut statements);
    }
    let given = |text: &Loose| Some(text.0.clone()).filter(|text| !text.is_empty());
    Ok(Document {
        id: given(&tracking.id),
        author: header.document.publisher.as_ref().and_then(|publisher| given(&publisher.name)),
        time,
        statements,
        problems: reporter.finish(),
    })
}

fn vulnerability<'a>(
    reporter: &mut Reporter<'a>,
    raw: Raw<'a>,
    path: &str,
    (products, time): (&Products, Option<Timestamp>),
    statements: &mut Vec<Statement>,
) {
    let place = reporter.place(raw, format_args!("{path}"));
    let Some(flaw) = reporter.entry::<Vulnerability<'a>>(raw, format_args!("{path}")) else { return };
    let ids = ids(reporter, &flaw, path);
    if ids.is_empty() {
        return reporter.note(raw, format_args!("{path}"), "the vulnerability has neither a CVE id nor another");
    }
    let remarks = Remarks::read(reporter, &flaw, path, products);
    for (status, listed) in by_status(&flaw) {
        for ((justification, detail), listed) in remarks.grouped(status, &listed) {
            let scopes = scopes(reporter, raw, path, products, &listed);
            statements.push(Statement {
                vulnerability: ids.clone(),
                status,
                justification,
                detail,
                time,
                products: scopes,
                place: place.clone(),
            });
        }
    }
}

/// The CVE id first, then ids in other systems.
fn ids<'a>(reporter: &mut Reporter<'a>, flaw: &Vulnerability<'a>, path: &str) -> Vec<String> {
    let other: Vec<Id> = reporter.entries(&flaw.ids, format_args!("{path}/ids"));
    let mut ids = Vec::new();
    for id in std::iter::once(cut(&flaw.cve.0, 200)).chain(other.into_iter().take(20).map(|id| cut(&id.text.0, 200))) {
        if !id.is_empty() && !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

fn by_status(flaw: &Vulnerability<'_>) -> Vec<(Status, Vec<String>)> {
    let status = flaw.status();
    let join = |lists: Vec<Vec<String>>| {
        let mut seen = BTreeSet::new();
        lists.into_iter().flatten().filter(|id| seen.insert(id.clone())).collect::<Vec<_>>()
    };
    let lists = vec![
        (Status::NotAffected, join(vec![status.known_not_affected])),
        (Status::Affected, join(vec![status.known_affected, status.first_affected, status.last_affected])),
        (Status::Fixed, join(vec![status.fixed, status.first_fixed])),
        (Status::UnderInvestigation, join(vec![status.under_investigation])),
    ];
    lists.into_iter().filter(|(_, listed)| !listed.is_empty()).collect()
}

/// A justification and a reason.
type Reason = (Option<String>, Option<String>);

/// What is remarked on single products, or on all (under no product).
#[derive(Default)]
struct Remarks {
    labels: BTreeMap<Option<String>, String>,
    impacts: BTreeMap<Option<String>, String>,
    actions: BTreeMap<Option<String>, String>,
}

impl Remarks {
    fn read<'a>(reporter: &mut Reporter<'a>, flaw: &Vulnerability<'a>, path: &str, products: &Products) -> Self {
        let mut read =
            |raws: &Raws<'a>, key: &str| -> Vec<Remark> { reporter.entries(raws, format_args!("{path}/{key}")) };
        let (flags, threats) = (read(&flaw.flags, "flags"), read(&flaw.threats, "threats"));
        let remediations = read(&flaw.remediations, "remediations");
        let mut remarks = Self::default();
        flags.iter().for_each(|flag| add(&mut remarks.labels, flag, &flag.label, products));
        let impacts = threats.iter().filter(|threat| threat.category.0 == "impact");
        impacts.for_each(|threat| add(&mut remarks.impacts, threat, &threat.details, products));
        remediations.iter().for_each(|action| add(&mut remarks.actions, action, &action.details, products));
        remarks
    }

    /// The products by the reasons that hold for them, in order of first appearance.
    fn grouped(&self, status: Status, listed: &[String]) -> Vec<(Reason, Vec<String>)> {
        let mut place: BTreeMap<Reason, usize> = BTreeMap::new();
        let mut groups: Vec<(Reason, Vec<String>)> = Vec::new();
        for id in listed {
            let reason = self.reason(status, id);
            let at = *place.entry(reason.clone()).or_insert(groups.len());
            match groups.get_mut(at) {
                Some((_, ids)) => ids.push(id.clone()),
                None => groups.push((reason, vec![id.clone()])),
            }
        }
        groups
    }

    fn reason(&self, status: Status, id: &str) -> Reason {
        let of = |map: &BTreeMap<Option<String>, String>| map.get(&Some(id.to_owned())).or(map.get(&None)).cloned();
        match status {
            Status::NotAffected => (of(&self.labels), of(&self.impacts)),
            _ => (None, of(&self.actions).or_else(|| of(&self.impacts))),
        }
    }
}

/// The first remark on a product counts. Texts are cut: they are repeated for every group of products.
fn add(map: &mut BTreeMap<Option<String>, String>, remark: &Remark, text: &Loose, products: &Products) {
    if text.0.is_empty() {
        return;
    }
    let text = cut(&text.0, 2000);
    let grouped = remark.group_ids.iter().take(100).flat_map(|group| products.group(group));
    if remark.product_ids.is_empty() && remark.group_ids.is_empty() {
        map.entry(None).or_insert_with(|| text.clone());
    }
    for id in remark.product_ids.iter().chain(grouped) {
        map.entry(Some(id.clone())).or_insert_with(|| text.clone());
    }
}

fn scopes(reporter: &mut Reporter<'_>, raw: Raw<'_>, path: &str, products: &Products, listed: &[String]) -> Vec<Scope> {
    let mut scopes = Vec::with_capacity(listed.len());
    for id in listed {
        match scope(products, id) {
            Some(scope) => scopes.push(scope),
            None => {
                let reason = format!("`{}` leads to no product that is defined", cut(id, 60));
                reporter.note(raw, format_args!("{path}/product_status"), reason);
            }
        }
    }
    scopes
}

/// A component of another product is that product with one subcomponent. Only the outermost relationship is
/// followed: what stands below it is named by its own identifiers.
fn scope(products: &Products, id: &str) -> Option<Scope> {
    match products.relations.get(id) {
        Some((component, host)) => {
            let component = products.known.get(component)?;
            let host = products.known.get(host)?;
            Some(Scope { product: identifiers(host), subcomponents: vec![identifiers(component)] })
        }
        None => products.known.get(id).map(|known| Scope { product: identifiers(known), subcomponents: Vec::new() }),
    }
}

fn identifiers(known: &Known) -> Identifiers {
    Identifiers {
        purls: known.purl.iter().cloned().collect(),
        cpes: known.cpe.iter().cloned().collect(),
        hashes: known.hashes.clone(),
        references: Vec::new(),
        names: Some(known.name.clone()).filter(|name| !name.is_empty()).into_iter().collect(),
        version: known.version.clone(),
        version_range: known.range.clone(),
    }
}
