//! Errors about the law that stand in tools and pages of others: each is a statement that our tables must not make.

use std::collections::BTreeSet;

use steadfast_cra::annex_i::{requirement, requirements};
use steadfast_cra::annexes::{Need, point};
use steadfast_cra::applies::{ACT_FROM, REPORTING_FROM};
use steadfast_cra::duties::{Who, duties, duty};
use steadfast_cra::scope::role;
use steadfast_cra::standards::{catalogue, catalogues};

fn asks(id: &str) -> &'static str {
    &duty(id).expect("a duty").asks.en
}

fn links(standard: &str, entry: &str) -> BTreeSet<&'static str> {
    let found = catalogue(standard).and_then(|one| one.entry(entry)).expect("an entry");
    found.links.iter().map(|link| link.requirement.as_str()).collect()
}

#[test]
fn part_one_is_no_list_of_thirteen_points() {
    assert!((1..=13).all(|number| number == 1 || requirement(&format!("I.1.{number}")).is_none()));
    assert_eq!(requirements().iter().filter(|one| one.id.starts_with("I.1.2.")).count(), 13);
}

#[test]
fn access_control_is_letter_d_and_known_flaws_are_letter_a() {
    for entry in ["ACM-1", "ACM-2"] {
        assert_eq!(links("en-18031-1", entry), BTreeSet::from(["I.1.2.d"]));
    }
    assert_eq!(links("en-18031-1", "GEC-1"), BTreeSet::from(["I.1.2.a"]));
    assert!(links("en-18031-1", "SUM-2").contains("I.1.2.c"));
    assert!(links("en-18031-1", "SCM-3").contains("I.1.2.e"));
    assert!(!links("en-18031-1", "SUM-2").contains("I.1.2.e"));
}

#[test]
fn the_authorised_representative_is_article_18_and_not_22() {
    assert!(role("authorised-representative").expect("a role").reference.contains("18"));
    let of = |who| duties().iter().filter(move |one| one.who == [who]);
    assert!(of(Who::AuthorisedRepresentative).all(|one| one.reference.starts_with("Art. 18")));
    assert!(of(Who::AuthorisedRepresentative).count() > 0);
    assert!(asks("art-22").contains("modifies"));
}

#[test]
fn the_ten_years_of_documents_are_article_13_13_and_not_13_15() {
    assert!(asks("art-13-13").contains("ten years"));
    assert!(!asks("art-13-15").contains("years"));
}

#[test]
fn security_updates_and_confidentiality_are_two_things() {
    let text = |id: &str| requirement(id).expect("an entry").paraphrase.to_lowercase();
    assert!(text("I.1.2.c").contains("update") && !text("I.1.2.c").contains("confidential"));
    assert!(text("I.1.2.e").contains("confidential") && !text("I.1.2.e").contains("update"));
}

#[test]
fn stages_of_reports_are_letters_of_paragraphs_2_and_4() {
    let places: Vec<&str> = duties().iter().map(|one| one.reference.as_str()).collect();
    for place in ["14(2)(a)", "14(2)(b)", "14(2)(c)", "14(4)(a)", "14(4)(b)", "14(4)(c)"] {
        assert!(places.contains(&format!("Art. {place}").as_str()), "{place}");
    }
    for wrong in ["14(1)(a)", "14(3)(a)", "14(3)(b)", "14(6)(a)"] {
        assert!(!places.contains(&format!("Art. {wrong}").as_str()), "{wrong}");
    }
    assert!(asks("art-14-6").contains("request") && !asks("art-14-6").contains("hours"));
    assert!(!asks("art-14-3").contains("hours"));
}

#[test]
fn hours_run_from_awareness_and_days_from_a_measure() {
    for id in ["art-14-2-a", "art-14-4-a", "art-14-2-b", "art-14-4-b"] {
        assert!(asks(id).contains("becoming aware"), "{id}");
    }
    assert!(asks("art-14-2-c").contains("14 days") && asks("art-14-2-c").contains("measure being available"));
    assert!(!asks("art-14-2-c").contains("aware"));
    assert!(asks("art-14-4-c").contains("one month of submitting"));
}

#[test]
fn the_disclosure_policy_is_part_two_point_5_and_erasure_part_one_letter_m() {
    let title = |id: &str| requirement(id).expect("an entry").paraphrase.to_lowercase();
    assert!(title("I.2.5").contains("disclosure"));
    assert!(
        title("I.1.2.m").contains("remov") || title("I.1.2.m").contains("eras") || title("I.1.2.m").contains("delet")
    );
    assert!(!asks("art-13-6").to_lowercase().contains("disclosure"));
    assert!(title("I.1.2.f").contains("integrity") || title("I.1.2.f").contains("manipulat"));
}

#[test]
fn no_standard_is_the_source_of_a_duty_or_gives_a_presumption() {
    for one in catalogues() {
        assert_eq!(one.presumption, steadfast_cra::standards::Presumption::None, "{}", one.id);
        assert!(duties().iter().all(|duty| !duty.reference.contains(&one.designation)));
    }
    assert!(duties().iter().all(|duty| !duty.asks.en.contains("48 hours")));
}

#[test]
fn the_risk_assessment_is_article_13_2_and_no_article_of_ten() {
    assert!(asks("art-13-2").contains("risks"));
    let related = requirements().iter().flat_map(|one| &one.related);
    assert!(related.clone().any(|place| place == "Art. 13(2)"));
    assert!(!related.clone().any(|place| place.starts_with("Art. 10(")));
}

#[test]
fn the_bill_of_materials_is_due_in_december_2027_and_no_must_for_users() {
    let duty = duty("art-13-8").expect("a duty");
    assert!(duty.requirements.contains(&"I.2.1".to_owned()));
    assert_eq!(duty.applies_from(), ACT_FROM);
    assert_ne!(duty.applies_from(), REPORTING_FROM);
    assert_eq!(point("II.9").expect("a point").need, Need::Choice);
}
