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
    let close = ["case", "close", &id, "--reason", "Mended, and told"];
    assert!(ask(&close).exits(2).err.contains("a report of this case is due"));
    ask(&[&close[..], &["--despite-due"]].concat()).exits(0);
    assert!(!ask(&["case", "list"]).exits(0).out.contains(&id), "it is closed");
    assert!(ask(&["case", "list", "--all"]).exits(0).out.contains("A letter"), "and still there");
    ask(&["case", "show", "cas_1"]).exits(2);
    ask(&["case", "from-alert", "alt_00000000000000000000000000000000"]).exits(2);
}

#[test]
fn a_report_is_shown_typed_and_its_receipt_noted_and_the_next_stage_is_due() {
    let served = Served::new();
    let token = served.token(&[&RIGHTS[..], &["notice.write", "notice.note"]].concat());
    let ask = |arguments: &[&str]| served.ask(&token, arguments);
    let open = ["case", "open", "A letter", "--kind", "incident", "--signal", "authority", "--about", "A call"];
    let opened = ask(&open).exits(0).out;
    let id = opened.split_whitespace().next().expect("an id").to_owned();
    let aware = ["--reason", "It is severe", "--aware", "2026-01-02T05:00:00Z"];
    ask(&[&["case", "assess", &id, "reportable"], &aware[..]].concat()).exits(0);
    let shown = ask(&["case", "report", "show", &id, "early-warning"]).exits(1).out;
    for words in ["Nothing has been submitted from here.", "MISSING Member States", "(empty)", "[awareness, "] {
        assert!(shown.contains(words), "{words} is not in {shown}");
    }
    let typed = [
        ("title", "Severe incident affecting the Gateway"),
        ("summary", "Somebody was in"),
        ("member_states", "DE, AT"),
        ("product_name", "Gateway"),
        ("product_version", "4.0"),
        ("suspected_malicious", "yes"),
    ];
    for (field, value) in typed {
        ask(&["case", "report", "set", &id, "early-warning", field, value]).exits(0);
    }
    let whole = ask(&["case", "report", "show", &id, "early-warning", "--format", "json"]).exits(0).out;
    assert!(whole.contains("\"complete\": true"), "{whole}");
    let folder = tempfile::tempdir().expect("a folder");
    let paper = folder.path().join("early-warning.pdf");
    let printed = ["case", "report", "show", &id, "early-warning", "--pdf", paper.to_str().expect("UTF-8")];
    ask(&printed).exits(0);
    assert!(std::fs::read(&paper).expect("a file").starts_with(b"%PDF-1.7"));
    assert!(ask(&printed).exits(4).err.contains("cannot be written"), "what lies there stays");
    ask(&["case", "report", "set", &id, "early-warning", "title", "--take-back"]).exits(0);
    ask(&["case", "report", "show", &id, "early-warning"]).exits(1);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("receipt.pdf").display().to_string();
    std::fs::write(&file, "abc").expect("a file");
    let receipt =
        ["case", "report", "hand-in", &id, "early-warning", "--number", "SRP-1", "--at", "2026-01-03T00:00:00Z"];
    assert!(ask(&[&receipt[..], &["--file", &file]].concat()).exits(0).out.contains("receipt 1 of early-warning"));
    let kept = ask(&["case", "report", "show", &id, "early-warning", "--format", "json"]).out;
    assert!(kept.contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), "{kept}");
    let case = ask(&["case", "show", &id]).exits(0).out;
    assert!(case.contains("notification by: 2026-01-05 05:00") && !case.contains("early warning by"), "{case}");
    ask(&["case", "report", "measure", &id, "--at", "2026-01-03T00:00:00Z", "--reason", "A port is closed"]).exits(0);
}
