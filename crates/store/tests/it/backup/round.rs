//! There and back.
#![expect(clippy::redundant_closure_for_method_calls, reason = "a method as such has one lifetime, a closure any")]

use steadfast_store::{
    BackupError, Engine, Store, StoreError, Target, Time, back_up, migrate_store, read_manifest, restore,
};

use super::setting::{Home, NOW, append, blobs_are_whole, filled, in_directory, postgres, seen, sqlite};

fn round_trip(from: &Home, to: &Home) {
    let store = filled(from);
    let folder = tempfile::tempdir().expect("a directory");
    let backup = folder.path().join("backup");
    let made = back_up(&from.place, &backup, NOW).expect("backed up");
    assert_eq!(made, read_manifest(&backup).expect("a manifest"));
    assert_eq!((made.key_check.as_deref(), made.blobs.count), (Some("0011"), 2));
    restore(&backup, &Target::Place(to.place.clone()), Time(NOW.0 + 1)).expect("restored");
    let restored = Store::open(&to.place.database).expect("opens");
    assert_eq!(seen(&restored), seen(&store));
    blobs_are_whole(&to.place.blobs);
    facts_are_told_once(&restored);
}

fn facts_are_told_once(restored: &Store) {
    let ask = || restored.read::<_, StoreError, _>(|tx| tx.restored_from()).wait().expect("asked");
    let facts = ask().expect("it was restored");
    assert_eq!((facts.backup, facts.restored), (NOW, Time(NOW.0 + 1)));
    assert_eq!(facts.ledger.expect("the ledger had begun").checkpoint, "note\n\n— x y\n");
    restored.write::<_, StoreError, _>(|tx| tx.restored_recorded()).wait().expect("recorded");
    assert_eq!(ask(), None);
}

#[test]
fn either_engine_restores_into_either() {
    round_trip(&sqlite(), &sqlite());
    round_trip(&sqlite(), &postgres());
    round_trip(&postgres(), &sqlite());
    round_trip(&postgres(), &postgres());
}

#[test]
fn both_engines_give_the_same_backup() {
    let tables = |home: &Home| {
        drop(filled(home));
        let folder = tempfile::tempdir().expect("a directory");
        back_up(&home.place, &folder.path().join("b"), NOW).expect("backed up").tables
    };
    assert_eq!(tables(&sqlite()), tables(&postgres()));
}

#[test]
fn a_picture_is_of_one_moment_while_writing_goes_on() {
    for home in [sqlite(), postgres()] {
        let store = filled(&home);
        let folder = tempfile::tempdir().expect("a directory");
        let writer = store.clone();
        let writing = std::thread::spawn(move || {
            for number in 100..220_u8 {
                // A record and its place in the queue come together, or not at all.
                writer.write::<_, StoreError, _>(move |tx| append(tx, number)).wait().expect("written");
            }
        });
        for number in 0..4 {
            let made = back_up(&home.place, &folder.path().join(number.to_string()), NOW).expect("backed up");
            let rows = |name: &str| made.tables.iter().find(|table| table.name == name).expect("a table").rows;
            assert_eq!(rows("record"), rows("record_waiting"), "{:?}", store.engine());
        }
        writing.join().expect("ended");
    }
}

#[test]
fn a_data_directory_is_restored_with_what_its_owner_put_there_before() {
    let home = sqlite();
    let store = filled(&home);
    let folder = tempfile::tempdir().expect("a directory");
    let (backup, data) = (folder.path().join("backup"), folder.path().join("data"));
    back_up(&home.place, &backup, NOW).expect("backed up");
    std::fs::create_dir(&data).expect("a directory");
    std::fs::write(data.join("master.key"), "secret").expect("a key");
    restore(&backup, &Target::Directory(data.clone()), NOW).expect("restored");
    let place = in_directory(&data);
    assert_eq!(seen(&Store::open(&place.database).expect("opens")), seen(&store));
    blobs_are_whole(&place.blobs);
    let again = restore(&backup, &Target::Directory(data), NOW);
    assert!(matches!(again, Err(BackupError::NotEmpty(_))), "{again:?}");
}

#[test]
fn what_is_there_is_never_overwritten() {
    let home = sqlite();
    let store = filled(&home);
    let folder = tempfile::tempdir().expect("a directory");
    let backup = folder.path().join("backup");
    back_up(&home.place, &backup, NOW).expect("backed up");
    let again = back_up(&home.place, &backup, NOW);
    assert!(matches!(again, Err(BackupError::Exists(_))), "{again:?}");
    for used in [postgres(), sqlite()] {
        drop(Store::open(&used.place.database).expect("opens"));
        let refused = restore(&backup, &Target::Place(used.place.clone()), NOW);
        assert!(matches!(refused, Err(BackupError::NotEmpty(_))), "{refused:?}");
    }
    assert!(!seen(&store).is_empty());
}

#[test]
fn the_store_moves_from_one_engine_to_the_other() {
    let (from, to) = (sqlite(), postgres());
    let store = filled(&from);
    migrate_store(&from.place, &Target::Place(to.place.clone()), to.folder.path(), NOW).expect("moved");
    let moved = Store::open(&to.place.database).expect("opens");
    assert_eq!((moved.engine(), seen(&moved)), (Engine::Postgres, seen(&store)));
    let left = std::fs::read_dir(to.folder.path()).expect("a folder").count();
    assert_eq!(left, 1, "only the blobs");
}
