//! An export gives the same bytes each time, or says what changed.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use steadfast_device::data::Data;
use steadfast_device::outside::Progress;
use steadfast_device::vault::VaultError;

use super::{archive, beside, exported, world};
use crate::made::{Draws, Whole, line, live, start, start_beside};
use crate::power::Outage;

/// What happens to a medium and the folder beside.
type Change<'a> = &'a dyn Fn(&Outage, &Path);

/// Why it ended, in words.
fn ends(unit: &Whole<'_>) -> String {
    let read = unit.archive().expect("begun").read_to_end(&mut Vec::new());
    read.expect_err("something changed").to_string()
}

#[test]
fn the_same_bytes_come_again_from_any_place_and_after_any_start() {
    let (storage, folder) = world();
    let whole = exported(&mut start_beside(&storage, beside(&folder)), None);
    for at in [0, 1, 511, 512, 40_000, whole.len() / 2, whole.len() - 1, whole.len()] {
        let storage = storage.restart();
        let mut unit = start_beside(&storage, beside(&folder));
        // What happens meanwhile is no part of it.
        live(&mut unit);
        unit.agree(true, true, "anna").expect("agreed");
        let (mut archive, mut rest) = (unit.archive().expect("begun"), Vec::new());
        assert_eq!(archive.pass(at as u64).expect("nothing changed"), at as u64);
        archive.read_to_end(&mut rest).expect("nothing changed");
        assert!(rest == whole[at..], "from {at}");
        assert_eq!(archive.sha256(), Some(steadfast_trust::hash::sha256(&[&whole])));
    }
}

#[test]
fn what_changed_meanwhile_ends_it_with_an_error_that_names_it() {
    let changes: [(&str, Change<'_>); 7] = [
        ("data/note", &|storage, _| {
            let data = Data::open(&storage, &Draws::new(1)).expect("open");
            data.put(&storage, &Draws::new(77), "note", b"private").expect("kept");
        }),
        ("data/note", &|storage, _| storage.steal("data-note")),
        ("film", &|_, folder| fs::write(folder.join("film"), b"shorter").expect("written")),
        ("film", &|_, folder| fs::remove_file(folder.join("film")).expect("removed")),
        ("film", &|_, folder| {
            let bytes = fs::read(folder.join("film")).expect("read");
            fs::write(folder.join("other"), bytes).expect("written");
            fs::rename(folder.join("other"), folder.join("film")).expect("renamed");
        }),
        ("log.jsonl", &|storage, _| start(storage).erase_log("anna").expect("erased")),
        ("data/note", &|storage, _| storage.steal("owner-key")),
    ];
    for (what, change) in changes {
        let (storage, folder) = world();
        exported(&mut start_beside(&storage, beside(&folder)), None);
        change(&storage, folder.path());
        let mut unit = start_beside(&storage, beside(&folder));
        let why = ends(&unit);
        assert!(why.contains(what), "{what}: {why}");
        exported(&mut unit, None);
    }
}

#[test]
fn after_an_error_there_is_nothing_more_to_be_had() {
    let (storage, folder) = world();
    let mut unit = start_beside(&storage, beside(&folder));
    let before = exported(&mut unit, None);
    fs::remove_file(folder.path().join("film")).expect("removed");
    let (mut archive, mut bytes) = (unit.archive().expect("begun"), Vec::new());
    archive.read_to_end(&mut bytes).expect_err("it is gone");
    assert!(before.starts_with(&bytes) && bytes.len() > 100_000, "what came before was right");
    assert!(archive.read(&mut [0; 10]).is_err() && archive.sha256().is_none());
}

#[test]
fn without_an_owner_there_is_nothing_and_without_a_beginning_neither() {
    let storage = Outage::new(0);
    line(&storage);
    let mut unit = start(&storage);
    assert!(matches!(unit.begin_export(None), Err(VaultError::Change(_))));
    assert!(matches!(unit.archive(), Err(VaultError::Change(_))));
    let (storage, folder) = world();
    let mut unit = start_beside(&storage, beside(&folder));
    assert!(matches!(unit.archive(), Err(VaultError::Nothing)) && unit.export().expect("read").is_none());
    exported(&mut unit, None);
    assert!(unit.export().expect("read").is_some_and(|export| export.left_out == 1 && !export.is_sealed()));
    unit.forget_export().expect("forgotten");
    assert!(matches!(unit.archive(), Err(VaultError::Nothing)));
    exported(&mut unit, None);
    unit.reset().expect("reset");
    assert!(unit.export().expect("read").is_none(), "it goes with its owner");
}

#[test]
fn what_does_not_open_is_counted_and_keeps_nothing_else_from_being_given() {
    let (storage, folder) = world();
    storage.tamper("data-note", |bytes| bytes[40] ^= 1);
    let mut unit = start_beside(&storage, beside(&folder));
    let export = unit.begin_export(None).expect("begun");
    assert_eq!(export.left_out, 2);
    let bytes = archive(&unit);
    let mut limited = bytes.as_slice();
    io::copy(&mut limited, &mut io::sink()).expect("read");
    assert!(!bytes.windows(9).any(|part| part == b"data/note"));
}

#[test]
fn what_is_sealed_is_measured_piece_by_piece_and_until_then_there_is_no_export() {
    let (storage, folder) = world();
    let data = Data::open(&&storage, &Draws::new(60)).expect("open");
    for number in 0..12_u8 {
        let film = vec![number; 1 << 20];
        data.put(&&storage, &Draws::new(61), &format!("film-{number}"), &film).expect("kept");
    }
    let mut unit = start_beside(&storage, beside(&folder));
    assert!(matches!(unit.go_on_measuring(), Err(VaultError::Nothing)));
    unit.begin_measuring(None).expect("begun");
    let mut pieces = 1;
    while unit.go_on_measuring().expect("it goes on") == Progress::More {
        assert!(unit.export().expect("read").is_none() && unit.archive().is_err(), "piece {pieces}");
        pieces += 1;
    }
    assert!((3..=5).contains(&pieces), "{pieces}");
    let at_once = archive(&unit);
    assert!(at_once == exported(&mut unit, None), "the same as all at once");
    unit.begin_measuring(None).expect("begun");
    unit.reset().expect("reset");
    assert!(unit.go_on_measuring().is_err() && unit.export().expect("read").is_none(), "it goes with its owner");
}
