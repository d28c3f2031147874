//! The statement on the support period, and the marking.

use jiff::civil::date;
use steadfast_cra::routes::Procedure;
use steadfast_dossier::marking::{Marking, Where, marking};
use steadfast_dossier::render::plain;
use steadfast_dossier::support_statement::{SupportStatement, support_statement};
use steadfast_dossier::{Language, Why};

use crate::facts::{both, gaps, made, product, some};

fn statement() -> SupportStatement {
    let reasons = ["user-expectations", "nature", "union-law"];
    SupportStatement {
        product: product(),
        from: Some(date(2028, 1, 10)),
        to: Some(date(2035, 1, 31)),
        expected_months: Some(84),
        reasons: reasons.map(|id| (id.to_owned(), both("Because.", "Weil."))).into(),
    }
}

#[test]
fn a_period_with_reasons_has_no_gap() {
    let paper = support_statement(&statement(), Language::English, made());
    assert_eq!(gaps(&paper), []);
    let text = plain(&paper);
    assert!(text.contains("84 months") && text.contains("01/2035") && text.contains("Because."), "{text}");
}

#[test]
fn a_period_that_is_too_short_is_a_contradiction() {
    let paper =
        support_statement(&SupportStatement { expected_months: Some(120), ..statement() }, Language::German, made());
    assert_eq!((paper.gaps[0].point.as_str(), paper.gaps[0].why), ("Art. 13(8)", Why::Contradicted));
    let text = plain(&paper);
    assert!(text.contains("kürzer als die erwartete Nutzungsdauer"));
    assert!(text.contains("Dauer des Unterstützungszeitraums: Art. 13 Abs. 8: stimmt nicht (erforderlich)"), "{text}");
}

#[test]
fn a_criterion_without_a_reason_is_point_4_of_annex_vii() {
    let mut facts = statement();
    facts.reasons.remove("union-law");
    assert_eq!(gaps(&support_statement(&facts, Language::English, made())), [("VII.4", true)]);
}

#[test]
fn the_number_of_the_body_follows_the_marking_with_module_h_alone() {
    let with = |procedure| Marking {
        product: product(),
        software_alone: Some(false),
        place: Some(Where::Product),
        procedure: Some(procedure),
        body_number: some("0123"),
    };
    assert_eq!(with(Procedure::FullQualityAssurance).number(), Some("0123"));
    assert_eq!(with(Procedure::TypeExamination).number(), None);
    assert!(plain(&marking(&with(Procedure::TypeExamination), Language::English, made())).contains("none: Art. 30(4)"));
    let unnumbered = Marking { body_number: None, ..with(Procedure::FullQualityAssurance) };
    assert_eq!(gaps(&marking(&unnumbered, Language::English, made())), [("Art. 30(4)", true)]);
}

#[test]
fn hardware_does_not_have_its_marking_on_a_website_alone() {
    let place = Some(Where::Website { address: "https://example.com/ce".to_owned() });
    let of = |software_alone| {
        let procedure = Some(Procedure::InternalControl);
        marking(
            &Marking { software_alone, place: place.clone(), procedure, ..Marking::default() },
            Language::English,
            made(),
        )
    };
    assert_eq!(gaps(&of(Some(false))), [("Art. 30(1)", true)]);
    assert_eq!(gaps(&of(Some(true))), []);
}
