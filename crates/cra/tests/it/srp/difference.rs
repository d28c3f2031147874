//! A new version of the form is a change of data. The one here is made up.

use steadfast_cra::clocks::{Event, Stage};
use steadfast_cra::srp::{
    Change, Difference, Draft, Format, Glossary, Level, Problem, Value, check, current, differences,
};

use super::{NEWEST, draft, early_warning, text};

/// One change to the newest version, in a field.
fn changed(of: &str, id: &str, from: &str, to: &str) -> String {
    let start = of.find(&format!("id = \"{id}\"")).expect("the field");
    let (before, field) = of.split_at(start);
    assert!(field.contains(from), "{id} has {from}");
    format!("{before}{}", field.replacen(from, to, 1))
}

fn made_up() -> Glossary {
    let mut text = NEWEST.replace("glossary_version = \"1.4\"", "glossary_version = \"1.5\"");
    for (id, from, to) in [
        ("title", "enisa_nr = \"2\"", "enisa_nr = \"3\""),
        ("title", "max_chars = 255", "max_chars = 20"),
        ("sensitivity", "notification = \"optional\"", "notification = \"required\""),
        ("pec_further_information", "early_warning = \"optional\"", "early_warning = \"na\""),
        ("suspected_malicious", "\"yes\", \"no\", \"unknown\"", "\"yes\", \"no\", \"assumed\""),
        ("support_ended", "type = \"bool\"", "type = \"text\""),
        ("component_name", "id = \"component_name\"", "id = \"component_list\""),
        ("attack_vector", "[\"vulnerability\", \"incident\"]", "[\"vulnerability\"]"),
    ] {
        text = changed(&text, id, from, to);
    }
    Glossary::parse(&text).expect("a new version is a change of data")
}

fn of(field: &str, draft: &Draft) -> Vec<(Change, bool)> {
    let all = differences(current(), &made_up(), draft);
    all.into_iter().filter(|one| one.field == field).map(|one| (one.change, one.touches_draft)).collect()
}

#[test]
fn nothing_differs_from_itself() {
    assert_eq!(differences(current(), current(), &early_warning()), []);
}

#[test]
fn fields_keep_their_ids_when_they_are_renumbered() {
    let (from, to) = (Some("2".to_owned()), Some("3".to_owned()));
    let limit = Change::Limit { from: Some(255), to: Some(20) };
    assert_eq!(
        of("title", &early_warning()),
        [(Change::Renumbered { from: from.clone(), to: to.clone() }, false), (limit.clone(), true)]
    );
    let short = draft(&[("title", text("Short"))]);
    assert_eq!(of("title", &short), [(Change::Renumbered { from, to }, false), (limit, false)]);
}

#[test]
fn a_draft_is_touched_by_what_it_now_lacks_or_holds_in_vain() {
    let level = Change::Level { stage: Stage::Notification, from: Level::Optional, to: Level::Required };
    assert_eq!(of("sensitivity", &early_warning()), [(level.clone(), true)]);
    assert_eq!(of("sensitivity", &draft(&[("sensitivity", text("No."))])), [(level, false)]);
    let gone = Change::Level { stage: Stage::EarlyWarning, from: Level::Optional, to: Level::NotOffered };
    assert_eq!(
        of("pec_further_information", &draft(&[("pec_further_information", text("x"))])),
        [(gone.clone(), true)]
    );
    assert_eq!(of("pec_further_information", &Draft::default()), [(gone, false)]);
}

#[test]
fn options_that_are_gone_touch_who_chose_them() {
    let (removed, added) = (vec!["unknown".to_owned()], vec!["assumed".to_owned()]);
    let changes = |is_touched| {
        vec![(Change::OptionsRemoved(removed.clone()), is_touched), (Change::OptionsAdded(added.clone()), false)]
    };
    assert_eq!(of("suspected_malicious", &draft(&[("suspected_malicious", text("unknown"))])), changes(true));
    assert_eq!(of("suspected_malicious", &draft(&[("suspected_malicious", text("yes"))])), changes(false));
}

#[test]
fn fields_come_and_go_and_take_other_things() {
    let filled = draft(&[
        ("component_name", text("libx 1.2")),
        ("support_ended", Value::Flag(true)),
        ("attack_vector", text("network")),
    ]);
    assert_eq!(of("component_list", &filled), [(Change::Added, false)]);
    assert_eq!(of("component_name", &filled), [(Change::Removed, true)]);
    assert_eq!(of("component_name", &Draft::default()), [(Change::Removed, false)]);
    assert_eq!(of("support_ended", &filled), [(Change::Format { from: Format::Bool, to: Format::Text }, true)]);
    assert_eq!(of("attack_vector", &filled), [(Change::AppliesTo(vec![Event::Vulnerability]), true)]);
}

#[test]
fn the_changes_are_all_that_were_made() {
    let all: Vec<Difference> = differences(current(), &made_up(), &Draft::default());
    assert_eq!(all.len(), 10, "{all:#?}");
}

#[test]
fn a_draft_is_checked_against_the_version_that_is_given() {
    let over = |glossary: &Glossary| {
        let findings = check(glossary, Event::Vulnerability, Stage::EarlyWarning, &early_warning());
        findings.iter().any(|one| one.field == "title" && matches!(one.problem, Problem::OverLimit { max: 20, .. }))
    };
    assert!(over(&made_up()) && !over(current()));
}
