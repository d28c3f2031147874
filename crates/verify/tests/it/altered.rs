//! Files that were changed with care: each member still of its form.

use steadfast_trust::encoding::base64;
use steadfast_verify::Verdict;

use crate::ledger::{Ledger, verdict};

/// What the answer is about a file: outcome, code and place.
fn refused(ledger: &Ledger, file: &str) -> String {
    match verdict(ledger, file.as_bytes()) {
        Verdict::Altered(fault) => format!("altered: {} at line {}, {}", fault.problem.code(), fault.line, fault.field),
        Verdict::Unreadable(fault) => {
            format!("unreadable: {} at line {}, {}", fault.problem.code(), fault.line, fault.field)
        }
        other => panic!("{other:?}"),
    }
}

/// The text of a file with a member's text changed for another.
fn with(file: &str, from: &str, to: &str) -> String {
    assert!(file.contains(from), "{from}");
    file.replacen(from, to, 1)
}

#[test]
fn a_changed_record_bundle_says_what_does_not_hold() {
    let ledger = Ledger::new(5);
    let good = ledger.record_bundle(3, 5);
    let other = ledger.record_bundle(2, 5);
    let member = |file: &str, name: &str| {
        let value: serde_json::Value = serde_json::from_str(file).expect("JSON");
        value[name].to_string()
    };
    let exchanged = |name: &str| with(&good, &member(&good, name), &member(&other, name));
    let expected = [
        ("leaf", "altered: record-changed at line 1, leaf"),
        ("salt", "altered: record-changed at line 1, leaf"),
        ("envelope", "altered: record-changed at line 1, leaf"),
        ("proof", "altered: not-included at line 1, proof"),
    ];
    for (name, answer) in expected {
        assert_eq!(refused(&ledger, &exchanged(name)), answer, "{name}");
    }
    let checkpoint = with(&good, &member(&good, "checkpoint"), &member(&ledger.record_bundle(3, 4), "checkpoint"));
    assert_eq!(refused(&ledger, &checkpoint), "altered: not-included at line 1, proof");
    let foreign = Ledger::of(5, 2).record_bundle(3, 5);
    let checkpoint = with(&good, &member(&good, "checkpoint"), &member(&foreign, "checkpoint"));
    assert_eq!(refused(&ledger, &checkpoint), "altered: checkpoint-not-signed at line 1, checkpoint");
    assert_eq!(refused(&ledger, &foreign), "altered: other-key at line 1, key");
}

#[test]
fn content_cannot_be_taken_or_put_in() {
    let ledger = Ledger::new(5);
    let good = ledger.record_bundle(3, 5);
    let salt = format!(",\"salt\":\"{}\"", base64(&[3; 32]));
    assert_eq!(refused(&ledger, &with(&good, &salt, "")), "unreadable: wrong-members at line 1, salt");
    let erased = ledger.record_bundle(1, 5);
    let filled = with(&erased, ",\"schema\"", &format!("{salt},\"schema\""));
    assert_eq!(refused(&ledger, &filled), "unreadable: wrong-members at line 1, salt");
}

#[test]
fn a_record_that_another_key_signed_is_refused_even_inside_the_ledger() {
    let mut ledger = Ledger::new(3);
    let foreign = Ledger::of(3, 2);
    ledger.leaves[2] = foreign.leaves[2];
    ledger.contents[2].clone_from(&foreign.contents[2]);
    assert_eq!(refused(&ledger, &ledger.record_bundle(2, 3)), "altered: record-not-signed at line 1, envelope");
    assert_eq!(refused(&ledger, &ledger.export()), "altered: record-not-signed at line 4, envelope");
}

#[test]
fn a_changed_export_says_which_line() {
    let ledger = Ledger::new(4);
    let good = ledger.export();
    let lines: Vec<&str> = good.lines().collect();
    let of = |order: &[usize]| order.iter().map(|at| format!("{}\n", lines[*at])).collect::<String>();
    let cases: [(&[usize], &str); 9] = [
        (&[0, 1, 3, 4, 5], "altered: wrong-order at line 3, index"),
        (&[0, 2, 1, 3, 4, 5], "altered: wrong-order at line 2, index"),
        (&[0, 1, 1, 2, 3, 4, 5], "altered: wrong-order at line 3, index"),
        (&[0, 1, 2, 3, 5], "altered: wrong-size at line 5, checkpoint"),
        (&[0, 1, 2, 3, 4], "altered: cut-off at line 5, line"),
        (&[0], "altered: cut-off at line 1, line"),
        (&[0, 1, 2, 3, 4, 5, 5], "unreadable: more-lines at line 7, line"),
        (&[1, 2, 3, 4, 5], "unreadable: unknown-kind at line 1, kind"),
        (&[0, 0], "unreadable: wrong-members at line 2, line"),
    ];
    for (order, answer) in cases {
        assert_eq!(refused(&ledger, &of(order)), answer, "{order:?}");
    }
    let leaf = |at: usize| format!("\"leaf\":\"{}\"", base64(&ledger.leaves[at]));
    let erased = with(&good, &leaf(1), &leaf(2));
    assert_eq!(refused(&ledger, &erased), "altered: wrong-root at line 6, checkpoint");
    let older = Ledger::new(3).export();
    let end = older.lines().last().expect("a line");
    assert_eq!(refused(&ledger, &with(&good, lines[5], end)), "altered: wrong-size at line 6, checkpoint");
    let header = with(&good, "steadfast/ledger/01", "steadfast/ledger/02");
    assert_eq!(refused(&ledger, &header), "altered: other-ledger at line 6, checkpoint");
}

#[test]
fn a_changed_consistency_bundle_is_refused() {
    let ledger = Ledger::new(6);
    let good = ledger.consistency_bundle(3, 6);
    let mut rewritten = Ledger::new(6);
    rewritten.leaves[0] = [7; 32];
    rewritten.contents[0] = None;
    let member = |file: &str, name: &str| {
        let value: serde_json::Value = serde_json::from_str(file).expect("JSON");
        value[name].to_string()
    };
    let forked = rewritten.consistency_bundle(3, 6);
    let newer = with(&good, &member(&good, "checkpoint"), &member(&forked, "checkpoint"));
    assert_eq!(refused(&ledger, &newer), "altered: not-consistent at line 1, proof");
    let older = with(&good, &member(&good, "older"), &member(&forked, "older"));
    assert_eq!(refused(&ledger, &older), "altered: not-consistent at line 1, proof");
    let swapped = with(&with(&good, "\"older\"", "\"x\""), "\"checkpoint\"", "\"older\"");
    assert!(refused(&ledger, &swapped).starts_with("unreadable"));
}
