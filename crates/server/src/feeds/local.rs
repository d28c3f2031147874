//! Blobs as local files, mapped into memory: a large one must not lie in memory as a whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use futures_util::TryStreamExt;
use steadfast_mapped::Mapped;
use steadfast_store::{BlobError, BlobHash, Blobs};
use tokio::runtime::Handle;

use crate::app::App;

/// Why a blob is not here as a file.
#[derive(Debug, thiserror::Error)]
pub enum LocalError {
    /// The place of blobs.
    #[error(transparent)]
    Blobs(#[from] BlobError),
    /// The file.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The thread that copies it.
    #[error("the copying was broken off: {0}")]
    Stopped(#[from] tokio::task::JoinError),
}

/// A copy of a blob that nothing names any more: it is gone when it is dropped, or the process ends.
pub(crate) async fn passing(app: &App, hash: BlobHash, folder: &Path) -> Result<Mapped, LocalError> {
    let half = half(app, folder);
    let copied = copy(app, hash, half.clone()).await;
    let mapped = copied.and_then(|()| map(&half));
    drop(fs::remove_file(&half));
    mapped
}

/// A copy of a blob that stays under `name`, for the next start. One that is there already is checked and taken.
pub(super) async fn kept(app: &App, hash: BlobHash, folder: &Path, name: &str) -> Result<Mapped, LocalError> {
    let path = folder.join(name);
    if let Ok(mapped) = map(&path)
        && let (mapped, true) = checked(mapped, hash).await?
    {
        return Ok(mapped);
    }
    let half = half(app, folder);
    copy(app, hash, half.clone()).await?;
    fs::rename(&half, &path).map_err(|source| LocalError::File { path: path.clone(), source })?;
    map(&path)
}

async fn checked(mapped: Mapped, hash: BlobHash) -> Result<(Mapped, bool), LocalError> {
    let checking = move || {
        let is_it = BlobHash::of(&mapped) == hash;
        (mapped, is_it)
    };
    Ok(tokio::task::spawn_blocking(checking).await?)
}

fn half(app: &App, folder: &Path) -> PathBuf {
    let drawn = u64::from_be_bytes(app.ambient.random());
    folder.join(format!("{drawn:016x}.half"))
}

async fn copy(app: &App, hash: BlobHash, to: PathBuf) -> Result<(), LocalError> {
    let (blobs, runtime) = (app.blobs.clone(), Handle::current());
    let copying = tokio::task::spawn_blocking(move || {
        let copied = written(&blobs, hash, &to, &runtime);
        if copied.is_err() {
            drop(fs::remove_file(&to));
        }
        copied
    });
    copying.await?
}

fn written(blobs: &Blobs, hash: BlobHash, to: &Path, runtime: &Handle) -> Result<(), LocalError> {
    let failed = |source| LocalError::File { path: to.to_owned(), source };
    make_folder(to.parent().unwrap_or(to))?;
    let mut file = OpenOptions::new().create_new(true).write(true).mode(0o600).open(to).map_err(failed)?;
    let mut content = runtime.block_on(blobs.get(hash))?.content;
    while let Some(piece) = runtime.block_on(content.try_next())? {
        file.write_all(&piece).map_err(failed)?;
    }
    Ok(())
}

/// Makes a folder for this process's eyes only, where it is missing.
pub(super) fn make_folder(folder: &Path) -> Result<(), LocalError> {
    let made = fs::DirBuilder::new().recursive(true).create(folder);
    made.map_err(|source| LocalError::File { path: folder.to_owned(), source })
}

/// Maps a file.
pub(super) fn map(path: &Path) -> Result<Mapped, LocalError> {
    let mapped = File::open(path).and_then(|file| Mapped::open(&file));
    mapped.map_err(|source| LocalError::File { path: path.to_owned(), source })
}

/// Removes every file of a folder but `stays`. A file that is mapped stays readable to who has it.
pub(super) fn sweep(folder: &Path, stays: impl Fn(&str) -> bool) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_file()) && !stays(&entry.file_name().to_string_lossy()) {
            drop(fs::remove_file(entry.path()));
        }
    }
}
