//! The examples, as a maker compiles them, and what comes of them.

use std::fs;
use std::path::Path;

use steadfast_device::log::{export_key, verify_export};
use steadfast_protocol::{Outcome, Purpose, ReceiptCopy, Said, Wish};
use steadfast_trust::hash::sha256;

use crate::programs::{Language, Way, built, run, values};
use crate::world;

/// Runs the whole walk in C; the folder, and what was printed.
fn walk(way: Way) -> (tempfile::TempDir, String) {
    let world = world::made();
    let program = built("examples/unit.c", Language::C, way, world.path());
    let said = run(&program, &[world.path()]);
    (world, said)
}

fn copies(said: &str, name: &str) -> Vec<ReceiptCopy> {
    let lines = values(said, name);
    lines.iter().map(|line| ReceiptCopy::read(line.as_bytes()).expect("a receipt")).collect()
}

#[test]
fn a_program_in_c_makes_sets_up_updates_and_hands_over_a_unit() {
    let (world, said) = walk(Way::Static);
    let world = world.path();
    assert_eq!(values(&said, "owner"), ["anna"]);
    assert_eq!(values(&said, "starts"), ["image-b"], "the new image starts");
    assert_eq!(values(&said, "waits"), ["1"], "it waits while the owner has put it off");
    assert_eq!(fs::read(world.join("images/image-b")).expect("there"), world::image());
    assert!(fs::read_to_string(world.join("images/boot")).expect("there").starts_with("good b\n"));
    let outcomes: Vec<Outcome> = copies(&said, "receipt")
        .iter()
        .rev()
        .filter_map(|copy| if let Said::Update(receipt) = copy.said() { receipt.outcome } else { None })
        .collect();
    assert_eq!(outcomes, [Outcome::Running, Outcome::Installed, Outcome::Proven]);
    let wishes: Vec<Wish> = copies(&said, "receipt")
        .iter()
        .rev()
        .filter_map(|copy| if let Said::Choice(decision) = copy.said() { decision.wish } else { None })
        .collect();
    assert_eq!(wishes, [Wish::Postponed, Wish::Agreed]);
}

#[test]
fn what_it_states_of_an_erasure_is_so() {
    let (world, said) = walk(Way::Shared);
    let erased = copies(&said, "erased");
    let [Said::Erasure(wiped)] = erased.iter().map(ReceiptCopy::said).collect::<Vec<_>>()[..] else {
        panic!("one erasure is stated")
    };
    assert_eq!((wiped.purpose, wiped.found, wiped.resets), (Some(Purpose::Handover), 0, 1));
    assert!(wiped.code.is_some(), "another code opens it");
    assert!(!world.path().join("owner/photo").exists(), "what lay beside is gone");
    let key = values(&said, "key");
    assert!(erased.iter().all(|copy| key == [copy.fingerprint().to_string()]), "by the key on the label");
}

#[test]
fn receipts_are_believed_as_they_were_written_and_not_with_a_byte_changed() {
    let (world, said) = walk(Way::Shared);
    let lines = values(&said, "receipt");
    assert!(lines.len() >= 6, "{said}");
    for (at, line) in lines.iter().enumerate() {
        let text = fs::read(world.path().join(format!("receipt-{at}.txt"))).expect("there");
        let copy = ReceiptCopy::read(&text).expect("a receipt");
        assert_eq!(copy.line(), *line);
        for place in [8, text.len() / 2, text.len() - 2] {
            let mut changed = text.clone();
            changed[place] ^= 1;
            assert!(ReceiptCopy::read(&changed).is_err(), "byte {place} of {at}");
        }
        let mut changed = line.as_bytes().to_vec();
        let last = changed.len() - 1;
        changed[last] = if changed[last] == b'0' { b'1' } else { b'0' };
        assert!(ReceiptCopy::read(&changed).is_err());
    }
}

#[test]
fn the_log_that_it_saves_is_whole_and_has_its_event() {
    let (world, said) = walk(Way::Shared);
    let saved = fs::read(world.path().join("log.jsonl")).expect("there");
    assert!(String::from_utf8_lossy(&saved).contains("door-opened"));
    let first = saved.split_inclusive(|byte| *byte == b'\n').next().expect("a line");
    let key = export_key(first).expect("it names its key");
    assert_eq!(values(&said, "key"), [key.fingerprint().to_string()]);
    let checked = verify_export(&saved[..], &key).expect("read");
    assert!(checked.is_whole() && checked.heads > 0, "{checked:?}");
}

#[test]
fn what_an_owner_takes_along_another_unit_takes_in_and_a_bundle_updates_it() {
    let (first, said) = walk(Way::Shared);
    let archive = fs::read(first.path().join("archive.tar")).expect("there");
    let exported: Vec<_> = copies(&said, "receipt")
        .into_iter()
        .filter_map(|copy| if let Said::Export(said) = copy.said() { Some(said.sha256) } else { None })
        .collect();
    assert_eq!(exported, [sha256(&[&archive]).into()], "the receipt is of the archive that left");
    let world = world::made();
    fs::write(world.path().join("archive.tar"), archive).expect("written");
    let program = built("tests/c/stick.c", Language::C, Way::Watched, world.path());
    let said = run(&program, &[world.path()]);
    assert_eq!((values(&said, "things"), values(&said, "kept")), (vec!["1"], vec!["shoes off"]));
    assert_eq!(values(&said, "noise"), ["SF_NOT_BELIEVED"], "an archive is no bundle");
    assert_eq!((values(&said, "starts"), values(&said, "left")), (vec!["image-b"], vec!["SF_NOTHING"]));
}

#[test]
fn the_same_walk_with_its_memory_watched() {
    assert_eq!(values(&walk(Way::Watched).1, "starts"), ["image-b"]);
}

fn walk_in_cpp(way: Way) {
    let world = world::made();
    let program = built("examples/unit.cpp", Language::Cpp, way, world.path());
    let said = run(&program, &[world.path()]);
    assert_eq!(values(&said, "refused"), ["SF_WRONG", "2.0.0"]);
    let receipt = copies(&said, "receipt");
    assert!(matches!(receipt[0].said(), Said::Choice(decision) if decision.wish == Some(Wish::Refused)));
    let erased = copies(&said, "erased");
    assert!(matches!(erased[0].said(), Said::Erasure(wiped) if wiped.purpose == Some(Purpose::EndOfLife)));
}

#[test]
fn a_program_in_cpp_holds_a_unit_as_a_value() {
    walk_in_cpp(Way::Static);
}

#[test]
fn the_same_in_cpp_with_its_memory_watched() {
    walk_in_cpp(Way::Watched);
}

#[test]
fn the_walk_takes_no_more_stack_than_the_header_says() {
    let world = world::made();
    let program = built("tests/c/stack.c", Language::C, Way::Shared, world.path());
    let said = run(&program, &[world.path()]);
    let used: usize = values(&said, "stack")[0].parse().expect("a number");
    println!("stack: {used}");
    assert!(used < most_stack(), "{used}");
}

/// Bytes that the header asks for.
fn most_stack() -> usize {
    let header = Path::new(env!("CARGO_MANIFEST_DIR")).join("include/steadfast_device.h");
    let header = fs::read_to_string(header).expect("there");
    let said = header.split(" KiB of stack").next().and_then(|before| before.rsplit(' ').next()).expect("it says so");
    said.parse::<usize>().expect("a number") << 10
}
