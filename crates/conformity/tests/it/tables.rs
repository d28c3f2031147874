//! The embedded table of needs.

use std::collections::BTreeSet;

use steadfast_conformity::evidence::Kind;
use steadfast_conformity::need::needs;
use steadfast_conformity::register::annex_i_ids;

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
