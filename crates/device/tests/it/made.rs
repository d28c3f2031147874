//! Units that were made, on a medium that fails, with a clock that is set by hand and chance that repeats.

use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;

use steadfast_device::factory::{Factory, Setting, Share, TYPE, Words};
use steadfast_device::log::{Before, Filter, RingSize, Sizes};
use steadfast_device::outside::{Beside, Clock, NoRandom, Random};
use steadfast_device::provision::{Made, Order, confirm, make};
use steadfast_device::unit::{Choices, Unit, UnitError};
use steadfast_monitor::event::{Attempt, Authentication, Class, Network, NetworkActivity, Product, What};
use steadfast_protocol::{Envelope, Message, Seconds, decode};
use steadfast_trust::hash::sha256;
use steadfast_trust::held;
use steadfast_trust::key::Fingerprint;
use steadfast_trust::tuf::{Ed25519Key, Sign as _};

use crate::accounts::unit::{VERIFIER, name};
use crate::power::Outage;

pub(crate) const SERIAL: &str = "SN-0001";
pub(crate) const NOW: Seconds = 1_800_000_000;

/// How many outcomes of each cut are looked at.
const SEEDS: u64 = 3;

/// A text in English.
fn said(text: &str) -> Words {
    Words { en: text.to_owned(), de: String::new() }
}

/// A unit on a medium that fails.
pub(crate) type Whole<'a> = Unit<&'a Outage, Hand, Draws>;

/// A clock that is set by hand.
#[derive(Clone, Debug)]
pub(crate) struct Hand {
    pub(crate) wall: Option<Seconds>,
    pub(crate) steady: Duration,
}

impl Clock for Hand {
    fn wall(&self) -> Option<Seconds> {
        self.wall
    }

    fn steady(&self) -> Duration {
        self.steady
    }
}

/// Chance that is the same in every run, and never twice the same in one.
#[derive(Debug)]
pub(crate) struct Draws(Cell<u64>);

impl Draws {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Cell::new(seed << 32))
    }
}

impl Random for Draws {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandom> {
        for chunk in bytes.chunks_mut(32) {
            self.0.set(self.0.get() + 1);
            chunk.copy_from_slice(&sha256(&[&self.0.get().to_be_bytes()])[..chunk.len()]);
        }
        Ok(())
    }
}

/// A machine without randomness.
#[derive(Debug)]
pub(crate) struct Dry;

impl Random for Dry {
    fn fill(&self, _: &mut [u8]) -> Result<(), NoRandom> {
        Err(NoRandom)
    }
}

pub(crate) fn maker(seed: u8) -> Ed25519Key {
    Ed25519Key::from_seed(&[seed; 32])
}

pub(crate) fn fingerprint() -> Fingerprint {
    maker(9).public().fingerprint()
}

fn setting(name: &str, choices: [&str; 2]) -> Setting {
    let (title, why) = (Words::default(), Words::default());
    Setting { name: name.into(), value: choices[0].into(), choices: choices.map(String::from).into(), title, why }
}

/// Factory settings that are signed by the key of this seed, changed before.
pub(crate) fn signed_by(seed: u8, change: impl FnOnce(&mut Factory)) -> Vec<u8> {
    let key = maker(seed);
    let mut factory = Factory {
        product: "prd_camera".into(),
        name: "Camera".into(),
        maker: "Example".into(),
        version: 3,
        key: key.public().to_string(),
        server: None,
        share: Share { preset: false, reason: said("so that we can warn you"), basis: said("consent") },
        remote: None,
        settings: vec![setting("telnet", ["off", "on"]), setting("discovery", ["quiet", "loud"])],
        ports: Vec::new(),
        updates: None,
        network: None,
        functions: Vec::new(),
        support: None,
    };
    change(&mut factory);
    let payload = serde_json::to_vec(&factory).expect("JSON");
    held::sign(TYPE, payload, &key).expect("signed").to_bytes().expect("JSON")
}

pub(crate) fn signed() -> Vec<u8> {
    signed_by(9, |_| {})
}

pub(crate) fn order(factory: &[u8]) -> Order<'_> {
    Order { serial: SERIAL, factory, maker: fingerprint(), certificate: None }
}

/// Makes a unit and confirms it.
pub(crate) fn line(storage: &Outage) -> Made {
    let made = make(&storage, &Draws::new(1), &order(&signed())).expect("made");
    confirm(&storage, made.fingerprint).expect("confirmed");
    made
}

/// The smallest log.
pub(crate) fn sizes() -> Sizes {
    let ring = RingSize { segment: 0, count: 0 };
    Sizes { security: ring, network: ring, product: ring }
}

pub(crate) fn try_start(storage: &Outage) -> Result<Whole<'_>, UnitError> {
    let clock = Hand { wall: Some(NOW), steady: Duration::from_secs(1) };
    Unit::start(storage, clock, Draws::new(storage.calls() + 2), &sizes())
}

/// One that starts with things beside its storage.
pub(crate) fn start_beside(storage: &Outage, beside: Arc<dyn Beside>) -> Whole<'_> {
    let clock = Hand { wall: Some(NOW), steady: Duration::from_secs(1) };
    Unit::start_with(storage, clock, Draws::new(storage.calls() + 2), &sizes(), Some(beside)).expect("it starts")
}

pub(crate) fn start_with(storage: &Outage, clock: Hand) -> Whole<'_> {
    Unit::start(storage, clock, Draws::new(3), &sizes()).expect("it starts")
}

pub(crate) fn start(storage: &Outage) -> Whole<'_> {
    try_start(storage).expect("it starts")
}

pub(crate) fn choices(record: bool, share: bool) -> Choices {
    let (name, verifier, zone) = (name("anna"), VERIFIER.clone(), "UTC".to_owned());
    Choices { name, verifier, automatic: true, record, share, zone }
}

/// A medium with a unit that is known to the server and belongs to somebody who records and shares.
pub(crate) fn owned() -> Outage {
    let storage = Outage::new(0);
    line(&storage);
    let mut unit = start(&storage);
    unit.life.unit = Some("unt_1".into());
    unit.life.keep(&&storage).expect("kept");
    live(&mut unit);
    unit.set_up(choices(true, true)).expect("set up");
    unit.seal().expect("sealed");
    storage
}

/// One event of each class happens.
pub(crate) fn live(unit: &mut Whole<'_>) {
    let attempt = Some(Attempt::Wrong);
    unit.record(What::Authentication(Authentication { attempt, ..Authentication::default() }));
    let activity = Some(NetworkActivity::NewPeer);
    unit.record(What::Network(Network { activity, ..Network::default() }));
    unit.record(What::Product(Product { name: Some("door-open".into()), text: None }));
}

/// Class, number and bytes of all events.
pub(crate) fn events(unit: &Whole<'_>) -> Vec<(Class, u64, Vec<u8>)> {
    let page = unit.log.page(&Filter::default(), Before::default(), usize::MAX).expect("read");
    page.events.into_iter().map(|entry| (entry.class, entry.number, entry.bytes)).collect()
}

/// What the server would get now.
pub(crate) fn unsent(unit: &mut Whole<'_>) -> Vec<(Class, u64)> {
    let batches = Class::ALL.iter().filter_map(|class| unit.log.unsent(*class).expect("read"));
    batches.flat_map(|batch| (batch.first..=batch.last).map(move |number| (batch.class, number))).collect()
}

/// The numbers of the newest events.
pub(crate) fn ends(unit: &Whole<'_>) -> [u64; 3] {
    unit.log.head().map(|head| head.size)
}

/// Statements of a kind that wait and are signed by the unit.
pub(crate) fn statements<M: Message>(unit: &Whole<'_>) -> Vec<M> {
    let waiting = unit.outbox.next();
    let envelopes = waiting.iter().map(|bytes| decode::<Envelope>(bytes).expect("an envelope"));
    let of_kind = envelopes.filter(|envelope| envelope.payload_type == M::TYPE);
    of_kind.map(|envelope| envelope.open(&unit.identity.public()).expect("its own")).collect()
}

/// Plays a script with the power cut at each of its calls, and looks at what each leaves.
pub(crate) fn each_cut(before: &Outage, script: impl Fn(&Outage), check: impl Fn(&Outage, &str)) {
    let whole = before.copy(0);
    script(&whole);
    assert!(whole.calls() > 0, "nothing to cut");
    for (call, what) in whole.course().iter().enumerate() {
        for seed in 0..SEEDS {
            let storage = before.copy(call as u64 * 100 + seed);
            storage.cut_at(call as u64);
            script(&storage);
            check(&storage.restart(), &format!("call {call} {what:?}, seed {seed}"));
        }
    }
}
