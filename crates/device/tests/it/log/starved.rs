//! A medium that is full, locked or away.

use steadfast_device::log::Log;
use steadfast_device::outside::Storage;
use steadfast_monitor::event::{Class, Finding};

use super::{at, findings, key, login, numbers, small};
use crate::power::Outage;

#[test]
fn a_full_medium_costs_events_that_are_told_of_later() {
    let storage = Outage::new(3);
    let mut log = Log::open(&storage, &small(), at(0));
    log.append(&login("anna", 1));
    storage.fill_after(Some(20));
    (2..=8).for_each(|uptime| assert_eq!(log.append(&login("anna", uptime)), None));
    let health = log.health();
    assert_eq!((health.is_writing, health.lost), (false, 7));
    assert!(health.why.expect("a reason").contains("append"));
    storage.fill_after(None);
    assert_eq!(log.append(&login("anna", 9)), None, "not before a while");
    assert_eq!(log.append(&login("anna", 30)), Some(3));
    assert_eq!(findings(&log), [(Finding::EventsLost, None, None, Some(8))]);
    assert!(log.health().is_writing);
    let again = Log::open(&storage, &small(), at(31));
    assert_eq!((numbers(&again, Class::Security), again.head()), (vec![1, 2, 3], log.head()));
    assert_eq!(findings(&again).len(), 1, "nothing is torn: it was cut back before it went on");
}

#[test]
fn without_a_clock_it_is_tried_again_after_some_events() {
    let storage = Outage::new(3);
    let mut log = Log::open(&storage, &small(), at(0));
    storage.set_read_only(true);
    (0..300).for_each(|_| assert_eq!(log.append(&login("anna", 0)), None));
    let calls = storage.calls();
    assert!(calls < 10, "{calls} tries");
    storage.set_read_only(false);
    assert!((0..300).any(|_| log.append(&login("anna", 0)).is_some()));
}

#[test]
fn a_log_that_cannot_be_opened_opens_later() {
    let storage = Outage::new(3);
    let mut log = Log::open(&storage, &small(), at(0));
    log.append(&login("anna", 1));
    log.seal(&key(), None, at(2)).expect("sealed");
    let gone = Outage::new(4);
    gone.cut_at(0);
    assert!(gone.sync("x").is_err());
    let mut blind = Log::open(&gone, &small(), at(3));
    assert_eq!(blind.append(&login("ben", 4)), None);
    assert!(!blind.health().is_writing && blind.erase(&[Class::Security]).is_err() && blind.sync().is_err());
    assert!(blind.unsent(Class::Security).is_err() && blind.export(&key().public(), &mut Vec::new()).is_err());
}

#[test]
fn a_locked_medium_is_read() {
    let storage = Outage::new(3);
    let mut log = Log::open(&storage, &small(), at(0));
    log.append(&login("anna", 1));
    log.seal(&key(), None, at(2)).expect("sealed");
    storage.set_read_only(true);
    let mut log = Log::open(&storage, &small(), at(3));
    assert_eq!(numbers(&log, Class::Security), [1]);
    assert_eq!(log.append(&login("anna", 4)), None);
}
