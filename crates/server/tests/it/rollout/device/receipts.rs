//! What becomes of an update by the word of the unit; and of words that are not its own, or not true.

use std::sync::Arc;

use serde_json::json;
use steadfast_protocol::{Answer, Envelope, Outcome, TreeHead};
use steadfast_server::jobs::runner::{Runner, schedule};
use tokio::sync::watch;

use super::Field;
use crate::house::{House, on_both};

fn offered(answer: &Answer) -> Vec<(&str, bool)> {
    answer.offers.iter().map(|offer| (offer.version.as_str(), offer.install)).collect()
}

#[test]
fn an_update_counts_when_the_unit_runs_it_after_a_start() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        let answer = unit.says(house, &field, &[]).await.expect("heard");
        let offer = &answer.offers[0];
        assert_eq!((offer.version.as_str(), offer.install, offer.sequence), ("1.1", true, 2));
        assert_eq!(offer.targets, ["gateway/2/fw.bin"]);
        assert_eq!(
            (offer.notes.as_deref(), &*offer.fixes),
            (Some("Closes a hole."), &["CVE-2026-1234".to_owned()][..])
        );
        let receipts = [unit.receipt(&field, Outcome::Running), unit.receipt(&field, Outcome::Installed)];
        let statements = receipts.map(|receipt| unit.signs(&receipt));
        let answer = unit.says(house, &field, &statements).await.expect("heard");
        assert_eq!((answer.kept.len(), answer.refused.len()), (2, 0), "{answer:?}");
        assert_eq!(field.state(house, &unit).await, "unproven");
        unit.says(house, &field, &statements).await.expect("said twice");
        assert_eq!(field.state(house, &unit).await, "unproven", "it runs the old one until it starts anew");
        unit.runs = field.runs(1);
        unit.says(house, &field, &[]).await.expect("heard");
        assert_eq!(field.state(house, &unit).await, "unproven", "nothing is proved without a start");
        unit.starts = 2;
        let answer = unit.says(house, &field, &[]).await.expect("heard");
        assert_eq!((field.state(house, &unit).await.as_str(), offered(&answer)), ("proven", vec![]));
    });
}

#[test]
fn a_unit_that_went_back_is_seen_and_not_offered_the_same_again() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        unit.says(house, &field, &[]).await.expect("heard");
        let receipt = unit.receipt(&field, Outcome::Installed);
        let statement = unit.signs(&receipt);
        unit.says(house, &field, &[statement]).await.expect("heard");
        unit.starts = 3;
        let answer = unit.says(house, &field, &[]).await.expect("heard");
        assert_eq!((field.state(house, &unit).await.as_str(), offered(&answer)), ("returned", vec![]));
    });
}

#[test]
fn nobody_gains_by_the_receipt_of_another() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let (mut honest, mut thief) = (field.speaker(house, "SN-1", 1).await, field.speaker(house, "SN-2", 2).await);
        honest.says(house, &field, &[]).await.expect("heard");
        thief.says(house, &field, &[]).await.expect("heard");
        let receipt = honest.receipt(&field, Outcome::Installed);
        let replayed = honest.signs(&receipt);
        // Before the honest one brought it, after it did, and signed anew by the thief.
        let refused = async |thief: &mut super::speaker::Speaker, statement: Vec<u8>| {
            let answer = thief.says(house, &field, std::slice::from_ref(&statement)).await.expect("heard");
            assert_eq!((answer.kept.len(), *answer.refused[0].statement), (0, Envelope::digest(&statement)));
            answer.refused[0].reason.clone()
        };
        assert_eq!(refused(&mut thief, replayed.clone()).await, "not-believed");
        let kept = honest.says(house, &field, std::slice::from_ref(&replayed)).await.expect("heard").kept;
        assert_eq!(kept.len(), 1);
        assert_eq!(refused(&mut thief, replayed).await, "another-unit");
        let anew = thief.signs(&receipt);
        assert_eq!(refused(&mut thief, anew).await, "another-unit");
        assert_eq!(field.state(house, &thief).await, "offered");
        assert_eq!(field.state(house, &honest).await, "unproven");
    });
}

#[test]
fn what_does_not_fit_the_release_is_refused_and_noted() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        unit.says(house, &field, &[]).await.expect("heard");
        let whole = unit.receipt(&field, Outcome::Installed);
        let image = steadfast_protocol::Receipt { image: Some([9; 32].into()), ..whole.clone() };
        let none = steadfast_protocol::Receipt { image: None, ..whole.clone() };
        let order = steadfast_protocol::Receipt { sequence: 7, ..whole.clone() };
        let release = steadfast_protocol::Receipt { release: "rel_none".to_owned(), ..whole.clone() };
        let statements = [image, none, order, release].map(|receipt| unit.signs(&receipt));
        let answer = unit.says(house, &field, &statements).await.expect("heard");
        let reasons: Vec<&str> = answer.refused.iter().map(|refused| refused.reason.as_str()).collect();
        assert_eq!(reasons, ["another-image", "another-image", "another-release", "unknown-release"]);
        assert_eq!(field.state(house, &unit).await, "offered");
        let (_, shown) = field.admin.get(house, &format!("/units/{}/history", unit.id)).await;
        let refused =
            shown["items"].as_array().expect("a history").iter().filter(|one| one["kind"] == "statement-refused");
        assert_eq!(refused.count(), 1, "once for all four: {shown}");
    });
}

#[test]
fn a_unit_that_lies_about_its_release_runs_something_unknown() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        for lie in [Some([9_u8; 32]), None] {
            unit.runs = field.runs(1);
            unit.runs.image = lie.map(Into::into);
            unit.runs.sequence = Some(if lie.is_some() { 2 } else { 9 });
            unit.says(house, &field, &[]).await.expect("heard");
            let (_, shown) = field.admin.get(house, &format!("/units/{}", unit.id)).await;
            assert_eq!(shown["runs"][0]["release"], json!(null), "{shown}");
            assert_eq!(shown["runs"][0]["version"], "1.1", "{shown}");
            assert_eq!(field.state(house, &unit).await, "offered", "and proves nothing");
        }
        unit.runs.sequence = None;
        unit.says(house, &field, &[]).await.expect("heard");
        assert_eq!(field.state(house, &unit).await, "offered", "a bare label proves nothing either");
        unit.runs = field.runs(1);
        unit.says(house, &field, &[]).await.expect("heard");
        assert_eq!(field.state(house, &unit).await, "proven", "by its own hand, with the image that it is");
    });
}

#[test]
fn what_units_signed_enters_the_ledger_once() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        unit.says(house, &field, &[]).await.expect("heard");
        let receipt = unit.receipt(&field, Outcome::Failed);
        let statement = unit.signs(&receipt);
        for _ in 0..3 {
            unit.says(house, &field, std::slice::from_ref(&statement)).await.expect("heard");
        }
        worked(house).await;
        house.stage.pass(120);
        worked(house).await;
        let (_, records) = field.admin.get(house, "/records?kind=units-stated").await;
        let counts: Vec<i64> = records["items"]
            .as_array()
            .expect("records")
            .iter()
            .map(|one| one["facts"]["statements"].as_i64().unwrap_or(0))
            .collect();
        // That it enrolled, what it runs from its own word, and the receipt.
        assert_eq!(counts, [3], "{records}");
    });
}

#[test]
fn a_unit_that_saw_another_ledger_is_heard_and_noted() {
    on_both(async |house| {
        let mut field = Field::new(house).await;
        let mut unit = field.speaker(house, "SN-1", 1).await;
        worked(house).await;
        steadfast_server::ledger::number::round(&house.app, [0; 16]).await.expect("numbered");
        let own = seen(house, &field, &mut unit, None).await;
        let note = own.checkpoint.expect("a checkpoint");
        let lines: Vec<&str> = note.lines().collect();
        let root = steadfast_trust::encoding::from_base64(lines[2]).expect("a root");
        let right = TreeHead {
            size: lines[1].parse().expect("a size"),
            root: <[u8; 32]>::try_from(root).expect("32 bytes").into(),
        };
        seen(house, &field, &mut unit, Some(right)).await;
        assert_eq!(field.noted(house, &unit, "ledger-differs").await, 0, "it saw this one");
        for _ in 0..3 {
            seen(house, &field, &mut unit, Some(TreeHead { root: [9; 32].into(), ..right })).await;
        }
        assert_eq!(field.noted(house, &unit, "ledger-differs").await, 1, "once in an hour");
    });
}

/// A check-in by a unit that saw this of a ledger.
async fn seen(house: &House, by: &Field, unit: &mut super::speaker::Speaker, head: Option<TreeHead>) -> Answer {
    unit.counter += 1;
    let said = steadfast_protocol::CheckIn { checkpoint: head, ..unit.check_in(&[]) };
    unit.sends(house, by, steadfast_protocol::encode(&Envelope::sign(&said, &unit.key))).await.expect("heard")
}

/// Works on every job that is due.
async fn worked(house: &House) {
    schedule(&house.app).await.expect("scheduled");
    let (runner, ending) = (Runner::new(Arc::clone(&house.app)), watch::Sender::new(false));
    while runner.turn(&ending.subscribe()).await.expect("the database answers") {}
}
