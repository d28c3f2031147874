//! What would turn.

use serde_json::json;
use steadfast_conformity::ahead::{Supposed, calendar, what_if};
use steadfast_conformity::duty::{OnMarket, Placed};
use steadfast_conformity::evidence::Kind;
use steadfast_conformity::judge::Verdict;

use crate::made::{Ledger, PRODUCT, RELEASE, all_well, manufacturer, noon, statement};

fn ledger() -> Ledger {
    let mut ledger = Ledger::new();
    ledger.add("2028-02-01", "release-file-given", RELEASE, json!({ "statement": statement("") }));
    ledger.add("2028-02-01", "product-measured", PRODUCT, all_well());
    let until = noon("2028-02-20").to_string();
    let results = json!([{ "source": "hardening", "requirements": ["I.1.2.k"], "passed": 3, "until": until }]);
    ledger.add("2028-02-01", "evidence-given", RELEASE, json!({ "passed": 3, "report": "ci", "results": results }));
    ledger
}

#[test]
fn stale_feeds_turn_the_check_and_the_bill() {
    let ledger = ledger();
    let (today, rows) = (ledger.register("2028-02-02"), ledger.rows());
    let turned: Vec<String> =
        what_if(&today, &rows, &Supposed::StaleFeeds).into_iter().map(|turn| turn.requirement).collect();
    assert_eq!(turned, ["I.1.2.a", "I.2.1", "I.2.2"]);
}

#[test]
fn evidence_that_ends_turns_what_rests_on_it_alone() {
    let ledger = ledger();
    let (today, rows) = (ledger.register("2028-02-02"), ledger.rows());
    let turns = what_if(&today, &rows, &Supposed::Ends(Kind::TestReport, "hardening".to_owned()));
    assert_eq!(turns.len(), 1);
    assert_eq!((turns[0].requirement.as_str(), turns[0].to), ("I.1.2.k", Verdict::Unknown));
}

#[test]
fn a_release_that_ships_untested_turns_what_its_tests_showed() {
    let mut ledger = ledger();
    ledger.release("rel_2", 2);
    let (today, rows) = (ledger.register("2028-02-02"), ledger.rows());
    let turned: Vec<String> =
        what_if(&today, &rows, &Supposed::Ships("rel_2".to_owned())).into_iter().map(|turn| turn.requirement).collect();
    assert!(turned.contains(&"I.1.2.a".to_owned()) && turned.contains(&"I.1.2.k".to_owned()), "{turned:?}");
}

#[test]
fn the_calendar_names_what_ends_and_what_turns_then() {
    let ledger = ledger();
    let (today, rows) = (ledger.register("2028-02-02"), ledger.rows());
    let endings = calendar(&today, &rows, noon("2028-12-31"));
    assert_eq!(endings[0].at, noon("2028-02-20"));
    assert_eq!(endings[0].turns[0].requirement, "I.1.2.k");
    assert!(endings.iter().all(|ending| ending.keys.iter().all(|key| key.kind.as_str() != "gate")));
}

#[test]
fn duties_turn_beside_requirements_where_the_register_has_them() {
    let mut ledger = ledger();
    ledger.release("rel_2", 2);
    ledger.add("2028-02-01", "dossier-made", RELEASE, json!({ "open": 0 }));
    let rows = ledger.rows();
    let turned = |on: &OnMarket| {
        let today = ledger.register("2028-02-02").with_duties(&rows, on);
        let turns = what_if(&today, &rows, &Supposed::Ships("rel_2".to_owned()));
        turns.into_iter().find(|turn| turn.requirement == "art-31-1").map(|turn| (turn.from, turn.to))
    };
    assert_eq!(turned(&manufacturer()), Some((Verdict::Shown, Verdict::Unknown)));
    let (first, last) = (Some(jiff::civil::date(2024, 3, 1)), Some(jiff::civil::date(2026, 5, 1)));
    let placed = Placed { first, last, on_sale: false };
    let older = OnMarket { placed, modified: Some(false), ..manufacturer() };
    assert_eq!(turned(&older), Some((Verdict::NotApplicable, Verdict::Unknown)));
}
