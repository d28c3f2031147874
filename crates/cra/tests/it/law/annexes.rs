//! Annexes II, V, VI and VII.

use std::collections::BTreeSet;

use steadfast_cra::Confidence;
use steadfast_cra::annexes::{Annex, LANGUAGES, REVIEWED, Wording, point, points, sentence, sentences};

#[test]
fn each_annex_has_its_points() {
    let ids = |annex| points(annex).map(|one| one.id.as_str()).collect::<Vec<_>>();
    let two = [
        "II.1", "II.2", "II.3", "II.4", "II.5", "II.6", "II.7", "II.8.a", "II.8.b", "II.8.c", "II.8.d", "II.8.e",
        "II.8.f", "II.9",
    ];
    assert_eq!(ids(Annex::Two), two);
    assert_eq!(ids(Annex::Five), ["V.1", "V.2", "V.3", "V.4", "V.5", "V.6", "V.7", "V.8"]);
    assert_eq!(ids(Annex::Six).len(), 4);
    let seven = [
        "VII.1.a", "VII.1.b", "VII.1.c", "VII.1.d", "VII.2.a", "VII.2.b", "VII.2.c", "VII.3", "VII.4", "VII.5",
        "VII.6", "VII.7", "VII.8",
    ];
    assert_eq!(ids(Annex::Seven), seven);
}

#[test]
fn a_point_says_where_it_stands() {
    let place = |id: &str| point(id).expect("a point").reference();
    assert_eq!(place("II.8.c"), "Annex II, point 8(c)");
    assert_eq!(place("V.7"), "Annex V, point 7");
    assert_eq!(place("VI.address"), "Annex VI");
    let german = |id: &str| point(id).expect("a point").reference_in("de-AT");
    assert_eq!(german("II.8.c"), "Anhang II Nummer 8 Buchstabe c");
    assert_eq!(german("V.7"), "Anhang V Nummer 7");
    assert_eq!(german("VI.address"), "Anhang VI");
}

#[test]
fn sentences_are_there_in_reviewed_languages_alone() {
    let all: BTreeSet<&str> = LANGUAGES.into_iter().collect();
    assert_eq!(all.len(), 24);
    for language in LANGUAGES {
        let there = sentences().iter().all(|one| sentence(&one.id, language).is_some());
        let none = sentences().iter().all(|one| sentence(&one.id, language).is_none());
        assert!(if REVIEWED.contains(&language) { there } else { none }, "{language}");
    }
    let simplified = sentence("simplified", "de").expect("German");
    assert!(simplified.contains("{manufacturer}") && simplified.contains("{type}"));
}

#[test]
fn a_sentence_says_where_its_words_are_from_and_how_sure_we_are() {
    for one in sentences() {
        assert!(!one.note.is_empty(), "{}", one.id);
        let prescribed = one.reference == "Annex VI" || one.id == "signed";
        assert_eq!(one.wording == Wording::Prescribed, prescribed, "{}", one.id);
    }
    let simplified = sentences().iter().find(|one| one.id == "simplified").expect("a sentence");
    assert!(simplified.text.en.contains("digital elements type {type} is in compliance"), "as the annex has it");
    assert_eq!(simplified.confidence.of("de-AT"), Confidence::Low, "the German annex was not read");
    assert_eq!(simplified.confidence.of("en"), Confidence::High);
}
