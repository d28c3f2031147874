//! Every seed of the fuzz target `event` through the reader. Seeds whose name starts with `good` are understood.

use std::path::PathBuf;

use steadfast_monitor::event::{Event, MOST_EVENT};

use crate::ages::golden;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/event")
}

#[test]
fn events() {
    let seeds: Vec<_> = std::fs::read_dir(folder()).expect("a corpus").map(|entry| entry.expect("an entry")).collect();
    assert!(seeds.len() > 10, "{} holds {} seeds", folder().display(), seeds.len());
    for seed in seeds {
        let name = seed.file_name().to_string_lossy().into_owned();
        let understood = understood(&std::fs::read(seed.path()).expect("a seed"));
        assert!(understood || !name.starts_with("good"), "{name} is not understood");
    }
}

/// Whether the reader took it; what is read is written to the same again.
fn understood(bytes: &[u8]) -> bool {
    let Ok(event) = Event::decode(bytes) else { return false };
    let mut buffer = [0; MOST_EVENT];
    let length = event.encode(&mut buffer);
    assert_eq!(Event::decode(&buffer[..length]).expect("it was written"), event);
    true
}

#[test]
#[ignore = "writes the seeds into the corpus, where they are wanted anew"]
fn seeds_are_written() {
    std::fs::create_dir_all(folder()).expect("a folder");
    for (name, bytes) in good().into_iter().chain(odd()) {
        std::fs::write(folder().join(name), bytes).expect("a file");
    }
}

fn good() -> Vec<(String, Vec<u8>)> {
    let written = |(name, event): (&str, Event<'_>)| {
        let mut buffer = [0; MOST_EVENT];
        let length = event.encode(&mut buffer);
        (format!("good-{name}"), buffer[..length].to_vec())
    };
    golden().map(written).into()
}

fn odd() -> Vec<(String, Vec<u8>)> {
    let whole = good().swap_remove(0).1;
    let seeds: [(&str, Vec<u8>); 10] = [
        ("empty", Vec::new()),
        ("truncated", whole[..whole.len() / 2].to_vec()),
        ("goes-on", [&whole[..], &[0]].concat()),
        ("long", [&whole[..], &[0; MOST_EVENT]].concat()),
        ("deep", [&[0xa1, 0x18, 0x40][..], &[0x81; 400]].concat()),
        ("map-of-no-length", vec![0xbf, 0x00, 0x01, 0x02, 0x01, 0x03, 0x01, 0xff]),
        ("map-without-end", vec![0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
        ("unknown-kind", vec![0xa4, 0x00, 0x01, 0x02, 0x01, 0x03, 0x01, 0x06, 0x82, 0x18, 0x4d, 0x81, 0xa0]),
        ("negative-kind", vec![0xa4, 0x00, 0x01, 0x02, 0x01, 0x03, 0x01, 0x06, 0x82, 0x20, 0x81, 0xa0]),
        ("unknown-words", vec![0xa5, 0x00, 0x01, 0x02, 0x01, 0x03, 0x01, 0x04, 0x18, 0x63, 0x05, 0x20]),
    ];
    seeds.map(|(name, bytes)| (name.to_owned(), bytes)).into()
}
