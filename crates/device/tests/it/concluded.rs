//! What a unit concludes by itself: once, bounded, through power losses, and only while it records.

use serde_json::json;
use steadfast_device::concluded::{Answer, MOST_BYTES, MOST_EXPECTED, MOST_KEPT, NAME};
use steadfast_device::factory::Factory;
use steadfast_device::outside::{Memory, Storage as _};
use steadfast_device::provision::{confirm, make};
use steadfast_device::unit::Unit;
use steadfast_monitor::detect::{Cause, Detector};
use steadfast_monitor::event::*;
use steadfast_protocol::Purpose;

use crate::made::{Draws, Hand, Whole, choices, each_cut, events, line, order, owned, signed_by, sizes, start};
use crate::power::Outage;

const DAY: Seconds = 86_400;

fn wrong(from: &str) -> What<'static> {
    What::Authentication(Authentication {
        attempt: Some(Attempt::Wrong),
        account: Some("anna".into()),
        source: Some(Address(from.parse().expect("an address"))),
        factor: Some(Factor::Password),
        ..Authentication::default()
    })
}

fn peer(address: &str) -> What<'static> {
    What::Network(Network {
        activity: Some(NetworkActivity::NewPeer),
        transport: Some(Transport::Tcp),
        direction: Some(Direction::Outbound),
        remote: Some(Address(address.parse().expect("an address"))),
        remote_port: Some(6667),
        ..Network::default()
    })
}

/// Somebody guesses so often.
fn guesses(unit: &mut Whole<'_>, count: usize) {
    (0..count).for_each(|_| unit.record(wrong("192.0.2.7")));
}

/// Factory settings with a declaration.
fn declares(factory: &mut Factory) {
    factory.network = Some(json!({"endpoint": [{"host": "updates.example.com", "ports": [443]}]}));
}

/// An owner's unit whose factory declared what it does.
fn declared() -> Outage {
    let storage = Outage::new(0);
    let made = make(&&storage, &Draws::new(1), &order(&signed_by(9, declares))).expect("made");
    confirm(&&storage, made.fingerprint).expect("confirmed");
    let mut unit = start(&storage);
    unit.set_up(choices(true, false)).expect("set up");
    unit.seal().expect("sealed");
    storage
}

/// Number, detector, and how many events, the newest first.
fn all(unit: &Whole<'_>) -> Vec<(u64, Detector, u64)> {
    let concluded = unit.concluded().expect("it was read");
    let of = |one: &steadfast_device::concluded::Conclusion| {
        (one.id, one.reason.detector.expect("a detector"), one.reason.events.count)
    };
    concluded.all().map(of).collect()
}

/// What stands in the log of conclusions, the oldest first.
fn noted(unit: &Whole<'_>) -> Vec<(u64, ConclusionStep)> {
    let all = events(unit);
    let noted = all.iter().rev().filter_map(|(_, _, bytes)| match Event::decode(bytes).expect("an event").what {
        Some(What::Concluded(it)) => it.id.zip(it.step),
        _ => None,
    });
    noted.collect()
}

/// The kinds of all events.
fn recorded(unit: &Whole<'_>) -> Vec<Kind> {
    events(unit).iter().filter_map(|(_, _, bytes)| Event::decode(bytes).expect("an event").kind()).collect()
}

/// The numbers of what a detector found, as the log has them.
fn found(unit: &Whole<'_>, by: Detector) -> Vec<u64> {
    let all = events(unit);
    let found = all.iter().filter_map(|(_, _, bytes)| match Event::decode(bytes).expect("an event").what {
        Some(What::Concluded(it)) if (it.step, it.detector) == (Some(ConclusionStep::Found), Some(by)) => it.id,
        _ => None,
    });
    found.collect()
}

#[test]
fn guessing_is_told_once_with_the_events_behind_it_and_goes_on() {
    let storage = owned();
    let mut unit = start(&storage);
    guesses(&mut unit, 5);
    assert!(!unit.conclude(), "five tries are free");
    guesses(&mut unit, 1);
    assert!(unit.conclude());
    assert_eq!(all(&unit), [(1, Detector::Guessing, 1)]);
    assert!(!unit.conclude());
    guesses(&mut unit, 4);
    assert!(!unit.conclude(), "it is known");
    assert_eq!((all(&unit), noted(&unit)), (vec![(1, Detector::Guessing, 5)], vec![(1, ConclusionStep::Found)]));
}

#[test]
fn a_peer_that_the_factory_did_not_declare_is_told_and_without_a_declaration_nothing_is() {
    let storage = owned();
    let mut unit = start(&storage);
    unit.record(peer("198.51.100.9"));
    assert!(!unit.conclude() && unit.declaration().is_none(), "nobody said whom it may talk to");
    let storage = declared();
    let mut unit = start(&storage);
    unit.record(peer("198.51.100.9"));
    assert!(unit.conclude());
    let concluded = unit.concluded().expect("it was read");
    let cause = concluded.all().next().and_then(|one| one.reason.cause.clone());
    assert!(matches!(cause, Some(Cause::Peer(peer)) if peer.port == Some(6667)));
}

#[test]
fn with_recording_off_nothing_is_concluded_and_what_was_stays() {
    let storage = owned();
    let mut unit = start(&storage);
    guesses(&mut unit, 6);
    unit.conclude();
    unit.switch(SwitchKind::Record, false, "anna").expect("switched");
    guesses(&mut unit, 100);
    unit.clock.wall = unit.clock.wall.map(|now| now + 3 * DAY);
    assert!(!unit.conclude());
    assert_eq!(all(&unit).len(), 1);
    unit.switch(SwitchKind::Record, true, "anna").expect("switched");
    unit.conclude();
    assert_eq!(noted(&unit), [(1, ConclusionStep::Found), (1, ConclusionStep::Over)], "only now it is said to be over");
}

#[test]
fn it_is_over_after_a_quiet_day_and_stays_until_it_is_answered() {
    let storage = owned();
    let mut unit = start(&storage);
    guesses(&mut unit, 6);
    unit.conclude();
    unit.clock.wall = unit.clock.wall.map(|now| now + DAY);
    assert!(!unit.conclude());
    unit.clock.wall = unit.clock.wall.map(|now| now + 1);
    assert!(unit.conclude());
    assert_eq!(noted(&unit), [(1, ConclusionStep::Found), (1, ConclusionStep::Over)]);
    let mut unit = start(&storage);
    unit.conclude();
    assert!(unit.concluded().expect("it was read").all().all(|one| !one.is_open()));
    assert!(unit.answer(1, Answer::Known, "anna").expect("kept"));
    assert!(!unit.answer(1, Answer::Known, "anna").expect("kept"), "it is answered");
    assert_eq!(all(&unit), []);
}

#[test]
fn what_is_expected_is_told_no_more_through_a_start_and_an_erased_log_until_it_is_taken_back() {
    let storage = declared();
    let mut unit = start(&storage);
    unit.record(peer("198.51.100.9"));
    unit.conclude();
    assert!(unit.answer(1, Answer::Expected, "anna").expect("kept"));
    let mut unit = start(&storage);
    unit.record(peer("198.51.100.9"));
    assert!(!unit.conclude());
    unit.erase_log("anna").expect("erased");
    unit.record(peer("198.51.100.9"));
    unit.conclude();
    assert_eq!(all(&unit).iter().map(|one| one.1).collect::<Vec<_>>(), [Detector::Erased]);
    assert!(unit.take_back(1, "anna").expect("kept"));
    unit.record(peer("198.51.100.9"));
    assert!(unit.conclude());
    assert_eq!(all(&unit)[0].1, Detector::Undeclared);
}

#[test]
fn no_answer_gives_way_to_another_without_a_word() {
    let storage = declared();
    let mut unit = start(&storage);
    for at in 1..=MOST_EXPECTED as u64 {
        unit.record(peer(&format!("198.51.100.{at}")));
        unit.conclude();
        assert!(unit.answer(at, Answer::Expected, "anna").expect("kept"), "{at}");
    }
    unit.record(peer("198.51.100.99"));
    unit.conclude();
    let next = MOST_EXPECTED as u64 + 1;
    assert!(!unit.answer(next, Answer::Expected, "anna").expect("nothing to keep"), "there is no room");
    assert!(unit.take_back(1, "anna").expect("kept"));
    assert!(unit.answer(next, Answer::Expected, "anna").expect("kept"));
}

#[test]
fn what_was_concluded_goes_with_the_log_and_with_the_owner() {
    let storage = owned();
    let mut unit = start(&storage);
    guesses(&mut unit, 6);
    unit.conclude();
    unit.erase_log("anna").expect("erased");
    assert!(!format!("{:?}", storage.contents()[NAME]).contains("192, 0, 2, 7"), "the address is nowhere");
    assert_eq!(
        all(&unit).iter().map(|one| one.1).collect::<Vec<_>>(),
        [Detector::Erased],
        "that it was erased is told"
    );
    unit.erase(Purpose::Handover, None).expect("erased");
    assert!(!storage.contents().contains_key(NAME));
    unit.conclude();
    assert_eq!(all(&unit), []);
}

#[test]
fn a_damaged_state_begins_anew_and_says_so() {
    let storage = owned();
    let mut unit = start(&storage);
    guesses(&mut unit, 6);
    unit.conclude();
    storage.tamper(NAME, |bytes| bytes[20] ^= 1);
    let mut unit = start(&storage);
    unit.conclude();
    unit.conclude();
    let found = all(&unit);
    assert_eq!((found.len(), found[0].1), (1, Detector::Damaged), "what was before this start is passed over");
    assert!(found[0].0 > 1, "no number stands for two");
    let mut unit = start(&storage);
    assert!(!unit.conclude(), "it is said once");
}

#[test]
fn wherever_the_power_goes_each_is_concluded_once_and_noted_once() {
    let before = declared();
    let script = |storage: &Outage| {
        let Ok(mut unit) = crate::made::try_start(storage) else { return };
        for _ in 0..6 {
            unit.record(wrong("192.0.2.7"));
            unit.conclude();
        }
        unit.record(peer("198.51.100.9"));
        drop(unit.seal());
        unit.conclude();
        unit.conclude();
        drop(unit.answer(2, Answer::Known, "anna"));
        drop(unit.seal());
    };
    each_cut(&before, script, |left, when| {
        let mut unit = start(left);
        unit.conclude();
        unit.conclude();
        unit.seal().expect("sealed");
        let of = |kind| recorded(&unit).into_iter().filter(|found| *found == kind).count();
        let [guessing, peer] = [of(Kind::Authentication) == 6, of(Kind::Network) == 1];
        for (detector, is_there) in [(Detector::Guessing, guessing), (Detector::Undeclared, peer)] {
            let found = found(&unit, detector);
            assert_eq!(found.len(), usize::from(is_there), "{when}: {detector} {found:?}");
        }
        let ends = noted(&start(left));
        start(left).conclude();
        assert_eq!(noted(&start(left)), ends, "{when}: another start says nothing more");
    });
}

#[test]
fn a_medium_that_takes_nothing_keeps_nobody_from_recording_and_it_is_told_later() {
    let storage = owned();
    let mut unit = start(&storage);
    storage.set_read_only(true);
    guesses(&mut unit, 6);
    assert!(!unit.conclude());
    storage.set_read_only(false);
    unit.clock.steady += std::time::Duration::from_secs(30);
    guesses(&mut unit, 6);
    unit.conclude();
    unit.conclude();
    let found: Vec<Detector> = all(&unit).iter().map(|one| one.1).collect();
    assert!(found.contains(&Detector::Guessing) && found.contains(&Detector::LogGap), "{found:?}");
}

/// A unit in memory on which ten thousand sources do what they can, and what it keeps of that.
fn flooded() -> (Vec<u8>, usize, usize) {
    let memory = Memory::default();
    let made = make(&&memory, &Draws::new(1), &order(&signed_by(9, declares))).expect("made");
    confirm(&&memory, made.fingerprint).expect("confirmed");
    let clock = Hand { wall: Some(crate::made::NOW), steady: std::time::Duration::from_secs(1) };
    let mut unit = Unit::start(&memory, clock, Draws::new(3), &sizes()).expect("it starts");
    unit.set_up(choices(true, false)).expect("set up");
    for at in 0_u32..10_000 {
        let address = std::net::Ipv4Addr::from_bits(0xC633_0000 + at).to_string();
        (0..6).for_each(|_| unit.record(wrong(&address)));
        unit.record(peer(&address));
        unit.conclude();
        let kept = memory.read(NAME).expect("memory").map_or(0, |bytes| bytes.len());
        assert!(kept <= MOST_BYTES, "{kept} bytes after {at}");
    }
    unit.settle_concluded();
    let concluded = unit.concluded().expect("it was read");
    let highest = concluded.all().map(|one| one.id).max().expect("some");
    let kept = memory.read(NAME).expect("memory").expect("kept");
    (kept, concluded.all().count(), usize::try_from(highest).expect("few"))
}

#[test]
fn ten_thousand_sources_make_few_conclusions_within_their_bytes_and_the_same_each_time() {
    let (kept, count, highest) = flooded();
    assert!(kept.len() <= MOST_BYTES, "{} bytes", kept.len());
    assert!((1..=MOST_KEPT).contains(&count), "{count}");
    assert!(highest <= 2 * MOST_KEPT, "{highest} conclusions were told");
    assert_eq!(flooded().0, kept, "determined by what was recorded");
}

#[test]
fn the_products_program_is_told_of_each_step_once() {
    let storage = owned();
    let mut unit = start(&storage);
    guesses(&mut unit, 6);
    unit.conclude();
    let to_tell = |unit: &Whole<'_>| {
        unit.concluded().expect("it was read").to_tell().map(|(one, step)| (one.id, step)).collect::<Vec<_>>()
    };
    assert_eq!(to_tell(&unit), [(1, ConclusionStep::Found)]);
    unit.told(1, ConclusionStep::Found);
    assert_eq!(to_tell(&unit), []);
    let mut unit = start(&storage);
    unit.conclude();
    assert_eq!(to_tell(&unit), [], "also after a start");
    unit.answer(1, Answer::Known, "anna").expect("kept");
    assert_eq!((to_tell(&unit), all(&unit)), (vec![(1, ConclusionStep::Over)], Vec::new()));
    unit.told(1, ConclusionStep::Over);
    assert_eq!(to_tell(&unit), []);
}

#[test]
fn a_unit_that_was_made_and_has_no_owner_concludes_too() {
    let storage = Outage::new(0);
    line(&storage);
    let mut unit = start(&storage);
    guesses(&mut unit, 6);
    assert!(unit.conclude());
    unit.set_up(choices(false, false)).expect("set up");
    unit.conclude();
    assert_eq!(all(&unit), [], "who does not want it recorded has nothing of it");
}
