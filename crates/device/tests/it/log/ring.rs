//! Recording, and going on.

use steadfast_device::log::{Log, Sizes};
use steadfast_device::outside::{Memory, Storage};
use steadfast_monitor::event::Class;

use super::{all, at, findings, key, login, numbers, peer, small, told};

#[test]
fn each_class_counts_by_itself_from_1() {
    let mut log = Log::open(Memory::default(), &Sizes::default(), at(0));
    assert_eq!(log.append(&login("anna", 1)), Some(1));
    assert_eq!(log.append(&peer("ntpd", 2)), Some(1));
    assert_eq!(log.append(&login("ben", 3)), Some(2));
    assert_eq!(log.append(&told("open", 4)), Some(1));
    let wanted = ["attempt=wrong account=anna", "attempt=wrong account=ben"];
    assert_eq!(all(&log, Class::Security), [(1, wanted[0].to_owned()), (2, wanted[1].to_owned())]);
    assert_eq!(log.head().map(|head| head.size), [2, 1, 1]);
}

#[test]
fn it_goes_on_where_it_was() {
    let storage = Memory::default();
    let mut log = Log::open(&storage, &small(), at(0));
    (1..=10).for_each(|number| assert_eq!(log.append(&login("anna", number)), Some(number)));
    let head = log.head();
    let mut log = Log::open(&storage, &small(), at(20));
    assert_eq!(log.head(), head);
    assert_eq!(log.append(&login("anna", 21)), Some(11));
    assert_eq!(findings(&log), []);
}

#[test]
fn it_never_grows_beyond_its_room() {
    let storage = Memory::default();
    let mut log = Log::open(&storage, &small(), at(0));
    for number in 1..=1000 {
        assert_eq!(log.append(&told(&"x".repeat(128), number)), Some(number));
        let taken: usize = bytes(&storage);
        assert!(taken <= 8192, "{taken} bytes");
    }
    let left = numbers(&log, Class::Product);
    assert_eq!(left.last(), Some(&1000));
    assert_eq!(left.len() as u64, 1000 - left[0] + 1, "the oldest went, and no other");
    assert!(log.health().rooms[2].used <= 8192);
    assert_eq!(Log::open(&storage, &small(), at(0)).head(), log.head());
}

fn bytes(storage: &Memory) -> usize {
    let names = storage.names().expect("names");
    names.iter().map(|name| storage.read(name).expect("read").expect("there").len()).sum()
}

#[test]
fn sealing_again_without_news_writes_nothing() {
    let storage = crate::power::Outage::new(0);
    let mut log = Log::open(&storage, &small(), at(0));
    log.append(&login("anna", 1));
    log.seal(&key(), Some("unt_1"), at(2)).expect("sealed");
    let calls = storage.calls();
    log.seal(&key(), Some("unt_1"), at(3)).expect("sealed");
    assert_eq!(storage.calls(), calls);
    let head = log.sealed().expect("a head");
    assert_eq!((head.classes[0].size, head.unit.as_deref()), (1, Some("unt_1")));
    assert_eq!(log.tree_head().expect("a head").size, 1);
}

#[test]
fn what_is_erased_is_gone_and_its_numbers_are_not_given_again() {
    let storage = Memory::default();
    let mut log = Log::open(&storage, &small(), at(0));
    for number in 1..=5 {
        log.append(&login("anna", number));
    }
    log.append(&peer("ntpd", 6));
    log.seal(&key(), None, at(7)).expect("sealed");
    let head = log.head();
    log.erase(&[Class::Security]).expect("erased");
    assert_eq!((numbers(&log, Class::Security), numbers(&log, Class::Network)), (vec![], vec![1]));
    assert_eq!(log.head(), head, "the chain goes on");
    let everything: Vec<u8> = storage
        .names()
        .expect("names")
        .iter()
        .flat_map(|name| storage.read(name).expect("read").expect("it"))
        .collect();
    assert!(!everything.windows(4).any(|bytes| bytes == b"anna"));
    for _ in 0..2 {
        let mut again = Log::open(&storage, &small(), at(8));
        assert_eq!((again.head(), findings(&again)), (head, vec![]));
        again.erase(&[Class::Security]).expect("erased");
    }
    let mut log = Log::open(&storage, &small(), at(9));
    assert_eq!(log.append(&login("ben", 10)), Some(6));
    assert_eq!(numbers(&Log::open(&storage, &small(), at(11)), Class::Security), [6]);
}
