//! What another unit exported is checked as a whole before anything of it is kept.

use std::process::Command;

use steadfast_device::data::Data;
use steadfast_device::unit::Taken;
use steadfast_device::vault::{ImportError, Limits, import};

use super::archives::{files, hostile, member, whole};
use super::{beside, exported, world};
use crate::made::{Draws, owned, start, start_beside};
use crate::seeds::{each, write};

/// As the fuzz target has them.
const SMALL: Limits = Limits { bytes: 1 << 20, files: 100, memory: 64 << 10 };

#[test]
fn a_successor_takes_in_sealed_things_and_the_settings_that_it_has() {
    let (of_another, folder) = world();
    let bytes = exported(&mut start_beside(&of_another, beside(&folder)), None);
    let read = import(bytes.as_slice(), &Limits::default()).expect("it holds");
    let unit = start(&of_another);
    assert_eq!(read.unit, unit.identity.public().fingerprint().to_string());
    assert_eq!((read.serial.as_str(), read.product.as_str()), (crate::made::SERIAL, "prd_camera"));
    assert_eq!((read.time, read.others), (crate::made::NOW, 8 + unit.receipts().len() as u64));
    let storage = owned();
    let mut successor = start(&storage);
    let taken = successor.take_in(&read, "anna").expect("taken in");
    assert_eq!(taken, Taken { things: 3, settings: 2, files: 7, passed_over: Vec::new() });
    assert_eq!(successor.owner().expect("owned").changed["telnet"], "on");
    let (data, theirs) = [&storage, &of_another].map(|it| (Data::open(&it, &Draws::new(5)).expect("open"), it)).into();
    for name in ["note", "photo", "nothing"] {
        let [mine, other] = [&data, &theirs].map(|(data, it)| data.get(it, name).expect("read").expect("there"));
        assert_eq!(mine, other, "{name}");
    }
    assert_ne!(storage.contents()["data-note"], of_another.contents()["data-note"], "under a key of its own");
}

#[test]
fn settings_that_the_successor_does_not_have_are_named() {
    let read = import(whole(&files()).as_slice(), &SMALL).expect("it holds");
    let storage = owned();
    let taken = start(&storage).take_in(&read, "anna").expect("taken in");
    assert_eq!(taken, Taken { things: 1, settings: 1, files: 1, passed_over: vec!["of-another".to_owned()] });
}

#[test]
fn an_archive_of_which_one_byte_is_another_is_refused() {
    let good = whole(&files());
    import(good.as_slice(), &SMALL).expect("it holds");
    for at in 0..good.len() {
        let mut bytes = good.clone();
        bytes[at] ^= 1 << (at % 8);
        assert!(import(bytes.as_slice(), &SMALL).is_err(), "changed at {at}");
    }
    for length in (0..good.len()).step_by(13) {
        assert!(import(&good[..length], &SMALL).is_err(), "cut off at {length}");
    }
}

#[test]
fn hostile_archives_are_refused() {
    for (name, bytes) in hostile() {
        assert!(import(bytes.as_slice(), &SMALL).is_err(), "{name}");
    }
    let link = [member("product/link", b'2', b""), whole(&files())].concat();
    assert!(matches!(import(link.as_slice(), &SMALL), Err(ImportError::Kind(path)) if path == "product/link"));
    let up = whole(&[&files()[..], &[("data/../up", b"x")]].concat());
    assert!(matches!(import(up.as_slice(), &SMALL), Err(ImportError::Path(path)) if path == "data/../up"));
}

#[test]
fn what_is_more_than_the_limits_is_refused_and_no_more_of_it_read() {
    let good = whole(&files());
    for (limits, what) in [
        (Limits { bytes: good.len() as u64 - 1, ..SMALL }, "bytes"),
        (Limits { files: 5, ..SMALL }, "files"),
        (Limits { memory: 600, ..SMALL }, "bytes to be held"),
    ] {
        assert!(matches!(import(good.as_slice(), &limits), Err(ImportError::Much(much)) if much == what), "{what}");
    }
    let header = super::archives::header(b"product/endless", (1 << 33) - 1, b'0');
    let mut endless = std::io::Read::chain(header.as_slice(), std::io::repeat(7));
    assert!(matches!(import(&mut endless, &SMALL), Err(ImportError::Much("bytes"))));
    let mut zeros = std::io::Read::chain(good.as_slice(), std::io::repeat(0));
    assert!(matches!(import(&mut zeros, &SMALL), Err(ImportError::Much("zeros at its end"))));
}

#[test]
fn an_archive_that_another_program_packed_is_refused_and_says_why() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("settings.json"), b"{}").expect("written");
    std::os::unix::fs::symlink("/etc/passwd", folder.path().join("link")).expect("linked");
    for (file, says) in [("settings.json", "header"), ("link", "header"), (".", "header")] {
        let packed = Command::new("tar").args(["cf", "-", file]).current_dir(folder.path()).output().expect("tar");
        let why = import(packed.stdout.as_slice(), &SMALL).expect_err("refused").to_string();
        assert!(why.contains(says), "{file}: {why}");
    }
}

#[test]
fn every_seed_of_the_fuzz_target() {
    each("import", 40, |bytes| import(bytes, &SMALL).is_ok());
}

#[test]
#[ignore = "writes the seeds into the corpus, where they are wanted anew"]
fn seeds_are_written() {
    let long = format!("product/{}", "long".repeat(40));
    let mut seeds = hostile();
    seeds.retain(|(_, bytes)| bytes.len() < 20_000);
    seeds.push(("good".to_owned(), whole(&files())));
    seeds.push(("good-padded".to_owned(), [whole(&files()), vec![0; 4096]].concat()));
    let record = format!(" path={long}\n");
    let record = format!("{}{record}", record.len() + 3);
    let good = whole(&files());
    let before = [member("pax-records", b'x', record.as_bytes()), member(&long[..100], b'0', b"x"), good].concat();
    seeds.push(("long-name".to_owned(), before));
    let (storage, folder) = world();
    let tiny = tempfile::tempdir().expect("a folder");
    std::fs::write(tiny.path().join("long".repeat(40)), b"x").expect("written");
    drop(folder);
    storage.steal("data-photo");
    seeds.push(("good-of-a-unit".to_owned(), exported(&mut start_beside(&storage, beside(&tiny)), None)));
    write("import", seeds);
}
