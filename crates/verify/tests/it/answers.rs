//! Files that hold.

use steadfast_trust::checkpoint::NoteSignature;
use steadfast_verify::{Asked, Content, Findings, Problem, Subject, Verdict};

use crate::ledger::{Ledger, ORIGIN, ask, verdict};

fn shown(verdict: Verdict) -> Findings {
    match verdict {
        Verdict::Shown(findings) => *findings,
        other => panic!("{other:?}"),
    }
}

fn problem(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Undecided(fault) => ("undecided", fault.problem.code()),
        Verdict::Altered(fault) => ("altered", fault.problem.code()),
        Verdict::Unreadable(fault) => ("unreadable", fault.problem.code()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_record_is_shown_with_what_it_says() {
    let ledger = Ledger::new(5);
    let findings = shown(verdict(&ledger, ledger.record_bundle(3, 5).as_bytes()));
    assert_eq!((findings.origin.as_str(), findings.size, findings.key), (ORIGIN, 5, ledger.fingerprint()));
    match findings.subject {
        Subject::Record { index: 3, content: Content::Held(record) } => assert_eq!(record.facts["number"], 3),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_erased_record_is_shown_without_content() {
    let ledger = Ledger::new(5);
    let findings = shown(verdict(&ledger, ledger.record_bundle(1, 5).as_bytes()));
    assert_eq!(findings.subject, Subject::Record { index: 1, content: Content::Erased });
}

#[test]
fn without_a_named_key_the_issuer_is_not_checked() {
    let ledger = Ledger::new(3);
    for file in
        [ledger.record_bundle(0, 3), ledger.checkpoint_bundle(3), ledger.consistency_bundle(2, 3), ledger.export()]
    {
        let answer = ask(file.as_bytes(), &Asked::default());
        assert!(matches!(answer, Verdict::IssuerNotChecked(_)), "{answer:?}");
        let other = Ledger::of(1, 2).fingerprint();
        let answer = ask(file.as_bytes(), &Asked { key: Some(&other), older: None });
        assert_eq!(problem(answer), ("altered", "other-key"));
    }
}

#[test]
fn checkpoints_and_exports_of_every_small_size_are_shown() {
    for size in [0, 1, 2, 3, 8, 9] {
        let ledger = Ledger::new(size);
        let findings = shown(verdict(&ledger, ledger.checkpoint_bundle(size).as_bytes()));
        assert_eq!(findings.subject, Subject::Checkpoint);
        let findings = shown(verdict(&ledger, ledger.export().as_bytes()));
        let erased = u64::from(size > 1);
        assert_eq!(findings.subject, Subject::Export { records: size as u64, erased });
        for older in 0..=size {
            let findings = shown(verdict(&ledger, ledger.consistency_bundle(older, size).as_bytes()));
            assert_eq!((findings.subject, findings.older), (Subject::Consistency, Some(older as u64)));
        }
    }
}

#[test]
fn an_older_checkpoint_is_the_beginning_of_an_export() {
    let ledger = Ledger::new(6);
    let key = ledger.fingerprint();
    for size in 0..=6 {
        let older = ledger.note(size);
        let findings = shown(ask(ledger.export().as_bytes(), &Asked { key: Some(&key), older: Some(&older) }));
        assert_eq!(findings.older, Some(size as u64));
    }
}

#[test]
fn a_rewritten_ledger_is_told_from_its_older_checkpoint() {
    let ledger = Ledger::new(6);
    let mut rewritten = Ledger::new(6);
    rewritten.leaves.swap(1, 2);
    rewritten.contents.swap(1, 2);
    let older = ledger.note(4);
    let asked = Asked { key: None, older: Some(&older) };
    assert!(matches!(ask(rewritten.export().as_bytes(), &Asked::default()), Verdict::IssuerNotChecked(_)));
    for file in [
        rewritten.export(),
        rewritten.record_bundle(0, 4),
        rewritten.consistency_bundle(4, 6),
        rewritten.checkpoint_bundle(4),
    ] {
        assert_eq!(problem(ask(file.as_bytes(), &asked)), ("altered", "rewritten"), "{file:.60}");
    }
}

#[test]
fn an_older_checkpoint_without_a_path_is_not_decided() {
    let ledger = Ledger::new(6);
    let [older, newer, empty] = [4, 6, 0].map(|size| ledger.note(size));
    let ask = |file: String, older: &str| ask(file.as_bytes(), &Asked { key: None, older: Some(older) });
    assert_eq!(problem(ask(ledger.record_bundle(0, 6), &older)), ("undecided", "no-path"));
    assert_eq!(problem(ask(ledger.checkpoint_bundle(3), &older)), ("undecided", "checkpoint-newer"));
    assert_eq!(problem(ask(ledger.consistency_bundle(3, 6), &older)), ("undecided", "no-path"));
    let mut short = Ledger::new(6);
    short.leaves.truncate(4);
    assert_eq!(problem(ask(short.export(), &newer)), ("undecided", "checkpoint-newer"));
    for (file, older) in [
        (ledger.record_bundle(0, 6), &newer),
        (ledger.record_bundle(0, 6), &empty),
        (ledger.consistency_bundle(4, 6), &older),
        (ledger.consistency_bundle(4, 6), &newer),
    ] {
        assert!(matches!(ask(file, older), Verdict::IssuerNotChecked(_)));
    }
}

#[test]
fn an_older_checkpoint_must_be_of_the_same_key() {
    let ledger = Ledger::new(2);
    let foreign = Ledger::of(2, 9).note(2);
    let asked = Asked { key: None, older: Some(&foreign) };
    for file in [ledger.record_bundle(0, 2), ledger.export(), ledger.checkpoint_bundle(2)] {
        assert_eq!(problem(ask(file.as_bytes(), &asked)), ("altered", "checkpoint-not-signed"));
    }
}

#[test]
fn lines_of_witnesses_are_named_and_not_believed() {
    let ledger = Ledger::new(2);
    let mut checkpoint = ledger.checkpoint(2);
    let name = "witness.example.com/w1".to_owned();
    checkpoint.add(NoteSignature { name: name.clone(), key_id: [0; 4], signature: vec![0; 72] });
    let findings = shown(verdict(&ledger, ledger.record_bundle_with(0, 2, &checkpoint.to_text()).as_bytes()));
    assert_eq!(findings.witnesses_unchecked, [name]);
}

#[test]
fn every_problem_has_a_code_of_its_own_place() {
    let ledger = Ledger::new(2);
    match verdict(&ledger, ledger.record_bundle(0, 2).replace("\"index\":0", "\"index\":1").as_bytes()) {
        Verdict::Altered(fault) => {
            assert!(matches!(fault.problem, Problem::Inclusion(_)));
            assert_eq!((fault.line, fault.field), (1, "proof"));
        }
        other => panic!("{other:?}"),
    }
}
