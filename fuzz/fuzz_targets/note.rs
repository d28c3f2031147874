//! Signed notes, checkpoints and paths of tiles: no text may break the readers, and what they read they write back.
#![no_main]

use steadfast_trust::checkpoint::{Checkpoint, Note, SignedCheckpoint};
use steadfast_trust::key::Fingerprint;
use steadfast_trust::tile::Resource;

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(note) = Note::read(text) {
        assert_eq!(note.to_text(), text);
    }
    if let Ok(checkpoint) = SignedCheckpoint::read(text) {
        assert_eq!(checkpoint.to_text(), text);
        drop(checkpoint.cosignatures().count());
    }
    if let Some(checkpoint) = Checkpoint::from_text(text) {
        assert_eq!(checkpoint.to_text(), text);
    }
    if let Ok(resource) = text.parse::<Resource>() {
        assert_eq!(resource.to_string(), text);
    }
    if let Ok(fingerprint) = text.parse::<Fingerprint>() {
        assert_eq!(fingerprint.to_string().parse(), Ok(fingerprint));
    }
});
