//! Restoring a backup.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use futures_util::TryStreamExt;
use steadfast_trust::encoding::hex;

use super::database::Database;
use super::manifest::{Manifest, ManifestTable};
use super::tables::{self, Table};
use super::write::{clear_but, file_digest, make_folder, remove, runtime, sync, table_digest, table_file};
use super::{BLOBS, BLOBS_LIST, BackupError, Place, copy, line};
use crate::blobs::{BlobHash, BlobPlace, Blobs};
use crate::error::StoreError;
use crate::location::Location;
use crate::migrate;
use crate::time::Time;

/// Where a backup goes.
#[derive(Clone)]
pub enum Target {
    /// A data directory: SQLite, and blobs in a folder.
    Directory(PathBuf),
    /// A database and a place for blobs, both empty.
    Place(Place),
}

/// The folder inside a data directory in which a restore works until everything is there.
const UNFINISHED: &str = "restoring";

/// Reads what a backup says about itself, nothing more.
///
/// # Errors
/// When there is no backup, or one of a newer program.
pub fn read_manifest(backup: &Path) -> Result<Manifest, BackupError> {
    let manifest = Manifest::read(backup)?;
    let known = migrate::schema_version();
    if manifest.step > known {
        return Err(StoreError::Newer { found: manifest.step, known }.into());
    }
    Ok(manifest)
}

/// Restores a backup into an empty place: all of it or nothing. The backup is read through before anything is written.
///
/// # Errors
/// When the backup is damaged or newer than this program, the target is not empty, or something cannot be written.
pub fn restore(backup: &Path, target: &Target, now: Time) -> Result<Manifest, BackupError> {
    let manifest = read_manifest(backup)?;
    check(backup, &manifest)?;
    match target {
        Target::Directory(path) => into_directory(backup, &manifest, path, now)?,
        Target::Place(place) => into_place(backup, &manifest, place, now)?,
    }
    Ok(manifest)
}

/// Reads every file of a backup and compares it with the manifest.
pub(super) fn check(backup: &Path, manifest: &Manifest) -> Result<(), BackupError> {
    for table in &manifest.tables {
        let path = checked_file(backup, table)?;
        let (rows, sha256) = file_digest(&path, |_, _| Ok(()))?;
        if (rows, &sha256) != (table.rows, &table.sha256) {
            return Err(BackupError::damaged(&path, format!("{rows} rows with SHA-256 {sha256}")));
        }
    }
    let list = blob_list(backup, manifest)?;
    let blobs = Blobs::to_read(&BlobPlace::Directory(backup.join(BLOBS)))?;
    runtime()?.block_on(copy::verify(&blobs, &list))
}

/// A table's name becomes a file's: it must be a name.
fn checked_file(backup: &Path, table: &ManifestTable) -> Result<PathBuf, BackupError> {
    let is_name = table.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    let path = table_file(backup, &table.name);
    if is_name { Ok(path) } else { Err(BackupError::damaged(&path, "this is no name of a table")) }
}

fn blob_list(backup: &Path, manifest: &Manifest) -> Result<copy::List, BackupError> {
    let path = backup.join(BLOBS_LIST);
    let (list, digest) = copy::read_list(&path)?;
    let bytes = list.iter().fold(0_u64, |sum, (_, length)| sum.saturating_add(*length));
    let is_right = hex(&digest) == manifest.blobs.sha256
        && (list.len() as u64, bytes) == (manifest.blobs.count, manifest.blobs.bytes);
    if is_right { Ok(list) } else { Err(BackupError::damaged(&path, "the list is another")) }
}

/// Works in a folder inside, and moves the database last: while it is not there, nothing was restored.
fn into_directory(backup: &Path, manifest: &Manifest, directory: &Path, now: Time) -> Result<(), BackupError> {
    make_folder(directory)?;
    let _lock = lock(directory)?;
    let unfinished = directory.join(UNFINISHED);
    if unfinished.is_dir() && !is_database(directory) {
        clear_but(directory, &["lock", UNFINISHED])?;
        clear_but(&unfinished, &[])?;
    }
    refuse_used(directory)?;
    make_folder(&unfinished)?;
    let database = Location::in_directory(&unfinished);
    let place = Place { database, blobs: BlobPlace::Directory(unfinished.join(BLOBS)) };
    let filled = into_place(backup, manifest, &place, now).and_then(|()| move_into(&unfinished, directory));
    if filled.is_err() && !is_database(directory) {
        clear_but(directory, &["lock"])?;
    }
    filled
}

fn move_into(unfinished: &Path, directory: &Path) -> Result<(), BackupError> {
    sync(unfinished)?;
    rename(&unfinished.join(BLOBS), &directory.join(BLOBS))?;
    sync(directory)?;
    let Location::Sqlite(database) = Location::in_directory(unfinished) else { return Ok(()) };
    let name = database.file_name().unwrap_or_default();
    rename(&database, &directory.join(name))?;
    sync(directory)?;
    remove(unfinished)
}

fn rename(from: &Path, to: &Path) -> Result<(), BackupError> {
    fs::rename(from, to).map_err(|error| BackupError::file(to, error))
}

fn is_database(directory: &Path) -> bool {
    matches!(Location::in_directory(directory), Location::Sqlite(path) if path.exists())
}

/// A server's settings and its master key may be there already.
fn refuse_used(directory: &Path) -> Result<(), BackupError> {
    let may_be_there = ["lock", UNFINISHED, "server.toml", "master.key"];
    let entries = fs::read_dir(directory).map_err(|error| BackupError::file(directory, error))?;
    let mut names = entries.flatten().map(|entry| entry.file_name());
    if names.any(|name| !may_be_there.iter().any(|known| name == *known)) {
        return Err(BackupError::NotEmpty(directory.display().to_string()));
    }
    Ok(())
}

/// The lock of a running server.
fn lock(directory: &Path) -> Result<File, BackupError> {
    let path = directory.join("lock");
    let file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(&path);
    let file = file.map_err(|error| BackupError::file(&path, error))?;
    file.try_lock().map_err(|_| BackupError::Taken(directory.to_owned()))?;
    Ok(file)
}

/// Blobs first: they are orphans until the database's one transaction names them.
fn into_place(backup: &Path, manifest: &Manifest, place: &Place, now: Time) -> Result<(), BackupError> {
    let mut database = Database::filling(&place.database)?;
    if !tables::is_empty(&mut database)? {
        return Err(BackupError::NotEmpty(place.database.to_string()));
    }
    let list = blob_list(backup, manifest)?;
    let from = Blobs::to_read(&BlobPlace::Directory(backup.join(BLOBS)))?;
    let to = Blobs::open(&place.blobs)?;
    let runtime = runtime()?;
    runtime.block_on(refuse_others(&to, &list, place))?;
    runtime.block_on(copy::listed(&from, &to, &list))?;
    fill(&mut database, backup, manifest)?;
    database.tx().restored_put(manifest, now)?;
    database.commit()
}

/// Blobs of this backup may be there: an earlier attempt put them.
async fn refuse_others(blobs: &Blobs, list: &[(BlobHash, u64)], place: &Place) -> Result<(), BackupError> {
    let known: std::collections::BTreeSet<BlobHash> = list.iter().map(|(hash, _)| *hash).collect();
    let mut entries = blobs.list();
    while let Some(entry) = entries.try_next().await? {
        if !known.contains(&entry.hash) {
            return Err(BackupError::NotEmpty(place.blobs.to_string()));
        }
    }
    Ok(())
}

/// The schema as it was, the rows as they were; then every table is read again.
fn fill(database: &mut Database, backup: &Path, manifest: &Manifest) -> Result<(), BackupError> {
    migrate::until(&mut database.tx(), manifest.step)?;
    let tables = tables::tables(database)?;
    refuse_foreign(&tables, manifest)?;
    // A step of the schema may have brought rows of its own.
    tables.iter().rev().try_for_each(|table| database.clear(table))?;
    tables.iter().try_for_each(|table| fill_table(database, table, backup))?;
    tables.iter().try_for_each(|table| reads_as_written(database, table, manifest))
}

fn refuse_foreign(tables: &[Table], manifest: &Manifest) -> Result<(), BackupError> {
    let own: Vec<_> = tables.iter().map(|table| (table.name.clone(), table.column_names())).collect();
    let theirs: Vec<_> = manifest.tables.iter().map(|table| (table.name.clone(), table.columns.clone())).collect();
    if own == theirs {
        return Ok(());
    }
    let reason = format!("its tables are not those of step {} of the schema", manifest.step);
    Err(BackupError::NoBackup { path: super::MANIFEST.into(), reason })
}

fn fill_table(database: &mut Database, table: &Table, backup: &Path) -> Result<(), BackupError> {
    let (path, kinds) = (table_file(backup, &table.name), table.kinds());
    let insert = |text: &str, number: u64| {
        let cells = line::read(text, &kinds);
        let cells = cells.map_err(|reason| BackupError::damaged(&path, format!("line {number}: {reason}")))?;
        database.insert(table, &cells)
    };
    file_digest(&path, insert).map(drop)
}

fn reads_as_written(database: &mut Database, table: &Table, manifest: &Manifest) -> Result<(), BackupError> {
    let found = table_digest(database, table, |_| Ok(()))?;
    if manifest.tables.contains(&found) { Ok(()) } else { Err(BackupError::ReadsOtherwise(table.name.clone())) }
}
