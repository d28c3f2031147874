//! A report and the record that names its digest.

use serde_json::Value;
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;
use steadfast_verify::{Subject, Verdict};

use crate::ledger::{Ledger, verdict};

const REPORT: &str = r#"{"gaps":2,"kind":"drill-report"}"#;

#[test]
fn a_report_holds_where_the_record_names_its_digest_and_a_changed_byte_is_told() {
    let ledger = Ledger::naming(5, &hex(&sha256(&[REPORT.as_bytes()])));
    let good = ledger.report_bundle(4, REPORT);
    let Verdict::Shown(findings) = verdict(&ledger, good.as_bytes()) else { panic!("it does not hold") };
    let Subject::Report { index, bytes, .. } = findings.subject else { panic!("another subject") };
    assert_eq!((index, bytes), (4, REPORT.len() as u64));
    let altered = ledger.report_bundle(4, &REPORT.replace('2', "0"));
    let Verdict::Altered(fault) = verdict(&ledger, altered.as_bytes()) else { panic!("a changed report holds") };
    assert_eq!((fault.problem.code(), fault.field), ("report-changed", "report"));
}

#[test]
fn a_record_that_names_no_report_shows_nothing_about_one() {
    let ledger = Ledger::new(5);
    let Verdict::Undecided(fault) = verdict(&ledger, ledger.report_bundle(3, REPORT).as_bytes()) else {
        panic!("it is decided")
    };
    assert_eq!((fault.problem.code(), fault.field), ("names-no-report", "envelope"));
}

#[test]
fn each_member_of_such_a_file_that_is_changed_is_told() {
    let ledger = Ledger::naming(5, &hex(&sha256(&[REPORT.as_bytes()])));
    let good = ledger.report_bundle(4, REPORT);
    let other = ledger.report_bundle(2, REPORT);
    let read = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
    for (name, code) in [("salt", "record-changed"), ("envelope", "record-changed"), ("proof", "not-included")] {
        let changed = good.replacen(&read(&good)[name].to_string(), &read(&other)[name].to_string(), 1);
        let Verdict::Altered(fault) = verdict(&ledger, changed.as_bytes()) else { panic!("{name} holds") };
        assert_eq!(fault.problem.code(), code, "{name}");
    }
}
