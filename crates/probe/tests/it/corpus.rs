//! The seeds of the fuzz target, as plain tests.

use std::path::PathBuf;

use proptest::prelude::*;
use steadfast_probe::readers::{forms, hello, http, mqtt, snmp};

fn seeds() -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/probe");
    let entries = std::fs::read_dir(folder).expect("a corpus").map(|entry| entry.expect("a seed").path());
    let name = |path: &PathBuf| path.file_name().expect("it has one").to_string_lossy().into_owned();
    let mut seeds: Vec<_> = entries.map(|path| (name(&path), std::fs::read(&path).expect("a seed"))).collect();
    seeds.sort();
    seeds
}

/// The seeds that a reader takes.
fn taken(reads: impl Fn(&[u8]) -> bool) -> Vec<String> {
    seeds().into_iter().filter(|(_, bytes)| reads(bytes)).map(|(name, _)| name).collect()
}

fn form(bytes: &[u8]) -> Option<forms::Form> {
    forms::find(&String::from_utf8_lossy(bytes))
}

fn answer(bytes: &[u8]) -> Option<(http::Answer, bool)> {
    http::Answer::read(bytes)?.ok()
}

#[test]
fn each_reader_takes_the_seeds_that_are_for_it() {
    assert_eq!(taken(|bytes| form(bytes).is_some()), ["good-form", "good-set-up", "not-utf-8"]);
    assert_eq!(taken(|bytes| form(bytes).is_some_and(|form| form.sets_up())), ["good-set-up"]);
    assert_eq!(taken(|bytes| matches!(hello::read(bytes), hello::Back::Takes(3, 1))), ["good-server-hello"]);
    assert_eq!(taken(|bytes| hello::read(bytes) == hello::Back::Refuses(70)), ["good-alert"]);
    assert_eq!(taken(|bytes| mqtt::read(bytes) == mqtt::Back::In), ["good-connack"]);
    assert_eq!(taken(|bytes| mqtt::read(bytes) == mqtt::Back::Wrong), ["wrong-connack"]);
    assert_eq!(taken(|bytes| snmp::answers(bytes, "public")), ["good-snmp"]);
    let whole = ["good-answer", "good-chunked"];
    assert_eq!(taken(|bytes| answer(bytes).is_some_and(|(_, whole)| whole)), whole);
    assert_eq!(
        taken(|bytes| answer(bytes).is_some_and(|(answer, _)| answer.leads_to() == Some("/login".to_owned()))),
        ["good-redirect"]
    );
}

proptest! {
    #[test]
    fn no_bytes_break_a_reader(bytes in prop::collection::vec(any::<u8>(), 0..600), start in 0_usize..12) {
        let heads: [&[u8]; 12] = [
            b"", b"<form><input type=password name=", b"HTTP/1.1 200 OK\r\n", b"\x16\x03\x01", b"\x15\x03", b"\x20\x02", b"\x30\x82",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"<!--", b"<form action='", b"\x30\x20\x02\x01\x01\x04", b"<",
        ];
        let all = [heads[start], &bytes].concat();
        let _ = (hello::read(&all), mqtt::read(&all), snmp::answers(&all, "public"), form(&all));
        if let Some((answer, _)) = answer(&all) {
            prop_assert!(answer.body.len() <= all.len());
        }
    }
}
