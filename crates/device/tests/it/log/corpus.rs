//! Every seed of the fuzz target `segment` through its reader. Seeds whose name starts with `good` are whole.

use std::path::PathBuf;

use proptest::prelude::*;
use steadfast_device::log::Log;
use steadfast_device::log::segment::{HEADER, Header, Piece, pieces};
use steadfast_device::outside::{Memory, Storage};

use super::{at, login, small};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/segment")
}

#[test]
fn segments() {
    let seeds: Vec<_> = std::fs::read_dir(folder()).expect("a corpus").map(|entry| entry.expect("an entry")).collect();
    assert!(seeds.len() > 7, "{} holds {} seeds", folder().display(), seeds.len());
    for seed in seeds {
        let name = seed.file_name().to_string_lossy().into_owned();
        let bytes = std::fs::read(seed.path()).expect("a seed");
        covered(&bytes);
        let is_whole = !pieces(&bytes).any(|piece| matches!(piece, Piece::Damage { .. }));
        assert_eq!(Header::read(&bytes).is_some() && is_whole, name.starts_with("good"), "{name}");
    }
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
    std::fs::create_dir_all(folder()).expect("a folder");
    let whole = whole();
    let middle = whole.len() / 2;
    let mut flipped = whole.clone();
    flipped[middle] ^= 1;
    let mut later = whole.clone();
    later[4] = 2;
    let seeds: [(&str, Vec<u8>); 10] = [
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
    ];
    for (name, bytes) in seeds {
        std::fs::write(folder().join(name), bytes).expect("a file");
    }
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
