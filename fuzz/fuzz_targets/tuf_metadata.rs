//! Metadata of every role, drafts and keys' files: no bytes may break the readers; what is read is written back to the
//! same, and nobody's bytes are believed by a root that did not sign them.
#![no_main]

use std::sync::LazyLock;

use steadfast_trust::key::KeyFile;
use steadfast_trust::tuf::{
    Content, Custom, Document, Draft, Public, Root, Snapshot, Targets, Timestamp, Trusted, climbs, file_name, quoted,
};

/// A root that came before everything: the first seed of the corpus.
static ROOT: LazyLock<Vec<u8>> = LazyLock::new(|| include_bytes!("../corpus/tuf_metadata/good-root").to_vec());

fn read<T: Content>(bytes: &[u8]) -> Option<Document<T>> {
    let document = Document::<T>::read(bytes).ok()?;
    let draft = Draft::new(&document.signed).expect("it was read");
    let again = Document::<T>::read(&draft.to_bytes().expect("it was written")).expect("it was written");
    assert_eq!(again.signed.version, document.signed.version);
    assert_eq!(again.signed.expires, document.signed.expires);
    Some(document)
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let now = "2026-06-01T00:00:00Z".parse().expect("a moment");
    drop(read::<Root>(bytes));
    drop(read::<Timestamp>(bytes));
    drop(read::<Snapshot>(bytes));
    if let Some(targets) = read::<Targets>(bytes) {
        for (path, file) in &targets.signed.content.targets {
            drop(Custom::of(file));
            assert!(!quoted(path).starts_with('.') && !quoted(path).contains('/'));
            let _ = climbs(path);
            for role in targets.signed.content.delegations.iter().flat_map(|delegations| &delegations.roles) {
                let _ = role.holds(path);
                assert!(!file_name(&role.name, Some(1)).contains('/'));
            }
        }
    }
    drop(Trusted::begin(bytes, now));
    let mut trusted = Trusted::begin(&ROOT, now).expect("the root that came before");
    let believed = trusted.next_root(bytes).is_ok() || trusted.next_timestamp(bytes).is_ok();
    assert!(!believed || trusted.root().signed.version > 1 || trusted.timestamp().is_some());
    drop(KeyFile::read(bytes).map(|file| file.public()));
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(public) = text.parse::<Public>()
    {
        assert_eq!(public.to_string().parse(), Ok(public));
    }
});
