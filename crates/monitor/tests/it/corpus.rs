//! Every seed of the fuzz targets through its reader. Seeds whose name starts with `good` are understood.

use std::path::PathBuf;

use steadfast_monitor::event::{Event, MOST_EVENT};
use steadfast_monitor::read::{Conn, Journal, Lines, Syslog};

use crate::ages::golden;

fn folder(target: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target)
}

fn each_seed(target: &str, at_least: usize, understood: impl Fn(&[u8]) -> bool) {
    let folder = folder(target);
    let seeds: Vec<_> = std::fs::read_dir(&folder).expect("a corpus").map(|entry| entry.expect("an entry")).collect();
    assert!(seeds.len() >= at_least, "{} holds {} seeds", folder.display(), seeds.len());
    for seed in seeds {
        let name = seed.file_name().to_string_lossy().into_owned();
        let understood = understood(&std::fs::read(seed.path()).expect("a seed"));
        assert!(understood || !name.starts_with("good"), "{target}/{name} is not understood");
    }
}

#[test]
fn events() {
    each_seed("event", 11, understood);
}

/// Whether any line gives an event.
fn any_line(bytes: &[u8], mut gives: impl FnMut(&[u8]) -> bool) -> bool {
    bytes.split(|byte| *byte == b'\n').filter(|line| gives(line)).count() > 0
}

#[test]
fn lines_of_others() {
    each_seed("read_syslog", 10, |bytes| {
        let mut log = Syslog::of_year(2026);
        any_line(bytes, |line| matches!(log.read(line), Ok(Some(_))))
    });
    each_seed("read_conn", 6, |bytes| {
        let mut conn = Conn::of(None);
        any_line(bytes, |line| matches!(conn.read(line), Ok(Some(_))))
    });
    each_seed("read_lines", 8, |bytes| matches!(Lines::default().read(bytes), Ok(Some(_))));
    each_seed("read_journal", 7, |bytes| {
        let exported = matches!(Journal::default().export(bytes), Ok(Some(_)));
        matches!(Journal::default().json(bytes), Ok(Some(_))) || exported
    });
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
    std::fs::create_dir_all(folder("event")).expect("a folder");
    for (name, bytes) in good().into_iter().chain(odd()) {
        std::fs::write(folder("event").join(name), bytes).expect("a file");
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
