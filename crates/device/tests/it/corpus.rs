//! Every seed of the fuzz targets `documents` and `factory` through their readers. Seeds whose name starts with `good` are
//! understood.

use std::time::Duration;

use steadfast_device::accounts::Throttle;
use steadfast_device::data::Data;
use steadfast_device::factory::{Factory, Server, TYPE};
use steadfast_device::identity::Identity;
use steadfast_device::life::Life;
use steadfast_device::outbox::Outbox;
use steadfast_device::outside::{Memory, Storage as _};
use steadfast_device::owner::Owner;
use steadfast_monitor::event::SwitchKind;
use steadfast_protocol::Purpose;
use steadfast_trust::hash::sha256;
use steadfast_trust::held;
use steadfast_trust::tuf::Sign as _;

use crate::made::{Draws, fingerprint, maker, owned, signed, signed_by, start};
use crate::seeds::{each, write};

/// The documents, by the number that a seed begins with.
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

/// What has no checksum: the number of these has the highest bit.
const BARE: [&str; 5] = ["throttle", "log-kept", "log-sent", "log-heads", "owner-key"];

#[test]
fn factory_settings() {
    each("factory", 12, |bytes| {
        let envelope = held::sign(TYPE, bytes.to_vec(), &maker(9)).expect("a key signs");
        let signed = envelope.to_bytes().expect("it is short");
        [bytes, &signed].into_iter().any(|bytes| Factory::open(bytes, fingerprint()).is_ok())
    });
}

#[test]
fn documents() {
    each("documents", 12, |bytes| {
        let Some((number, text)) = bytes.split_first() else { return false };
        let name = NAMES[usize::from(number & 0x7f) % NAMES.len()];
        let kept = if *number >= 0x80 { text.to_vec() } else { [&sha256(&[text])[..8], text].concat() };
        let storage = Memory::default();
        storage.replace(name, &kept).expect("memory");
        match name {
            "owner" => Owner::load(&storage).is_ok(),
            "unit" => Identity::load(&storage).is_ok(),
            "life" => Life::begin(&storage).is_ok(),
            "outbox" => Outbox::load(&storage).is_ok(),
            "throttle" => !Throttle::open(&storage, name, Duration::ZERO).is_closed(),
            // The log, a reset, receipts and an export go on whatever they find.
            _ => true,
        }
    });
}

#[test]
#[ignore = "writes the seeds into the corpus, where they are wanted anew"]
fn seeds_are_written() {
    write("factory", factory_seeds());
    write("documents", document_seeds());
}

/// What a manufacturer signs, changed before; unsigned.
fn payload(change: impl FnOnce(&mut Factory)) -> Vec<u8> {
    let signed = signed_by(9, change);
    steadfast_trust::dsse::Envelope::read(&signed).expect("it was written").payload
}

fn factory_seeds() -> Vec<(String, Vec<u8>)> {
    let (whole, plain) = (signed(), payload(|_| {}));
    let server = |url: &str, certificates: &[&str]| {
        let certificates = certificates.iter().map(|text| (*text).to_owned()).collect();
        let server = Server { url: url.to_owned(), certificates, authorities: String::new() };
        payload(|factory| factory.server = Some(server))
    };
    let deep = [b"{\"server\":".as_slice(), &[b'['; 5_000]].concat();
    let seeds: [(&str, Vec<u8>); 17] = [
        ("good-signed", whole.clone()),
        ("good", plain.clone()),
        ("good-server-here", server("http://127.0.0.1:8080", &[])),
        ("good-server-known", server("https://updates.example", &["00"])),
        ("good-more", [b"{\"more\":[1],".as_slice(), &plain[1..]].concat()),
        ("empty", Vec::new()),
        ("truncated", whole[..whole.len() / 2].to_vec()),
        ("goes-on", [&whole[..], b"{}"].concat()),
        ("of-another", signed_by(8, |_| {})),
        ("payload-of-another", payload(|factory| factory.key = maker(8).public().to_string())),
        ("no-key", payload(|factory| factory.key.clear())),
        ("no-name", payload(|factory| factory.name.clear())),
        ("server-unknown", server("https://updates.example", &[])),
        ("server-plain", server("http://updates.example", &["00"])),
        ("setting-twice", payload(|factory| factory.settings.extend_from_within(..1))),
        ("setting-of-no-choice", payload(|factory| factory.settings[0].value = "perhaps".to_owned())),
        ("deep", deep),
    ];
    seeds.map(|(name, bytes)| (name.to_owned(), bytes)).into()
}

/// Each document of a unit that somebody lived with, and some that nobody wrote.
fn document_seeds() -> Vec<(String, Vec<u8>)> {
    let storage = owned();
    let mut unit = start(&storage);
    unit.switch(SwitchKind::Share, false, "anna").expect("it is theirs");
    unit.set(&[("telnet", "on")], "anna").expect("a choice");
    let data = Data::open(&&storage, &Draws::new(50)).expect("open");
    data.put(&&storage, &Draws::new(51), "note", b"private").expect("kept");
    unit.begin_export(None).expect("begun");
    let mut kept = storage.contents();
    let over = storage.copy(0);
    start(&over).erase(Purpose::Handover, Some([7; 32])).expect("erased");
    kept.insert("wiped".to_owned(), over.contents()["wiped"].clone());
    let mut seeds: Vec<_> = NAMES.iter().filter_map(|name| Some((name, kept.get(*name)?))).map(good).collect();
    seeds.push(good((&"throttle", &vec![0xa2, 0, 0xf4, 1, 0x80])));
    let whole = good((&"owner", &kept["owner"])).1;
    let number = |name: &str, bytes: &[u8]| {
        let number = NAMES.iter().rposition(|one| name.starts_with(one)).and_then(|at| u8::try_from(at).ok());
        [&[number.expect("there is one")], bytes].concat()
    };
    let odd: [(&str, Vec<u8>); 9] = [
        ("empty", Vec::new()),
        ("owner-empty", number("owner", &[])),
        ("owner-truncated", whole[..whole.len() / 2].to_vec()),
        ("owner-goes-on", [&whole[..], &[0]].concat()),
        ("owner-without-a-checksum", [&[0x80], &whole[1..]].concat()),
        ("unit-of-nothing", number("unit", &[0xa0])),
        ("life-deep", number("life", &[0x81; 2_000])),
        ("outbox-without-end", number("outbox", &[0xa1, 1, 0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])),
        ("throttle-of-nothing", [&[0x80 | 5][..], &[0xff]].concat()),
    ];
    seeds.extend(odd.map(|(name, bytes)| (name.to_owned(), bytes)));
    let most = [0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
    let class = [&[0xa1, 0, 0x81, 0xa3, 0, 0, 1][..], &most, &[2], &most].concat();
    let mark = [&[0xa6, 0, 1, 1, 2, 2, 0, 3, 0x81, 1, 4, 0x58, 32][..], &[7; 32], &[5, 1]].concat();
    let ends: [(&str, u8, Vec<u8>); 6] = [
        ("reset-of-a-handover", 0, mark),
        ("life", 0, [&[0xa5, 0][..], &most, &[1], &most, &[3], &most, &[5, 0], &[8, 0x80]].concat()),
        ("outbox", 0, [&[0xa3, 0][..], &most, &[1, 0x80, 2], &most].concat()),
        ("reset", 0, [&[0xa3, 0][..], &most, &[1], &most, &[2, 0]].concat()),
        ("log-kept", 0x80, class.clone()),
        ("log-sent", 0x80, class),
    ];
    let mut end = |(name, bare, bytes): (&str, u8, Vec<u8>)| {
        let mut seed = number(name, &bytes);
        seed[0] |= bare;
        seeds.push((format!("good-{name}-at-its-end"), seed));
    };
    ends.into_iter().for_each(&mut end);
    seeds.push(("good-reset-damaged".to_owned(), number("reset", &[0xff])));
    seeds
}

fn good((name, bytes): (&&str, &Vec<u8>)) -> (String, Vec<u8>) {
    let at = NAMES.iter().position(|one| one == name).and_then(|at| u8::try_from(at).ok()).expect("there is one");
    let is_bare = BARE.contains(name);
    let text = if is_bare { &bytes[..] } else { &bytes[8..] };
    (format!("good-{name}"), [&[if is_bare { 0x80 | at } else { at }], text].concat())
}
