//! The storage whose power goes away does what it says.

use std::collections::BTreeSet;

use steadfast_device::outside::Storage;

use super::Outage;

#[test]
fn what_is_synced_or_replaced_outlives_every_outage() {
    for seed in 0..200 {
        let storage = Outage::new(seed);
        storage.replace("a", b"whole").expect("power");
        storage.append("b", b"one").expect("power");
        storage.sync("b").expect("power");
        storage.append("b", b"two").expect("power");
        let left = storage.restart();
        assert_eq!(left.read("a").expect("power"), Some(b"whole".to_vec()));
        let found = left.read("b").expect("power").expect("there");
        assert!(found.starts_with(b"one") && found.len() <= 6, "{found:?}");
    }
}

#[test]
fn an_outage_leaves_every_part_of_what_was_not_synced() {
    let found: BTreeSet<Option<Vec<u8>>> = (0..400)
        .map(|seed| {
            let storage = Outage::new(seed);
            storage.append("a", b"12").expect("power");
            storage.append("a", b"34").expect("power");
            storage.restart().read("a").expect("power")
        })
        .collect();
    for wanted in [None, Some(&b"12"[..]), Some(b"1234"), Some(b"123"), Some(b"12\0\0"), Some(b"1\x0034")] {
        assert!(found.contains(&wanted.map(<[u8]>::to_vec)), "{wanted:?} is never left: {found:?}");
    }
}

#[test]
fn after_the_cut_nothing_works_until_it_starts_again() {
    let storage = Outage::new(1);
    storage.cut_at(1);
    storage.replace("a", b"old").expect("power");
    assert!(storage.replace("a", b"new").is_err() && storage.is_off());
    assert!(storage.read("a").is_err() && storage.append("b", b"x").is_err() && storage.names().is_err());
    let found = storage.restart().read("a").expect("power").expect("there");
    assert!(found == b"old" || found == b"new");
}

#[test]
fn a_full_medium_takes_what_fits_and_a_locked_one_nothing() {
    let storage = Outage::new(1);
    storage.fill_after(Some(4));
    storage.append("a", b"1234").expect("room");
    assert!(storage.append("a", b"5").is_err() && storage.replace("b", b"5").is_err());
    storage.fill_after(None);
    storage.set_read_only(true);
    assert!(storage.append("a", b"5").is_err() && storage.destroy("a").is_err());
    storage.set_read_only(false);
    storage.append("a", b"5").expect("room");
    assert_eq!(storage.read("a").expect("power"), Some(b"12345".to_vec()));
}

#[test]
fn what_is_removed_may_come_back_until_something_is_replaced_or_destroyed() {
    let found: BTreeSet<bool> = (0..50)
        .map(|seed| {
            let storage = Outage::new(seed);
            storage.replace("a", b"1").expect("power");
            storage.remove("a").expect("power");
            assert_eq!(storage.read("a").expect("power"), None);
            storage.restart().read("a").expect("power").is_some()
        })
        .collect();
    assert_eq!(found.len(), 2);
    let storage = Outage::new(1);
    storage.replace("a", b"1").expect("power");
    storage.remove("a").expect("power");
    storage.replace("b", b"1").expect("power");
    assert_eq!(storage.restart().read("a").expect("power"), None);
}
