//! How far each part is, where the medium lies: it is put together again, and never lower than anything says.

use steadfast_device::log::{Before, Filter};
use steadfast_device::update::{Phase, Step};
use steadfast_monitor::event::{Event, Finding, What};
use steadfast_protocol::Runs;

use super::course::to_its_end;
use super::house::{House, Product, Whole, at, home, level, offer, started};
use super::repository::PART;
use crate::power::Outage;

const BOTH: [&str; 2] = ["update-levels", "update-levels-twin"];

/// What happens to the medium.
type Damage<'a> = &'a dyn Fn(&Outage);

/// What a unit writes down of damage.
pub(super) fn findings(unit: &Whole<&Outage>, name: &str) -> Vec<Finding> {
    let page = unit.log.page(&Filter::default(), Before::default(), usize::MAX).expect("read");
    let of = |bytes: &[u8]| match Event::decode(bytes).expect("an event").what {
        Some(What::Integrity(it)) if it.name == Some(name.into()) => it.finding,
        _ => None,
    };
    page.events.iter().rev().filter_map(|entry| of(&entry.bytes)).collect()
}

/// A unit that records, and on which release 7 was installed by an update.
fn seven() -> Outage {
    let (storage, house) = (home(), House::new());
    to_its_end(&storage, &house, Product::Well);
    let mut unit = started(&storage).expect("it starts");
    unit.switch(steadfast_monitor::event::SwitchKind::Record, true, "anna").expect("kept");
    drop(unit);
    storage.copy(0)
}

#[test]
fn one_of_two_that_is_damaged_or_gone_is_mended_by_the_other() {
    for name in BOTH {
        let damages: [(Damage<'_>, bool); 3] = [
            (&|storage| storage.tamper(name, |bytes| bytes[0] ^= 1), true),
            (&|storage| storage.tamper(name, Vec::clear), true),
            (&|storage| storage.steal(name), false),
        ];
        for (damage, is_said) in damages {
            let storage = seven();
            damage(&storage);
            let unit = started(&storage).expect("it starts");
            assert_eq!((level(&unit), unit.updates.why_broken()), (7, None), "{name}");
            let wanted: &[_] = if is_said { &[Finding::FileDamaged, Finding::FileRepaired] } else { &[] };
            assert_eq!(findings(&unit, BOTH[0]), wanted, "{name}");
            drop(unit);
            // The one that mended it goes, and the mended one says the same.
            storage.steal(BOTH[usize::from(name == BOTH[0])]);
            assert_eq!(level(&started(&storage).expect("it starts")), 7, "{name}");
        }
    }
}

#[test]
fn of_two_that_differ_the_higher_counts() {
    for (lower, higher) in [(BOTH[0], BOTH[1]), (BOTH[1], BOTH[0])] {
        let (storage, old) = (seven(), home());
        let before = old.contents()[lower].clone();
        storage.tamper(lower, |bytes| *bytes = before);
        assert_eq!(level(&started(&storage).expect("it starts")), 7, "{higher}");
    }
}

#[test]
fn where_both_are_damaged_what_the_unit_signed_says_how_far_it_is() {
    for left in ["outbox", "receipts"] {
        let storage = seven();
        BOTH.iter().for_each(|name| storage.tamper(name, |bytes| bytes[0] ^= 1));
        storage.steal(if left == "outbox" { "receipts" } else { "outbox" });
        let mut unit = started(&storage).expect("it starts");
        assert_eq!((level(&unit), unit.updates.why_broken()), (7, None), "{left}");
        assert_eq!(findings(&unit, BOTH[0]), [Finding::FileDamaged, Finding::FileRepaired], "{left}");
        unit.offered(&[offer(6)], &[]).expect("kept");
        assert_eq!(unit.updates.work(), None, "{left}: nothing lower is taken");
    }
}

#[test]
fn an_update_under_way_says_from_where_it_came() {
    let (storage, _house) = at(Phase::Installed);
    BOTH.iter().for_each(|name| storage.tamper(name, |bytes| bytes[0] ^= 1));
    ["outbox", "receipts"].iter().for_each(|name| storage.steal(name));
    let unit = started(&storage).expect("it starts");
    assert_eq!((level(&unit), unit.updates.why_broken()), (5, None));
}

#[test]
fn with_nothing_left_the_word_of_what_runs_counts_and_without_a_place_in_the_order_none_does() {
    let storage = seven();
    BOTH.iter().for_each(|name| storage.tamper(name, |bytes| bytes[0] ^= 1));
    ["outbox", "receipts"].iter().for_each(|name| storage.steal(name));
    let told = |sequence| [Runs { part: PART.to_owned(), version: "7.0".to_owned(), sequence, image: None }];
    let mut unit = started(&storage).expect("it starts");
    unit.mend_levels(&told(None));
    assert!(unit.updates.why_broken().is_some());
    assert_eq!(unit.next_step(&unit.situation(None, true)), Step::Nothing);
    unit.mend_levels(&told(Some(7)));
    assert_eq!((level(&unit), unit.updates.why_broken()), (7, None));
    unit.mend_levels(&told(Some(9)));
    drop(unit);
    let unit = started(&storage).expect("it starts");
    assert_eq!((level(&unit), unit.updates.why_broken()), (7, None), "mended once, and for good");
}
