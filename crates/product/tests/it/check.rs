//! The check: phases, references, cycles, places.

use std::collections::BTreeSet;

use steadfast_product::check::{MOST_FINDINGS, RULES, nearest};
use steadfast_product::{Finding, Phase, Severity, check};

use super::file;

pub(crate) fn found(text: &str) -> Vec<Finding> {
    check(&file(text), Phase::Delivery)
}

/// The finding with this code.
#[track_caller]
pub(crate) fn one(text: &str, code: &str) -> Finding {
    let found = found(text);
    let one = found.iter().find(|finding| finding.code == code);
    one.unwrap_or_else(|| panic!("no {code} among {:?}", found.iter().map(|one| one.code).collect::<Vec<_>>())).clone()
}

#[test]
fn an_empty_file_lacks_what_can_be_known_by_each_phase() {
    let paths = |phase| check(&file(""), phase).into_iter().map(|finding| finding.path).collect::<BTreeSet<_>>();
    let (concept, design, delivery) = (paths(Phase::Planning), paths(Phase::Design), paths(Phase::Delivery));
    assert!(concept.contains("product.name") && concept.contains("purpose.intended"));
    assert!(!concept.contains("threat") && !concept.contains("contact.address"));
    assert!(design.contains("threat") && !design.contains("contact.address"));
    assert!(delivery.contains("contact.address"));
    assert!(concept.is_subset(&design) && design.is_subset(&delivery));
}

#[test]
fn findings_name_code_clause_and_what_to_do() {
    let codes: BTreeSet<&str> = RULES.iter().map(|rule| rule.code).collect();
    for finding in found("[[threat]]\nid = \"t\"\n[[interface]]\nid = \"i\"\n") {
        assert!(codes.contains(finding.code), "{}", finding.code);
        assert!(!finding.clause.is_empty() && !finding.advice.is_empty() && !finding.says.is_empty(), "{finding:?}");
    }
}

#[test]
fn a_slip_in_an_id_is_found_with_line_column_and_what_was_meant() {
    let text = "[[asset]]\nid = \"firmware\"\n[[threat]]\nid = \"t\"\nassets = [\n  \"firmwar\",\n]\n";
    let finding = one(text, "unknown-id");
    assert_eq!(finding.severity, Severity::Wrong);
    assert_eq!(finding.path, "threat[0].assets[0]");
    assert_eq!(finding.place.expect("a place").to_string(), "line 7, column 3");
    assert!(finding.says.contains("\"firmware\" is the nearest"), "{}", finding.says);
}

#[test]
fn every_kind_of_unknown_name_is_found() {
    for (text, code, meant) in [
        ("[[control]]\nid = \"c\"\nrequirements = [\"I.1.2.z\"]\n", "requirement-unknown", "I.1.2."),
        ("[[control]]\nid = \"c\"\ngiven-by = \"event-lug\"\n", "feature-unknown", "event-log"),
        ("[category]\nid = \"III.I.99\"\n", "category-unknown", "III.I."),
        ("[[standard]]\nid = \"iec-62443-4-3\"\n", "standard-unknown", "iec-62443-4-"),
        ("[scope]\nexcluded = \"medical-device\"\n", "exclusion-unknown", "medical-devices"),
        ("[[entry]]\nid = \"e\"\ninterface = \"nowhere\"\n", "unknown-id", "[[interface]]"),
        ("[phase.design]\nevidence = [\"nothing\"]\n", "unknown-id", "[[evidence]]"),
        ("[[asset]]\nid = \"a\"\n[[asset]]\nid = \"a\"\n", "duplicate-id", "\"a\""),
    ] {
        let finding = one(text, code);
        assert!(finding.says.contains(meant), "{text}: {}", finding.says);
        assert!(finding.place.is_some(), "{text}");
    }
    assert_eq!(one("[[asset]]\nname = \"x\"\n", "no-id").severity, Severity::Missing);
    assert_eq!(one("[[standard]]\nid = \"house-rules\"\n", "standard-unknown").severity, Severity::Open);
}

#[test]
fn what_rests_on_itself_is_found_with_its_way() {
    let control = |id: &str, on: &str| format!("[[control]]\nid = \"{id}\"\nrests-on = [\"{on}\"]\n");
    let ring = [control("x", "a"), control("a", "b"), control("b", "c"), control("c", "a")].concat();
    assert_eq!(one(&ring, "cycle").says, "a → b → c → a rests on itself");
    assert!(found(&[control("a", "b"), control("b", "c")].concat()).iter().all(|finding| finding.code != "cycle"));
    assert!(one("[[threat]]\nid = \"t\"\nbecause = [\"t\"]\n", "cycle").says.starts_with("t → t"));
}

#[test]
fn long_chains_and_many_findings_end() {
    let chain: String =
        (0..10_000).map(|at| format!("[[control]]\nid = \"{at}\"\nrests-on = [\"{}\"]\n", at + 1)).collect();
    let found = found(&chain);
    assert_eq!(found.len(), MOST_FINDINGS);
    assert_eq!(found.last().expect("the last").code, "too-many-findings");
}

#[test]
fn a_file_full_of_names_that_lead_nowhere_ends() {
    let names: String = (0..20_000).map(|at| format!("\"name-{at}\",")).collect();
    let entries: String = (0..4_000).map(|at| format!("[[entry]]\nid = \"nome-{at}\"\ninterface = \"x\"\n")).collect();
    let exempt = "[[not-applicable]]\nrequirement = \"I.1.2.g\"\n".repeat(4_000);
    let text = format!("{entries}{exempt}[[threat]]\nid = \"t\"\nentries = [{names}]\ncontrols = [{names}]\n");
    assert_eq!(found(&text).len(), MOST_FINDINGS);
}

#[test]
fn the_nearest_name_is_near() {
    assert_eq!(nearest("updats", ["updates", "pages"]), Some("updates"));
    assert_eq!(nearest("x", ["updates", "pages"]), None);
    assert_eq!(nearest("", ["a"]), None);
    assert_eq!(nearest(&"u".repeat(1 << 20), ["updates"]), None);
}
