//! What a unit keeps: with any bytes in the place of one of its documents it starts, or says why not; where the owner's
//! cannot be read it is nobody's to take; and a reset leads back to the factory settings.
#![no_main]

use std::sync::LazyLock;
use std::time::Duration;

use steadfast_device::accounts::{Throttle, Verifier};
use steadfast_device::check_in::{self, Said};
use steadfast_device::factory::{Factory, Share, TYPE, Words};
use steadfast_device::log::{Before, Filter, RingSize, Sizes};
use steadfast_device::outside::{Clock, Memory, NoRandom, Random, Storage as _};
use steadfast_device::owner::Owner;
use steadfast_device::provision::{Order, confirm, make};
use steadfast_device::unit::{Choices, Unit, UnitError};
use steadfast_monitor::event::{Authentication, Class, What};
use steadfast_protocol::{ReceiptCopy, Seconds, decode};
use steadfast_trust::hash::sha256;
use steadfast_trust::held;
use steadfast_trust::tuf::{Ed25519Key, Sign as _};

/// The documents, by the number that an input begins with. A number with the highest bit has the bytes behind it as they are;
/// else the checksum that belongs to them is put in front.
const NAMES: [&str; 13] = [
    "owner",
    "unit",
    "life",
    "outbox",
    "reset",
    "throttle",
    "log-kept",
    "log-sent",
    "log-heads",
    "owner-key",
    "receipts",
    "wiped",
    "export",
];

/// A unit with an owner, as its storage has it.
static OWNED: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let storage = Memory::default();
    owned(&storage);
    let names = storage.names().expect("memory");
    let bytes = |name: &String| storage.read(name).expect("memory").expect("it is there");
    names.iter().map(|name| (name.clone(), bytes(name))).collect()
});

/// Time that stands still.
#[derive(Clone, Copy, Debug)]
struct Still;

impl Clock for Still {
    fn wall(&self) -> Option<Seconds> {
        Some(1_800_000_000)
    }

    fn steady(&self) -> Duration {
        Duration::from_secs(1)
    }
}

/// Chance that is none.
#[derive(Debug)]
struct Same;

impl Random for Same {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandom> {
        bytes.fill(7);
        Ok(())
    }
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((number, text)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(number & 0x7f) % NAMES.len()];
    let storage = Memory::default();
    OWNED.iter().for_each(|(name, bytes)| storage.replace(name, bytes).expect("memory"));
    let checksum = sha256(&[text]);
    let kept = if *number >= 0x80 { text.to_vec() } else { [&checksum[..8], text].concat() };
    storage.replace(name, &kept).expect("memory");
    let Ok(unit) = start(&storage) else { return };
    if name == "owner" {
        assert!(unit.is_locked() == Owner::load(&storage).is_err(), "what cannot be read is nobody's to take");
    }
    lives(unit, &storage);
});

fn start(storage: &Memory) -> Result<Unit<&Memory, Still, Same>, UnitError> {
    let ring = RingSize { segment: 0, count: 0 };
    Unit::start(storage, Still, Same, &Sizes { security: ring, network: ring, product: ring })
}

/// A day of a unit's life, and the end of its owner's.
fn lives(mut unit: Unit<&Memory, Still, Same>, storage: &Memory) {
    unit.record(What::Authentication(Authentication::default()));
    drop(unit.seal());
    drop(unit.log.page(&Filter::default(), Before::default(), 50));
    drop(unit.log.export(&unit.identity.public(), &mut std::io::sink()));
    Class::ALL.iter().for_each(|class| drop(unit.log.unsent(*class)));
    let (identity, said) = (unit.identity.clone(), Said::default());
    drop(check_in::check_in(&identity, &mut unit.life, &unit.outbox, storage, &Still, said));
    Throttle::open(storage, "throttle", Duration::ZERO).present();
    drop(unit.agree(true, true, "anna"));
    unit.receipts().iter().for_each(|copy| assert!(ReceiptCopy::read(copy.line().as_bytes()).is_ok()));
    if let Ok(mut archive) = unit.archive() {
        drop(std::io::copy(&mut archive, &mut std::io::sink()));
    }
    unit.reset().expect("memory takes it");
    assert!(unit.owner().is_none() && !unit.is_locked());
    let unit = start(storage).expect("it starts again");
    assert!(unit.erased().is_some() || unit.life.resets == u64::MAX, "what it stated is shown to whoever gets it");
    assert!(unit.owner().is_none() && !unit.is_locked(), "as it left its factory");
}

fn owned(storage: &Memory) {
    let (key, factory) = (Ed25519Key::from_seed(&[9; 32]), factory());
    let order = Order { serial: "SN-1", factory: &factory, maker: key.public().fingerprint(), certificate: None };
    let made = make(storage, &Same, &order).expect("a new unit");
    confirm(storage, made.fingerprint).expect("it is the one");
    let mut unit = start(storage).expect("it starts");
    unit.life.unit = Some("unt_1".to_owned());
    unit.life.keep(storage).expect("memory");
    let verifier: Verifier = decode(include_bytes!("../corpus/accounts/good-verifier")).expect("it is good");
    let (name, zone) = ("anna".parse().expect("a name"), "UTC".to_owned());
    unit.set_up(Choices { name, verifier, automatic: true, record: true, share: true, zone }).expect("it is nobody's");
    unit.record(What::Authentication(Authentication::default()));
    unit.seal().expect("memory");
}

fn factory() -> Vec<u8> {
    let key = Ed25519Key::from_seed(&[9; 32]);
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
        support: None,
        network: None,
        functions: Vec::new(),
    };
    let payload = serde_json::to_vec(&factory).expect("it is JSON");
    held::sign(TYPE, payload, &key).expect("a key signs").to_bytes().expect("it is short")
}
