//! The embedded list of fields, and lists that contradict themselves.

use std::collections::BTreeSet;
use std::error::Error;

use steadfast_cra::clocks::{Event, Stage};
use steadfast_cra::member_state::MemberState;
use steadfast_cra::srp::{FilledBy, Format, Glossary, GlossaryError, Level, current, demands, glossaries, glossary};
use steadfast_cra::{Confidence, srp};

use super::NEWEST;

const STAGES: [Stage; 3] = [Stage::EarlyWarning, Stage::Notification, Stage::FinalReport];

#[test]
fn the_glossary_of_october_2026_is_whole() {
    let newest = current();
    assert_eq!((newest.version.as_str(), newest.issued.to_string().as_str()), ("1.4", "2026-10-01"));
    assert_eq!(newest.checked_on.to_string(), "2026-11-23");
    let numbered: Vec<&str> = newest.fields.iter().filter_map(|field| field.number.as_deref()).collect();
    let expected: Vec<String> = (1..=18)
        .map(|number| number.to_string())
        .chain((19..=26).map(|number| format!("v{number}")))
        .chain(["v26a".to_owned()])
        .chain((27..=30).map(|number| format!("v{number}")))
        .chain((31..=39).map(|number| format!("i{number}")))
        .chain((40..=41).map(|number| number.to_string()))
        .collect();
    assert_eq!(numbered, expected, "the glossary's 42 rows in their order");
    assert_eq!(glossary("1.4"), Some(newest));
    assert_eq!(glossary("1.3"), None);
    assert!(glossaries().is_sorted_by_key(|one| one.issued));
}

#[test]
fn what_is_uncertain_stays_uncertain() {
    let sure = |id: &str| current().field(id).expect("a field").confidence;
    assert_eq!(sure("vuln_occurred_at"), Confidence::Medium);
    assert_eq!(sure("reporter"), Confidence::Medium);
    assert_eq!(sure("title"), Confidence::High);
    assert!(current().registration.iter().any(|one| one.confidence == Confidence::Low));
    assert!(current().field("ar_note").expect("a field").max_chars.is_none(), "no limit is stated");
}

#[test]
fn options_are_those_of_the_code_list() {
    let states = &current().field("member_states").expect("a field").options;
    let ours: BTreeSet<&str> = MemberState::all().map(MemberState::code).collect();
    assert_eq!(states.iter().map(String::as_str).collect::<BTreeSet<_>>(), ours);
}

#[test]
fn the_form_leaves_out_what_nobody_types() {
    for (event, other) in [(Event::Vulnerability, "suspected_malicious"), (Event::Incident, "vuln_aware_at")] {
        for stage in STAGES {
            let ids: Vec<&str> = current().form(event, stage).map(|entry| entry.field.id.as_str()).collect();
            assert_eq!(ids.first(), Some(&"notification_type"));
            let absent = [other, "manufacturer_name", "csirt_note", "stage", "reported_at", "reporter"];
            assert!(absent.iter().all(|id| !ids.contains(id)), "{ids:?}");
        }
    }
    assert_eq!(current().form(Event::Incident, Stage::IntermediateReport).count(), 0, "no source lists its fields");
}

#[test]
fn the_form_of_an_early_warning_asks_for_seven_fields() {
    let form = current().form(Event::Vulnerability, Stage::EarlyWarning);
    let required: Vec<&str> =
        form.filter(|entry| entry.level == Level::Required).map(|entry| entry.field.id.as_str()).collect();
    let expected =
        ["notification_type", "title", "summary", "member_states", "product_name", "product_version", "vuln_aware_at"];
    assert_eq!(required, expected);
    let incident = current().form(Event::Incident, Stage::EarlyWarning);
    assert!(
        incident.filter(|entry| entry.level == Level::Required).any(|entry| entry.field.id == "suspected_malicious")
    );
}

#[test]
fn exceptional_circumstances_are_claimed_at_72_hours_alone() {
    for (stage, is_offered) in STAGES.into_iter().zip([false, true, false]) {
        let found = current().form(Event::Vulnerability, stage).any(|entry| entry.field.id == "pec");
        assert_eq!(found, is_offered, "{stage:?}");
    }
}

#[test]
fn what_the_law_asks_names_fields_of_every_glossary_and_cites_the_point() {
    for demand in demands() {
        for one in glossaries() {
            let fields =
                demand.fields.iter().map(|id| one.field(id).unwrap_or_else(|| panic!("{id} in {}", one.version)));
            let fits = |field: &srp::Field| {
                field.applies_to.contains(&demand.event) && field.filled_by == FilledBy::Manufacturer
            };
            assert!(fields.into_iter().all(fits), "{}", demand.content);
        }
        let paragraph = if demand.event == Event::Vulnerability { "Art. 14(2)" } else { "Art. 14(4)" };
        let point = ["(a)", "(b)", "", "(c)"][demand.stage as usize];
        assert!(demand.source.starts_with(&format!("{paragraph}{point}")), "{}", demand.source);
    }
    assert_eq!(demands().len(), 17);
}

#[test]
fn a_list_that_contradicts_itself_is_refused_with_the_reason() {
    let broken =
        |from: &str, to: &str| Glossary::parse(&NEWEST.replacen(from, to, 1)).expect_err("it is broken").to_string();
    assert_eq!(broken("id = \"summary\"", "id = \"title\""), "two fields have the id title");
    assert_eq!(
        broken("field = \"pec\", is", "field = \"pce\", is"),
        "a condition names the field pce, which is not there"
    );
    assert_eq!(
        broken("list = \"member_states\"", "list = \"states\""),
        "a field names the code list states, which is not there"
    );
    assert_eq!(
        broken("source = \"glossary-1_4\"", "source = \"rumour\""),
        "a field names the source rumour, which is not there"
    );
    let no_level = Glossary::parse(&NEWEST.replacen("early_warning = \"required\"", "early_warning = \"maybe\"", 1));
    let error = no_level.expect_err("there is no such level");
    assert!(matches!(error, GlossaryError::Table(_)) && error.source().is_some(), "{error}");
}

#[test]
fn formats_are_those_of_the_form() {
    let format = |id: &str| current().field(id).expect("a field").format;
    assert_eq!(format("pec"), Format::Bool);
    assert_eq!(format("vuln_aware_at"), Format::DatetimeUtc);
    assert_eq!(format("pec_reasons"), Format::MultiEnum);
}
