//! Drafts against the form and against the law.

use steadfast_cra::clocks::{Event, Stage};
use steadfast_cra::srp::{Draft, Expected, Finding, Length, Problem, Strength, Value, check, current};

use super::{at, draft, early_warning, text};

fn found(event: Event, stage: Stage, draft: &Draft) -> Vec<Finding> {
    check(current(), event, stage, draft)
}

fn ids(findings: &[Finding], of: impl Fn(&Problem) -> bool) -> Vec<&str> {
    findings.iter().filter(|one| of(&one.problem)).map(|one| one.field.as_str()).collect()
}

fn by_form(problem: &Problem) -> bool {
    *problem == Problem::MissingByForm
}

fn must_by_law(problem: &Problem) -> bool {
    matches!(problem, Problem::MissingByLaw(demand) if demand.strength == Strength::Must)
}

/// What is wrong with one value in an otherwise complete early warning.
fn problems(field: &str, value: Value) -> Vec<Problem> {
    let mut draft = early_warning();
    draft.set(field, value);
    found(Event::Vulnerability, Stage::EarlyWarning, &draft).into_iter().map(|one| one.problem).collect()
}

#[test]
fn an_empty_draft_lacks_what_the_form_asks_in_its_order() {
    let findings = found(Event::Incident, Stage::EarlyWarning, &Draft::default());
    let expected = [
        "notification_type",
        "title",
        "summary",
        "member_states",
        "product_name",
        "product_version",
        "suspected_malicious",
        "incident_aware_at",
    ];
    assert_eq!(ids(&findings, by_form), expected);
    assert_eq!(ids(&findings, must_by_law), ["suspected_malicious"]);
}

#[test]
fn a_complete_early_warning_lacks_nothing() {
    assert_eq!(found(Event::Vulnerability, Stage::EarlyWarning, &early_warning()), []);
}

#[test]
fn at_72_hours_the_law_asks_for_measures_and_the_form_does_not() {
    let mut draft = early_warning();
    draft.set("vuln_general_information", text("Unchecked length in the web page; exploited from the network."));
    draft.set("vuln_occurred_at", at("2026-11-27T00:00:00Z"));
    let findings = found(Event::Vulnerability, Stage::Notification, &draft);
    assert_eq!(ids(&findings, by_form), [""; 0]);
    assert_eq!(ids(&findings, must_by_law), ["measures_taken", "measures_for_users"]);
    let where_applicable = ids(&findings, |problem| !must_by_law(problem));
    assert_eq!(where_applicable, ["sensitivity"], "asked for where applicable");
    draft.set("measures_taken", text("None yet; an update is being built."));
    draft.set("measures_for_users", text("Close the port."));
    draft.set("sensitivity", text("Not sensitive."));
    assert_eq!(found(Event::Vulnerability, Stage::Notification, &draft), []);
}

#[test]
fn what_an_earlier_stage_had_to_say_is_still_asked_for_when_it_was_left_out() {
    let mut draft = early_warning();
    draft.set("title", text(" "));
    let findings = found(Event::Vulnerability, Stage::FinalReport, &draft);
    let missing = ids(&findings, by_form);
    assert!(missing.starts_with(&["title", "measures_taken", "measures_for_users"]), "{missing:?}");
    assert!(missing.contains(&"vuln_general_information") && missing.contains(&"measure_available_at"));
    assert_eq!(ids(&findings, |problem| *problem == Problem::MissingIfAvailable), ["malicious_actor"]);
}

#[test]
fn the_final_report_on_an_incident_asks_for_the_root_cause_by_form_and_by_law() {
    let findings = found(Event::Incident, Stage::FinalReport, &Draft::default());
    assert!(ids(&findings, by_form).contains(&"incident_root_cause"));
    let by_law = ids(&findings, must_by_law);
    assert_eq!(by_law, ["incident_severity", "incident_impact", "incident_root_cause", "incident_mitigations"]);
}

#[test]
fn limits_are_counted_in_characters_and_doubt_is_said() {
    assert_eq!(problems("title", text(&"ß".repeat(255))), []);
    let over = Length { characters: 256, at_most: 256 };
    assert_eq!(problems("title", text(&"ß".repeat(256))), [Problem::OverLimit { max: 255, length: over }]);
    let perhaps = Length { characters: 200, at_most: 400 };
    assert_eq!(problems("title", text(&"🔥".repeat(200))), [Problem::PerhapsOverLimit { max: 255, length: perhaps }]);
    assert_eq!(Length::of("a\r\nb\nc"), Length { characters: 5, at_most: 7 });
}

#[test]
fn a_value_must_be_what_the_form_takes() {
    let is_one_of = |problems: &[Problem]| matches!(problems, [Problem::WrongFormat(Expected::OneOf(_))]);
    assert!(is_one_of(&problems("product_type", text("harmless"))));
    assert!(is_one_of(&problems("notification_type", Value::Flag(true))));
    let states = Value::Options(vec!["DE".to_owned(), "CH".to_owned()]);
    assert!(
        matches!(&problems("member_states", states)[..], [Problem::WrongFormat(Expected::SomeOf(known))] if known.len() == 27)
    );
    assert_eq!(problems("vuln_aware_at", text("yesterday")), [Problem::WrongFormat(Expected::Time)]);
    assert_eq!(problems("mitigation_expected_shortly", text("unknown")), [Problem::WrongFormat(Expected::YesOrNo)]);
    assert_eq!(problems("summary", Value::Flag(false)), [Problem::WrongFormat(Expected::Text)]);
    assert_eq!(problems("product_category", text("III.I.12")), [], "no source lists the categories of the form");
}

#[test]
fn identifiers_have_their_shape() {
    for good in ["CVE-2026-1234", "CVE-2026-1234567", " CVE-2026-0001 "] {
        assert_eq!(problems("cve_id", text(good)), [], "{good}");
    }
    for bad in ["CVE-2026-123", "cve-2026-1234", "CVE-2026-1234x", "CVE-26-1234", "CVE-2026-", "CVE-٢٠٢٦-1234"] {
        let shape = Expected::Shape("CVE-####-####+".to_owned());
        assert_eq!(problems("cve_id", text(bad)), [Problem::WrongFormat(shape)], "{bad}");
    }
    assert_eq!(problems("euvd_id", text("EUVD-2026-1")), []);
    assert_eq!(problems("euvd_id", text("EUVD-2026-")).len(), 1);
}

#[test]
fn reasons_are_needed_with_exceptional_circumstances_and_only_then() {
    let mut draft = early_warning();
    let reasons_missing = |draft: &Draft| {
        let findings = found(Event::Vulnerability, Stage::Notification, draft);
        ids(&findings, by_form).contains(&"pec_reasons")
    };
    assert!(!reasons_missing(&draft));
    draft.set("pec", Value::Flag(true));
    assert!(reasons_missing(&draft));
    let reason = || Value::Options(vec!["essential-interests-of-member-state".to_owned()]);
    draft.set("pec_reasons", reason());
    assert!(!reasons_missing(&draft));
    draft.set("pec", Value::Flag(false));
    let findings = found(Event::Vulnerability, Stage::Notification, &draft);
    assert_eq!(ids(&findings, |problem| matches!(problem, Problem::Needless(_))), ["pec_reasons"]);
}

#[test]
fn what_the_form_does_not_offer_is_said() {
    assert_eq!(problems("attack_vector", text("network")), [Problem::NotOffered], "not before 72 hours");
    assert_eq!(problems("suspected_malicious", text("yes")), [Problem::NotOffered], "of an incident only");
    assert_eq!(problems("product_class", text("class-1")).len(), 1, "of an important product only");
    assert_eq!(problems("no_such_field", text("x")), [Problem::Unknown]);
    let with_claim = draft(&[("pec", Value::Flag(false))]);
    let findings = found(Event::Vulnerability, Stage::FinalReport, &with_claim);
    assert_eq!(ids(&findings, |problem| *problem == Problem::NotOffered), [""; 0], "it was said at 72 hours");
}

#[test]
fn of_an_intermediate_report_values_alone_are_checked() {
    let findings = found(Event::Vulnerability, Stage::IntermediateReport, &draft(&[("title", text(&"x".repeat(300)))]));
    assert!(matches!(&findings[..], [Finding { problem: Problem::OverLimit { max: 255, .. }, .. }]), "{findings:?}");
}
