//! What the standard's tests found, with where that is on the page.

use steadfast_csaf::{Finding, Kind, Report};

use crate::web::pages::advisory_check::{CheckedView, FoundView};

/// What the tests say, the gravest first.
pub(super) fn checked(report: &Report) -> CheckedView {
    let of = |kinds: &[Kind]| kinds.iter().flat_map(|kind| report.of(*kind)).map(found).collect();
    CheckedView {
        blocking: of(&[Kind::Schema, Kind::Mandatory]),
        optional: of(&[Kind::Optional]),
        informative: of(&[Kind::Informative]),
    }
}

fn found(finding: &Finding) -> FoundView {
    let (place, flaw) = place(finding);
    FoundView { test: finding.test, place, flaw, pointer: finding.pointer.clone(), reason: finding.reason.clone() }
}

/// Where on the page that is what a finding is about, and at which vulnerability.
fn place(finding: &Finding) -> (&'static str, Option<usize>) {
    let steps: Vec<&str> = finding.pointer.split('/').skip(1).collect();
    match (finding.test, steps.as_slice()) {
        ("6.1.27.4", _) => ("states", Some(0)),
        ("6.1.27.11", _) => ("flaws", None),
        (test, ["vulnerabilities", at, rest @ ..]) => (of_flaw(test, rest), at.parse().ok()),
        (_, ["document", name, ..]) => (of_document(name), None),
        (_, ["product_tree", ..]) => ("products", None),
        _ => ("document", None),
    }
}

fn of_document(name: &str) -> &'static str {
    match name {
        "title" => "title",
        "notes" => "summary",
        "distribution" => "tlp",
        "references" => "references",
        "acknowledgments" => "thanks",
        "publisher" => "publisher",
        "tracking" => "versions",
        _ => "document",
    }
}

fn of_flaw(test: &str, steps: &[&str]) -> &'static str {
    match (test, steps.first().copied().unwrap_or_default()) {
        ("6.1.27.5", _) | (_, "notes") => "description",
        (_, "cve" | "ids") => "ids",
        (_, "cwe") => "cwe",
        (_, "scores") => "vector",
        ("6.1.27.6", _) | (_, "product_status" | "flags" | "threats") => "states",
        (_, "remediations") => "help",
        _ => "flaws",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(test: &'static str, pointer: &str) -> (&'static str, Option<usize>) {
        place(&Finding { test, pointer: pointer.to_owned(), reason: String::new() })
    }

    #[test]
    fn a_finding_leads_to_the_field_that_it_is_about() {
        assert_eq!(at("schema", "/document/title"), ("title", None));
        assert_eq!(at("6.1.8", "/vulnerabilities/1/scores/0/cvss_v3"), ("vector", Some(1)));
        assert_eq!(at("6.1.27.5", "/vulnerabilities/0"), ("description", Some(0)));
        assert_eq!(at("6.1.27.11", ""), ("flaws", None));
        assert_eq!(at("6.2.1", "/product_tree/branches/0"), ("products", None));
        assert_eq!(at("6.3.1", ""), ("document", None));
    }
}
