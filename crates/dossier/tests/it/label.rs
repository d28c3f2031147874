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

/// The rows of words: where they stand, how high their letters are, and what they say.
fn rows(svg: &str) -> Vec<(u32, u32, String)> {
    let number = |row: &str, name: &str| -> u32 {
        let (_, after) = row.split_once(&format!(" {name}=\"")).expect("an attribute");
        after.split('"').next().and_then(|value| value.parse().ok()).expect("a number")
    };
    let all = svg.split("<text x=\"340\"").skip(1).map(|row| {
        let words = row.split_once('>').and_then(|(_, after)| after.split('<').next()).expect("words");
        (number(row, "y"), number(row, "font-size"), words.to_owned())
    });
    all.collect()
}

#[test]
fn long_words_go_on_in_the_next_row_and_none_stands_in_another() {
    let mut long = facts();
    long.marked = true;
    long.product.name = some("Gateway for machines with several fieldbuses and a display");
    long.manufacturer.address = some("Werner-von-Siemens-Straße 112, Gebäude 7\n12345 Musterstadt an der Saale");
    long.manufacturer.digital = some("https://www.example.com/support/products/gateways/gw-200/contact-and-security");
    let svg = label(&long, Language::German).expect("it fits");
    let rows = rows(&svg);
    let said: Vec<&str> = rows.iter().map(|(_, _, words)| words.as_str()).collect();
    assert!(said.join(" ").starts_with("Gateway for machines with several fieldbuses and a display"), "{said:?}");
    assert!(rows.windows(2).all(|pair| pair[1].0 - pair[0].0 >= pair[1].1), "{rows:?}");
    assert!(
        rows.iter().all(|(y, size, words)| *y <= 300 && *size as usize * words.chars().count() <= 1000),
        "{rows:?}"
    );
}

#[test]
fn more_than_can_be_read_on_it_is_refused() {
    let mut much = facts();
    much.manufacturer.address = some(&"A long line of an address. ".repeat(30));
    assert!(matches!(label(&much, Language::English), Err(LabelError::TooMuch(letters)) if letters > 800));
}

#[test]
fn a_label_that_says_nothing_is_none() {
    let missing = label(&Label::default(), Language::English);
    assert_eq!(missing, Err(LabelError::Missing("the address of the product's page")));
    let long = Label { address: Some(format!("https://example.com/{}", "x".repeat(4000))), ..facts() };
    assert_eq!(label(&long, Language::English), Err(LabelError::TooLong(4020)));
}
