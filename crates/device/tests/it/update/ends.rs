//! Updates that do not come to run: given up, taken back, or gone from where they lay.

use std::fs;

use steadfast_device::unit::{Started, UpdateError};
use steadfast_device::update::{ImageError, Phase, Slot, Step};
use steadfast_protocol::{Outcome, Stop, Wish};

use super::course::{is_done, to_its_end};
use super::house::{House, Product, SEVEN, at, drive, home, level, offer, outcomes, receipts, started};
use super::repository::{PART, Repository, custom, image};
use crate::power::Outage;

const EARLY: [Phase; 3] = [Phase::Offered, Phase::Known, Phase::Brought];
const LATE: [Phase; 2] = [Phase::Installed, Phase::Trial];

fn stop() -> Stop {
    Stop { release: "rel_7".to_owned(), part: PART.to_owned(), sequence: 7 }
}

fn phase(storage: &Outage) -> Option<Phase> {
    started(storage).expect("it starts").updates.work().map(|work| work.phase)
}

#[test]
fn one_that_never_starts_or_is_never_well_is_not_tried_again_unless_somebody_agrees_anew() {
    for product in [Product::Dead, Product::Unwell] {
        let (storage, house) = (home(), House::new());
        to_its_end(&storage, &house, product);
        assert_eq!((phase(&storage), house.launch()), (Some(Phase::Returned), Slot::A), "{product:?}");
        let mut repository = SEVEN.clone();
        for _ in 0..3 {
            let step = drive(&storage, &house, &mut repository, Product::Well, &[offer(7)]).expect("nothing fails");
            assert_eq!((step, repository.asked.len()), (Step::Nothing, 0), "{product:?}: it is tried again");
        }
        let mut unit = started(&storage).expect("it starts");
        assert_eq!(outcomes(&unit), [Outcome::Running, Outcome::Installed, Outcome::Returned], "{product:?}");
        let why = receipts(&unit).pop().and_then(|said| said.detail).expect("words");
        assert_eq!(why, if product == Product::Dead { "it did not start" } else { "it says nothing" });
        unit.wish(Wish::Agreed, None, "anna").expect("there is one");
        drop(unit);
        to_its_end(&storage, &house, Product::Well);
        is_done(&storage, &house, &format!("{product:?}, and then agreed"));
    }
}

#[test]
fn after_one_that_came_to_nothing_the_next_is_taken() {
    let (storage, house) = (home(), House::new());
    to_its_end(&storage, &house, Product::Unwell);
    let mut repository = Repository::with_seven();
    repository.release(&custom(8), &image(8));
    drive(&storage, &house, &mut repository, Product::Well, &[offer(8)]).expect("nothing fails");
    let unit = started(&storage).expect("it starts");
    assert_eq!((level(&unit), house.launch(), house.spare()), (8, Slot::B, image(8)));
}

#[test]
fn what_is_taken_back_early_is_forgotten_and_what_comes_of_it_late_changes_nothing() {
    for phase in EARLY {
        let (storage, house) = at(phase);
        let mut unit = started(&storage).expect("it starts");
        let (mut repository, mut metadata) = (SEVEN.clone(), super::house::believed());
        // Somebody is still looking for it, or bringing it.
        let found = super::house::look(&mut repository, &mut metadata).expect("it is there");
        let brought = house.bring(&mut repository).expect("it comes");
        unit.offered(&[], &[stop()]).expect("kept");
        assert_eq!((unit.updates.work(), outcomes(&unit)), (None, vec![Outcome::Cancelled]), "{phase:?}");
        unit.found(&found).expect("kept");
        unit.brought(&brought).expect("kept");
        unit.installed(&house.images).expect("kept");
        unit.failed("late", true).expect("kept");
        assert_eq!((unit.updates.work(), house.launch()), (None, Slot::A), "{phase:?}");
        unit.offered(&[], &[stop()]).expect("kept");
        assert_eq!(outcomes(&unit), [Outcome::Cancelled; 2], "{phase:?}: asked again, said again");
        drop(unit);
        to_its_end(&storage, &house, Product::Well);
        let unit = started(&storage).expect("it starts");
        assert_eq!((level(&unit), house.launch()), (7, Slot::B), "{phase:?}: offered anew, it is taken");
    }
}

#[test]
fn what_is_taken_back_late_cannot_stop() {
    for phase in LATE {
        let (storage, house) = at(phase);
        let mut unit = started(&storage).expect("it starts");
        unit.offered(&[], &[stop()]).expect("kept");
        assert_eq!(outcomes(&unit).last(), Some(&Outcome::CannotStop), "{phase:?}");
        drop(unit);
        to_its_end(&storage, &house, Product::Well);
        is_done(&storage, &house, &format!("{phase:?}"));
        let mut unit = started(&storage).expect("it starts");
        unit.offered(&[], &[stop()]).expect("kept");
        assert_eq!(outcomes(&unit).last(), Some(&Outcome::CannotStop), "{phase:?}: it runs");
        let older = Stop { release: "rel_6".to_owned(), sequence: 6, ..stop() };
        unit.offered(&[], &[older]).expect("kept");
        assert_eq!(outcomes(&unit).last(), Some(&Outcome::Cancelled), "one that it never took");
    }
}

#[test]
fn wherever_the_power_goes_nothing_is_called_cancelled_that_goes_on() {
    for phase in EARLY {
        let (before, house) = at(phase);
        let stops = |storage: &Outage| {
            if let Ok(mut unit) = started(storage) {
                drop(unit.offered(&[], &[stop()]));
            }
        };
        crate::made::each_cut(&before, stops, |left, when| {
            let mut unit = started(left).expect("it starts");
            let said = outcomes(&unit).contains(&Outcome::Cancelled);
            assert!(!said || unit.updates.work().is_none(), "{phase:?}, {when}: it goes on");
            unit.offered(&[], &[stop()]).expect("kept");
            assert_eq!((unit.updates.work(), outcomes(&unit).last()), (None, Some(&Outcome::Cancelled)), "{when}");
            assert_eq!(house.launch(), Slot::A);
        });
    }
}

#[test]
fn one_that_the_launcher_gave_up_is_not_proven_by_what_ran_before() {
    let (storage, house) = at(Phase::Trial);
    let mut unit = started(&storage).expect("it starts");
    // The product ends, and ends again, while what watches it goes on.
    assert_eq!([0; 3].map(|_| house.launch()), [Slot::B, Slot::B, Slot::A]);
    unit.well(&house.images).expect("kept");
    assert_eq!((level(&unit), outcomes(&unit).last()), (5, Some(&Outcome::Returned)));
    // And the same where what watches it was started anew with it.
    let (storage, house) = at(Phase::Trial);
    while house.launch() == Slot::B {}
    let mut unit = started(&storage).expect("it starts");
    assert_eq!(unit.started(&house.images, None).expect("kept"), Started::Old);
    assert_eq!((level(&unit), outcomes(&unit).last()), (5, Some(&Outcome::Returned)));
    assert_eq!(unit.next_step(&unit.situation(None, true)), Step::Nothing);
}

#[test]
fn one_that_was_found_well_stays_so_though_power_went_before_that_was_kept() {
    for is_well in [true, false] {
        let (storage, house) = at(Phase::Trial);
        house.images.good().expect("kept, and the power goes");
        let mut unit = started(&storage).expect("it starts");
        assert_eq!(house.launch(), Slot::B);
        assert_eq!(unit.started(&house.images, None).expect("kept"), Started::New);
        let went = if is_well { unit.well(&house.images) } else { unit.unwell(&house.images, "silent") };
        went.expect("kept");
        drop(unit);
        is_done(&storage, &house, "it runs, and nothing else can");
    }
}

#[test]
fn a_trial_that_nobody_knows_of_is_given_up() {
    for phase in [Phase::Offered, Phase::Known] {
        let (storage, house) = at(phase);
        fs::write(house.images.path(Slot::B), image(8)).expect("written");
        house.images.try_spare().expect("kept");
        let mut unit = started(&storage).expect("it starts");
        assert_eq!(unit.started(&house.images, None).expect("kept"), Started::Not);
        assert_eq!((house.images.boot().expect("read").trial, house.launch()), (None, Slot::A), "{phase:?}");
    }
}

#[test]
fn a_unit_of_which_nothing_says_how_far_it_is_installs_nothing_and_gives_nothing_up() {
    for phase in [Phase::Brought, Phase::Installed] {
        let (storage, house) = at(phase);
        for name in ["update-levels", "update-levels-twin"] {
            storage.tamper(name, |bytes| bytes[0] ^= 1);
        }
        for name in ["outbox", "receipts", "update-work"] {
            storage.steal(name);
        }
        let mut unit = started(&storage).expect("it starts");
        assert!(unit.updates.why_broken().is_some());
        let before = house.images.boot().expect("read");
        assert_eq!(unit.started(&house.images, None).expect("kept"), Started::Not);
        assert_eq!(unit.next_step(&unit.situation(None, true)), Step::Nothing);
        assert_eq!(house.images.boot().expect("read"), before, "{phase:?}");
    }
}

#[test]
fn an_image_that_is_not_in_its_slot_any_more_does_not_start_and_comes_anew() {
    let (storage, house) = at(Phase::Brought);
    // Another one begins to come into the same slot.
    let mut other = Repository::with_seven();
    other.release(&custom(7), &image(8));
    other.fault("7.img", super::repository::Fault::Breaks(9000));
    house.bring(&mut other).expect_err("it breaks off");
    let mut unit = started(&storage).expect("it starts");
    unit.installing().expect("kept");
    let gone = unit.installed(&house.images).expect_err("it is gone");
    assert!(matches!(gone, UpdateError::Image(ImageError::Gone)), "{gone:?}");
    assert_eq!(house.launch(), Slot::A);
    drop(unit);
    to_its_end(&storage, &house, Product::Well);
    is_done(&storage, &house, "it came anew");
}

#[test]
fn an_installation_that_fails_is_tried_three_times() {
    let (storage, house) = at(Phase::Brought);
    let mut unit = started(&storage).expect("it starts");
    for round in 1..=3 {
        assert_eq!(unit.next_step(&unit.situation(None, true)), Step::Install, "round {round}");
        unit.installing().expect("kept");
        unit.not_installed("the flash is worn").expect("kept");
    }
    assert_eq!(unit.next_step(&unit.situation(None, true)), Step::Nothing);
    assert_eq!((outcomes(&unit), house.launch()), (vec![Outcome::Running, Outcome::Failed], Slot::A));
    assert_eq!(receipts(&unit)[1].detail.as_deref(), Some("the flash is worn"));
}

#[test]
fn what_an_installer_says_of_what_runs_counts_more_than_the_images() {
    for (hook, wanted) in [
        (Started::New, Some(Phase::Trial)),
        (Started::Old, Some(Phase::Returned)),
        (Started::Not, Some(Phase::Installed)),
    ] {
        let (storage, house) = at(Phase::Installed);
        let mut unit = started(&storage).expect("it starts");
        assert_eq!(unit.started(&house.images, Some(hook)).expect("kept"), hook);
        assert_eq!(unit.updates.work().map(|work| work.phase), wanted, "{hook:?}");
        if hook == Started::New {
            unit.well(&house.images).expect("kept");
            assert_eq!((level(&unit), outcomes(&unit).last()), (7, Some(&Outcome::Proven)));
        }
        let trial = house.images.boot().expect("read").trial;
        assert_eq!(trial.is_some(), hook == Started::Not, "{hook:?}: the slot is free again");
    }
}
