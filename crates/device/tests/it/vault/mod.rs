//! What an owner takes along, and what another unit takes in.

mod age;
mod archives;
mod export;
mod import;
mod outages;
mod tools;

use std::ffi::OsStr;
use std::fs;
use std::io::Read as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::Arc;

use steadfast_device::data::Data;
use steadfast_device::outside::Folder;
use steadfast_device::vault::Recipient;
use tempfile::TempDir;

use crate::made::{Draws, Whole, live, owned, start_beside};
use crate::power::Outage;

/// Somebody's unit, with things that are sealed and things beside it.
pub(crate) fn world() -> (Outage, TempDir) {
    let (storage, folder) = (owned(), tempfile::tempdir().expect("a folder"));
    let data = Data::open(&&storage, &Draws::new(50)).expect("open");
    let big: Vec<u8> = (0..100_000_u32).map(|at| u8::try_from(at % 251).expect("a byte")).collect();
    for (name, bytes) in [("note", &b"private"[..]), ("photo", &big), ("nothing", b"")] {
        data.put(&&storage, &Draws::new(51), name, bytes).expect("kept");
    }
    let mut unit = start_beside(&storage, beside(&folder));
    live(&mut unit);
    unit.set(&[("telnet", "on")], "anna").expect("a choice");
    drop(unit);
    let inside = folder.path();
    fs::create_dir_all(inside.join("deep/er")).expect("made");
    fs::create_dir(inside.join("empty")).expect("made");
    let long = format!("{}.txt", "long".repeat(40));
    let names: [&[u8]; 7] =
        [b"film", b"none", b"deep/er/one", long.as_bytes(), "größe".as_bytes(), b"caf\xe9 %", b"odd \\ and\nnew"];
    for name in names {
        let bytes: &[u8] = if name == b"none" {
            b""
        } else if name == b"film" {
            &big
        } else {
            name
        };
        fs::write(inside.join(OsStr::from_bytes(name)), bytes).expect("written");
    }
    symlink("/etc/passwd", inside.join("link")).expect("linked");
    (storage, folder)
}

pub(crate) fn beside(folder: &TempDir) -> Arc<Folder> {
    Arc::new(Folder::open(folder.path()))
}

/// All bytes of the export that was begun.
pub(crate) fn archive(unit: &Whole<'_>) -> Vec<u8> {
    let (mut archive, mut bytes) = (unit.archive().expect("begun"), Vec::new());
    archive.read_to_end(&mut bytes).expect("nothing changed");
    assert_eq!((archive.size(), archive.given()), (bytes.len() as u64, bytes.len() as u64));
    assert_eq!(archive.sha256(), Some(steadfast_trust::hash::sha256(&[&bytes])));
    bytes
}

/// The archive of that unit, begun now.
pub(crate) fn exported(unit: &mut Whole<'_>, to: Option<Recipient>) -> Vec<u8> {
    unit.begin_export(to).expect("begun");
    archive(unit)
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("a text")
}
