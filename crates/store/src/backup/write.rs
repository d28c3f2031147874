//! Making a backup.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use steadfast_trust::encoding::hex;

use super::database::Database;
use super::manifest::{Manifest, ManifestBlobs, ManifestLedger, ManifestTable};
use super::tables::{Table, tables};
use super::{BLOBS, BLOBS_LIST, BackupError, MANIFEST, Place, TABLES, copy, line};
use crate::blobs::{BlobPlace, Blobs};
use crate::engine::Engine;
use crate::migrate;
use crate::time::Time;

/// The setting by which the server knows its master key.
const KEY_CHECK: &str = "master-key-check";

/// Takes a picture of `place` as it is at this moment, into a new folder `to`. The folder appears when it is whole,
/// read again and on the disk; `now` is what the manifest says about when.
///
/// # Errors
/// When something cannot be read or written, a blob is damaged, or `to` is there already.
pub fn back_up(place: &Place, to: &Path, now: Time) -> Result<Manifest, BackupError> {
    if fs::symlink_metadata(to).is_ok() {
        return Err(BackupError::Exists(to.to_owned()));
    }
    let half = Half::begin(to)?;
    let manifest = fill(place, &half.folder, now)?;
    super::read::check(&half.folder, &manifest)?;
    half.finish(to)?;
    Ok(manifest)
}

fn fill(place: &Place, folder: &Path, now: Time) -> Result<Manifest, BackupError> {
    make_folder(&folder.join(TABLES))?;
    // The picture comes first: whatever blob one of its rows names was put before the row.
    let mut database = Database::snapshot(&place.database)?;
    let listed = tables(&mut database)?;
    let tables = listed.iter().map(|table| write_table(&mut database, table, folder)).collect::<Result<_, _>>()?;
    let mut tx = database.tx();
    let (step, key_check) = (migrate::step(&mut tx)?, tx.setting(KEY_CHECK)?);
    let head = tx.ledger_head()?;
    let ledger = head.map(|head| ManifestLedger { size: head.size, root: hex(&head.root), checkpoint: head.note });
    let engine = if database.engine() == Engine::Sqlite { "sqlite" } else { "postgres" }.to_owned();
    drop(database);
    let blobs = write_blobs(place, folder)?;
    let program = env!("CARGO_PKG_VERSION").to_owned();
    let manifest =
        Manifest { schema: Manifest::FORMAT, program, time: now, engine, step, ledger, key_check, tables, blobs };
    write_file(&folder.join(MANIFEST), &manifest.to_json())?;
    Ok(manifest)
}

pub(super) fn table_file(folder: &Path, table: &str) -> PathBuf {
    folder.join(TABLES).join(format!("{table}.jsonl"))
}

fn write_table(database: &mut Database, table: &Table, folder: &Path) -> Result<ManifestTable, BackupError> {
    let path = table_file(folder, &table.name);
    let mut file = BufWriter::new(new_file(&path)?);
    let digest = table_digest(database, table, |line| {
        file.write_all(line.as_bytes()).map_err(|error| BackupError::file(&path, error))
    })?;
    let file = file.into_inner().map_err(|error| BackupError::file(&path, error.into_error()))?;
    file.sync_all().map_err(|error| BackupError::file(&path, error))?;
    Ok(digest)
}

/// A table as it reads in the database: its lines, to `take`, and what the manifest says about them.
pub(super) fn table_digest(
    database: &mut Database,
    table: &Table,
    mut take: impl FnMut(&str) -> Result<(), BackupError>,
) -> Result<ManifestTable, BackupError> {
    let (mut rows, mut hasher) = (0, Sha256::new());
    database.each_row(table, |cells| {
        let line = line::write(&cells);
        rows += 1;
        hasher.update(line.as_bytes());
        take(&line)
    })?;
    let sha256 = hex(&hasher.finalize());
    Ok(ManifestTable { name: table.name.clone(), columns: table.column_names(), rows, sha256 })
}

fn write_blobs(place: &Place, folder: &Path) -> Result<ManifestBlobs, BackupError> {
    let path = folder.join(BLOBS_LIST);
    let mut list = BufWriter::new(new_file(&path)?);
    let from = Blobs::to_read(&place.blobs)?;
    let to = Blobs::open(&BlobPlace::Directory(folder.join(BLOBS)))?;
    let copied = runtime()?.block_on(copy::all(&from, &to, &mut list))?;
    let list = list.into_inner().map_err(|error| BackupError::file(&path, error.into_error()))?;
    list.sync_all().map_err(|error| BackupError::file(&path, error))?;
    let (_, digest) = copy::read_list(&path)?;
    Ok(ManifestBlobs { count: copied.count, bytes: copied.bytes, sha256: hex(&digest) })
}

/// The lines of a file, each with its number from 1, and what the manifest should say about them.
pub(super) fn file_digest(
    path: &Path,
    mut take: impl FnMut(&str, u64) -> Result<(), BackupError>,
) -> Result<(u64, String), BackupError> {
    let failed = |error| BackupError::file(path, error);
    let mut file = BufReader::new(File::open(path).map_err(failed)?);
    let (mut rows, mut hasher, mut text) = (0, Sha256::new(), String::new());
    while file.read_line(&mut text).map_err(failed)? > 0 {
        rows += 1;
        hasher.update(text.as_bytes());
        take(&text, rows)?;
        text.clear();
    }
    Ok((rows, hex(&hasher.finalize())))
}

pub(super) fn runtime() -> Result<tokio::runtime::Runtime, BackupError> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(BackupError::Runtime)
}

/// A backup under a name of its own until it is whole. What a killed one left is cleared by the next.
struct Half {
    folder: PathBuf,
    lock: File,
    finished: bool,
}

impl Half {
    fn begin(to: &Path) -> Result<Self, BackupError> {
        let mut name = to.file_name().unwrap_or_default().to_owned();
        name.push(".partial");
        let folder = to.with_file_name(name);
        make_folder(&folder)?;
        let path = folder.join("lock");
        let lock = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(&path);
        let lock = lock.map_err(|error| BackupError::file(&path, error))?;
        lock.try_lock().map_err(|_| BackupError::Taken(folder.clone()))?;
        clear_but(&folder, &["lock"])?;
        Ok(Self { folder, lock, finished: false })
    }

    fn finish(mut self, to: &Path) -> Result<(), BackupError> {
        for path in [BLOBS, TABLES].map(|name| self.folder.join(name)) {
            sync(&path)?;
        }
        remove(&self.folder.join(BLOBS).join("staging"))?;
        remove(&self.folder.join("lock"))?;
        sync(&self.folder)?;
        // Since the check at the beginning another may have taken the name; an empty folder there would be replaced.
        if fs::symlink_metadata(to).is_ok() {
            return Err(BackupError::Exists(to.to_owned()));
        }
        fs::rename(&self.folder, to).map_err(|error| BackupError::file(to, error))?;
        self.finished = true;
        to.parent().map_or(Ok(()), |parent| sync(&or_here(parent)))
    }
}

impl Drop for Half {
    fn drop(&mut self) {
        let cleared = if self.finished { Ok(()) } else { fs::remove_dir_all(&self.folder) };
        if let Err(error) = cleared {
            tracing::warn!(path = %self.folder.display(), %error, "half a backup could not be removed");
        }
        drop(self.lock.unlock());
    }
}

pub(super) fn clear_but(folder: &Path, kept: &[&str]) -> Result<(), BackupError> {
    for entry in fs::read_dir(folder).map_err(|error| BackupError::file(folder, error))? {
        let entry = entry.map_err(|error| BackupError::file(folder, error))?;
        if !kept.iter().any(|name| entry.file_name() == *name) {
            remove(&entry.path())?;
        }
    }
    Ok(())
}

pub(super) fn remove(path: &Path) -> Result<(), BackupError> {
    let removed = match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    };
    removed.map_err(|error| BackupError::file(path, error))
}

/// For the owner's eyes only: a backup holds what the database holds.
pub(super) fn make_folder(path: &Path) -> Result<(), BackupError> {
    let made = DirBuilder::new().recursive(true).mode(0o700).create(path);
    made.map_err(|error| BackupError::file(path, error))
}

fn new_file(path: &Path) -> Result<File, BackupError> {
    let made = OpenOptions::new().create_new(true).write(true).mode(0o600).open(path);
    made.map_err(|error| BackupError::file(path, error))
}

fn write_file(path: &Path, content: &[u8]) -> Result<(), BackupError> {
    let mut file = new_file(path)?;
    let written = file.write_all(content).and_then(|()| file.sync_all());
    written.map_err(|error| BackupError::file(path, error))
}

/// Has a folder's names on the disk.
pub(super) fn sync(folder: &Path) -> Result<(), BackupError> {
    let synced = File::open(folder).and_then(|opened| opened.sync_all());
    synced.map_err(|error| BackupError::file(folder, error))
}

/// The parent of a bare name is the folder that we are in.
fn or_here(parent: &Path) -> PathBuf {
    if parent.as_os_str().is_empty() { PathBuf::from(".") } else { parent.to_owned() }
}
