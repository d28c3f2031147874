//! What owners want with updates: signed, kept, and gone with them.

use steadfast_device::unit::ChangeError;
use steadfast_device::update::{Phase, Step, Why};
use steadfast_protocol::{Decision, Hold, Offer, Seconds, Wish};

use super::course::{is_done, to_its_end};
use super::house::{House, Product, SEVEN, Whole, at, drive, home, made, offer, started};
use crate::made::{NOW, choices, each_cut, statements};
use crate::power::Outage;

const DAY: Seconds = 86_400;
const ALL: [Phase; 5] = [Phase::Offered, Phase::Known, Phase::Brought, Phase::Installed, Phase::Trial];

fn step(unit: &Whole<&Outage>) -> Step {
    unit.next_step(&unit.situation(None, true))
}

/// What is signed of a wish with release 7 that can be put off until then.
fn signed(wish: Wish, until: Option<Seconds>, latest: Option<Seconds>, kind: steadfast_protocol::Kind) -> Decision {
    let storage = home();
    let mut unit = started(&storage).expect("it starts");
    unit.offered(&[Offer { latest, kind: Some(kind), ..offer(7) }], &[]).expect("kept");
    unit.wish(wish, until, "anna").expect("there is one");
    let said: Vec<Decision> = statements(&unit);
    let [said] = &said[..] else { panic!("{said:?}") };
    assert_eq!(unit.updates.wish(), Some((wish, said.until)), "what is signed is what holds");
    assert_eq!(started(&storage).expect("it starts").updates.wish(), Some((wish, said.until)), "after a start too");
    said.clone()
}

#[test]
fn each_wish_is_signed_with_its_version_and_until_when_it_holds() {
    use steadfast_protocol::Kind::{Combined, Feature, Security};
    for (wish, until, latest, kind, wanted) in [
        (Wish::Agreed, None, None, Security, None),
        (Wish::Refused, None, Some(NOW + DAY), Security, None),
        (Wish::Agreed, Some(NOW + DAY), None, Security, None),
        (Wish::Postponed, Some(NOW + DAY), None, Security, Some(NOW + DAY)),
        (Wish::Postponed, Some(NOW + DAY), Some(NOW + 7 * DAY), Security, Some(NOW + DAY)),
        (Wish::Postponed, Some(NOW + 30 * DAY), Some(NOW + 7 * DAY), Security, Some(NOW + 7 * DAY)),
        (Wish::Postponed, None, Some(NOW + 7 * DAY), Security, Some(NOW + 7 * DAY)),
        (Wish::Postponed, Some(NOW + 30 * DAY), Some(NOW + 7 * DAY), Combined, Some(NOW + 7 * DAY)),
        (Wish::Postponed, Some(NOW + 30 * DAY), Some(NOW + 7 * DAY), Feature, Some(NOW + 30 * DAY)),
        (Wish::Postponed, None, None, Security, None),
    ] {
        let said = signed(wish, until, latest, kind);
        assert_eq!(said.until, wanted, "{wish:?} {until:?} {latest:?} {kind:?}");
        assert_eq!(
            (said.wish, said.release.as_deref(), said.version.as_deref()),
            (Some(wish), Some("rel_7"), Some("7.0"))
        );
        assert_eq!((said.unit.as_str(), said.time, said.always), ("unt_1", NOW, None));
    }
}

#[test]
fn a_wish_holds_until_it_is_another() {
    let (storage, house) = at(Phase::Brought);
    let mut unit = started(&storage).expect("it starts");
    for (wish, until, wanted) in [
        (Wish::Refused, None, Step::Wait(Why::Refused)),
        (Wish::Postponed, Some(NOW + DAY), Step::Wait(Why::Postponed(Some(NOW + DAY)))),
        (Wish::Agreed, None, Step::Install),
        (Wish::Refused, None, Step::Wait(Why::Refused)),
    ] {
        unit.wish(wish, until, "anna").expect("there is one");
        assert_eq!(step(&unit), wanted);
    }
    let said: Vec<Decision> = statements(&unit);
    assert_eq!(said.len(), 4);
    assert!(said.windows(2).all(|two| two[0].number < two[1].number), "a number for each");
    unit.offered(&[offer(8)], &[]).expect("kept");
    assert_eq!((unit.updates.wish(), step(&unit)), (None, Step::Find), "another release is another question");
    drop(house);
}

#[test]
fn wherever_the_power_goes_a_wish_holds_or_was_never_heard() {
    let (before, house) = at(Phase::Brought);
    let refuse = |storage: &Outage| {
        if let Ok(mut unit) = started(storage) {
            drop(unit.wish(Wish::Refused, None, "anna"));
        }
    };
    each_cut(&before, refuse, |left, when| {
        let unit = started(left).expect("it starts");
        let said: Vec<Decision> = statements(&unit);
        let holds = unit.updates.wish() == Some((Wish::Refused, None));
        assert!(said.is_empty() || holds, "{when}: signed, and it does not hold");
        assert_eq!(step(&unit), if holds { Step::Wait(Why::Refused) } else { Step::Install }, "{when}");
        assert_eq!(house.images.boot().expect("read").trial, None);
    });
}

#[test]
fn where_there_is_nothing_to_decide_or_nobody_to_decide_it_nothing_is_signed() {
    for phase in [Phase::Installed, Phase::Trial] {
        let (storage, _house) = at(phase);
        let mut unit = started(&storage).expect("it starts");
        assert!(matches!(unit.wish(Wish::Refused, None, "anna"), Err(ChangeError::NoUpdate)), "{phase:?}");
    }
    let storage = home();
    let mut unit = started(&storage).expect("it starts");
    assert!(matches!(unit.wish(Wish::Agreed, None, "anna"), Err(ChangeError::NoUpdate)));
    let storage = Outage::new(0);
    made(&storage);
    let mut unit = started(&storage).expect("it starts");
    unit.offered(&[offer(7)], &[]).expect("kept");
    assert!(matches!(unit.wish(Wish::Agreed, None, "anna"), Err(ChangeError::NoOwner)));
    assert_eq!(statements::<Decision>(&unit), []);
}

#[test]
fn a_unit_that_is_nobodys_updates_itself_as_the_law_has_it() {
    let (storage, house) = (Outage::new(0), House::new());
    made(&storage);
    to_its_end(&storage, &house, Product::Well);
    is_done(&storage, &house, "without an owner");
}

#[test]
fn what_is_agreed_on_is_installed_though_the_owner_switched_updates_off() {
    let (storage, house) = at(Phase::Offered);
    let mut unit = started(&storage).expect("it starts");
    unit.agree(false, false, "anna").expect("kept");
    let waits = drive(&storage, &house, &mut SEVEN.clone(), Product::Well, &[offer(7)]).expect("nothing fails");
    assert_eq!(waits, Step::Wait(Why::AutomaticOff));
    let mut unit = started(&storage).expect("it starts");
    unit.wish(Wish::Agreed, None, "anna").expect("there is one");
    drop(unit);
    to_its_end(&storage, &house, Product::Well);
    is_done(&storage, &house, "agreed");
}

/// Of the next owner nothing is known, and the update goes on.
fn is_another_s(storage: &Outage, house: &House, when: &str) {
    assert!(!storage.contents().contains_key("update-choices"), "{when}: what the last owner wanted is there");
    let mut unit = started(storage).expect("it starts");
    assert_eq!(unit.updates.wish(), None, "{when}");
    let hold = unit.updates.work().and_then(|work| work.hold.map(|hold| (hold, work.until)));
    assert_eq!(hold, None, "{when}: what the last owner wanted elsewhere");
    unit.set_up(choices(false, false)).expect("set up");
    drop(unit);
    to_its_end(storage, house, Product::Well);
    is_done(storage, house, when);
}

#[test]
fn a_unit_that_is_sold_while_an_update_waits_is_updated_and_nothing_of_the_old_wish_holds() {
    for phase in ALL {
        let (storage, house) = at(phase);
        let mut unit = started(&storage).expect("it starts");
        let held = Offer { install: false, hold: Some(Hold::Postponed), until: Some(NOW + DAY), ..offer(7) };
        unit.offered(&[held], &[]).expect("kept");
        unit.agree(false, false, "anna").expect("kept");
        let wished = unit.wish(Wish::Refused, None, "anna");
        assert_eq!(wished.is_ok(), !matches!(phase, Phase::Installed | Phase::Trial));
        unit.reset().expect("reset");
        assert_eq!(unit.updates.wish(), None, "{phase:?}");
        drop(unit);
        is_another_s(&storage, &house, &format!("{phase:?}"));
    }
}

#[test]
fn and_also_where_the_power_goes_while_it_is_reset() {
    let (storage, lies_there) = at(Phase::Known);
    let mut unit = started(&storage).expect("it starts");
    let held = Offer { install: false, hold: Some(Hold::Postponed), until: Some(NOW + DAY), ..offer(7) };
    unit.offered(&[held], &[]).expect("kept");
    unit.wish(Wish::Refused, None, "anna").expect("there is one");
    drop(unit);
    let reset = |storage: &Outage| {
        if let Ok(mut unit) = started(storage) {
            drop(unit.reset());
        }
    };
    each_cut(&storage.copy(0), reset, |left, when| {
        let unit = started(left).expect("it starts");
        if unit.owner().is_some() {
            assert_eq!(unit.updates.wish(), Some((Wish::Refused, None)), "{when}: it was not begun");
            return;
        }
        drop(unit);
        let name = left.contents().contains_key("update-choices");
        assert!(!name, "{when}: what the last owner wanted is there");
        let unit = started(left).expect("it starts");
        assert!(unit.updates.work().is_some_and(|work| work.hold.is_none() && work.phase == Phase::Known), "{when}");
        assert_eq!(lies_there.launch(), steadfast_device::update::Slot::A);
    });
}
