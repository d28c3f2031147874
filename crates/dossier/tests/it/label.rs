//! The label.

use jiff::civil::date;
use steadfast_dossier::Language;
use steadfast_dossier::label::{Label, LabelError, label};

use crate::facts::{maker, product, some};

fn facts() -> Label {
    Label {
        product: product(),
        manufacturer: maker(),
        address: some("https://example.com/p/gw-200"),
        support_end: Some(date(2033, 1, 31)),
        marked: false,
        body_number: None,
    }
}

#[test]
fn it_says_what_the_act_wants_on_it() {
    let svg = label(&facts(), Language::German).expect("complete");
    for words in ["Gateway · GW-200", "Serial numbers 1000", "Muster GmbH", "security@example.com", "bis 01/2033"] {
        assert!(svg.contains(words), "{words}: {svg}");
    }
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n") && svg.contains("lang=\"de\""));
    assert!(!svg.contains(">CE<"));
}

#[test]
fn the_marking_stands_on_it_only_when_told_with_the_number_behind() {
    let svg =
        label(&Label { marked: true, body_number: some("0123"), ..facts() }, Language::English).expect("complete");
    assert!(svg.contains("<title>CE</title>") && svg.contains(">0123</text>"));
}

#[test]
fn what_is_written_is_no_markup() {
    let mut evil = facts();
    evil.product.name = some("<script>&\"");
    let svg = label(&evil, Language::English).expect("complete");
    assert!(!svg.contains("<script>") && svg.contains("&lt;script&gt;&amp;&quot;"));
}

#[test]
fn a_label_that_says_nothing_is_none() {
    let missing = label(&Label::default(), Language::English);
    assert_eq!(missing, Err(LabelError::Missing("the address of the product's page")));
    let long = Label { address: Some(format!("https://example.com/{}", "x".repeat(4000))), ..facts() };
    assert_eq!(label(&long, Language::English), Err(LabelError::TooLong(4020)));
}
