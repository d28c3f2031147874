//! Production: whatever is interrupted and repeated, one unit comes out with one key, and the last code alone opens.

use steadfast_device::factory::{Factory, FactoryError};
use steadfast_device::identity::Identity;
use steadfast_device::provision::{Made, Order, ProvisionError, confirm, make, renew};
use steadfast_device::unit::UnitError;
use steadfast_protocol::{Born, code};
use steadfast_trust::key::Fingerprint;

use crate::made::{
    Draws, Dry, SERIAL, choices, fingerprint, line, maker, order, owned, signed, signed_by, start, try_start,
};
use crate::power::Outage;
use steadfast_trust::tuf::Sign as _;

/// What a line wrote down.
#[derive(Default)]
struct List(Vec<(Fingerprint, String)>);

impl List {
    /// The whole of it once: it ends early where the power goes.
    fn play(&mut self, storage: &Outage, seed: u64) -> Result<(), ProvisionError> {
        let made = make(&storage, &Draws::new(seed), &order(&signed()))?;
        self.0.push((made.fingerprint, made.code.to_string()));
        confirm(&storage, made.fingerprint)
    }
}

fn stored(storage: &Outage) -> Option<Fingerprint> {
    Identity::load(&storage).expect("whole").map(|unit| unit.public().fingerprint())
}

/// After any cuts: the line repeats all, and what comes out is one unit.
fn ends_well(storage: &Outage, mut list: List, known: Option<Fingerprint>, when: &str) {
    match list.play(storage, 77) {
        Ok(()) => {}
        Err(ProvisionError::Confirmed) => assert!(!list.0.is_empty(), "{when}: confirmed, and nobody wrote it down"),
        Err(other) => panic!("{when}: {other}"),
    }
    let unit = start(storage);
    let key = unit.identity.public().fingerprint();
    assert!(known.is_none_or(|known| known == key), "{when}: another key");
    let (last, before) = list.0.split_last().expect("written down");
    assert_eq!(last.0, key, "{when}");
    assert!(unit.identity.opens(&last.1), "{when}");
    assert!(before.iter().all(|(_, code)| !unit.identity.opens(code)), "{when}: an earlier code opens");
}

#[test]
fn a_line_that_loses_power_anywhere_and_begins_again_makes_one_unit() {
    for first in 0..3 {
        for second in 0..4 {
            for seed in 0..6 {
                let storage = Outage::new(first * 100 + second * 10 + seed);
                let mut list = List::default();
                storage.cut_at(first);
                assert!(list.play(&storage, 10).is_err());
                let storage = storage.restart();
                let known = stored(&storage);
                storage.cut_at(second);
                drop(list.play(&storage, 20));
                let storage = storage.restart();
                assert!(known.is_none() || stored(&storage) == known);
                let known = stored(&storage);
                ends_well(&storage, list, known, &format!("cut at {first}, then {second}, seed {seed}"));
            }
        }
    }
}

#[test]
fn a_unit_that_the_line_did_not_confirm_does_not_start() {
    let storage = Outage::new(0);
    assert!(matches!(try_start(&storage), Err(UnitError::Nobody)));
    let made = make(&&storage, &Draws::new(1), &order(&signed())).expect("made");
    assert!(matches!(try_start(&storage), Err(UnitError::Unconfirmed)));
    let other = Fingerprint([1; 32]);
    assert!(matches!(confirm(&&storage, other), Err(ProvisionError::Other(_))));
    assert!(matches!(try_start(&storage), Err(UnitError::Unconfirmed)));
    confirm(&&storage, made.fingerprint).expect("confirmed");
    let calls = storage.calls();
    confirm(&&storage, made.fingerprint).expect("said again");
    assert_eq!(storage.calls(), calls);
    start(&storage);
}

#[test]
fn what_a_unit_states_of_itself_is_what_it_is() {
    let storage = Outage::new(0);
    let made = line(&storage);
    let unit = start(&storage);
    let born: Born = made.born.open(&unit.identity.public()).expect("its own");
    assert_eq!((born.serial.as_str(), born.product.as_str()), (SERIAL, "prd_camera"));
    assert_eq!(*born.code, unit.identity.code_hash());
    assert_eq!(*born.code, code::owner_hash(&made.code));
}

/// The forms in which a code could lie somewhere.
fn forms(made: &Made) -> Vec<Vec<u8>> {
    let alphabet = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let plain = code::letters(&made.code);
    let values = plain.bytes().map(|byte| alphabet.iter().position(|one| *one == byte).expect("a letter") as u128);
    let number = values.fold(0_u128, |number, value| number << 5 | value).to_be_bytes();
    let texts = [made.code.to_string(), made.code.replace('-', " "), plain.clone(), plain[..8].to_owned()];
    let low = texts.clone().map(|text| text.to_lowercase().into_bytes());
    let raw = [number[6..].to_vec(), number[6..].iter().rev().copied().collect()];
    texts.map(String::into_bytes).into_iter().chain(low).chain(raw).collect()
}

#[test]
fn the_code_stands_nowhere_on_the_medium() {
    let storage = Outage::new(0);
    let made = line(&storage);
    let mut unit = start(&storage);
    assert!(unit.identity.opens(&made.code));
    unit.set_up(choices(true, true)).expect("set up");
    for (name, bytes) in storage.contents() {
        for form in forms(&made) {
            let found = bytes.windows(form.len()).any(|window| window == form);
            assert!(!found, "{name:?} holds the code as {form:?}");
        }
    }
}

#[test]
fn another_serial_number_product_or_maker_is_refused_and_changes_nothing() {
    let storage = Outage::new(0);
    make(&&storage, &Draws::new(1), &order(&signed())).expect("made");
    let before = storage.contents();
    let (same, product, foreign) = (signed(), signed_by(9, |it| it.product = "prd_lock".into()), signed_by(8, |_| {}));
    let of_maker = maker(8).public().fingerprint();
    let orders = [
        Order { serial: "SN-0002", ..order(&same) },
        Order { serial: "", ..order(&same) },
        Order { serial: "a\nb", ..order(&same) },
        order(&product),
        order(&foreign),
        Order { maker: of_maker, ..order(&foreign) },
        Order { maker: of_maker, ..order(&same) },
    ];
    for order in &orders {
        make(&&storage, &Draws::new(2), order).expect_err("refused");
        assert_eq!(storage.contents(), before, "{order:?}");
    }
}

#[test]
fn a_machine_without_randomness_makes_no_unit() {
    let storage = Outage::new(0);
    assert!(matches!(make(&&storage, &Dry, &order(&signed())), Err(ProvisionError::Random(_))));
    assert_eq!(stored(&storage), None);
    let key = line(&storage).fingerprint;
    assert!(renew(&&storage, &Dry, None).is_err());
    assert_eq!((stored(&storage), start(&storage).identity.confirmed), (Some(key), true));
}

#[test]
fn factory_settings_that_are_older_than_those_on_the_unit_are_refused() {
    let storage = Outage::new(0);
    let of = |version| signed_by(9, move |it| it.version = version);
    let again = |version| make(&&storage, &Draws::new(version), &order(&of(version)));
    again(3).expect("made");
    let before = storage.contents();
    assert!(matches!(again(2), Err(ProvisionError::Older { offered: 2, kept: 3 })));
    assert_eq!(storage.contents(), before);
    again(3).expect("the same");
    let made = again(4).expect("newer");
    confirm(&&storage, made.fingerprint).expect("confirmed");
    assert_eq!(start(&storage).factory.version, 4);
}

#[test]
fn settings_that_anybody_touched_are_refused_or_say_the_same() {
    let signed = signed();
    let (wanted, _) = Factory::open(&signed, fingerprint()).expect("its own");
    for at in 0..signed.len() {
        for bit in [0, 3, 5] {
            let mut touched = signed.clone();
            touched[at] ^= 1 << bit;
            let opened = Factory::open(&touched, fingerprint());
            assert!(opened.is_err() || opened.is_ok_and(|(factory, _)| factory == wanted), "byte {at}");
        }
    }
    let claims_to_be = signed_by(8, |it| it.key = maker(9).public().to_string());
    assert!(matches!(Factory::open(&claims_to_be, fingerprint()), Err(FactoryError::Envelope(_))));
    let foreign = signed_by(8, |_| {});
    assert!(matches!(Factory::open(&foreign, fingerprint()), Err(FactoryError::Maker { .. })));
}

#[test]
fn a_unit_does_not_start_with_settings_of_another_key_or_product() {
    let before = Outage::new(0);
    line(&before);
    for foreign in [signed_by(8, |_| {}), signed_by(9, |it| it.product = "prd_lock".into()), Vec::new()] {
        let storage = before.copy(0);
        storage.tamper("factory", |bytes| *bytes = foreign);
        assert!(matches!(try_start(&storage), Err(UnitError::Factory(_))));
    }
    before.steal("factory");
    assert!(matches!(try_start(&before), Err(UnitError::Factory(FactoryError::Missing))));
}

#[test]
fn a_lost_label_is_replaced_at_the_unit_and_the_key_stays() {
    let before = Outage::new(0);
    let first = line(&before);
    crate::made::each_cut(
        &before,
        |storage| drop(renew(&storage, &Draws::new(5), None)),
        |left, when| {
            let old = Identity::load(&left).expect("whole").expect("made");
            assert_eq!(old.confirmed, old.opens(&first.code), "{when}");
            let made = renew(&left, &Draws::new(6), None).expect("renewed");
            assert_eq!(made.fingerprint, first.fingerprint, "{when}");
            assert!(matches!(try_start(left), Err(UnitError::Unconfirmed)));
            confirm(&left, made.fingerprint).expect("confirmed");
            let unit = start(left);
            assert!(unit.identity.opens(&made.code) && !unit.identity.opens(&first.code), "{when}");
        },
    );
    let storage = owned();
    let contents = storage.contents();
    assert!(matches!(renew(&&storage, &Draws::new(5), None), Err(ProvisionError::Owned)));
    assert_eq!(storage.contents(), contents);
}

#[test]
fn two_units_share_a_key_only_where_one_is_a_copy() {
    let keys: std::collections::BTreeSet<_> = (0..50)
        .map(|seed| {
            let storage = Outage::new(0);
            make(&&storage, &Draws::new(seed), &order(&signed())).expect("made").fingerprint.0
        })
        .collect();
    assert_eq!(keys.len(), 50);
    let storage = Outage::new(0);
    let made = line(&storage);
    assert_eq!(stored(&storage.copy(1)), Some(made.fingerprint));
}
