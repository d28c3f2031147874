//! What a CycloneDX vulnerability with an analysis states, whether it was written as JSON or XML.

use jiff::Timestamp;

use super::{Identifiers, Scope, Statement, Status};
use crate::Place;
use crate::advisory::naming::decoded;

/// A vulnerability as CycloneDX writes it; what is absent is empty.
pub(super) struct Flaw {
    pub(super) id: String,
    pub(super) aliases: Vec<String>,
    pub(super) state: String,
    pub(super) justification: String,
    pub(super) detail: String,
    pub(super) time: Option<Timestamp>,
    pub(super) named: Vec<Named>,
    pub(super) place: Place,
}

/// An entry of `affects`.
pub(super) struct Named {
    pub(super) reference: String,
    pub(super) versions: Vec<Analysed>,
}

/// An entry of `affects[].versions`.
pub(super) struct Analysed {
    pub(super) version: String,
    pub(super) range: String,
    pub(super) status: String,
}

/// The statements: one with the status of the analysis, and one more for each other status that single versions
/// have. `note` takes what cannot be understood.
pub(super) fn statements_of(flaw: &Flaw, note: &mut dyn FnMut(String)) -> Vec<Statement> {
    let Some(state) = status(&flaw.state) else {
        note(format!("unknown state of the analysis `{}`", flaw.state));
        return Vec::new();
    };
    if flaw.id.is_empty() {
        note("the vulnerability has no id".to_owned());
        return Vec::new();
    }
    let mut scopes: Vec<(Status, Vec<Scope>)> = vec![(state, Vec::new())];
    for (status, scope) in flaw.named.iter().flat_map(|named| scopes_of(named, state, note)).collect::<Vec<_>>() {
        match scopes.iter_mut().find(|(known, _)| *known == status) {
            Some((_, list)) => list.push(scope),
            None => scopes.push((status, vec![scope])),
        }
    }
    // Where every version has another status, nothing is left that the analysis itself speaks of.
    scopes.retain(|(_, list)| !list.is_empty() || flaw.named.is_empty());
    scopes.into_iter().map(|(status, products)| statement(flaw, state, status, products)).collect()
}

fn statement(flaw: &Flaw, state: Status, status: Status, products: Vec<Scope>) -> Statement {
    let aliases = flaw.aliases.iter().filter(|alias| !alias.is_empty() && **alias != flaw.id).cloned();
    let own = status == state;
    Statement {
        vulnerability: std::iter::once(flaw.id.clone()).chain(aliases).collect(),
        status,
        justification: Some(justification(&flaw.justification)).filter(|word| own && !word.is_empty()),
        detail: Some(flaw.detail.clone()).filter(|detail| !detail.is_empty()),
        time: flaw.time,
        products,
        place: flaw.place.clone(),
    }
}

fn status(state: &str) -> Option<Status> {
    match state {
        "not_affected" | "false_positive" => Some(Status::NotAffected),
        "resolved" | "resolved_with_pedigree" => Some(Status::Fixed),
        "exploitable" => Some(Status::Affected),
        "in_triage" => Some(Status::UnderInvestigation),
        _ => None,
    }
}

/// In OpenVEX spelling where it has the same meaning there, else as written.
fn justification(word: &str) -> String {
    match word {
        "code_not_present" => "vulnerable_code_not_present",
        "code_not_reachable" => "vulnerable_code_not_in_execute_path",
        protected if protected.starts_with("protected_") => "inline_mitigations_already_exist",
        other => other,
    }
    .to_owned()
}

/// The scopes of one entry of `affects`, each with its status.
fn scopes_of(named: &Named, state: Status, note: &mut dyn FnMut(String)) -> Vec<(Status, Scope)> {
    let product = Identifiers { references: vec![link(&named.reference)], ..Identifiers::default() };
    if named.versions.is_empty() {
        return vec![(state, Scope { product, subcomponents: Vec::new() })];
    }
    let mut scopes = Vec::new();
    for one in &named.versions {
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let (version, version_range) = (given(&one.version), given(&one.range));
        match status_of(state, &one.status) {
            _ if version.is_none() && version_range.is_none() => {
                note(format!("an affected version of `{}` names neither version nor range", named.reference));
            }
            Some(status) => {
                let product = Identifiers { version, version_range, ..product.clone() };
                scopes.push((status, Scope { product, subcomponents: Vec::new() }));
            }
            None => note(format!("`{}` is {state} as a whole, yet a version of it is {}", named.reference, one.status)),
        }
    }
    scopes
}

/// What the status of a version makes of the analysis; `None` where the two contradict each other.
fn status_of(state: Status, version: &str) -> Option<Status> {
    match (state, version) {
        (Status::NotAffected, "affected") => None,
        (Status::Fixed, "affected") => Some(Status::Affected),
        (Status::Affected | Status::UnderInvestigation, "unaffected") => Some(Status::NotAffected),
        (Status::Affected, "unknown") => Some(Status::UnderInvestigation),
        (state, "" | "affected" | "unaffected" | "unknown") => Some(state),
        _ => None,
    }
}

/// A BOM-Link `urn:cdx:SERIAL/VERSION#REFERENCE` taken apart, or a reference into this document. A link to a whole
/// bill has an empty reference.
fn link(reference: &str) -> (Option<String>, String) {
    let Some(linked) = reference.strip_prefix("urn:cdx:") else { return (None, reference.to_owned()) };
    let (bill, inner) = linked.split_once('#').unwrap_or((linked, ""));
    let serial = bill.split('/').next().unwrap_or(bill);
    (Some(serial.to_owned()), decoded(inner))
}
