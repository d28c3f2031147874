//! Storage in a folder of its own: one file a name.

use std::cell::RefCell;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Seek as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use super::read_only::ReadOnly;
use super::storage::{Storage, StorageError};

/// How a file that is not whole yet ends.
const UNFINISHED: &str = ".new";

/// The most files that stay open: a log has one for each class of events.
const MOST_OPEN: usize = 4;

/// Bytes that are overwritten at once.
const BLOCK: usize = 4096;

/// A folder. What is appended to is kept open, so that a line costs one write; `replace` writes a new file, waits for the
/// medium, renames it and waits for the folder.
#[derive(Debug)]
pub struct Files {
    folder: PathBuf,
    /// The files that were opened last to append to.
    open: RefCell<Vec<(String, File)>>,
    /// The folder is this process's alone as long as this is held.
    _lock: File,
}

impl Files {
    /// Opens a folder, which is made where it is not there, for this process alone.
    ///
    /// # Errors
    /// When it cannot be made or read, or another process has it.
    pub fn open(folder: &Path) -> Result<Self, StorageError> {
        let place = folder.display().to_string();
        let failed = |what| StorageError::of(what, &place);
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(failed("make"))?;
        // The folder itself is locked, so that a medium that takes nothing can be opened.
        let lock = File::open(folder).map_err(failed("open"))?;
        lock.try_lock().map_err(io::Error::from).map_err(failed("lock"))?;
        let files = Self { folder: folder.to_owned(), open: RefCell::default(), _lock: lock };
        match files.sweep() {
            Err(error) if error.kind() != ErrorKind::ReadOnlyFilesystem => return Err(failed("sweep")(error)),
            _ => {}
        }
        Ok(files)
    }

    /// The same content, for another thread to read.
    #[must_use]
    pub fn read_only(&self) -> ReadOnly {
        ReadOnly::of(self.folder.clone())
    }

    /// Removes what a power loss left unfinished.
    fn sweep(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path.to_str().is_some_and(|path| path.ends_with(UNFINISHED)) {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn sync_folder(&self) -> io::Result<()> {
        File::open(&self.folder)?.sync_all()
    }

    fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let unfinished = self.path(&format!("{name}{UNFINISHED}"));
        let mut file = OpenOptions::new().create(true).truncate(true).write(true).mode(0o600).open(&unfinished)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        fs::rename(unfinished, self.path(name))?;
        self.sync_folder()
    }

    /// Does something with a file that is appended to. The ones used last stay open.
    fn appended<T>(&self, name: &str, act: impl FnOnce(&mut File) -> io::Result<T>) -> io::Result<T> {
        let mut open = self.open.borrow_mut();
        if let Some(at) = open.iter().position(|(known, _)| known == name) {
            return act(&mut open[at].1);
        }
        let path = self.path(name);
        let is_new = !path.exists();
        let mut file = OpenOptions::new().create(true).append(true).mode(0o600).open(path)?;
        if is_new {
            self.sync_folder()?;
        }
        let done = act(&mut file);
        if open.len() == MOST_OPEN {
            open.remove(0);
        }
        open.push((name.to_owned(), file));
        done
    }

    fn forget(&self, name: &str) {
        self.open.borrow_mut().retain(|(known, _)| known != name);
    }

    fn wipe(&self, name: &str) -> io::Result<()> {
        let path = self.path(name);
        let mut file = match OpenOptions::new().write(true).open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        let mut left = file.metadata()?.len();
        file.rewind()?;
        while left > 0 {
            let now = left.min(BLOCK as u64);
            file.write_all(&[0; BLOCK][..usize::try_from(now).unwrap_or(BLOCK)])?;
            left -= now;
        }
        file.sync_all()?;
        fs::remove_file(path)?;
        self.sync_folder()
    }
}

impl Storage for Files {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, StorageError> {
        match fs::read(self.path(name)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StorageError::of("read", name)(error)),
        }
    }

    fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), StorageError> {
        self.forget(name);
        let put = self.put(name, bytes);
        if put.is_err() {
            // What is half written must not stay; where that fails too, the next start removes it.
            drop(fs::remove_file(self.path(&format!("{name}{UNFINISHED}"))));
        }
        put.map_err(StorageError::of("replace", name))
    }

    fn append(&self, name: &str, bytes: &[u8]) -> Result<(), StorageError> {
        self.appended(name, |file| file.write_all(bytes)).map_err(StorageError::of("append", name))
    }

    fn sync(&self, name: &str) -> Result<(), StorageError> {
        self.appended(name, |file| file.sync_data()).map_err(StorageError::of("sync", name))
    }

    fn truncate(&self, name: &str, length: u64) -> Result<(), StorageError> {
        let shorten = |file: &mut File| file.set_len(length).and_then(|()| file.sync_all());
        self.appended(name, shorten).map_err(StorageError::of("truncate", name))
    }

    fn destroy(&self, name: &str) -> Result<(), StorageError> {
        self.forget(name);
        self.wipe(name).map_err(StorageError::of("destroy", name))
    }

    fn remove(&self, name: &str) -> Result<(), StorageError> {
        self.forget(name);
        match fs::remove_file(self.path(name)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(StorageError::of("remove", name)(error)),
            _ => Ok(()),
        }
    }

    fn names(&self) -> Result<Vec<String>, StorageError> {
        let place = self.folder.display().to_string();
        let failed = || StorageError::of("list", &place);
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(failed())? {
            let entry = entry.map_err(failed())?;
            // A medium of its own has folders that are not ours, such as `lost+found`.
            if entry.file_type().map_err(failed())?.is_dir() {
                continue;
            }
            let name = entry.file_name();
            names.extend(
                name.to_str().filter(|name| !name.starts_with('.') && !name.ends_with(UNFINISHED)).map(str::to_owned),
            );
        }
        names.sort_unstable();
        Ok(names)
    }
}
