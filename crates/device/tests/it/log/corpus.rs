//! Every seed of the fuzz targets `segment` and `export` through their readers. Seeds whose name starts with `good` are whole.

use proptest::prelude::*;
use steadfast_device::log::segment::{HEADER, Header, Piece, pieces};
use steadfast_device::log::{Log, verify_export};
use steadfast_device::outside::{Memory, Storage};

use super::{at, key, login, peer, small, told};
use crate::seeds::{each, write};

#[test]
fn segments() {
    each("segment", 7, |bytes| {
        covered(bytes);
        Header::read(bytes).is_some() && !pieces(bytes).any(|piece| matches!(piece, Piece::Damage { .. }))
    });
}

#[test]
fn exports() {
    each("export", 7, |bytes| {
        verify_export(bytes, &key().public()).is_ok_and(|checked| checked.is_whole() && checked.other_words == 0)
    });
}

/// The pieces cover everything behind the header, each once.
fn covered(bytes: &[u8]) {
    let mut at = HEADER.min(bytes.len());
    for piece in pieces(bytes) {
        at = match piece {
            Piece::Event { bytes: event, end, .. } => {
                assert_eq!(&bytes[at + 2..end - 4], event);
                end
            }
            Piece::Damage { from, to } => {
                assert!(from == at && to > from);
                to
            }
        };
    }
    assert_eq!(at, bytes.len());
}

/// A segment of three events.
fn whole() -> Vec<u8> {
    let storage = Memory::default();
    let mut log = Log::open(&storage, &small(), at(0));
    for account in ["anna", "ben", "carla"] {
        log.append(&login(account, 1));
    }
    storage.read("log-security-1").expect("read").expect("there")
}

#[test]
#[ignore = "writes the seeds into the corpus, where they are wanted anew"]
fn seeds_are_written() {
    write("segment", segment_seeds());
    write("export", export_seeds());
}

fn segment_seeds() -> Vec<(&'static str, Vec<u8>)> {
    let whole = whole();
    let middle = whole.len() / 2;
    let mut flipped = whole.clone();
    flipped[middle] ^= 1;
    let mut later = whole.clone();
    later[4] = 2;
    vec![
        ("good-whole", whole.clone()),
        ("good-empty-segment", whole[..HEADER].to_vec()),
        ("empty", Vec::new()),
        ("torn", whole[..whole.len() - 3].to_vec()),
        ("torn-header", whole[..HEADER - 1].to_vec()),
        ("zeros", [&whole[..], &[0; 64]].concat()),
        ("flipped", flipped),
        ("another-version", later),
        ("no-middle", [&whole[..middle], &whole[middle + 9..]].concat()),
        ("lengths", [&whole[..HEADER], &[0x01, 0xff].repeat(300)].concat()),
    ]
}

/// An export of some events of each class, sealed twice.
fn export() -> Vec<String> {
    let mut log = Log::open(Memory::default(), &small(), at(0));
    for number in 1..=6 {
        log.append(&login("anna", number));
        log.append(&peer("ntpd", number));
        log.append(&told("open", number));
        if number % 3 == 0 {
            log.seal(&key(), Some("unt_1"), at(number)).expect("sealed");
        }
    }
    let mut bytes = Vec::new();
    log.export(&super::key().public(), &mut bytes).expect("exported");
    String::from_utf8(bytes).expect("text").lines().map(|line| format!("{line}\n")).collect()
}

fn export_seeds() -> Vec<(&'static str, Vec<u8>)> {
    let (lines, empty) = (export(), "{\"log\":1}\n");
    let count = lines.len();
    let without = |at: usize| [&lines[..at], &lines[at + 1..]].concat().concat().into_bytes();
    let with = |line: &str| [&lines[..4], &[format!("{line}\n")], &lines[4..]].concat().concat().into_bytes();
    let mut turned = lines.clone();
    turned.swap(5, 6);
    let most = "{\"segment\":{\"class\":\"security\",\"first\":18446744073709551615,\"chain\":\"00\"}}";
    vec![
        ("good", lines.concat().into_bytes()),
        ("good-with-more", with("{\"later\":[true]}")),
        ("empty", Vec::new()),
        ("only-a-version", empty.into()),
        ("a-later-version", lines.concat().replacen(":1}", ":2}", 1).into_bytes()),
        ("cut", without(count - 1)),
        ("goes-on", [lines.concat(), empty.to_owned()].concat().into_bytes()),
        ("without-heads", lines.iter().filter(|line| !line.contains("\"head\"")).cloned().collect::<String>().into()),
        ("without-an-event", without(6)),
        ("other-words", lines.concat().replacen("anna", "bert", 1).into_bytes()),
        ("turned", turned.concat().into_bytes()),
        ("damaged", with("{\"damaged\":18446744073709551615}")),
        ("at-its-end", with(most)),
        ("nobodys-event", format!("{empty}{{\"event\":\"a0\"}}\n").into_bytes()),
        ("deep", [empty.as_bytes(), &[b'['; 5_000]].concat()),
    ]
}

proptest! {
    #[test]
    fn any_bytes_are_covered(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        covered(&bytes);
        covered(&[whole(), bytes].concat());
    }

    #[test]
    fn damage_costs_the_events_that_it_touches_and_no_other(at in 0_usize..200, length in 1_usize..8) {
        let mut bytes = whole();
        let behind = bytes.len() - HEADER;
        let from = HEADER + at % behind;
        let to = (from + length).min(bytes.len());
        bytes[from..to].iter_mut().for_each(|byte| *byte ^= 0x55);
        covered(&bytes);
        let touched = pieces(&whole()).filter(|piece| match piece {
            Piece::Event { bytes, end, .. } => from < *end && to > end - bytes.len() - 6,
            Piece::Damage { .. } => false,
        }).count();
        let left = pieces(&bytes).filter(|piece| matches!(piece, Piece::Event { .. })).count();
        prop_assert_eq!(left, 3 - touched);
    }
}
