//! Backups that are not what they were, and disks without room.

use std::path::{Path, PathBuf};

use steadfast_store::{BackupError, BlobHash, Store, Target, back_up, restore};
use steadfast_testkit::faults::SmallDisk;
use tempfile::TempDir;

use super::setting::{CONTENTS, NOW, filled, postgres, sqlite};

fn backup() -> (TempDir, PathBuf) {
    let home = sqlite();
    drop(filled(&home));
    let folder = tempfile::tempdir().expect("a directory");
    let backup = folder.path().join("backup");
    back_up(&home.place, &backup, NOW).expect("backed up");
    (folder, backup)
}

/// Restoring it must fail and leave nothing; why it failed.
fn refusal(folder: &Path, backup: &Path) -> BackupError {
    let data = folder.join("data");
    std::fs::create_dir_all(&data).expect("a directory");
    std::fs::write(data.join("master.key"), "secret").expect("a key that must stay");
    let refused = restore(backup, &Target::Directory(data.clone()), NOW).expect_err("it is damaged");
    let left: Vec<_> =
        std::fs::read_dir(&data).into_iter().flatten().flatten().map(|entry| entry.file_name()).collect();
    assert!(left.iter().all(|name| name == "lock" || name == "master.key"), "{left:?}");
    assert!(data.join("master.key").is_file());
    refused
}

fn change(path: &Path, change: impl Fn(String) -> String) {
    let text = std::fs::read_to_string(path).expect("a file");
    std::fs::write(path, change(text)).expect("changed");
}

#[test]
fn a_changed_row_a_missing_row_and_a_row_too_many_are_found() {
    let changes: [fn(String) -> String; 3] = [
        |text| text.replacen("usr_7", "usr_8", 1),
        |text| text.lines().skip(1).map(|line| format!("{line}\n")).collect(),
        |text| format!("{text}{text}"),
    ];
    for a_change in changes {
        let (folder, backup) = backup();
        change(&backup.join("tables/record.jsonl"), a_change);
        let refused = refusal(folder.path(), &backup);
        assert!(matches!(&refused, BackupError::Damaged { path, .. } if path.ends_with("record.jsonl")), "{refused}");
    }
}

#[test]
fn a_damaged_or_missing_blob_is_named() {
    let hash = BlobHash::of(CONTENTS[0].as_bytes());
    let name = hash.to_string();
    for damage in [|path: &Path| std::fs::write(path, "other"), |path: &Path| std::fs::remove_file(path)] {
        let (folder, backup) = backup();
        damage(&backup.join(format!("blobs/{}/{}/{name}", &name[..2], &name[2..4]))).expect("damaged");
        let refused = refusal(folder.path(), &backup);
        assert!(matches!(&refused, BackupError::DamagedBlob(found) if *found == hash), "{refused}");
    }
}

#[test]
fn a_backup_of_a_newer_program_is_refused_with_words() {
    let (folder, backup) = backup();
    change(&backup.join("manifest.json"), |text| text.replacen("\"step\": ", "\"step\": 99", 1));
    let refused = refusal(folder.path(), &backup).to_string();
    assert!(refused.contains("newer version of this program"), "{refused}");
    change(&backup.join("manifest.json"), |text| text.replacen("\"schema\": 1", "\"schema\": 2", 1));
    assert!(refusal(folder.path(), &backup).to_string().contains("newer program"));
}

#[test]
fn a_folder_without_a_manifest_is_no_backup() {
    let (folder, backup) = backup();
    std::fs::remove_file(backup.join("manifest.json")).expect("removed");
    assert!(matches!(refusal(folder.path(), &backup), BackupError::NoBackup { .. }));
}

#[test]
fn tables_of_another_schema_are_refused_and_nothing_is_kept() {
    let (_folder, backup) = backup();
    change(&backup.join("manifest.json"), |text| text.replacen("\"sealed\"", "\"opened\"", 1));
    let target = postgres();
    let refused = restore(&backup, &Target::Place(target.place.clone()), NOW).expect_err("another schema");
    assert!(matches!(refused, BackupError::NoBackup { .. }), "{refused}");
    let (_folder, sound) = self::backup();
    restore(&sound, &Target::Place(target.place.clone()), NOW).expect("it is still empty");
}

#[test]
fn a_full_disk_leaves_no_backup_and_no_restoration() {
    let Some(disk) = SmallDisk::mount(6 << 20) else { return };
    let home = sqlite();
    drop(filled(&home));
    let ballast = disk.fill_but(12 << 10);
    let full = back_up(&home.place, &disk.path().join("backup"), NOW).expect_err("no room");
    assert!(matches!(full, BackupError::StorageFull { .. } | BackupError::Blob(_)), "{full}");
    let (_folder, backup) = backup();
    let full = restore(&backup, &Target::Directory(disk.path().join("data")), NOW).expect_err("no room");
    assert!(full.to_string().contains("full"), "{full}");
    std::fs::remove_file(ballast).expect("ballast");
    let left: Vec<_> = std::fs::read_dir(disk.path().join("data")).expect("a folder").flatten().collect();
    assert_eq!(left.len(), 1, "only the lock: {left:?}");
    restore(&backup, &Target::Directory(disk.path().join("data")), NOW).expect("there is room again");
    drop(Store::open(&steadfast_store::Location::in_directory(&disk.path().join("data"))).expect("opens"));
}
