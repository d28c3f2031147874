//! Damage, and somebody with the medium in hand.

use steadfast_device::log::Log;
use steadfast_device::outside::Storage;
use steadfast_monitor::event::{Class, Finding};

use super::{all, at, findings, key, login, numbers, small, told};
use crate::power::Outage;

const SEGMENT: &str = "log-security-1";

/// Ten events, sealed after the eighth.
fn filled() -> Outage {
    let storage = Outage::new(5);
    let mut log = Log::open(&storage, &small(), at(0));
    for number in 1..=10 {
        log.append(&login("anna", number));
        if number == 8 {
            log.seal(&key(), None, at(number)).expect("sealed");
        }
    }
    log.sync().expect("synced");
    storage
}

/// Opens it twice: the second time says nothing new.
fn opened(storage: &Outage) -> Log<&Outage> {
    let first = Log::open(storage, &small(), at(20));
    let log = Log::open(storage, &small(), at(21));
    assert_eq!((findings(&log), log.head()), (findings(&first), first.head()));
    log
}

#[test]
fn a_torn_end_is_cut_off_and_told() {
    let storage = filled();
    storage.tamper(SEGMENT, |bytes| bytes.truncate(bytes.len() - 3));
    let mut log = opened(&storage);
    assert_eq!(findings(&log), [(Finding::LogTorn, None, None, None)]);
    assert_eq!(numbers(&log, Class::Security), (1..=10).collect::<Vec<u64>>(), "9 and what is told");
    assert_eq!(log.append(&login("ben", 22)), Some(11));
}

#[test]
fn zeros_at_the_end_are_cut_off() {
    let storage = filled();
    storage.tamper(SEGMENT, |bytes| bytes.extend([0; 100]));
    let log = opened(&storage);
    assert_eq!((findings(&log).len(), numbers(&log, Class::Security).len()), (1, 11));
}

#[test]
fn what_was_sealed_and_is_gone_is_missed_and_its_numbers_are_not_given_again() {
    let storage = filled();
    storage.tamper(SEGMENT, |bytes| bytes.truncate(200));
    let mut log = opened(&storage);
    let left = numbers(&log, Class::Security).len() as u64 - 2;
    assert!(left < 8);
    let missing = (Finding::EventsMissing, Some(left + 1), Some(8), None);
    assert_eq!(findings(&log), [missing, (Finding::LogTorn, None, None, None)]);
    assert_eq!(log.append(&login("ben", 22)), Some(11));
    let wanted: Vec<u64> = (1..=left).chain(9..=11).collect();
    assert_eq!(numbers(&opened(&storage), Class::Security), wanted);
}

#[test]
fn a_log_that_is_gone_is_missed() {
    let storage = filled();
    storage.steal(SEGMENT);
    let log = opened(&storage);
    assert_eq!(findings(&log), [(Finding::EventsMissing, Some(1), Some(8), None)]);
    assert_eq!(numbers(&log, Class::Security), [9]);
}

#[test]
fn what_stands_before_and_after_damage_is_read() {
    let storage = filled();
    storage.tamper(SEGMENT, |bytes| bytes[200] ^= 1);
    let mut log = opened(&storage);
    let told: Vec<Finding> = findings(&log).iter().map(|found| found.0).collect();
    assert_eq!(told, [Finding::LogDamaged, Finding::EventsMissing]);
    let left = numbers(&log, Class::Security);
    assert_eq!((left.len(), left[0], left.last()), (11, 1, Some(&12)));
    assert_eq!(log.append(&login("ben", 22)), Some(13));
}

#[test]
fn a_changed_event_with_its_checksum_put_right_is_noticed() {
    let storage = filled();
    storage.tamper(SEGMENT, |bytes| forge(bytes, b"anna", b"eve!"));
    let log = opened(&storage);
    assert!(all(&log, Class::Security)[0].1.contains("eve!"));
    assert!(findings(&log).iter().any(|found| found.0 == Finding::LogAltered));
}

/// Changes the first event as somebody does who knows the format.
fn forge(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    let at = bytes.windows(from.len()).position(|bytes| bytes == from).expect("there");
    bytes[at..at + to.len()].copy_from_slice(to);
    let length = usize::from(u16::from_be_bytes([bytes[50], bytes[51]]));
    let sum = crc32fast::hash(&bytes[50..52 + length]);
    bytes[52 + length..56 + length].copy_from_slice(&sum.to_be_bytes());
}

#[test]
fn a_segment_that_is_gone_in_the_middle_is_missed() {
    let storage = Outage::new(5);
    let sizes = steadfast_device::log::Sizes {
        product: steadfast_device::log::RingSize { segment: 4096, count: 4 },
        ..small()
    };
    let mut log = Log::open(&storage, &sizes, at(0));
    for number in 1..=60 {
        log.append(&told(&"x".repeat(128), number));
    }
    log.sync().expect("synced");
    storage.steal("log-product-2");
    let log = Log::open(&storage, &sizes, at(61));
    let [(Finding::EventsMissing, Some(first), Some(last), None)] = findings(&log)[..] else { panic!("told once") };
    let left = numbers(&log, Class::Product);
    assert_eq!(left, (1..first).chain(last + 1..=60).collect::<Vec<u64>>());
}

#[test]
fn documents_that_are_damaged_are_told_of_once() {
    let storage = filled();
    for name in ["log-heads", "log-sent", "log-kept"] {
        storage.tamper(name, |bytes| *bytes = b"nonsense".to_vec());
    }
    let log = opened(&storage);
    assert_eq!(findings(&log), [(Finding::FileDamaged, None, None, None); 3]);
    assert_eq!(numbers(&log, Class::Security).len(), 13);
}

#[test]
fn any_bytes_in_any_file_of_the_log_open() {
    for seed in 0..300_u64 {
        let storage = filled();
        let names = storage.names().expect("names");
        let name = &names[usize::try_from(seed).expect("small") % names.len()];
        storage.tamper(name, |bytes| {
            for step in 0..=seed % 7 {
                let at = usize::try_from(seed * 7919 + step * 104_729).expect("small") % bytes.len();
                bytes[at] = bytes[at].wrapping_mul(31).wrapping_add(u8::try_from(step * 37).expect("small") | 1);
            }
        });
        let mut log = opened(&storage);
        let number = log.append(&login("ben", 30)).expect("written");
        assert!(number > 8, "{name} {seed}: {number}");
        let left = numbers(&log, Class::Security);
        assert!(left.is_sorted_by(|a, b| a < b), "{left:?}");
    }
}

#[test]
fn a_damaged_log_sends_what_is_left_and_no_batch_says_of_its_chain_what_its_events_do_not() {
    for at in (50..600).step_by(7) {
        let storage = filled();
        storage.tamper(SEGMENT, |bytes| {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 0x55;
            }
        });
        leads(&storage, &format!("byte {at}"));
    }
    let storage = filled();
    storage.tamper(SEGMENT, |bytes| forge(bytes, b"anna", b"eve!"));
    leads(&storage, "a changed event");
}

fn leads(storage: &Outage, what: &str) {
    let mut log = opened(storage);
    let mut sent = Vec::new();
    while let Some(unsent) = log.unsent(Class::Security).expect("read") {
        sent.extend(unsent.first..=unsent.last);
        let batch = unsent.batch("unt_1", at(90)).unpack().expect("unpacked");
        assert!(batch.leads(), "{what}: {batch:?}");
        log.sent(Class::Security, batch.last).expect("kept");
    }
    assert_eq!(sent, numbers(&log, Class::Security), "{what}");
}
