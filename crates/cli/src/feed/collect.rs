//! Collecting advisories from paths: folders, archives and single files.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use steadfast_matching::collect::{self, CollectError, Origin};
use steadfast_matching::index::Compiler;

use crate::failure::Failure;
use crate::input;
use crate::progress::Progress;

pub(crate) use steadfast_matching::collect::Reading;

/// Collects what lies at paths into a compiler.
#[derive(Debug)]
pub(crate) struct Collection {
    inner: collect::Collection<'static>,
    progress: Progress,
}

impl Collection {
    /// Collects into `compiler`.
    pub(crate) fn new(compiler: Compiler, progress: Progress) -> Self {
        let shown = progress.clone();
        let inner = collect::Collection::new(compiler).watched(move |count, name| {
            shown.at(count, name);
            ControlFlow::Continue(())
        });
        Self { inner, progress }
    }

    /// The progress shown while it collects.
    pub(crate) fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Whether nothing was taken yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.inner.taken() == 0
    }

    /// Takes everything at `path`, called `name` for people. `fetched` is when it was fetched, where that is known.
    pub(crate) fn take(&mut self, path: &Path, name: &str, fetched: Option<i64>) -> Result<(), Failure> {
        if !path.is_dir() {
            let bytes = input::mapped(path)?;
            return self.inner.file(&bytes, name, fetched).map(drop).map_err(|error| failure(name, error));
        }
        let before = self.inner.taken();
        self.folder(path, name, fetched)?;
        if self.inner.taken() == before { Err(failure(name, CollectError::Nothing)) } else { Ok(()) }
    }

    /// Everything below a folder, in the order of names. Loose files of one folder belong together.
    fn folder(&mut self, folder: &Path, name: &str, fetched: Option<i64>) -> Result<(), Failure> {
        let mut origin = Origin::new(name, fetched);
        for path in entries(folder)? {
            let inner = inner(name, &path);
            if path.is_dir() {
                // A link to a folder could lead back here.
                if !path.is_symlink() {
                    self.folder(&path, &inner, fetched)?;
                }
                continue;
            }
            let taken = self.inner.member(&input::mapped(&path)?, &inner, &mut origin);
            taken.map_err(|error| failure(&inner, error))?;
        }
        self.inner.end(&origin);
        Ok(())
    }

    /// Ends the collection: the index's bytes, and what was read.
    pub(crate) fn finish(self, file: &Path) -> Result<(Vec<u8>, Reading), Failure> {
        self.progress.end();
        self.inner.finish().map_err(|source| Failure::Index { file: file.to_owned(), source })
    }
}

fn failure(name: &str, error: CollectError) -> Failure {
    match error {
        CollectError::Content(source) => Failure::Content { file: name.to_owned(), source: source.into() },
        other => Failure::Nothing { path: name.to_owned(), reason: other.to_string() },
    }
}

/// How a file of a folder is called.
pub(super) fn inner(folder: &str, path: &Path) -> String {
    format!("{}/{}", folder.trim_end_matches('/'), path.file_name().unwrap_or_default().to_string_lossy())
}

/// What lies in a folder, in the order of names; hidden files are passed over.
pub(super) fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |source| Failure::Unreadable { file: folder.to_owned(), source };
    let entries = std::fs::read_dir(folder).map_err(unreadable)?;
    let mut paths =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
    paths.retain(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
    paths.sort();
    Ok(paths)
}
