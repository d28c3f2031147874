//! What a unit stated to its owner.

use steadfast_device::receipts::MOST;
use steadfast_monitor::event::SwitchKind;
use steadfast_protocol::{Exported, Said, Way};

use crate::made::{choices, each_cut, line, owned, start, try_start};
use crate::power::Outage;

/// A unit that belongs to somebody and that no server knows.
fn alone() -> Outage {
    let storage = Outage::new(0);
    line(&storage);
    start(&storage).set_up(choices(true, true)).expect("set up");
    storage
}

/// The numbers of the receipts, the newest first.
fn numbers(storage: &Outage) -> Vec<u64> {
    let number = |said: &Said| match said {
        Said::Switches(said) => said.number,
        Said::Choice(said) => said.number,
        Said::Export(said) => said.number,
        other => panic!("{other:?}"),
    };
    start(storage).receipts().iter().map(|copy| number(copy.said())).collect()
}

#[test]
fn each_statement_is_a_receipt_of_the_owner_s_whether_or_not_a_server_knows_the_unit() {
    for (storage, unit) in [(owned(), "unt_1"), (alone(), "")] {
        let mut theirs = start(&storage);
        theirs.switch(SwitchKind::Share, false, "anna").expect("switched");
        theirs.agree(false, false, "anna").expect("agreed");
        let kinds: Vec<_> = theirs.receipts().iter().map(|copy| copy.said().kind()).collect();
        assert_eq!(kinds, ["choice", "switches", "switches"]);
        assert_eq!(theirs.outbox.is_empty(), unit.is_empty());
        assert_eq!(theirs.outbox.len(), if unit.is_empty() { 0 } else { 3 });
        let newest = theirs.receipts().remove(0);
        assert!(matches!(newest.said(), Said::Choice(said) if said.unit == unit && said.number == 3));
        assert_eq!(newest.fingerprint(), theirs.identity.public().fingerprint());
        assert_eq!(newest.text().contains("device: not known to a server"), unit.is_empty());
        assert_eq!(start(&storage).receipts(), theirs.receipts(), "after a start");
    }
}

#[test]
fn the_newest_are_kept_and_numbers_go_on() {
    let storage = alone();
    let mut unit = start(&storage);
    for round in 0..70 {
        unit.agree(round % 2 == 0, false, "anna").expect("agreed");
    }
    assert_eq!(numbers(&storage), (8..=71).rev().collect::<Vec<_>>());
    assert_eq!(unit.receipts().len(), MOST);
    unit.reset().expect("reset");
    unit.set_up(choices(false, false)).expect("set up");
    assert_eq!(numbers(&storage), [73]);
}

#[test]
fn wherever_the_power_goes_no_number_stands_for_two_statements() {
    for before in [owned(), alone()] {
        let was = numbers(&before);
        let script = |storage: &Outage| {
            if let Ok(mut unit) = try_start(storage) {
                drop(unit.agree(false, false, "anna"));
            }
        };
        each_cut(&before, script, |left, when| {
            let there = numbers(left);
            start(left).agree(true, true, "anna").expect("agreed");
            let now = numbers(left);
            assert_eq!(now.len(), there.len() + 1, "{when}");
            assert!(now.windows(2).all(|two| two[0] > two[1]) && now.ends_with(&was), "{when}: {now:?}");
        });
    }
}

#[test]
fn receipts_that_cannot_be_read_keep_nobody_from_the_next_one() {
    let storage = alone();
    storage.tamper("receipts", |bytes| bytes.truncate(9));
    assert_eq!(start(&storage).receipts(), []);
    start(&storage).agree(true, true, "anna").expect("agreed");
    assert_eq!(start(&storage).receipts().len(), 1);
}

#[test]
fn what_cannot_be_kept_was_not_stated() {
    let storage = owned();
    let mut unit = start(&storage);
    let exported = |unit: String, number| Exported {
        unit: Some(unit),
        number,
        time: 0,
        things: 1,
        bytes: 1,
        sha256: [0; 32].into(),
        sealed: false,
        way: Some(Way::Download),
        verified: false,
        successor: None,
    };
    storage.set_read_only(true);
    unit.state(exported).expect_err("nothing is kept");
    assert_eq!((unit.receipts().len(), unit.outbox.len()), (1, 1));
    storage.set_read_only(false);
    unit.state(exported).expect("kept");
    assert_eq!(numbers(&storage), [2, 1]);
}
