//! Factory settings: no bytes may break the readers, and none are believed that the manufacturer did not sign.
#![no_main]

use std::sync::LazyLock;

use steadfast_device::factory::{Factory, TYPE};
use steadfast_trust::held;
use steadfast_trust::key::Fingerprint;
use steadfast_trust::tuf::{Ed25519Key, Public, Sign as _};

/// The manufacturer's key, which signed the good seeds.
static KEY: LazyLock<Ed25519Key> = LazyLock::new(|| Ed25519Key::from_seed(&[9; 32]));

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let maker = KEY.public().fingerprint();
    if let Ok((factory, _)) = Factory::open(bytes, maker) {
        assert!(is_sound(&factory, maker));
    }
    let other = Ed25519Key::from_seed(&[90; 32]).public().fingerprint();
    assert!(Factory::open(bytes, other).is_err(), "nobody has this key");
    let envelope = held::sign(TYPE, bytes.to_vec(), &*KEY).expect("a key signs");
    let signed = envelope.to_bytes().expect("it is short");
    let opened = Factory::open(&signed, maker).map(|(factory, _)| factory).ok();
    let read = serde_json::from_slice::<Factory>(bytes).ok();
    assert_eq!(opened, read.filter(|factory| is_sound(factory, maker)));
    if let Some(factory) = opened {
        let again = serde_json::to_vec(&factory).expect("it was read");
        assert_eq!(serde_json::from_slice::<Factory>(&again).expect("it was written"), factory);
        factory.settings.iter().for_each(|one| assert_eq!(factory.setting(&one.name), Some(one)));
    }
});

fn is_sound(factory: &Factory, maker: Fingerprint) -> bool {
    let key = factory.key.parse::<Public>();
    key.is_ok_and(|key| key.fingerprint() == maker) && factory.check().is_ok()
}
