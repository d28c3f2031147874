//! Bundles on sticks: where they may lie, and what of a hostile file system is not touched.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

/// How a bundle's name ends.
const SUFFIX: &str = "steadfast";

/// How deep below the folder of sticks bundles may lie: in a stick, or in one folder of it.
const DEEPEST: usize = 2;

/// The most names that are looked at, of all sticks together.
const MOST: usize = 2000;

/// A file as it was seen: once it was tried, it is not tried again until it is another one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    path: PathBuf,
    size: u64,
    changed: i64,
}

/// The next bundle that was not tried yet, opened; nothing where there is none. Links are not followed, and what is no file
/// is not opened. What cannot be read is not there.
#[must_use]
pub fn next(folder: &Path, tried: &BTreeSet<Seen>) -> Option<(Seen, io::Result<File>)> {
    let mut left = MOST;
    let mut found = Vec::new();
    look(folder, 0, &mut left, &mut found);
    found.sort();
    let next = found.into_iter().find(|seen| !tried.contains(seen))?;
    let file = open(&next.path);
    Some((next, file))
}

fn look(folder: &Path, depth: usize, left: &mut usize, found: &mut Vec<Seen>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        if *left == 0 {
            return;
        }
        *left -= 1;
        let Ok(entry) = entry else { continue };
        // Of the entry itself, not of where it leads.
        let Ok(about) = entry.metadata() else { continue };
        let path = entry.path();
        if about.is_dir() && depth < DEEPEST {
            look(&path, depth + 1, left, found);
        } else if about.is_file() && path.extension().is_some_and(|suffix| suffix == SUFFIX) {
            found.push(Seen { path, size: about.len(), changed: about.mtime() });
        }
    }
}

/// What was a file a moment ago may be something else by now: it is looked at again once it is open.
fn open(path: &Path) -> io::Result<File> {
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let flags = i32::try_from(flags.bits()).map_err(io::Error::other)?;
    let file = OpenOptions::new().read(true).custom_flags(flags).open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::other("it is no file")) }
}
