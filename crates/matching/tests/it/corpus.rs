//! Every seed of the fuzz target `index`, as it is and with its checksums made right: nothing panics, and what is whole
//! is understood.

use std::collections::BTreeMap;
use std::path::PathBuf;

use steadfast_matching::index::Compiler;
use steadfast_testkit::{sealed, workspace};

use crate::index_damage::{small, use_up};
use crate::world::NOW;

fn folder() -> PathBuf {
    workspace().join("fuzz/corpus/index")
}

/// The seeds by name: whole ones, and such as the checksums alone would keep out.
fn seeds() -> BTreeMap<&'static str, Vec<u8>> {
    let whole = small();
    let changed = |at: usize, bytes: &[u8]| {
        let mut changed = whole.clone();
        changed[at..at + bytes.len()].copy_from_slice(bytes);
        changed
    };
    // The rows of the header: 24 bytes each, from byte 64; see the layout of the index.
    let row = |section: usize| 64 + section * 24;
    let offset = |section: usize| {
        let bytes: [u8; 8] = whole[row(section)..row(section) + 8].try_into().expect("eight bytes");
        usize::try_from(u64::from_le_bytes(bytes)).expect("an offset")
    };
    let far = u64::MAX.to_le_bytes();
    let many = u32::MAX.to_le_bytes();
    BTreeMap::from([
        ("good-small", whole.clone()),
        ("good-empty", Compiler::new(NOW).finish().expect("an index").0),
        ("empty", Vec::new()),
        ("header-only", whole[..64].to_vec()),
        ("truncated", whole[..whole.len() / 2].to_vec()),
        ("foreign", b"PK\x03\x04 something else".to_vec()),
        ("other-version", changed(16, &[9])),
        ("section-far-away", changed(row(5), &far)),
        ("section-endless", changed(row(1) + 8, &far)),
        ("sections-overlap", changed(row(1), &whole[row(3)..row(3) + 16])),
        ("keys-out-of-order", changed(offset(1), &whole[offset(1) + 64..offset(1) + 80])),
        ("key-text-far-away", changed(offset(1), &many)),
        ("postings-endless", changed(offset(1) + 12, &many)),
        ("posting-of-no-record", changed(offset(3), &many)),
        ("record-far-away", changed(offset(4), &far)),
        ("record-of-no-flaw", changed(offset(4) + 16, &many)),
        ("record-of-no-source", changed(offset(4) + 20, &many)),
        ("record-with-endless-list", changed(offset(5) + 12, &[0xff, 0xff, 0xff, 0xff, 0x0f])),
        ("ids-not-text", changed(offset(7), &[0xff, 0xfe])),
        ("sources-endless", changed(offset(0), &[0xff, 0xff, 0xff, 0xff, 0x0f])),
        ("signals-endless", changed(offset(8), &[0xff, 0xff, 0xff, 0xff, 0x0f])),
    ])
}

/// After the index changed, `STEADFAST_WRITE_SEEDS=1 cargo test -p steadfast-matching seeds` writes them anew.
#[test]
fn the_seeds_are_those_of_this_version_of_the_index() {
    let anew = std::env::var_os("STEADFAST_WRITE_SEEDS").is_some();
    for (name, bytes) in seeds() {
        if anew {
            std::fs::create_dir_all(folder()).expect("a folder");
            std::fs::write(folder().join(name), &bytes).expect("a seed");
        }
        let found = std::fs::read(folder().join(name)).unwrap_or_default();
        assert!(found == bytes, "{name}: the index changed; write the seeds anew");
    }
}

#[test]
fn every_seed_is_refused_or_understood() {
    for entry in std::fs::read_dir(folder()).expect("a corpus") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("a seed");
        let outcome = use_up(&bytes);
        assert_eq!(outcome.is_ok(), name.starts_with("good"), "{name}: {:?}", outcome.err());
        let _ = use_up(&sealed(bytes));
    }
}
