//! What is still to be sent.

use steadfast_device::log::{Log, begin, next};
use steadfast_device::outside::Memory;
use steadfast_monitor::event::Class;
use steadfast_protocol::MOST_EVENTS;

use super::{at, login, peer, small};

#[test]
fn batches_follow_each_other_along_the_chain() {
    let storage = Memory::default();
    let mut log = Log::open(&storage, &small(), at(0));
    assert_eq!(log.unsent(Class::Network).expect("read"), None);
    for number in 1..=200 {
        log.append(&peer("n", number));
    }
    let (mut chain, mut last, mut batches) = (None, None, 0);
    while let Some(batch) = log.unsent(Class::Network).expect("read") {
        batches += 1;
        assert_eq!(batch.number, batches);
        assert!(batch.events.len() <= MOST_EVENTS && last.is_none_or(|last: u64| batch.first == last + 1));
        assert!(chain.is_none() || batch.before == chain);
        let after = batch.events.iter().fold(batch.before.expect("known"), |chain, event| next(&chain, event));
        assert_eq!(batch.after, Some(after));
        (chain, last) = (batch.after, Some(batch.last));
        let travelling = batch.clone().batch("unt_1", at(201));
        assert_eq!((travelling.first, travelling.last), (batch.first, batch.last));
        log.sent(Class::Network, batch.last).expect("kept");
    }
    assert_eq!((last, chain), (Some(200), Some(*log.head()[1].chain)));
    assert_eq!(Log::open(&storage, &small(), at(0)).unsent(Class::Network).expect("read"), None);
}

#[test]
fn the_first_batch_begins_at_the_beginning() {
    let mut log = Log::open(Memory::default(), &small(), at(0));
    log.append(&login("anna", 1));
    let batch = log.unsent(Class::Security).expect("read").expect("one");
    assert_eq!((batch.first, batch.before), (1, Some(begin(Class::Security))));
    log.sent(Class::Security, 99).expect("kept");
    log.append(&login("ben", 2));
    assert_eq!(log.unsent(Class::Security).expect("read").expect("one").first, 2, "no answer skips what is to come");
}

#[test]
fn what_was_dropped_is_never_sent() {
    let storage = Memory::default();
    let mut log = Log::open(&storage, &small(), at(0));
    log.append(&login("anna", 1));
    log.append(&peer("ntpd", 2));
    log.drop_unsent(&[Class::Security]).expect("kept");
    let mut log = Log::open(&storage, &small(), at(3));
    assert_eq!(log.unsent(Class::Security).expect("read"), None);
    assert!(log.unsent(Class::Network).expect("read").is_some());
    log.append(&login("ben", 4));
    assert_eq!(log.unsent(Class::Security).expect("read").expect("one").first, 2);
}
