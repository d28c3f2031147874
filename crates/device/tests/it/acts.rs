//! Whatever somebody does with a unit, and wherever the power goes meanwhile: nothing is taken back, and nothing leaves it
//! that its owner did not share.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use steadfast_device::data::Data;
use steadfast_monitor::event::{Class, Event, Product, SwitchKind, What};
use steadfast_protocol::{Envelope, ReceiptCopy};
use steadfast_trust::encoding::from_hex;

use crate::made::{Draws, Whole, choices, ends, events, line, live, start, try_start};
use crate::power::Outage;

/// What somebody does with a unit.
#[derive(Clone, Copy, Debug)]
enum Act {
    SetUp(bool, bool),
    Switch(SwitchKind, bool),
    Set(bool),
    Live,
    Seal,
    Count,
    Put,
    Reset,
    Restart,
    Agree(bool),
    /// The server keeps what waits.
    Answer,
}

fn act() -> impl Strategy<Value = Act> {
    let kind = prop_oneof![Just(SwitchKind::Record), Just(SwitchKind::Share), Just(SwitchKind::RemoteAction)];
    prop_oneof![
        (any::<bool>(), any::<bool>()).prop_map(|(record, share)| Act::SetUp(record, share)),
        (kind, any::<bool>()).prop_map(|(kind, on)| Act::Switch(kind, on)),
        any::<bool>().prop_map(Act::Set),
        Just(Act::Live),
        Just(Act::Live),
        Just(Act::Seal),
        Just(Act::Count),
        Just(Act::Put),
        Just(Act::Reset),
        Just(Act::Restart),
        Just(Act::Answer),
        any::<bool>().prop_map(Act::Agree),
    ]
}

/// What was seen from outside, and must not be taken back.
#[derive(Debug, Default)]
struct Seen {
    counter: u64,
    starts: u64,
    resets: u64,
    ends: [u64; 3],
    statements: BTreeMap<u64, Vec<u8>>,
    sent: BTreeMap<(u8, u64), Vec<u8>>,
    /// How many things happened; those without recording; those without sharing.
    happened: usize,
    unrecorded: BTreeSet<String>,
    unshared: BTreeSet<String>,
}

/// What the product told.
fn text(bytes: &[u8]) -> Option<String> {
    let event: Event<'_> = minicbor::decode(bytes).expect("an event");
    if let Some(What::Product(Product { text, .. })) = event.what { text.map(|text| text.to_string()) } else { None }
}

impl Seen {
    fn play(&mut self, unit: &mut Whole<'_>, act: Act) {
        let storage = unit.storage;
        match act {
            Act::SetUp(record, share) => drop(unit.set_up(choices(record, share))),
            Act::Switch(kind, on) => drop(unit.switch(kind, on, "anna")),
            Act::Set(on) => drop(unit.set(&[("telnet", if on { "on" } else { "off" })], "anna")),
            Act::Live => self.live(unit),
            Act::Seal if unit.seal().is_ok() => self.ends = ends(unit),
            Act::Count => {
                if let Ok(counter) = unit.life.next_counter(&storage) {
                    assert!(counter > self.counter, "{counter} after {}", self.counter);
                    self.counter = counter;
                }
            }
            Act::Put if unit.owner().is_some() => {
                drop(Data::open(&storage, &Draws::new(70)).map(|it| it.put(&storage, &Draws::new(71), "a", b"x")));
            }
            Act::Reset => drop(unit.reset()),
            Act::Answer => {
                self.hears(unit);
                let done: Vec<_> = unit.outbox.next().iter().map(|bytes| Envelope::digest(bytes).into()).collect();
                drop(unit.outbox.settled(&storage, &done));
            }
            Act::Agree(on) => drop(unit.agree(on, !on, "anna")),
            _ => {}
        }
    }

    fn act(&mut self, unit: &mut Whole<'_>, act: Act) {
        self.play(unit, act);
        if !unit.storage.is_off() {
            self.obeys(unit);
        }
    }

    fn live(&mut self, unit: &mut Whole<'_>) {
        self.happened += 1;
        let text = format!("thing {}", self.happened);
        if !unit.records() {
            self.unrecorded.insert(text.clone());
        }
        if !unit.owner().is_some_and(|owner| owner.switches.share) {
            self.unshared.insert(text.clone());
        }
        live(unit);
        unit.record(What::Product(Product { name: Some("told".into()), text: Some(text.as_str().into()) }));
    }

    /// What the owner does not want is not there, and is not sent.
    fn obeys(&mut self, unit: &mut Whole<'_>) {
        let all: BTreeMap<_, _> = events(unit).into_iter().map(|it| ((it.0.number(), it.1), it.2)).collect();
        let texts: BTreeSet<String> = all.values().filter_map(|bytes| text(bytes)).collect();
        assert!(texts.is_disjoint(&self.unrecorded));
        if !unit.owner().is_some_and(|owner| owner.switches.share) {
            return;
        }
        let batches: Vec<_> = Class::ALL.iter().filter_map(|class| unit.log.unsent(*class).ok().flatten()).collect();
        for batch in batches {
            for (number, bytes) in (batch.first..).zip(&batch.events) {
                let known = self.sent.entry((batch.class.number(), number)).or_insert_with(|| bytes.clone());
                assert_eq!(known, bytes, "{} {number} stands for two events", batch.class);
                assert!(text(bytes).is_none_or(|text| !self.unshared.contains(&text)), "it happened without sharing");
            }
        }
    }

    /// The unit starts again: what must hold of it.
    fn look(&mut self, unit: &mut Whole<'_>) {
        assert!(unit.life.starts > self.starts && unit.life.resets >= self.resets);
        (self.starts, self.resets) = (unit.life.starts, unit.life.resets);
        assert!(!unit.is_locked());
        let now = ends(unit);
        assert!(now.iter().zip(self.ends).all(|(now, before)| *now >= before), "{now:?} after {:?}", self.ends);
        self.hears(unit);
        self.obeys(unit);
    }

    /// The server hears what waits, and the owner what is theirs: no number stands for two statements.
    fn hears(&mut self, unit: &Whole<'_>) {
        let to_owner = unit.receipts().into_iter().map(|copy| envelope(&copy));
        for bytes in unit.outbox.next().into_iter().map(Into::into).chain(to_owner) {
            let envelope: Envelope = steadfast_protocol::decode(&bytes).expect("an envelope");
            let number = minicbor::decode::<Numbered>(&envelope.payload).expect("numbered").number;
            let known = self.statements.entry(number).or_insert_with(|| bytes.clone());
            assert_eq!(known, &bytes, "statement {number} says two things");
        }
    }
}

/// What a unit signed, taken out of the line for phones: behind its key.
fn envelope(copy: &ReceiptCopy) -> Vec<u8> {
    let line = copy.line();
    let digits = line.rsplit(':').next().expect("digits");
    from_hex(digits).expect("digits").split_off(32)
}

/// The number of any statement: the second field of each.
#[derive(minicbor::Decode)]
#[cbor(map)]
struct Numbered {
    #[n(1)]
    number: u64,
}

/// Plays acts; the power goes after so many calls, again and again.
fn play(acts: &[Act], cuts: &[u64], is_known: bool, seed: u64) {
    let mut storage = Outage::new(seed);
    line(&storage);
    let mut unit = start(&storage);
    unit.life.unit = is_known.then(|| "unt_1".into());
    unit.life.keep(&&storage).expect("kept");
    unit.seal().expect("sealed");
    storage = storage.copy(seed);
    let (mut seen, mut acts, mut cuts) = (Seen::default(), acts.iter().copied(), cuts.iter().copied());
    loop {
        if let Some(cut) = cuts.next() {
            storage.cut_at(cut);
        }
        if let Ok(mut unit) = try_start(&storage) {
            if !storage.is_off() {
                seen.look(&mut unit);
            }
            loop {
                match acts.next() {
                    None => return drop(try_start(&storage.restart()).expect("it starts")),
                    Some(Act::Restart) => break,
                    Some(act) if !storage.is_off() => seen.act(&mut unit, act),
                    Some(_) => break,
                }
            }
        }
        storage = storage.restart();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn whatever_is_done_and_wherever_the_power_goes_a_unit_takes_nothing_back(
        acts in proptest::collection::vec(act(), 1..60),
        cuts in proptest::collection::vec(0_u64..40, 0..12),
        is_known in any::<bool>(),
        seed in any::<u32>(),
    ) {
        play(&acts, &cuts, is_known, seed.into());
    }
}
