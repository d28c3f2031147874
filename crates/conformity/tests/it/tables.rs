//! The embedded table of needs.

use std::collections::BTreeSet;

use steadfast_conformity::duty::duty_ids;
use steadfast_conformity::evidence::Kind;
use steadfast_conformity::need::needs;
use steadfast_conformity::register::annex_i_ids;

use crate::everything::rows_of_each;

#[test]
fn every_entry_of_annex_i_has_needs_and_there_are_22() {
    let known: BTreeSet<&str> = needs().iter().map(|need| need.requirement.as_str()).collect();
    let ids: Vec<&str> = annex_i_ids().collect();
    assert_eq!(ids.len(), 22);
    let without: Vec<&&str> = ids.iter().filter(|id| !known.contains(**id)).collect();
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn a_need_is_told_by_its_requirement_and_id() {
    let all: BTreeSet<(&str, &str)> =
        needs().iter().map(|need| (need.requirement.as_str(), need.id.as_str())).collect();
    assert_eq!(all.len(), needs().len());
}

#[test]
fn a_kind_has_one_word_in_texts_and_in_json() {
    for kind in Kind::ALL {
        assert_eq!(serde_json::to_string(&kind).expect("a word"), format!("\"{}\"", kind.as_str()));
    }
}

#[test]
fn a_need_is_of_a_requirement_or_duty_that_there_is() {
    let known: BTreeSet<&str> = annex_i_ids().chain(duty_ids()).collect();
    let unknown: Vec<&str> =
        needs().iter().map(|need| need.requirement.as_str()).filter(|id| !known.contains(id)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn some_record_can_answer_each_need_of_a_duty() {
    let told: BTreeSet<(String, Kind)> =
        rows_of_each().into_iter().map(|row| (row.key.requirement, row.key.kind)).collect();
    for need in needs().iter().filter(|need| need.requirement.starts_with("art-")) {
        for kind in need.any.iter().filter(|kind| **kind != Kind::Review) {
            assert!(told.contains(&(need.requirement.clone(), *kind)), "{} {}: {kind:?}", need.requirement, need.id);
        }
    }
}
