//! Blobs in a directory: `ab/cd/abcd…`, and drafts in `staging`.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::{self, BoxStream};
use futures_util::{StreamExt, TryStreamExt};

use super::draft::Draft;
use super::{BlobError, BlobHash, Entry, Put, Reading, blocking};
use crate::time::Time;

/// How much is read at once.
const PIECE: u64 = 256 << 10;

#[derive(Debug)]
pub(super) struct Directory {
    root: PathBuf,
}

impl Directory {
    pub(super) fn open(root: &Path) -> Result<Self, BlobError> {
        let directory = Self::to_read(root);
        let staging = directory.staging();
        fs::create_dir_all(&staging).map_err(|error| BlobError::file(&staging, error))?;
        sync(root)?;
        Ok(directory)
    }

    pub(super) fn to_read(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    fn staging(&self) -> PathBuf {
        self.root.join("staging")
    }

    fn path(&self, hash: BlobHash) -> PathBuf {
        self.root.join(hash.path())
    }

    pub(super) fn draft(&self, limit: u64) -> Result<Draft, BlobError> {
        Draft::inside(&self.staging(), limit)
    }

    /// The rename counts once the folder that names the file is on the disk, and each folder that names that one.
    pub(super) fn keep(&self, draft: Draft) -> Result<Put, BlobError> {
        let put = draft.outcome();
        let path = self.path(put.hash);
        let folders: Vec<&Path> = path.ancestors().skip(1).take(2).collect();
        let inner = folders.first().copied().unwrap_or(&self.root);
        let is_new = !inner.is_dir();
        fs::create_dir_all(inner).map_err(|error| BlobError::file(inner, error))?;
        draft.rename(&path)?;
        sync(inner)?;
        if is_new {
            folders.iter().skip(1).try_for_each(|folder| sync(folder))?;
            sync(&self.root)?;
        }
        Ok(put)
    }

    pub(super) fn read(&self, hash: BlobHash, range: Option<Range<u64>>) -> Result<Reading, BlobError> {
        let path = self.path(hash);
        let failed = |error: io::Error| missing_or_failed(hash, &path, error);
        let mut file = File::open(&path).map_err(failed)?;
        let whole = file.metadata().map_err(failed)?.len();
        let wanted = range.unwrap_or(0..whole);
        let (start, end) = (wanted.start.min(whole), wanted.end.min(whole));
        file.seek(SeekFrom::Start(start)).map_err(failed)?;
        let length = end.saturating_sub(start);
        Ok(Reading { length, content: pieces(path, file, length) })
    }

    pub(super) fn entry(&self, hash: BlobHash) -> Result<Option<Entry>, BlobError> {
        let path = self.path(hash);
        match fs::metadata(&path) {
            Ok(found) => entry_of(hash, &path, &found).map(Some),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(BlobError::file(&path, error)),
        }
    }

    pub(super) fn delete(&self, hash: BlobHash) -> Result<bool, BlobError> {
        let path = self.path(hash);
        match fs::remove_file(&path) {
            Ok(()) => path.parent().map_or(Ok(()), sync).map(|()| true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(BlobError::file(&path, error)),
        }
    }

    /// Removes drafts that a killed process left behind, and says how many.
    pub(super) fn clear_drafts(&self, older_than: Time) -> Result<u64, BlobError> {
        let mut removed = 0;
        for path in children(&self.staging())? {
            // It may be kept, or go with its process, in this very moment.
            let Ok(found) = fs::metadata(&path) else { continue };
            if modified(&path, &found)? < older_than && fs::remove_file(&path).is_ok() {
                removed += 1;
            }
        }
        Ok(removed)
    }

    /// The blobs of one first-level folder.
    fn entries(&self, first: &Path) -> Result<Vec<Result<Entry, BlobError>>, BlobError> {
        let inner: Vec<PathBuf> = children(first)?.into_iter().filter(|path| path.is_dir()).collect();
        let mut found = Vec::new();
        for folder in inner {
            found.extend(children(&folder)?.iter().filter_map(|path| listed(path).transpose()));
        }
        Ok(found)
    }
}

fn missing_or_failed(hash: BlobHash, path: &Path, error: io::Error) -> BlobError {
    if error.kind() == io::ErrorKind::NotFound { BlobError::NotFound(hash) } else { BlobError::file(path, error) }
}

fn pieces(path: PathBuf, file: File, length: u64) -> BoxStream<'static, Result<Bytes, BlobError>> {
    let next = |(path, file, left): (PathBuf, File, u64)| async move {
        if left == 0 {
            return Ok(None);
        }
        blocking(move || read_piece(path, file, left)).await.map(Some)
    };
    stream::try_unfold((path, file, length), next).boxed()
}

type Rest = (PathBuf, File, u64);

fn read_piece(path: PathBuf, mut file: File, left: u64) -> Result<(Bytes, Rest), BlobError> {
    let wanted = left.min(PIECE);
    let mut piece = Vec::with_capacity(usize::try_from(wanted).unwrap_or(0));
    file.by_ref().take(wanted).read_to_end(&mut piece).map_err(|error| BlobError::file(&path, error))?;
    // A file that became shorter meanwhile ends here; its hash will not be right.
    let left = if piece.is_empty() { 0 } else { left - piece.len() as u64 };
    Ok((piece.into(), (path, file, left)))
}

/// Folder after folder, so that a large place is never in memory as a whole.
pub(super) fn list(directory: Arc<Directory>) -> BoxStream<'static, Result<Entry, BlobError>> {
    let root = directory.root.clone();
    let folders = stream::once(blocking(move || children(&root)));
    let each = folders.map_ok(|folders| stream::iter(folders.into_iter().filter(|path| is_first(path)).map(Ok)));
    let entries = each.try_flatten().and_then(move |folder| {
        let directory = Arc::clone(&directory);
        blocking(move || directory.entries(&folder))
    });
    entries.map_ok(stream::iter).try_flatten().boxed()
}

fn is_first(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.len() == 2) && path.is_dir()
}

/// A file that is named like a blob, unless it went meanwhile.
fn listed(path: &Path) -> Result<Option<Entry>, BlobError> {
    let Some(hash) = path.file_name().and_then(|name| name.to_str()?.parse().ok()) else { return Ok(None) };
    match fs::metadata(path) {
        Ok(found) => entry_of(hash, path, &found).map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(BlobError::file(path, error)),
    }
}

fn entry_of(hash: BlobHash, path: &Path, found: &fs::Metadata) -> Result<Entry, BlobError> {
    Ok(Entry { hash, length: found.len(), time: modified(path, found)? })
}

fn modified(path: &Path, found: &fs::Metadata) -> Result<Time, BlobError> {
    let time = found.modified().map_err(|error| BlobError::file(path, error))?;
    let micros = time.duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_micros());
    Ok(Time(i64::try_from(micros).unwrap_or(i64::MAX)))
}

fn children(folder: &Path) -> Result<Vec<PathBuf>, BlobError> {
    let failed = |error| BlobError::file(folder, error);
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(failed)?,
    };
    entries.map(|entry| Ok(entry.map_err(failed)?.path())).collect()
}

/// Has a folder's names on the disk.
fn sync(folder: &Path) -> Result<(), BlobError> {
    let synced = File::open(folder).and_then(|opened| opened.sync_all());
    synced.map_err(|error| BlobError::file(folder, error))
}
