//! VEX applied to findings: exactly to the product, version and component that a statement names, and never silently.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Serialize;
use steadfast_formats::bom::Component;
use steadfast_formats::cpe::{Cpe, Value};
use steadfast_formats::purl::Purl;
use steadfast_formats::vex::{Identifiers, Scope, Statement, Status as Said};

use crate::bill::Bill;
use crate::finding::{Finding, Status};
use crate::reason::Reason;
use crate::version::vers;

/// A statement together with where it came from.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The statement.
    pub statement: &'a Statement,
    /// The time of the statement, or of its document.
    pub time: Option<Timestamp>,
    /// The id of its document; that of the bill for statements inside it.
    pub document: Option<&'a str>,
}

/// What became of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It decided at least one finding.
    Applied,
    /// Ignored: the bill has no finding of this vulnerability where it speaks of.
    NoSuchFinding,
    /// Ignored: it speaks of another product or component.
    OtherProduct,
    /// Ignored: it names no product.
    NoProduct,
    /// Ignored: it says "not affected" without any justification.
    NoJustification,
    /// Ignored: a newer or more cautious statement about the same finding holds.
    Overruled,
    /// Ignored: its version range cannot be understood.
    RangeNotUnderstood,
    /// Stale: it speaks of this component in another version.
    OtherVersion,
}

impl Outcome {
    /// The outcome in plain words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::NoSuchFinding => "ignored: no such finding in this bill",
            Self::OtherProduct => "ignored: about another product or component",
            Self::NoProduct => "ignored: names no product",
            Self::NoJustification => "ignored: \"not affected\" without a justification",
            Self::Overruled => "ignored: a newer or more cautious statement holds",
            Self::RangeNotUnderstood => "ignored: its version range cannot be understood",
            Self::OtherVersion => "stale: about another version of this component",
        }
    }
}

/// How a statement's words fit a component.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It speaks of something else.
    No,
    /// It speaks of this component in another version.
    OtherVersion,
    /// Its version range cannot be understood.
    RangeNotUnderstood,
    /// It speaks of this component.
    Yes,
}

/// How a statement fits the component at `part` of a bill, whatever was found there.
pub fn fit_of(bill: &Bill<'_>, told: &Told<'_>, part: usize) -> Fit {
    fit_part(bill, told, part)
}

/// Applies statements to findings. Gives what became of each statement, in their order. `raise` makes a finding for a
/// component that a statement calls affected where matching found nothing; it may decline.
pub fn apply(
    bill: &Bill<'_>,
    findings: &mut Vec<Finding>,
    told: &[Told<'_>],
    mut raise: impl FnMut(&Statement, usize) -> Option<Finding>,
) -> Vec<Outcome> {
    let affected = told.iter().filter(|told| told.statement.status == Said::Affected);
    for told in affected {
        let missing = missing(bill, findings, told);
        findings.extend(missing.into_iter().filter_map(|part| raise(told.statement, part)));
    }
    let mut outcomes = vec![Outcome::NoSuchFinding; told.len()];
    let mut chosen: BTreeMap<usize, usize> = BTreeMap::new();
    for (number, statement) in told.iter().enumerate() {
        let (outcome, hits) = hits(bill, findings, statement);
        outcomes[number] = outcome;
        for finding in hits {
            choose(&mut chosen, &mut outcomes, told, finding, number);
        }
    }
    for (finding, number) in &chosen {
        outcomes[*number] = Outcome::Applied;
        state(&mut findings[*finding], told[*number].statement);
    }
    outcomes
}

/// The components that a statement names and that have no finding of its vulnerability yet. The product as a whole is
/// named by whatever finding there is; without one it has a finding of its own.
fn missing(bill: &Bill<'_>, findings: &[Finding], told: &Told<'_>) -> Vec<usize> {
    let (_, hits) = hits(bill, findings, told);
    let known: BTreeSet<usize> = hits.into_iter().map(|number| findings[number].part).collect();
    let names = |component: &Component| {
        told.statement.products.iter().any(|scope| fit_named(scope, component, bill, told.document) == Fit::Yes)
    };
    let parts = bill.parts.iter().enumerate().filter(|(number, _)| !known.contains(number));
    let parts = parts.filter(|(_, part)| known.is_empty() || !part.component.subject);
    parts.filter(|(_, part)| names(part.component)).map(|(number, _)| number).collect()
}

/// Of two statements about one finding the newer holds, and of equally old ones the more cautious.
fn choose(
    chosen: &mut BTreeMap<usize, usize>,
    outcomes: &mut [Outcome],
    told: &[Told<'_>],
    finding: usize,
    new: usize,
) {
    let weight = |number: usize| (told[number].time, caution(told[number].statement.status));
    let held = chosen.get(&finding).copied().filter(|old| weight(*old) >= weight(new));
    let (holds, overruled) = held.map_or((new, chosen.get(&finding).copied()), |old| (old, Some(new)));
    if let Some(overruled) = overruled {
        outcomes[overruled] = Outcome::Overruled;
    }
    chosen.insert(finding, holds);
}

fn caution(status: Said) -> u8 {
    match status {
        Said::Affected => 3,
        Said::UnderInvestigation => 2,
        Said::Fixed => 1,
        Said::NotAffected => 0,
    }
}

fn hits(bill: &Bill<'_>, findings: &[Finding], told: &Told<'_>) -> (Outcome, Vec<usize>) {
    let statement = told.statement;
    if statement.products.is_empty() {
        return (Outcome::NoProduct, Vec::new());
    }
    if statement.status == Said::NotAffected && statement.justification.is_none() && statement.detail.is_none() {
        return (Outcome::NoJustification, Vec::new());
    }
    let is_about = |finding: &Finding| finding.ids().any(|id| statement.vulnerability.iter().any(|named| named == id));
    let about: Vec<usize> = (0..findings.len()).filter(|number| is_about(&findings[*number])).collect();
    let fits = about.iter().map(|number| (fit_part(bill, told, findings[*number].part), *number));
    let fits: Vec<(Fit, usize)> = fits.collect();
    let hits: Vec<usize> = fits.iter().filter(|(fit, _)| *fit == Fit::Yes).map(|(_, number)| *number).collect();
    let outcome = match fits.iter().map(|(fit, _)| *fit).max() {
        None => Outcome::NoSuchFinding,
        Some(Fit::Yes) => Outcome::Applied,
        Some(Fit::OtherVersion) => Outcome::OtherVersion,
        Some(Fit::RangeNotUnderstood) => Outcome::RangeNotUnderstood,
        Some(Fit::No) => Outcome::OtherProduct,
    };
    (outcome, hits)
}

/// The best fit of any of the statement's scopes.
fn fit_part(bill: &Bill<'_>, told: &Told<'_>, part: usize) -> Fit {
    let Some(part) = bill.parts.get(part) else { return Fit::No };
    let fit = |scope: &Scope| match scope.subcomponents.is_empty() {
        true => {
            fit_named(scope, part.component, bill, told.document).max(fit_product(&scope.product, bill, told.document))
        }
        false => fit_named(scope, part.component, bill, told.document),
    };
    told.statement.products.iter().map(fit).max().unwrap_or(Fit::No)
}

/// How a scope names a component: as one of those it lists of what the bill is about, or as the product itself.
fn fit_named(scope: &Scope, component: &Component, bill: &Bill<'_>, document: Option<&str>) -> Fit {
    let within = scope.subcomponents.iter().map(|named| fit(named, component, bill, document)).max();
    match within {
        Some(Fit::No) => Fit::No,
        Some(within) => within.min(fit_product(&scope.product, bill, document)),
        None if component.subject => {
            fit(&scope.product, component, bill, document).max(fit_product(&scope.product, bill, document))
        }
        None => fit(&scope.product, component, bill, document),
    }
}

/// How a product fits what the bill is about.
fn fit_product(named: &Identifiers, bill: &Bill<'_>, document: Option<&str>) -> Fit {
    let subject = bill.bom.subject.as_ref();
    let by_identifiers = subject.map_or(Fit::No, |subject| fit(named, subject, bill, document));
    let generic = generic(bill);
    let by_name = named.purls.iter().filter_map(|purl| purl.parse().ok());
    let by_name = by_name.filter_map(|purl| Some(compare_purls(&purl, generic.as_ref()?))).max();
    by_identifiers.max(by_name.unwrap_or(Fit::No))
}

/// What the bill is about as a package URL of type `generic`: by that name our own OpenVEX documents call it.
fn generic(bill: &Bill<'_>) -> Option<Purl> {
    let subject = bill.bom.subject.as_ref();
    let name = subject.map(|subject| subject.name.clone()).filter(|name| !name.is_empty());
    Some(Purl {
        kind: "generic".to_owned(),
        namespace: None,
        name: name.or_else(|| bill.bom.name.clone())?,
        version: subject.and_then(|subject| subject.version.clone()),
        qualifiers: BTreeMap::new(),
        subpath: None,
    })
}

fn fit(named: &Identifiers, component: &Component, bill: &Bill<'_>, document: Option<&str>) -> Fit {
    let by_reference = named.references.iter().map(|(serial, reference)| {
        // A bare reference speaks of its own document, and other documents use the same references.
        let same_bill = match serial.as_deref().or(document) {
            Some(serial) => is_serial(bill, serial),
            None => bill.bom.serial.is_none(),
        };
        if same_bill && *reference == component.reference { Fit::Yes } else { Fit::No }
    });
    let by_hash = named.hashes.iter().map(|hash| {
        let same = component.hashes.iter().any(|own| own.value.eq_ignore_ascii_case(hash));
        if same { Fit::Yes } else { Fit::No }
    });
    let by_purl = named.purls.iter().map(|purl| fit_purl(purl, component));
    let by_cpe = named.cpes.iter().map(|cpe| fit_cpe(cpe, component));
    let by_name = named.names.iter().map(|name| if *name == component.name { Fit::Yes } else { Fit::No });
    let exact = by_reference.chain(by_hash).max().unwrap_or(Fit::No);
    let loose = by_purl.chain(by_cpe).chain(by_name).max().unwrap_or(Fit::No);
    exact.max(loose).min(fit_version(named, component))
}

fn is_serial(bill: &Bill<'_>, serial: &str) -> bool {
    let bare = |text: &str| text.trim_start_matches("urn:uuid:").to_lowercase();
    bill.bom.serial.as_deref().is_some_and(|own| bare(own) == bare(serial))
}

/// The version that is stated apart from the identifiers.
fn fit_version(named: &Identifiers, component: &Component) -> Fit {
    let own = component.version.as_deref();
    let exact = named.version.as_deref().is_none_or(|version| Some(version) == own);
    let ranged = named.version_range.as_deref().map(|range| vers::contains(range, own.unwrap_or_default()));
    match (exact, ranged) {
        (false, _) | (_, Some(Ok(false))) => Fit::OtherVersion,
        (true, Some(Err(_))) => Fit::RangeNotUnderstood,
        (true, Some(Ok(true)) | None) => Fit::Yes,
    }
}

fn fit_purl(text: &str, component: &Component) -> Fit {
    let Ok(named) = text.parse::<Purl>() else { return Fit::No };
    let own = component.purls.iter().filter_map(|purl| purl.parse::<Purl>().ok());
    own.map(|own| compare_purls(&named, &own)).max().unwrap_or(Fit::No)
}

/// Type, namespace and name agree, and so does every qualifier that the statement gives.
fn compare_purls(named: &Purl, own: &Purl) -> Fit {
    let same = named.kind == own.kind && named.namespace == own.namespace && named.name == own.name;
    let qualified = named.qualifiers.iter().all(|(key, value)| own.qualifiers.get(key) == Some(value));
    match (same && qualified, &named.version) {
        (false, _) => Fit::No,
        (true, Some(version)) if own.version.as_ref() != Some(version) => Fit::OtherVersion,
        (true, _) => Fit::Yes,
    }
}

fn fit_cpe(text: &str, component: &Component) -> Fit {
    let Ok(named) = text.parse::<Cpe>() else { return Fit::No };
    let own = component.cpes.iter().filter_map(|cpe| cpe.parse::<Cpe>().ok());
    let own = own.map(|own| Cpe { version: version_of(&own, component), ..own });
    own.map(|own| compare_cpes(&named, &own)).max().unwrap_or(Fit::No)
}

/// The version that a CPE name stands for: its own, else the component's.
fn version_of(cpe: &Cpe, component: &Component) -> Value {
    match (&cpe.version, &component.version) {
        (Value::Any, Some(version)) => Value::Text(version.to_lowercase()),
        (version, _) => version.clone(),
    }
}

fn compare_cpes(named: &Cpe, own: &Cpe) -> Fit {
    let agrees = |named: &Value, own: &Value| *named == Value::Any || *own == Value::Any || named == own;
    let same = named.product == own.product && agrees(&named.vendor, &own.vendor) && agrees(&named.part, &own.part);
    match same {
        false => Fit::No,
        true if named.version == Value::Any || named.version == own.version => Fit::Yes,
        true => Fit::OtherVersion,
    }
}

/// Writes a statement into a finding. "Under investigation" decides nothing.
fn state(finding: &mut Finding, statement: &Statement) {
    finding.status = match statement.status {
        Said::NotAffected => Status::NotAffected,
        Said::Fixed => Status::Fixed,
        Said::Affected => Status::Affected,
        Said::UnderInvestigation => return,
    };
    finding.reason = Some(Reason::StatedByVex);
    let words = [statement.justification.as_deref(), statement.detail.as_deref()];
    let words: Vec<&str> = words.into_iter().flatten().collect();
    finding.detail = (!words.is_empty()).then(|| words.join(": "));
}
