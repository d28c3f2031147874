//! Every seed of the fuzz targets `accounts` and `cookie` through their readers. Seeds whose name starts with `good` are
//! understood.

use std::time::Duration;

use steadfast_device::accounts::totp::code_at;
use steadfast_device::accounts::{BrowserId, Cookie, CookieSecret, Cost, People, Role, Throttle, Verifier};
use steadfast_device::outside::{Memory, Storage as _};
use steadfast_protocol::{decode, encode};

use super::unit::{Counting, Medium, Unit, name, stranger};
use crate::seeds::{each, write};

fn secret() -> CookieSecret {
    CookieSecret::new([5; 32])
}

#[test]
fn cookies() {
    each("cookie", 5, |bytes| std::str::from_utf8(bytes).is_ok_and(|text| Cookie::open(text, &secret()).is_some()));
}

#[test]
fn accounts() {
    each("accounts", 5, |bytes| {
        let storage = Memory::default();
        storage.replace("throttle", bytes).expect("memory");
        let counts = !Throttle::open(&storage, "throttle", Duration::ZERO).is_closed();
        counts || decode::<People>(bytes).is_ok() || decode::<Verifier>(bytes).is_ok()
    });
}

#[test]
#[ignore = "writes the seeds into the corpus, where they are wanted anew"]
fn seeds_are_written() {
    write("cookie", cookie_seeds());
    write("accounts", account_seeds());
}

fn cookie_seeds() -> Vec<(&'static str, Vec<u8>)> {
    let browser = BrowserId::random(&Counting::default()).expect("chance");
    let good = Cookie::text(&name("anna.b"), browser, &secret());
    let seeds = [
        ("good", good.clone()),
        ("empty", String::new()),
        ("upper", good.to_uppercase()),
        ("truncated", good[..good.len() - 1].to_owned()),
        ("goes-on", format!("{good}0")),
        ("another-account", good.replacen("anna", "bert", 1)),
        ("another-version", good.replacen("v1", "v2", 1)),
        ("dots", "v1....".to_owned()),
        ("no-ascii", "v1.anna.0101010101010101.ä".to_owned()),
    ];
    seeds.map(|(name, text)| (name, text.into_bytes())).to_vec()
}

fn account_seeds() -> Vec<(&'static str, Vec<u8>)> {
    let verifier = Verifier::of_nobody(Cost::STANDARD, [2; 32]);
    let mut people = People::default();
    people.add(name("anna"), Role::Owner, verifier.clone()).expect("the first");
    people.add(name("bert"), Role::User, verifier.clone()).expect("another");
    people.bind(&name("anna"), [1; 20], &code_at(&[1; 20], 59), 59).expect("the right code");
    let medium = Medium::default();
    let mut unit = Unit::new(&medium);
    unit.guess("owner", stranger());
    unit.guess("nobody", stranger());
    let counts = medium.read("throttle").expect("memory").expect("it was kept");
    let people = encode(&people);
    vec![
        ("good-people", people.clone()),
        ("good-verifier", encode(&verifier)),
        ("good-nobody", encode(&People::default())),
        ("good-counts", counts.clone()),
        ("people-truncated", people[..people.len() / 2].to_vec()),
        ("counts-truncated", counts[..counts.len() - 1].to_vec()),
        ("counts-go-on", [&counts[..], &[0]].concat()),
        ("counts-without-end", vec![0xa2, 0x00, 0xf4, 0x01, 0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
        ("empty", Vec::new()),
        ("deep", vec![0x81; 2000]),
    ]
}
