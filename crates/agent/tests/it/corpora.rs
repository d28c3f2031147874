//! The seeds of the fuzz targets, as plain tests.

use std::path::PathBuf;

use steadfast_agent::http::{Fields, Reader};
use steadfast_agent::net::dns::{Answer, Kind, Question};
use steadfast_agent::socket::Lines;

/// What a reader makes of each seed of a target, by the seed's name.
fn each<T>(target: &str, read: impl Fn(&[u8]) -> T) -> Vec<(String, T)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("there are seeds").map(|entry| entry.expect("a seed").path()).collect();
    paths.sort();
    let name = |path: &PathBuf| path.file_name().expect("it has one").to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), read(&std::fs::read(path).expect("a seed")))).collect()
}

fn good(read: Vec<(String, bool)>) -> Vec<String> {
    read.into_iter().filter(|(_, good)| *good).map(|(name, _)| name).collect()
}

#[test]
fn the_good_seeds_are_read_and_the_others_are_refused() {
    let request = |bytes: &[u8]| {
        let mut reader = Reader::default();
        reader.push(bytes);
        matches!(reader.next(), Ok(Some(_)))
    };
    assert_eq!(good(each("request", request)), ["form", "get"]);
    assert_eq!(good(each("form", |bytes| Fields::read(bytes).is_ok())), ["plain"]);
    let lines = |bytes: &[u8]| {
        let mut lines = Lines::default();
        lines.push(bytes);
        matches!(lines.next(), Ok(Some(_)))
    };
    assert_eq!(good(each("lines", lines)), ["two"]);
    let dns = |bytes: &[u8]| {
        let question = Question::new(0x1234, "unit.example", Kind::V4).expect("it is a name");
        matches!(question.read(bytes), Ok(Answer::Addresses(found)) if !found.is_empty())
    };
    assert_eq!(good(each("dns", dns)), ["address", "alias"]);
}
