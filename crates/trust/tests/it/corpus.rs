//! Every seed of the fuzz targets `envelope`, `note`, `offline` and `tuf_metadata` through its readers. Seeds whose name
//! starts with `good` are understood.

use std::io::Read;
use std::path::Path;

use proptest::prelude::*;
use steadfast_trust::checkpoint::{Note, SignedCheckpoint};
use steadfast_trust::dsse::Envelope;
use steadfast_trust::key::{Fingerprint, KeyFile};
use steadfast_trust::record::{PAYLOAD_TYPE, Record};
use steadfast_trust::tile::Resource;
use steadfast_trust::tuf::{BundleReader, Document, Draft, Kept, Limits, Root, Snapshot, Targets, Timestamp, Trusted};

use crate::key;

/// Names and bytes of the seeds of a target, each through `reader`, which tells whether it understood it.
fn each_seed(target: &str, reader: fn(&[u8]) -> bool) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let seeds: Vec<_> = std::fs::read_dir(&folder).expect("a corpus").map(|entry| entry.expect("an entry")).collect();
    assert!(seeds.len() > 10, "{} holds {} seeds", folder.display(), seeds.len());
    for seed in seeds {
        let name = seed.file_name().to_string_lossy().into_owned();
        let understood = reader(&std::fs::read(seed.path()).expect("a seed"));
        assert!(understood || !name.starts_with("good"), "{target}/{name} is not understood");
    }
}

#[test]
fn envelopes() {
    each_seed("envelope", |bytes| {
        drop(Record::peek(bytes));
        if let Ok(envelope) = Envelope::read_stored(bytes) {
            assert_eq!(envelope.to_bytes().expect("it was read"), bytes);
        }
        let envelope = Envelope::read(bytes);
        assert!(!envelope.as_ref().is_ok_and(|envelope| envelope.verify(PAYLOAD_TYPE, key(90).public()).is_ok()));
        envelope.is_ok()
    });
}

proptest! {
    #[test]
    fn metadata_with_pieces_altered_breaks_no_reader(
        seed in prop::sample::select(vec!["good-root", "good-timestamp", "good-snapshot", "good-targets", "good-line"]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/tuf_metadata");
        let mut bytes = std::fs::read(folder.join(seed)).expect("a seed");
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        for bytes in [&bytes[..], &bytes[..cut.index(bytes.len())]] {
            drop(Document::<Root>::read(bytes));
            drop(Document::<Timestamp>::read(bytes));
            drop(Document::<Snapshot>::read(bytes));
            drop(Document::<Targets>::read(bytes));
            drop(Draft::read(bytes));
        }
    }
}

/// Nobody's keys signed the seeds, or the seeds' own roots did.
#[test]
fn metadata() {
    each_seed("tuf_metadata", |bytes| {
        let now = "2026-06-01T00:00:00Z".parse().expect("a moment");
        drop(KeyFile::read(bytes));
        drop(Trusted::begin(bytes, now));
        if let Ok(draft) = Draft::read(bytes) {
            let written = draft.to_bytes().expect("it was read");
            assert_eq!(Draft::read(&written).expect("it was written"), draft);
        }
        let read = [
            Document::<Root>::read(bytes).is_ok(),
            Document::<Timestamp>::read(bytes).is_ok(),
            Document::<Snapshot>::read(bytes).is_ok(),
            Document::<Targets>::read(bytes).is_ok(),
        ];
        read.iter().filter(|understood| **understood).count() == 1
    });
}

/// The image of a seed, as a unit with the seeds' own root takes it.
fn image(bundle: BundleReader<&[u8]>) -> Option<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/offline/root");
    let (root, now) = (std::fs::read(root).expect("a root"), "2026-06-01T00:00:00Z".parse().expect("a moment"));
    let (_, mut image) = bundle.believe(&root, &Kept::default(), now).ok()?;
    let mut content = Vec::new();
    image.read_to_end(&mut content).ok().map(|_| content)
}

/// Those that are good but for their heading are refused behind it.
#[test]
fn bundles() {
    each_seed("offline", |bytes| {
        let Ok(bundle) = BundleReader::open(bytes, &Limits::default()) else { return false };
        assert!(image(bundle).is_none_or(|content| content == b"firmware"));
        true
    });
    for seed in ["good", "good-no-roots", "good-later-roots"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/offline");
        let bytes = std::fs::read(folder.join(seed)).expect("a seed");
        let bundle = BundleReader::open(&bytes[..], &Limits::default()).expect("a bundle");
        assert!(image(bundle).is_some(), "{seed} is not believed");
    }
}

#[test]
fn notes() {
    each_seed("note", |bytes| {
        let Ok(text) = std::str::from_utf8(bytes) else { return false };
        drop(text.parse::<Resource>());
        drop(text.parse::<Fingerprint>());
        if let Ok(note) = Note::read(text) {
            assert_eq!(note.to_text(), text);
        }
        SignedCheckpoint::read(text).is_ok_and(|checkpoint| checkpoint.to_text() == text)
    });
}
