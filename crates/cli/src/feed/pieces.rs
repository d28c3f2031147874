//! What lies at a path, in the pieces that a server takes: each archive by itself, the loose files of one folder as one
//! archive that is made here.

use std::fs::File;
use std::path::{Path, PathBuf};

use steadfast_formats::archive;
use tempfile::NamedTempFile;

use super::collect::{entries, inner};
use crate::failure::Failure;
use crate::input;

/// A file that is handed in, under a name.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) name: String,
    file: Content,
}

#[derive(Debug)]
enum Content {
    There(PathBuf),
    Made(NamedTempFile),
}

impl Piece {
    /// A file as it is.
    pub(crate) fn there(name: &str, path: &Path) -> Self {
        Self { name: name.to_owned(), file: Content::There(path.to_owned()) }
    }

    /// A file that was made here, and goes with this.
    pub(crate) fn made(name: &str, file: NamedTempFile) -> Self {
        Self { name: name.to_owned(), file: Content::Made(file) }
    }

    /// Where it lies.
    pub(crate) fn path(&self) -> &Path {
        match &self.file {
            Content::There(path) => path,
            Content::Made(file) => file.path(),
        }
    }

    /// Whether it is loose files, of which some folders hold none that matters.
    pub(crate) fn is_made(&self) -> bool {
        matches!(self.file, Content::Made(_))
    }
}

/// The pieces of a path, in the order of names.
pub(crate) fn pieces(path: &Path, name: &str) -> Result<Vec<Piece>, Failure> {
    if !path.is_dir() {
        return Ok(vec![Piece::there(name, path)]);
    }
    let mut pieces = Vec::new();
    folder(path, name, &mut pieces)?;
    Ok(pieces)
}

fn folder(path: &Path, name: &str, pieces: &mut Vec<Piece>) -> Result<(), Failure> {
    let mut loose = Vec::new();
    for path in entries(path)? {
        let inner = inner(name, &path);
        if path.is_dir() {
            // A link to a folder could lead back here.
            if !path.is_symlink() {
                folder(&path, &inner, pieces)?;
            }
        } else if archive::is_archive(&input::mapped(&path)?) {
            pieces.push(Piece::there(&inner, &path));
        } else {
            loose.push(path);
        }
    }
    if !loose.is_empty() {
        pieces.push(Piece::made(name, packed(path, &loose)?));
    }
    Ok(())
}

/// Loose files as a tar.
fn packed(folder: &Path, files: &[PathBuf]) -> Result<NamedTempFile, Failure> {
    let failed = |source| Failure::Unreadable { file: folder.to_owned(), source };
    let packed = NamedTempFile::new().map_err(failed)?;
    let mut archive = tar::Builder::new(packed.as_file());
    for path in files {
        let unreadable = |source| Failure::Unreadable { file: path.clone(), source };
        let mut file = File::open(path).map_err(unreadable)?;
        archive.append_file(path.file_name().unwrap_or_default(), &mut file).map_err(unreadable)?;
    }
    archive.finish().map_err(failed)?;
    drop(archive);
    Ok(packed)
}
