//! Places with something in them.

use std::path::Path;

use steadfast_store::{BlobHash, BlobPlace, Blobs, Id, Location, NewRecord, Place, Store, StoreError, Time};
use steadfast_testkit::postgres::{self, Database};
use tempfile::TempDir;

/// A place of its own, and what keeps it alive.
pub(super) struct Home {
    pub(super) place: Place,
    pub(super) folder: TempDir,
    _database: Option<Database>,
}

pub(super) fn sqlite() -> Home {
    let folder = tempfile::tempdir().expect("a directory");
    let place = in_directory(folder.path());
    Home { place, folder, _database: None }
}

pub(super) fn postgres() -> Home {
    let (folder, database) = (tempfile::tempdir().expect("a directory"), postgres::fresh());
    let location = database.url().parse().expect("an address");
    let place = Place { database: location, blobs: blobs_in(folder.path()) };
    Home { place, folder, _database: Some(database) }
}

pub(super) fn in_directory(path: &Path) -> Place {
    Place { database: Location::in_directory(path), blobs: blobs_in(path) }
}

fn blobs_in(path: &Path) -> BlobPlace {
    BlobPlace::Directory(path.join("blobs"))
}

pub(super) const NOW: Time = Time(1_790_000_000_000_000);

/// Settings with odd texts, records with and without content, a job's worth of references, two blobs.
pub(super) fn filled(home: &Home) -> Store {
    let store = Store::open(&home.place.database).expect("opens");
    let wrote = store.write::<_, StoreError, _>(|tx| {
        tx.setting_put("odd", "Größe\n\"quoted\"\t\u{1F510}")?;
        tx.setting_put("master-key-check", "0011")?;
        tx.secret_insert("ledger-key", &[0, 1, 254, 255])?;
        tx.ledger_begin(&[7; 32], "note\n\n— x y\n", NOW)?;
        for number in 0..50 {
            append(tx, number)?;
        }
        tx.record_erase(id(3)).map(drop)
    });
    wrote.wait().expect("written");
    put_blobs(home);
    store
}

pub(super) fn id<K>(number: u8) -> Id<K> {
    Id::from_bytes([number; 16])
}

pub(super) fn append(tx: &mut steadfast_store::Tx<'_>, number: u8) -> Result<(), StoreError> {
    tx.record_append(&NewRecord {
        id: id(number),
        time: Time(i64::from(number)),
        kind: "person-invited".to_owned(),
        actor: "usr_1".to_owned(),
        subject: format!("usr_{number}"),
        salt: [number; 32],
        envelope: vec![number; usize::from(number) * 10],
        leaf: [number; 32],
    })
}

pub(super) const CONTENTS: [&str; 2] = ["one blob", "another blob"];

fn put_blobs(home: &Home) {
    let blobs = Blobs::open(&home.place.blobs).expect("opens");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    for content in CONTENTS {
        runtime.block_on(blobs.put_bytes(content.into())).expect("put");
    }
}

/// What a store holds, as far as its methods show it.
pub(super) fn seen(store: &Store) -> String {
    let read = store.read::<_, StoreError, _>(|tx| {
        let records = tx.record_list(&steadfast_store::RecordFilter::default(), None, 1000)?;
        let waiting = tx.ledger_waiting(1000)?;
        let rest = (tx.setting("odd")?, tx.secret("ledger-key")?, tx.ledger_head()?);
        Ok(format!("{records:?}\n{waiting:?}\n{rest:?}"))
    });
    read.wait().expect("read")
}

pub(super) fn blobs_are_whole(place: &BlobPlace) {
    let blobs = Blobs::open(place).expect("opens");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    for content in CONTENTS {
        runtime.block_on(blobs.verify(BlobHash::of(content.as_bytes()))).expect("whole");
    }
}
