//! Dossiers that hold, and what is asked of them.

use std::io::Cursor;

use steadfast_trust::key::Fingerprint;
use steadfast_verify::Verdict;
use steadfast_verify::dossier::{Dossier, DossierAsked, Held};

use super::world::{World, ask, held, refusal, refused};
use crate::ledger::{Ledger, ORIGIN};

#[test]
fn a_dossier_says_what_holds_each_of_its_parts() {
    let findings = held(&World::new().dossier());
    let parts = findings.manifest.parts.iter().zip(&findings.parts).map(|(part, held)| (part.path.as_str(), *held));
    let expected = [
        ("bills/gateway.cdx.json", Held::SpokenOf),
        ("evidence/answer.json", Held::RecordErased),
        ("evidence/tests.xml", Held::ByRecord),
        ("ledger/consistency.jsonl", Held::ByManifest),
        ("ledger/records.jsonl", Held::ByManifest),
        ("papers/en.txt", Held::ByManifest),
    ];
    assert!(parts.eq(expected), "{:?}", findings.parts);
    assert_eq!((findings.head.origin.as_str(), findings.head.size, findings.earlier[0].size), (ORIGIN, 6, 3));
    assert_eq!(findings.records.iter().map(|record| record.index).collect::<Vec<_>>(), [2, 4, 5]);
    assert_eq!(findings.roles()["record"], (2, 0));
}

#[test]
fn the_same_parts_give_the_same_bytes() {
    let (mut world, one) = (World::new(), World::new().dossier());
    world.pieces.reverse();
    assert_eq!(world.dossier(), one);
}

fn asked<'a>(key: &'a Fingerprint, revoked: &'a [Fingerprint]) -> DossierAsked<'a> {
    DossierAsked { key: Some(key), revoked, older: None }
}

#[test]
fn a_key_is_asked_for_by_name() {
    let (file, ledger) = (World::new().dossier(), World::new().ledger());
    let own = ledger.fingerprint();
    assert!(matches!(ask(&file, &asked(&own, &[])), Verdict::Shown(_)));
    let other = Ledger::of(0, 2).fingerprint();
    assert_eq!(refused(ask(&file, &asked(&other, &[]))), "altered other-key manifest.json");
    assert_eq!(refused(ask(&file, &asked(&own, &[own]))), "altered revoked-key manifest.json");
    assert!(matches!(ask(&file, &asked(&own, &[other])), Verdict::Shown(_)));
}

#[test]
fn it_leads_to_the_checkpoints_that_it_carries_and_says_so_of_others() {
    let (file, ledger) = (World::new().dossier(), World::new().ledger());
    let with = |older: &str| ask(&file, &DossierAsked { older: Some(older), ..DossierAsked::default() });
    for size in [0, 3, 6] {
        match with(&ledger.note(size)) {
            Verdict::IssuerNotChecked(findings) => assert_eq!(findings.older, Some(size as u64)),
            other => panic!("{size}: {other:?}"),
        }
    }
    assert_eq!(refused(with(&ledger.note(2))), "undecided no-path older checkpoint");
    let mut rewritten = World::new();
    rewritten.records[0].kind = "person-removed".to_owned();
    let rewritten = rewritten.ledger();
    for size in [3, 6] {
        assert_eq!(refused(with(&rewritten.note(size))), "altered rewritten older checkpoint", "{size}");
    }
    assert_eq!(refused(with("no note")), "unreadable no-checkpoint older checkpoint");
}

#[test]
fn parts_are_examined_in_any_order_and_none_may_be_left_out() {
    let file = World::new().dossier();
    let mut reader = Cursor::new(&file);
    let dossier = Dossier::open(&mut reader, &DossierAsked::default()).expect("a dossier");
    let mut examined: Vec<_> =
        dossier.pieces().into_iter().rev().map(|piece| dossier.examine(piece, &mut reader).expect("whole")).collect();
    let mut lines = dossier.records(&mut reader).expect("read").expect("records");
    let batch = lines.batch().expect("read");
    let records: Vec<_> = batch.iter().map(|(at, line)| dossier.record(*at, line).expect("it holds")).collect();
    assert!(lines.batch().expect("read").is_empty());
    examined.push(lines.end().expect("whole"));
    let missing = examined[..examined.len() - 1].to_vec();
    let again = || Dossier::open(&mut Cursor::new(&file), &DossierAsked::default()).expect("a dossier");
    let fault = again().close(missing, records.clone()).expect_err("the records were left out");
    assert_eq!((fault.problem.code(), fault.path.as_str()), ("part-missing", "ledger/records.jsonl"));
    let fault = again().close(examined.clone(), records[1..].to_vec()).expect_err("a record was left out");
    assert_eq!(fault.problem.code(), "record-missing");
    assert_eq!(dossier.close(examined, records).expect("it holds"), held(&file));
}

#[test]
fn a_dossier_of_a_ledger_without_records_or_earlier_checkpoints_holds() {
    let mut world = World::new();
    world.earlier.clear();
    world.pieces.truncate(0);
    let ledger = world.ledger();
    let mut head = world.head(&ledger);
    head.records.clear();
    let packed = steadfast_verify::dossier::pack(Vec::new(), head, Vec::new(), &ledger.key).expect("written").0;
    assert!(held(&packed).parts.is_empty());
    assert_eq!(refusal(&packed[..packed.len() - 1]), "altered cut-off ");
}
