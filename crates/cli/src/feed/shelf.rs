//! Where the index lies, and how it is replaced: a new file is written beside it, made durable, and renamed over it,
//! so that at any moment there is either the old one or the new one, whole.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::input::{self, Bytes};

/// `$XDG_DATA_HOME/steadfast/advisories.index`, by default below `~/.local/share`.
pub(crate) fn default_index() -> Result<PathBuf, Failure> {
    Ok(data_home()?.join("steadfast/advisories.index"))
}

/// The user's data directory, by the XDG base directory specification.
pub(crate) fn data_home() -> Result<PathBuf, Failure> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let data = set("XDG_DATA_HOME").or_else(|| set("HOME").map(|home| home.join(".local/share")));
    data.ok_or_else(|| {
        Failure::Usage("neither XDG_DATA_HOME nor HOME is set: say where with --index or --data".to_owned())
    })
}

/// The bytes of an index, if there is one.
pub(crate) fn open_if_there(file: &Path) -> Result<Option<Bytes>, Failure> {
    match input::mapped(file) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(Failure::Unreadable { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// Holds the right to replace the index until it is dropped, so that of two imports at once none is lost. The lock is
/// on the folder, so that an import that is refused leaves nothing behind; where there is no folder yet, or where the
/// system cannot lock one, there is none.
pub(crate) fn lock(file: &Path) -> Result<Option<File>, Failure> {
    let folder = folder(file);
    if !cfg!(unix) || !folder.is_dir() {
        return Ok(None);
    }
    let lock = File::open(folder).and_then(|lock| lock.lock().map(|()| lock));
    lock.map(Some).map_err(|source| Failure::Unwritable { file: folder.to_owned(), source })
}

/// Replaces the index.
pub(crate) fn write(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    replace(file, bytes).map_err(|source| Failure::Unwritable { file: file.to_owned(), source })
}

fn replace(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = folder(file);
    std::fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    // Advisories are public, and an index may be shared; a temporary file would be its owner's alone.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut new = builder.prefix(".advisories-").tempfile_in(folder)?;
    new.write_all(bytes)?;
    new.as_file().sync_all()?;
    new.persist(file)?;
    File::open(folder)?.sync_all()
}

fn folder(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
