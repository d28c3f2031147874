//! 6.1.26 and 6.1.27: what a profile asks for.

use std::collections::BTreeSet;

use super::place::{category, groups, named, vulnerabilities};
use super::{At, Found};

const PROFILES: [&str; 5] = [
    "csaf_base",
    "csaf_security_incident_response",
    "csaf_informational_advisory",
    "csaf_security_advisory",
    "csaf_vex",
];
const NAMES: [&str; 4] = ["securityincidentresponse", "informationaladvisory", "securityadvisory", "vex"];
const STATES: [&str; 4] = ["fixed", "known_affected", "known_not_affected", "under_investigation"];

pub(super) fn check(root: &At<'_>, found: &mut Found) {
    name(root, found);
    let flaws = vulnerabilities(root);
    match category(root) {
        "csaf_security_incident_response" => report(root, found),
        "csaf_informational_advisory" => {
            report(root, found);
            if let Some(at) = root.get("vulnerabilities") {
                found.add("6.1.27.3", &at, "an informational advisory has no vulnerabilities");
            }
        }
        "csaf_security_advisory" => {
            both(root, &flaws, found);
            lacking("6.1.27.6", &flaws, "product_status", found);
        }
        "csaf_vex" => {
            both(root, &flaws, found);
            flaws.iter().for_each(|flaw| vex(root, flaw, found));
        }
        _ => {}
    }
}

/// 6.1.26: nobody calls something else like a profile.
fn name(root: &At<'_>, found: &mut Found) {
    let (own, Some(document)) = (category(root), root.get("document")) else { return };
    if PROFILES.contains(&own) {
        return;
    }
    let bare: String =
        own.to_lowercase().chars().filter(|letter| !"_-".contains(*letter) && !letter.is_whitespace()).collect();
    if own.to_lowercase().starts_with("csaf_") {
        found.below("6.1.26", &document, "category", "the names that begin so are the standard's");
    } else if NAMES.contains(&bare.as_str()) {
        found.below("6.1.26", &document, "category", "it is called like a profile and keeps none");
    }
}

/// 6.1.27.1 and 6.1.27.2: what a report without vulnerabilities says.
fn report(root: &At<'_>, found: &mut Found) {
    let Some(document) = root.get("document") else { return };
    let says = |list: &str, words: &[&str]| {
        document.each(list).iter().any(|entry| entry.text("category").is_some_and(|word| words.contains(&word)))
    };
    if !says("notes", &["description", "details", "general", "summary"]) {
        found.below("6.1.27.1", &document, "notes", "a note says what it is about");
    }
    if !says("references", &["external"]) {
        found.below("6.1.27.2", &document, "references", "an external reference is missing");
    }
}

/// 6.1.27.4, 6.1.27.5, 6.1.27.11: products and vulnerabilities with words.
fn both(root: &At<'_>, flaws: &[At<'_>], found: &mut Found) {
    for (test, name) in [("6.1.27.4", "product_tree"), ("6.1.27.11", "vulnerabilities")] {
        if root.get(name).is_none() {
            found.add(test, root, format!("{name} is missing"));
        }
    }
    lacking("6.1.27.5", flaws, "notes", found);
}

fn lacking(test: &'static str, flaws: &[At<'_>], name: &str, found: &mut Found) {
    for flaw in flaws.iter().filter(|flaw| flaw.get(name).is_none()) {
        found.add(test, flaw, format!("{name} is missing"));
    }
}

/// 6.1.27.7 to 6.1.27.10: a state of products with its reason or its remedy, for a vulnerability with a name.
fn vex(root: &At<'_>, flaw: &At<'_>, found: &mut Found) {
    if flaw.get("ids").is_none() && flaw.get("cve").is_none() {
        found.add("6.1.27.8", flaw, "it has neither a CVE number nor another id");
    }
    let Some(status) = flaw.get("product_status") else {
        return found.add("6.1.27.7", flaw, "product_status is missing");
    };
    if STATES.iter().all(|state| status.get(state).is_none()) {
        found.add("6.1.27.7", &status, "no state of a product is said");
    }
    let groups = groups(root);
    let told =
        |entries: Vec<At<'_>>| entries.iter().flat_map(|entry| named(entry, &groups)).map(str::to_owned).collect();
    let impacts = flaw.each("threats").into_iter().filter(|threat| threat.text("category") == Some("impact"));
    let reasons: BTreeSet<String> = told(impacts.chain(flaw.each("flags")).collect());
    let remedies: BTreeSet<String> = told(flaw.each("remediations"));
    untold("6.1.27.9", &status, ("known_not_affected", "a reason"), &reasons, found);
    untold("6.1.27.10", &status, ("known_affected", "a remedy"), &remedies, found);
}

fn untold(
    test: &'static str,
    status: &At<'_>,
    (state, what): (&str, &str),
    told: &BTreeSet<String>,
    found: &mut Found,
) {
    for (id, at) in status.texts(state).iter().filter(|(id, _)| !told.contains(*id)) {
        found.add(test, at, format!("{what} is missing for {id:?}"));
    }
}
