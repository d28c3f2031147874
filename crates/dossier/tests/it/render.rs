//! Papers as HTML, PDF, plain text and JSON.

use proptest::prelude::*;
use steadfast_dossier::declaration::{Declaration, draft};
use steadfast_dossier::render::{html, json, pdf, plain};
use steadfast_dossier::user_information::user_information as build;
use steadfast_dossier::{Block, Document, Language};

use crate::facts::{declaration, made, user_information};

fn papers() -> Vec<Document> {
    let of = |language| [draft(&declaration(), language, made()), build(&user_information(), language, made())];
    Language::ALL.into_iter().flat_map(of).collect()
}

#[test]
fn html_stands_alone_and_names_its_language() {
    for paper in papers() {
        let page = html(&paper);
        assert!(page.contains(&format!("<html lang=\"{}\">", paper.language.tag())));
        for foreign in ["<script", "src=", "<link", "@import", "url("] {
            assert!(!page.contains(foreign), "{foreign}");
        }
        assert_eq!(page.matches("<h1>").count(), 1);
        assert_eq!(page.matches("<table").count(), page.matches("</table>").count());
    }
}

#[test]
fn every_cell_of_a_head_says_what_it_is_the_head_of() {
    let page = html(&draft(&declaration(), Language::English, made()));
    assert!(page.contains("<th scope=\"col\">Act</th>"));
    assert_eq!(page.matches("<th").count() - page.matches("<thead").count(), page.matches("<th scope=").count());
}

#[test]
fn no_text_is_without_words() {
    for paper in papers().into_iter().chain([draft(&Declaration::default(), Language::German, made())]) {
        let text = plain(&paper);
        assert!(!text.contains('«') && !text.contains('{'), "{text}");
    }
}

#[test]
fn the_structured_form_has_every_gap_with_its_point() {
    let value = json(&draft(&Declaration::default(), Language::English, made())).expect("written");
    assert_eq!(value["kind"], "declaration");
    assert_eq!(value["gaps"][0]["point"], "V.1");
    assert_eq!(value["gaps"][0]["why"], "not-stated");
    assert_eq!(value["made"], "2028-01-10T09:30:00Z");
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    for paper in papers() {
        let bytes = pdf(&paper).expect("a paper");
        assert!(bytes.starts_with(b"%PDF-") && bytes == pdf(&paper).expect("a paper"));
    }
}

#[test]
fn lines_of_plain_text_are_not_longer_than_a_terminal() {
    for paper in papers() {
        let long = plain(&paper).lines().map(|line| line.chars().count()).max();
        assert!(long <= Some(102), "{long:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_people_write_stays_text(name in any::<String>(), address in any::<String>()) {
        let mut facts = declaration();
        facts.product.name = Some(name.clone());
        facts.manufacturer.address = Some(format!("<b>{address}"));
        let paper = draft(&facts, Language::English, made());
        let page = html(&paper);
        prop_assert!(!page.contains("<b>"));
        prop_assert!(!page.chars().any(|letter| letter.is_control() && letter != '\n' && letter != '\t'));
        prop_assert!(pdf(&paper).is_ok());
        let shown = paper.blocks.iter().any(|block| matches!(block, Block::Facts { facts } if facts.iter().any(|fact| fact.value.as_deref() == Some(name.trim()))));
        prop_assert_eq!(shown, !name.trim().is_empty());
    }
}
