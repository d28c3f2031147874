//! Annex II.

use steadfast_cra::annexes::{Annex, Need, points};
use steadfast_dossier::facts::Said;
use steadfast_dossier::render::plain;
use steadfast_dossier::user_information::{UserInformation, user_information as build};
use steadfast_dossier::{Language, Why};

use crate::facts::{gaps, made, some, user_information};

#[test]
fn complete_information_has_no_gap_in_both_languages() {
    for language in Language::ALL {
        assert_eq!(gaps(&build(&user_information(), language, made())), []);
    }
}

#[test]
fn every_point_that_is_always_asked_for_is_missed_when_nothing_is_stated() {
    let paper = build(&UserInformation::default(), Language::English, made());
    let required: Vec<&str> = paper.required_gaps().map(|gap| gap.point.as_str()).collect();
    let always: Vec<&str> =
        points(Annex::Two).filter(|point| point.need == Need::Always).map(|point| point.id.as_str()).collect();
    assert_eq!(required, always);
    let open: Vec<(&str, bool)> = gaps(&paper).into_iter().filter(|(_, required)| !required).collect();
    assert_eq!(open, [("II.6", false), ("II.8.f", false)]);
}

#[test]
fn what_integrators_need_is_required_once_it_is_known_that_there_are_any() {
    let with =
        |for_integrators| build(&UserInformation { for_integrators, ..user_information() }, Language::German, made());
    assert_eq!(gaps(&with(Some(false))), []);
    assert_eq!(gaps(&with(None)), [("II.8.f", false)]);
    assert_eq!(gaps(&with(Some(true))), [("II.8.f", true)]);
}

#[test]
fn the_end_of_support_is_month_and_year() {
    let text = plain(&build(&user_information(), Language::German, made()));
    assert!(text.contains("01/2033 (letzter Tag: 31.01.2033)"), "{text}");
    assert!(text.contains("kostenlos"));
}

#[test]
fn the_bill_of_materials_is_named_as_such() {
    let with = UserInformation { bill: some("https://example.com/bill"), ..user_information() };
    let text = plain(&build(&with, Language::German, made()));
    assert!(text.contains("Software-Stückliste (SBOM): https://example.com/bill"), "{text}");
}

#[test]
fn a_language_that_is_missing_is_named() {
    let facts =
        UserInformation { updates: Said([("en".to_owned(), "By the page.".to_owned())].into()), ..user_information() };
    let paper = build(&facts, Language::German, made());
    assert_eq!(gaps(&paper), [("II.8.c", true)]);
    assert_eq!(paper.gaps[0].why, Why::NotInLanguage);
    assert_eq!(paper.gaps[0].reference, "Anhang II Nummer 8 Buchstabe c");
}
