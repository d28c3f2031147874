//! What a server offers is a hint: which of them a unit works on.

use steadfast_device::update::{Phase, Slot, Step, Why};
use steadfast_protocol::{Hold, Kind, Offer, Outcome, Wish};

use super::course::{is_done, to_its_end};
use super::house::{House, Product, SEVEN, at, drive, home, level, look, offer, outcomes, started};
use super::repository::{Repository, custom, image};
use crate::power::Outage;

fn works_on(storage: &Outage) -> Option<String> {
    started(storage).expect("it starts").updates.work().map(|work| work.release.clone())
}

/// What a unit works on that was offered one thing after the other.
fn after(offers: &[&[Offer]]) -> Option<String> {
    let storage = home();
    let mut unit = started(&storage).expect("it starts");
    offers.iter().for_each(|offers| unit.offered(offers, &[]).expect("kept"));
    drop(unit);
    works_on(&storage)
}

#[test]
fn nothing_that_runs_or_is_older_is_worked_on_and_of_two_the_better() {
    let other = |sequence, kind| Offer { part: "prt_other".to_owned(), kind: Some(kind), ..offer(sequence) };
    let feature = |sequence| Offer { kind: Some(Kind::Feature), ..offer(sequence) };
    let combined = |sequence| Offer { kind: Some(Kind::Combined), ..offer(sequence) };
    let empty = Offer { targets: Vec::new(), ..offer(7) };
    for (offers, wanted) in [
        (&[&[][..]][..], None),
        (&[&[offer(4)]], None),
        (&[&[offer(5)]], None),
        (&[&[empty]], None),
        (&[&[offer(7)]], Some("rel_7")),
        (&[&[offer(7), offer(8)]], Some("rel_8")),
        (&[&[offer(7)], &[offer(8)]], Some("rel_8")),
        (&[&[feature(7), other(3, Kind::Security)]], Some("rel_3")),
        (&[&[offer(7), other(9, Kind::Feature)]], Some("rel_7")),
        (&[&[offer(7), other(9, Kind::Security)]], Some("rel_7")),
        // Of the same part: what mends is not put off by what waits for a word, and goes before it.
        (&[&[offer(7), feature(8)]], Some("rel_7")),
        (&[&[feature(8), offer(7)]], Some("rel_7")),
        (&[&[offer(7)], &[offer(7), feature(8)]], Some("rel_7")),
        (&[&[feature(8)], &[feature(8), offer(7)]], Some("rel_7")),
        (&[&[offer(7), combined(8)]], Some("rel_8")),
        (&[&[feature(7), feature(8)]], Some("rel_8")),
        (&[&[offer(7)], &[feature(8)]], Some("rel_8")),
    ] {
        assert_eq!(after(offers).as_deref(), wanted, "{offers:?}");
    }
}

#[test]
fn a_better_one_takes_the_place_of_what_is_not_in_its_own_yet() {
    let mut repository = Repository::with_seven();
    repository.release(&custom(8), &image(8));
    for (phase, taken) in [
        (Phase::Offered, true),
        (Phase::Known, true),
        (Phase::Brought, true),
        (Phase::Installed, false),
        (Phase::Trial, false),
    ] {
        let (storage, house) = at(phase);
        let mut unit = started(&storage).expect("it starts");
        let late = house.bring(&mut SEVEN.clone());
        unit.offered(&[offer(8)], &[]).expect("kept");
        assert_eq!(unit.updates.work().map(|work| work.sequence), Some(if taken { 8 } else { 7 }), "{phase:?}");
        if let Ok(late) = late {
            unit.brought(&late).expect("kept");
            assert_eq!(unit.updates.work().map(|work| work.sequence), Some(8), "{phase:?}: what comes late is old");
        }
        drop(unit);
        for _ in 0..2 {
            drive(&storage, &house, &mut repository, Product::Well, &[offer(8)]).expect("nothing fails");
        }
        let unit = started(&storage).expect("it starts");
        assert_eq!((level(&unit), unit.updates.work()), (8, None), "{phase:?}");
        let starts = std::fs::read(house.images.start().expect("it says what starts")).expect("read");
        assert_eq!(starts, image(8), "{phase:?}");
    }
}

#[test]
fn a_word_that_nobody_signed_keeps_no_true_one_out() {
    let (storage, house) = (home(), House::new());
    let lie = Offer { sequence: u64::MAX, targets: vec!["gateway/app/none.img".to_owned()], ..offer(9) };
    for targets in [lie.targets.clone(), vec!["../../x".to_owned()]] {
        let lie = Offer { targets, ..lie.clone() };
        drop(drive(&storage, &house, &mut SEVEN.clone(), Product::Well, &[lie]));
        assert_eq!(works_on(&storage).as_deref(), Some("rel_9"));
    }
    to_its_end(&storage, &house, Product::Well);
    is_done(&storage, &house, "after a lie");
}

#[test]
fn an_offer_says_what_it_likes_and_metadata_says_what_it_is() {
    let (storage, house) = (home(), House::new());
    let lie = Offer {
        version: "99".to_owned(),
        kind: Some(Kind::Feature),
        sequence: 99,
        notes: Some("gold".to_owned()),
        ..offer(7)
    };
    drive(&storage, &house, &mut SEVEN.clone(), Product::Well, &[lie]).expect("nothing fails");
    is_done(&storage, &house, "by another description");
    // And where it points to what is not for this unit, nothing comes.
    let (storage, house, mut repository) = (home(), House::new(), Repository::with_seven());
    repository.release(&steadfast_trust::tuf::Custom { hardware: vec!["A".to_owned()], ..custom(8) }, &image(8));
    drive(&storage, &house, &mut repository, Product::Well, &[offer(8)]).expect("it is over");
    let unit = started(&storage).expect("it starts");
    assert_eq!((outcomes(&unit), repository.asked.len()), (vec![Outcome::Failed], 0));
    assert_eq!(house.launch(), Slot::A);
}

#[test]
fn what_a_server_holds_back_or_offers_no_more_waits() {
    let (storage, house) = at(Phase::Brought);
    let step =
        |offers: &[Offer]| drive(&storage, &house, &mut SEVEN.clone(), Product::Well, offers).expect("nothing fails");
    assert_eq!(step(&[]), Step::Wait(Why::HeldBack));
    let held = |hold| Offer { install: false, hold, until: Some(9), ..offer(7) };
    assert_eq!(step(&[held(None)]), Step::Wait(Why::HeldBack));
    assert_eq!(step(&[held(Some(Hold::Postponed))]), Step::Wait(Why::Postponed(Some(9))));
    assert_eq!(step(&[held(Some(Hold::OptedOut))]), Step::Wait(Why::AutomaticOff));
    assert_eq!(step(&[offer(7)]), Step::Nothing);
    is_done(&storage, &house, "let go");
}

#[test]
fn what_came_by_a_stick_is_worked_on_though_nobody_offered_it_and_is_said_to_be() {
    let (storage, house) = (home(), House::new());
    let mut repository = SEVEN.clone();
    let mut unit = started(&storage).expect("it starts");
    let mut found = look(&mut repository, &mut super::house::believed()).expect("it is there");
    unit.found(&found).expect("kept");
    assert_eq!(unit.updates.work(), None, "nobody offered what came from the repository");
    found.fresh = false;
    unit.found(&found).expect("kept");
    let mut brought = house.bring(&mut repository).expect("it comes");
    brought.found.fresh = false;
    unit.brought(&brought).expect("kept");
    unit.offered(&[], &[]).expect("kept");
    drop(unit);
    drive(&storage, &house, &mut repository, Product::Well, &[]).expect("nothing fails");
    let unit = started(&storage).expect("it starts");
    assert_eq!((level(&unit), house.launch()), (7, Slot::B));
    assert!(super::house::receipts(&unit).iter().all(|said| said.fresh == Some(false)));
}

#[test]
fn what_mends_and_was_refused_or_is_in_its_place_holds_no_feature_up() {
    let both = |feature: u64| [offer(7), Offer { kind: Some(Kind::Feature), ..offer(feature) }];
    let storage = home();
    let mut unit = started(&storage).expect("it starts");
    unit.offered(&both(8), &[]).expect("kept");
    unit.wish(Wish::Postponed, None, "anna").expect("kept");
    unit.offered(&both(8), &[]).expect("kept");
    assert_eq!(unit.updates.work().map(|work| work.sequence), Some(7), "put off has an end");
    unit.wish(Wish::Refused, None, "anna").expect("kept");
    unit.offered(&both(8), &[]).expect("kept");
    assert_eq!(unit.updates.work().map(|work| work.sequence), Some(8));
    let calls = storage.calls();
    unit.offered(&both(8), &[]).expect("kept");
    assert_eq!((unit.updates.work().map(|work| work.sequence), storage.calls()), (Some(8), calls), "it stays so");
    let (storage, house) = (home(), House::new());
    to_its_end(&storage, &house, Product::Well);
    started(&storage).expect("it starts").offered(&both(8), &[]).expect("kept");
    assert_eq!(works_on(&storage).as_deref(), Some("rel_8"), "after what mends comes what else there is");
}
