//! A unit on any storage that belongs to somebody: for what needs a program of its own.

use std::sync::Arc;

use steadfast_device::accounts::Verifier;
use steadfast_device::factory::{Factory, Share, TYPE, Words};
use steadfast_device::log::Sizes;
use steadfast_device::outside::{Beside, Machine, Storage, System};
use steadfast_device::provision::{Order, confirm, make};
use steadfast_device::unit::{Choices, Unit};
use steadfast_protocol::decode;
use steadfast_trust::held;
use steadfast_trust::tuf::{Ed25519Key, Sign as _};

/// Makes a unit in an empty storage and sets it up.
pub(crate) fn set_up<S: Storage + Clone>(storage: S, beside: Arc<dyn Beside>) -> Unit<S, Machine, System> {
    let key = Ed25519Key::from_seed(&[9; 32]);
    let factory = signed(&key);
    let order = Order { serial: "SN-1", factory: &factory, maker: key.public().fingerprint(), certificate: None };
    let made = make(&storage, &System, &order).expect("a new unit");
    confirm(&storage, made.fingerprint).expect("it is the one");
    let started = Unit::start_with(storage, Machine::start(), System, &Sizes::default(), Some(beside));
    let mut unit = started.expect("it starts");
    let verifier: Verifier =
        decode(include_bytes!("../../../../fuzz/corpus/accounts/good-verifier")).expect("it is good");
    let (name, zone) = ("anna".parse().expect("a name"), "UTC".to_owned());
    unit.set_up(Choices { name, verifier, automatic: true, record: true, share: false, zone }).expect("it is nobody's");
    unit
}

fn signed(key: &Ed25519Key) -> Vec<u8> {
    let words = || Words { en: "why".to_owned(), de: String::new() };
    let factory = Factory {
        product: "prd_1".to_owned(),
        name: "Camera".to_owned(),
        maker: "Example".to_owned(),
        version: 1,
        key: key.public().to_string(),
        server: None,
        share: Share { preset: false, reason: words(), basis: words() },
        remote: None,
        settings: Vec::new(),
        ports: Vec::new(),
        updates: None,
        network: None,
        functions: Vec::new(),
        support: None,
    };
    let payload = serde_json::to_vec(&factory).expect("it is JSON");
    held::sign(TYPE, payload, key).expect("a key signs").to_bytes().expect("it is short")
}
