//! Declarations of conformity.

use steadfast_cra::routes::Procedure;
use steadfast_dossier::declaration::{Declaration, DeclarationError, Final, draft};
use steadfast_dossier::facts::{Act, Assessment, Declared, Party, Said};
use steadfast_dossier::render::plain;
use steadfast_dossier::simplified::{Simplified, simplified};
use steadfast_dossier::{Language, Why};

use crate::facts::{declaration, gaps, made, some};

/// The points that keep a declaration from being final.
fn missing(facts: &Declaration) -> Vec<String> {
    match Final::new(facts, Language::German, made()) {
        Ok(_) => Vec::new(),
        Err(DeclarationError::Incomplete(gaps)) => gaps.into_iter().map(|gap| gap.point).collect(),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_complete_declaration_is_final_in_both_languages() {
    for language in Language::ALL {
        let paper = Final::new(&declaration(), language, made()).expect("complete");
        assert_eq!(gaps(paper.document()), [], "what is not declared is said, and nothing is missing");
        let text = plain(paper.document());
        for words in ["Gateway", "GW-200", "Muster GmbH", "(EU) 2024/2847", "Erika Muster", "DoC-7"] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(!text.contains("Draft") && !text.contains("Entwurf"));
    }
    let german = plain(Final::new(&declaration(), Language::German, made()).expect("complete").document());
    for words in [
        "alleinige Verantwortung",
        "10.01.2028",
        "Verordnung (EU) 2024/2847; Fundstelle: ABl. L, 2024/2847, 20.11.2024",
        "Unterzeichnet für und im Namen von: Muster GmbH",
    ] {
        assert!(german.contains(words), "{words}: {german}");
    }
}

#[test]
fn each_point_of_annex_v_that_is_missing_is_named() {
    let without = |change: fn(&mut Declaration)| {
        let mut facts = declaration();
        change(&mut facts);
        missing(&facts)
    };
    assert_eq!(without(|one| one.product.name = None), ["V.1"]);
    assert_eq!(without(|one| one.product.identification = some("  ")), ["V.1"]);
    assert_eq!(without(|one| one.manufacturer.address = None), ["V.2"]);
    assert_eq!(without(|one| one.representative = Some(Party::default())), ["V.2"]);
    assert_eq!(without(|one| one.product.object = Said::default()), ["V.4"]);
    assert_eq!(without(|one| one.acts.clear()), ["V.5"]);
    assert_eq!(without(|one| one.assessment.procedure = None), ["V.7"]);
    assert_eq!(without(|one| one.signature.signed = None), ["V.8"]);
    assert_eq!(without(|one| one.signature.date = None), ["V.8"]);
    assert_eq!(without(|_| ()), [""; 0]);
    let all: Vec<String> = missing(&Declaration::default());
    assert_eq!(all, ["V.1", "V.2", "V.4", "V.5", "V.7", "V.8"]);
}

#[test]
fn a_text_in_another_language_alone_is_missing_in_this_one() {
    let mut facts = declaration();
    facts.product.object.0.remove("de");
    let Err(DeclarationError::Incomplete(gaps)) = Final::new(&facts, Language::German, made()) else {
        panic!("German is missing");
    };
    assert_eq!(gaps[0].why, Why::NotInLanguage);
    assert!(Final::new(&facts, Language::English, made()).is_ok());
}

#[test]
fn a_notified_body_needs_name_number_and_certificate() {
    let mut facts = declaration();
    facts.assessment = Assessment { procedure: Some(Procedure::TypeExamination), ..Assessment::default() };
    assert_eq!(missing(&facts), ["V.7"]);
    facts.assessment.body_name = some("Prüfstelle");
    facts.assessment.certificate = some("B-123 of 2 January 2028");
    facts.assessment.body_number = some("123");
    assert_eq!(missing(&facts), ["V.7"], "a number has four digits");
    facts.assessment.body_number = some("0123");
    assert_eq!(missing(&facts), [""; 0]);
}

#[test]
fn nothing_is_declared_with_a_sample_certificate() {
    let mut facts = declaration();
    facts.assessment.sample = true;
    let found = Final::new(&facts, Language::English, made());
    assert_eq!(found, Err(DeclarationError::Sample));
    assert!(plain(&draft(&facts, Language::English, made())).contains("Sample"));
}

#[test]
fn a_draft_says_so_and_shows_what_is_not_stated() {
    let text = plain(&draft(&Declaration::default(), Language::English, made()));
    assert!(text.contains("! Draft.") && text.contains("Name: not stated") && text.contains("What is missing"));
}

#[test]
fn one_declaration_names_every_act_and_every_standard() {
    let mut facts = declaration();
    facts.acts.push(Act { name: "Directive 2014/53/EU".to_owned(), reference: some("OJ L 153, 22.5.2014, p. 62") });
    facts.standards.push(Declared { name: "EN 18031-1:2024".to_owned(), parts: "6.1 to 6.3".to_owned() });
    let paper = Final::new(&facts, Language::English, made()).expect("complete");
    let text = plain(paper.document());
    assert!(text.contains("Directive 2014/53/EU; Reference: OJ L 153, 22.5.2014, p. 62"), "{text}");
    assert!(text.contains("EN 18031-1:2024; Applied: in part: 6.1 to 6.3"), "{text}");
}

#[test]
fn of_several_acts_each_needs_where_it_is_published() {
    let mut facts = declaration();
    facts.acts[0].reference = None;
    assert_eq!(missing(&facts), [""; 0]);
    facts.acts.push(Act { name: "Directive 2014/53/EU".to_owned(), reference: None });
    assert_eq!(missing(&facts), ["Art. 28(3)"]);
}

#[test]
fn a_german_paper_cites_as_germans_do() {
    let text = plain(&draft(&Declaration::default(), Language::German, made()));
    assert!(text.contains("Anhang V Nummer 8") && !text.contains("Annex"), "{text}");
}

#[test]
fn the_error_names_point_and_title() {
    let error = Final::new(&Declaration::default(), Language::English, made()).expect_err("nothing is stated");
    assert!(error.to_string().contains("Annex V, point 8"), "{error}");
}

#[test]
fn the_simplified_declaration_fills_the_sentences_in() {
    let facts = Simplified {
        manufacturer: some("{type} GmbH"),
        designation: some("GW-200"),
        address: some("https://example.com/doc/GW-200"),
    };
    let paper = simplified(&facts, Language::English, made());
    assert_eq!(gaps(&paper), []);
    let text = plain(&paper);
    assert!(text.contains("Hereby, {type} GmbH declares"), "{text}");
    assert!(text.contains("https://example.com/doc/GW-200"));
}

#[test]
fn the_simplified_declaration_needs_an_exact_address() {
    let with = |address: &str| {
        simplified(&Simplified { address: some(address), ..Simplified::default() }, Language::German, made())
    };
    for wrong in ["example.com", "https:///x", "https://a b", "ftp://example.com"] {
        let paper = with(wrong);
        assert!(gaps(&paper).contains(&("VI.address", true)), "{wrong}");
    }
    assert_eq!(gaps(&with("https://example.com/x")), [("VI.manufacturer", true), ("VI.type", true)]);
}
