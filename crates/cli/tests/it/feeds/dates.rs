//! Dates that nobody can trust, and records that nobody can read.

use serde_json::{Value, json};

use super::{gate, import};
use crate::advisories::{before, filler, with};
use crate::bills::bill_of;
use crate::program::{Program, Run};

fn dated(record: Value, date: &str) -> Value {
    with(with(record, "modified", json!(date)), "published", json!(date))
}

fn told(run: &Run, words: &[&str]) {
    for word in words {
        assert!(run.words().contains(word), "{word:?} is not in\n{}", run.out);
    }
}

#[test]
fn a_record_of_the_future_is_told_and_used_but_makes_nothing_fresh() {
    let program = Program::new();
    let future = dated(before("GHSA-1", "npm", "left-pad", "2.0.0"), "2099-01-01T00:00:00Z");
    program.write_feed("feed", &[future, dated(filler("npm"), "2026-01-01T00:00:00Z")]);
    told(&import(&program, &["feed"]).exits(0), &["1 record is dated in the future", "GHSA-1", "2026-01-01"]);
    assert_eq!(gate(&program, &bill_of(&["pkg:npm/left-pad@1.0.0"])), 1);
    assert_eq!(gate(&program, &bill_of(&["pkg:npm/other@1.0.0"])), 3, "the feed is as old as its other records");
}

#[test]
fn a_feed_of_the_future_alone_is_of_unknown_age() {
    let program = Program::new();
    program.write_feed("feed", &[dated(filler("npm"), "2099-01-01T00:00:00Z")]);
    told(&import(&program, &["feed"]).exits(0), &["dated in the future", "unknown"]);
    assert_eq!(gate(&program, &bill_of(&["pkg:npm/other@1.0.0"])), 3);
}

#[test]
fn a_fetch_time_of_the_future_is_refused() {
    let program = Program::new();
    program.write_feed("feed", &[dated(filler("npm"), "2020-01-01T00:00:00Z")]);
    import(&program, &["feed", "--fetched", "2099-01-01"]).refuses(&["--fetched", "future"]);
}

#[test]
fn the_year_one_is_no_date() {
    let program = Program::new();
    let first = dated(before("GHSA-1", "npm", "left-pad", "2.0.0"), "0001-01-01T00:00:00Z");
    program.write_feed("feed", std::slice::from_ref(&first));
    import(&program, &["feed"]).exits(0);
    assert_eq!(gate(&program, &bill_of(&["pkg:npm/other@1.0.0"])), 3);
    program.write_feed("feed", &[first, filler("npm")]);
    import(&program, &["feed"]).exits(0);
    assert_eq!(gate(&program, &bill_of(&["pkg:npm/other@1.0.0"])), 0);
    assert_eq!(gate(&program, &bill_of(&["pkg:npm/left-pad@1.0.0"])), 1);
}

#[test]
fn a_date_that_cannot_be_read_is_told() {
    let program = Program::new();
    program.write_feed("feed", &[dated(before("GHSA-1", "npm", "left-pad", "2.0.0"), "last week"), filler("npm")]);
    told(&import(&program, &["feed"]).exits(0), &["not understood", "last week", "feed/0.json"]);
    assert_eq!(gate(&program, &bill_of(&["pkg:npm/left-pad@1.0.0"])), 1);
}

#[test]
fn a_broken_record_among_good_ones_is_told_and_the_others_are_used() {
    let program = Program::new();
    program.write_feed("feed", &[before("GHSA-1", "npm", "left-pad", "2.0.0"), filler("npm")]);
    program.write("feed/broken.json", "{\"id\": \"GHSA-2\", \"modified\": \"2026-01-01T00:00:00Z\", \"affected\": [");
    program
        .write("feed/strange.json", json!({ "id": 7, "modified": "2026-01-01T00:00:00Z", "affected": {} }).to_string());
    program.write("feed/README.txt", "Nothing to see");
    let run = import(&program, &["feed"]).exits(0);
    told(&run, &["not understood: feed/broken.json", "line 1", "not understood: feed/strange.json"]);
    told(&run, &["passed over, no feed: 1 file (feed/README.txt)"]);
    assert_eq!(gate(&program, &bill_of(&["pkg:npm/left-pad@1.0.0"])), 1);
    let answer = program.ask(&["scan", "bom.json"]).json();
    assert_eq!(answer["snapshot"]["sources"][0]["not_understood"], 2, "{:#}", answer["snapshot"]);
}

/// The broken record comes before any good one in the order of names.
#[test]
fn a_broken_record_that_comes_first_is_counted_too() {
    let program = Program::new();
    program.write_feed("feed", &[filler("npm")]).write("feed/!.json", "{\"id\": \"GHSA-2\", ");
    told(&import(&program, &["feed"]).exits(0), &["not understood: feed/!.json"]);
    program.write_json("bom.json", &bill_of(&["pkg:npm/other@1.0.0"]));
    let answer = program.ask(&["scan", "bom.json"]).json();
    assert_eq!(answer["snapshot"]["sources"][0]["not_understood"], 1, "{:#}", answer["snapshot"]);
}
