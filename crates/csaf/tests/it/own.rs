//! What we write ourselves.

use proptest::prelude::*;
use steadfast_csaf::document::*;
use steadfast_csaf::{Kind, check_text};

use crate::made;

#[test]
fn a_whole_document_passes_every_test() {
    let text = made::document().write().expect("a document that may be published");
    assert_eq!(check_text(&text).findings, []);
}

#[test]
fn the_same_document_has_the_same_bytes() {
    assert_eq!(made::document().write(), made::document().write());
}

#[test]
fn a_document_that_names_what_it_does_not_define_is_not_written() {
    let mut document = made::document();
    document.vulnerabilities[0].product_status.fixed.push("P9".to_owned());
    let error = document.write().expect_err("nothing is written");
    assert_eq!(error.0.iter().map(|finding| finding.test).collect::<Vec<_>>(), ["6.1.1"]);
    assert!(error.to_string().contains("/vulnerabilities/0/product_status/fixed/1"), "{error}");
}

#[test]
fn an_empty_text_is_against_the_schema() {
    let mut document = made::document();
    document.document.title.clear();
    let error = document.write().expect_err("nothing is written");
    assert_eq!(error.0.first().map(|finding| finding.kind()), Some(Kind::Schema));
}

#[test]
fn what_is_no_json_has_one_finding() {
    assert_eq!(check_text("{").findings.len(), 1);
}

/// A document with these states of products: number by number 0 affected, 1 fixed, 2 not affected, 3 not known yet.
pub(crate) fn with_states(states: &[u8], revisions: usize, words: &str) -> Document {
    let mut document = made::document();
    let id = |index: usize| format!("V{index}");
    let mut flaw = Vulnerability {
        cve: Some("CVE-2027-12345".to_owned()),
        notes: vec![made::note(NoteCategory::Description, words)],
        ..Vulnerability::default()
    };
    let mut ends = Vec::new();
    for (index, state) in states.iter().enumerate() {
        let (version, ids) = (format!("1.{index}"), vec![id(index)]);
        let helper = IdentificationHelper { purl: Some(format!("pkg:generic/a@{index}")), ..Default::default() };
        let product = Product {
            name: format!("A {version}"),
            product_id: id(index),
            product_identification_helper: helper.said(),
        };
        ends.push(Branch::end(BranchCategory::ProductVersion, &version, product));
        let status = &mut flaw.product_status;
        match state {
            0 => status.known_affected.push(id(index)),
            1 => status.fixed.push(id(index)),
            2 => {
                status.known_not_affected.push(id(index));
                flaw.flags.push(Flag { label: FlagLabel::ComponentNotPresent, product_ids: ids });
                continue;
            }
            _ => status.under_investigation.push(id(index)),
        }
        flaw.remediations.push(Remediation {
            category: RemediationCategory::Mitigation,
            details: words.to_owned(),
            product_ids: ids,
            url: None,
        });
    }
    let name = Branch::over(BranchCategory::ProductName, "A", ends);
    let vendor = Branch::over(BranchCategory::Vendor, "Example GmbH", vec![name]);
    document.product_tree = Some(ProductTree { branches: vec![vendor], relationships: Vec::new() });
    document.vulnerabilities = vec![flaw];
    let numbers: Vec<String> = (1..=revisions).map(|number| number.to_string()).collect();
    document.document.tracking = made::tracking(&numbers.iter().map(String::as_str).collect::<Vec<_>>());
    document
}

proptest! {
    #[test]
    fn whatever_states_products_have_the_document_may_be_published(
        states in proptest::collection::vec(0_u8..4, 1..30), revisions in 1_usize..25, words in "\\PC{1,200}",
    ) {
        let document = with_states(&states, revisions, &words);
        prop_assert!(document.write().is_ok(), "{:?}", document.write());
    }
}
