//! The power goes at each call of a script. Whatever that leaves: the log opens, what was sealed is there, no number stands
//! for two events, and the chain holds.

use std::collections::{BTreeMap, BTreeSet};

use steadfast_device::log::{Before, Filter, Flaw, Log, verify_export};
use steadfast_monitor::event::Class;

use super::{at, key, login, peer, small, told};
use crate::power::Outage;

const STEPS: u64 = 90;

/// An event by its class and number.
type Place = (Class, u64);

/// What is known from outside of a run.
#[derive(Clone, Debug, Default)]
struct Seen {
    /// Every event that was promised to be on the medium, or left the unit, with its bytes.
    promised: BTreeMap<Place, Vec<u8>>,
    /// Those of them that must be there.
    there: BTreeSet<Place>,
    /// Up to which number nothing may be sent.
    dropped: BTreeMap<Class, u64>,
}

fn read(log: &Log<&Outage>) -> BTreeMap<Place, Vec<u8>> {
    let page = log.page(&Filter::default(), Before::default(), usize::MAX).expect("read");
    page.events.into_iter().map(|entry| ((entry.class, entry.number), entry.bytes)).collect()
}

/// The first number of each class that is there.
fn oldest(log: &Log<&Outage>) -> BTreeMap<Class, u64> {
    let mut oldest = BTreeMap::new();
    for (class, number) in read(log).into_keys() {
        oldest.entry(class).or_insert(number);
    }
    oldest
}

impl Seen {
    /// All that is in the log is on the medium now.
    fn promise(&mut self, log: &Log<&Outage>) {
        let all = read(log);
        self.there = all.keys().copied().collect();
        self.promised.extend(all);
    }

    /// What made room need not be there.
    fn made_room(&mut self, oldest: &BTreeMap<Class, u64>) {
        self.there.retain(|(class, number)| oldest.get(class).is_none_or(|oldest| number >= oldest));
    }

    fn step(&mut self, log: &mut Log<&Outage>, step: u64) {
        match step % 15 {
            3 | 8 if log.seal(&key(), Some("unt_1"), at(step)).is_ok() => self.promise(log),
            5 => self.send(log),
            11 if step > 30 => {
                let classes = [Class::Network, Class::Security];
                self.there.retain(|(class, _)| !classes.contains(class));
                let _ = log.erase(&classes);
            }
            13 => {
                let sizes = log.head().map(|head| head.size);
                if log.drop_unsent(Class::ALL).is_ok() {
                    self.dropped = Class::ALL.iter().copied().zip(sizes).collect();
                }
            }
            _ => fill(log, step),
        }
    }

    fn send(&mut self, log: &mut Log<&Outage>) {
        if let Ok(Some(batch)) = log.unsent(Class::Security) {
            self.promise(log);
            assert!(self.dropped.get(&Class::Security).is_none_or(|dropped| batch.first > *dropped));
            let _ = log.sent(Class::Security, batch.last);
        }
    }
}

fn fill(log: &mut Log<&Outage>, step: u64) {
    let long = "x".repeat(128);
    for _ in 0..4 {
        log.append(&login("anna", step));
        log.append(&peer("ntpd", step));
        log.append(&told(&long, step));
    }
}

/// Plays the script until the power goes. What a step makes room for is told by the course of a run without an outage.
fn play(storage: &Outage, course: &[BTreeMap<Class, u64>]) -> Seen {
    let mut log = Log::open(storage, &small(), at(0));
    let mut seen = Seen::default();
    for (step, oldest) in (0..STEPS).zip(course) {
        seen.step(&mut log, step);
        seen.made_room(oldest);
        if storage.is_off() {
            break;
        }
    }
    seen
}

/// Plays it without an outage: the first numbers that are there after each step, and how many calls it takes.
fn course() -> (Vec<BTreeMap<Class, u64>>, u64) {
    let storage = Outage::new(0);
    let mut log = Log::open(&storage, &small(), at(0));
    let mut seen = Seen::default();
    let course = (0..STEPS).map(|step| {
        seen.step(&mut log, step);
        oldest(&log)
    });
    (course.collect(), storage.calls())
}

/// What must hold of what is left.
fn check(left: &Outage, seen: &Seen, when: &str) {
    let mut log = Log::open(left, &small(), at(10_000));
    assert!(log.health().is_writing, "{when}");
    let found = read(&log);
    for place in &seen.there {
        assert_eq!(found.get(place), seen.promised.get(place), "{when}: {place:?} is not there");
    }
    for (place, bytes) in &found {
        assert!(seen.promised.get(place).is_none_or(|known| known == bytes), "{when}: {place:?} stands for two events");
    }
    for class in Class::ALL.iter().copied() {
        let dropped = seen.dropped.get(&class).copied().unwrap_or(0);
        let unsent = log.unsent(class).expect("read");
        assert!(unsent.is_none_or(|batch| batch.first > dropped), "{when}: {class} is sent although it was dropped");
        let known = found.keys().chain(seen.promised.keys()).filter(|place| place.0 == class).map(|place| place.1);
        let highest = known.max().unwrap_or(0).max(dropped);
        let event = match class {
            Class::Security => login("ben", 10_001),
            Class::Network => peer("sshd", 10_001),
            Class::Product => told("later", 10_001),
        };
        let number = log.append(&event).expect("written");
        assert!(number > highest, "{when}: {class} goes on with {number} after {highest}");
    }
    holds(&mut log, seen, when);
}

/// The chain holds, and no more is missing than was never promised.
fn holds(log: &mut Log<&Outage>, seen: &Seen, when: &str) {
    log.seal(&key(), None, at(10_002)).expect("sealed");
    let mut lines = Vec::new();
    log.export(&key().public(), &mut lines).expect("exported");
    let checked = verify_export(lines.as_slice(), &key().public()).expect("an export");
    for flaw in &checked.flaws {
        let from = match flaw {
            Flaw::Missing { class, first, .. } => (*class, *first),
            Flaw::Damaged { class, after, .. } => (*class, after + 1),
            other => panic!("{when}: {other:?}"),
        };
        let lost = seen.there.range(from..).find(|place| place.0 == from.0);
        assert_eq!(lost, None, "{when}: {flaw:?}");
    }
    let sealed = checked.classes.map(|class| class.sealed);
    assert_eq!(sealed, log.head().map(|head| head.size), "{when}");
}

/// Plays it with the cut at each of these calls, as often as there are seeds.
fn cut(calls: impl Iterator<Item = u64>, seeds: u64, course: &[BTreeMap<Class, u64>]) {
    for call in calls {
        for seed in 0..seeds {
            let storage = Outage::new(call * 1000 + seed);
            storage.cut_at(call);
            let seen = play(&storage, course);
            check(&storage.restart(), &seen, &format!("call {call}, seed {seed}"));
        }
    }
}

#[test]
fn the_power_may_go_at_any_call() {
    let (course, calls) = course();
    assert!(calls > 800, "{calls} calls are no test");
    cut(0..calls, 1, &course);
}

#[test]
#[ignore = "minutes: the same with twelve outcomes of each cut"]
fn whatever_is_left() {
    let (course, calls) = course();
    cut(0..calls, 12, &course);
}

#[test]
fn and_again_while_the_log_is_opened() {
    let (course, calls) = course();
    for call in (0..calls).step_by(23) {
        for again in 0..8 {
            let storage = Outage::new(call);
            storage.cut_at(call);
            let seen = play(&storage, &course);
            let left = storage.restart();
            left.cut_at(again);
            drop(Log::open(&left, &small(), at(9_000)));
            check(&left.restart(), &seen, &format!("call {call}, then {again}"));
        }
    }
}
