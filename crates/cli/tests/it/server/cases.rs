//! A case from a terminal: opened, assessed, noted, closed.

use insta::assert_snapshot;

use super::served::Served;

const RIGHTS: [&str; 6] = ["case.read", "case.open", "case.assess", "case.work", "case.close", "unit.read"];

#[test]
fn a_case_is_opened_by_hand_assessed_noted_and_closed() {
    let served = Served::new();
    let token = served.token(&RIGHTS);
    let ask = |arguments: &[&str]| served.ask(&token, arguments);
    let open = ["case", "open", "A letter about the gateway", "--kind", "vulnerability", "--signal", "finder"];
    let said = ["--about", "Its door opens by itself", "--received", "2026-01-02T03:04:05Z", "--flaw", "CVE-2026-1"];
    let opened = ask(&[&open[..], &said[..]].concat()).exits(0).out;
    assert!(opened.ends_with("#1\n"), "{opened}");
    let id = opened.split_whitespace().next().expect("an id").to_owned();
    assert_snapshot!(served.masked(&ask(&["case", "list"]).exits(0).out));
    let early = ask(&["case", "close", &id, "--reason", "It was nothing"]).exits(3);
    assert!(early.err.contains("nobody has decided on this case yet"), "{}", early.err);
    let aware = ["case", "assess", &id, "reportable", "--reason", "It does"];
    ask(&aware).exits(2);
    ask(&[&aware[..], &["--aware", "2026-01-02T05:00:00Z"]].concat()).exits(0);
    ask(&["case", "note", &id, "It does so \u{202e}at night"]).exits(0);
    assert_snapshot!(served.masked(&ask(&["case", "show", &id]).exits(0).out));
    ask(&["case", "close", &id, "--reason", "Mended, and told"]).exits(0);
    assert!(!ask(&["case", "list"]).exits(0).out.contains(&id), "it is closed");
    assert!(ask(&["case", "list", "--all"]).exits(0).out.contains("A letter"), "and still there");
    ask(&["case", "show", "cas_1"]).exits(2);
    ask(&["case", "from-alert", "alt_00000000000000000000000000000000"]).exits(2);
}
