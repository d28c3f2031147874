//! The power goes at each step of an export and of taking one in.

use steadfast_device::unit::Left;
use steadfast_device::vault::{Limits, Recipient, import};
use steadfast_protocol::{Exported, Said, Way};

use super::{archive, beside, exported, world};
use crate::made::{Draws, each_cut, owned, start, start_beside, statements, try_start};
use crate::power::Outage;
use steadfast_device::data::Data;

fn left(sha256: [u8; 32]) -> Left {
    Left { way: Way::WebDav, sha256, bytes: 7, verified: true, successor: Some([3; 32]) }
}

fn recipient() -> Recipient {
    Recipient::read("age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p").expect("a recipient")
}

#[test]
fn an_export_that_was_begun_when_the_power_went_is_whole_or_is_none() {
    let (before, folder) = world();
    let script = |storage: &Outage| {
        if let Ok(mut unit) = try_start(storage) {
            drop(unit.begin_export(Some(recipient())));
        }
    };
    each_cut(&before, script, |left, when| {
        let mut unit = start_beside(left, beside(&folder));
        if unit.export().expect("read").is_some() {
            archive(&unit);
        }
        assert!(exported(&mut unit, None).len() > 200_000, "{when}");
    });
}

#[test]
fn wherever_the_power_goes_an_export_is_stated_once_and_its_key_forgotten() {
    for unit_id in [Some("unt_1"), None] {
        let (before, _folder) = world();
        let mut unit = start(&before);
        unit.life.unit = unit_id.map(str::to_owned);
        unit.life.keep(&&before).expect("kept");
        unit.begin_export(Some(recipient())).expect("begun");
        let script = |storage: &Outage| {
            if let Ok(mut unit) = try_start(storage) {
                drop(unit.exported(left([9; 32])));
            }
        };
        each_cut(&before, script, |storage, when| {
            let mut unit = start(storage);
            if unit.export().expect("read").is_some() {
                unit.exported(left([9; 32])).expect("said");
            }
            assert!(unit.export().expect("read").is_none() && unit.exported(left([9; 32])).is_err(), "{when}");
            let all = unit.receipts();
            let said: Vec<_> = all.iter().filter(|copy| matches!(copy.said(), Said::Export(_))).collect();
            assert_eq!(said.len(), 1, "{when}: {said:?}");
            assert_eq!(statements::<Exported>(&unit).len(), usize::from(unit_id.is_some()), "{when}");
            let Said::Export(one) = said[0].said() else { panic!("{said:?}") };
            assert_eq!((one.unit.as_deref(), one.way, one.bytes), (unit_id, Some(Way::WebDav), 7), "{when}");
            assert!(one.sealed && one.verified && one.successor == Some([3; 32].into()), "{when}");
            assert!(one.things >= 5, "{when}: {one:?}");
        });
    }
}

/// What of another unit's is here: two things and a setting, each as it was or as it came.
fn came(storage: &Outage) -> [bool; 3] {
    let (unit, data) = (start(storage), Data::open(&storage, &Draws::new(1)).expect("open"));
    let is = |name: &str, wanted: &[u8]| {
        let found = data.get(&storage, name).expect("read");
        assert!(found.as_ref().is_none_or(|found| found.as_slice() == b"old" || found.as_slice() == wanted), "{name}");
        found.is_some_and(|found| found.as_slice() == wanted)
    };
    let is_on = unit.owner().expect("owned").changed.get("telnet").is_some_and(|value| value == "on");
    [is("note", b"private"), is("nothing", b""), is_on]
}

#[test]
fn wherever_the_power_goes_or_a_write_fails_all_is_taken_in_or_nothing() {
    let (of_another, folder) = world();
    let bytes = exported(&mut start_beside(&of_another, beside(&folder)), None);
    let taken = import(bytes.as_slice(), &Limits::default()).expect("it holds");
    let before = owned();
    Data::open(&&before, &Draws::new(7))
        .and_then(|data| data.put(&&before, &Draws::new(8), "note", b"old"))
        .expect("kept");
    let script = |storage: &Outage| {
        if let Ok(mut unit) = try_start(storage) {
            drop(unit.take_in(&taken, "anna"));
        }
    };
    let mut ends = std::collections::BTreeSet::new();
    let is_whole = |storage: &Outage, when: &str| {
        let came = came(storage);
        assert!(came == [true; 3] || came == [false; 3], "{when}: {came:?}");
        let names = storage.contents().into_keys();
        let left: Vec<String> = names.filter(|name| name.starts_with("aside-")).collect();
        assert!(left.is_empty(), "{when}: {left:?}");
        came[0]
    };
    each_cut(&before, script, |storage, when| {
        is_whole(storage, when);
    });
    let calls = {
        let storage = before.copy(0);
        script(&storage);
        storage.calls()
    };
    for call in 0..calls {
        let storage = before.copy(call);
        storage.fail_at(call);
        let Ok(mut unit) = try_start(&storage) else { continue };
        let done = unit.take_in(&taken, "anna").is_ok();
        drop(unit);
        assert_eq!(is_whole(&storage, &format!("call {call} fails")), done, "what is said is so: call {call}");
        ends.insert(done);
    }
    assert_eq!(ends.len(), 2, "it fails before it counts, and is done after");
}

#[test]
fn what_was_taken_in_does_not_come_back_over_what_its_owner_changed_since() {
    let (of_another, folder) = world();
    let bytes = exported(&mut start_beside(&of_another, beside(&folder)), None);
    let taken = import(bytes.as_slice(), &Limits::default()).expect("it holds");
    for seed in 0..8 {
        let storage = owned().copy(seed);
        let mut unit = start(&storage);
        unit.take_in(&taken, "anna").expect("taken in");
        unit.set(&[("telnet", "off")], "anna").expect("a choice");
        drop(unit);
        let later = storage.restart();
        assert!(!came(&later)[2], "seed {seed}");
    }
}

#[test]
fn wherever_the_power_goes_taking_in_is_done_again() {
    let (of_another, folder) = world();
    let bytes = exported(&mut start_beside(&of_another, beside(&folder)), None);
    let taken = import(bytes.as_slice(), &Limits::default()).expect("it holds");
    let before = owned();
    let script = |storage: &Outage| {
        if let Ok(mut unit) = try_start(storage) {
            drop(unit.take_in(&taken, "anna"));
        }
    };
    each_cut(&before, script, |storage, when| {
        let mut unit = start(storage);
        unit.take_in(&taken, "anna").expect("taken in");
        let data = Data::open(&storage, &Draws::new(1)).expect("open");
        let note = data.get(&storage, "note").expect("read").expect("there");
        assert_eq!(note.as_slice(), b"private", "{when}");
        assert_eq!(unit.owner().expect("owned").changed["telnet"], "on", "{when}");
    });
}
