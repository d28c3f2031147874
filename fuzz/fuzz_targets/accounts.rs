//! Accounts, passwords and counts as a unit keeps them: no bytes may break the readers, what they read they write back, and
//! damage opens nothing.
#![no_main]

use std::time::Duration;

use steadfast_device::accounts::{Begun, Cost, Door, Login, Origin, People, Role, Secret, Throttle, Verifier};
use steadfast_device::outside::{Machine, Memory, Storage as _, System};
use steadfast_protocol::{decode, encode};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(people) = decode::<People>(bytes) {
        assert!(people.is_empty() || people.iter().any(|account| account.role() == Role::Owner));
        assert_eq!(decode::<People>(&encode(&people)).expect("it was read"), people);
    }
    if let Ok(verifier) = decode::<Verifier>(bytes) {
        assert_eq!(decode::<Verifier>(&encode(&verifier)).expect("it was read"), verifier);
        assert!(Cost::new(verifier.cost().memory(), verifier.cost().passes()).is_ok());
    }
    counts(bytes);
});

fn counts(bytes: &[u8]) {
    let storage = Memory::default();
    storage.replace("throttle", bytes).expect("memory");
    let throttle = Throttle::open(&storage, "throttle", Duration::ZERO);
    let is_closed = throttle.is_closed();
    let mut door = Door::new(throttle, Cost::STANDARD, &System).expect("randomness");
    let password = Secret::typed("wrong".to_owned()).expect("it is short");
    let login = Login { name: "owner".to_owned(), password, code: None, from: Origin::Network(None) };
    let begun = door.knock(&People::default(), login, &Machine::start(), &System);
    assert!(!is_closed || begun == Begun::Stopped, "{begun:?}");
}
