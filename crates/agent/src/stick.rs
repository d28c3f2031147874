//! Bundles on sticks: where they may lie, and what of a hostile file system is not touched.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::OFlags;

/// How a bundle's name ends.
const SUFFIX: &str = "steadfast";

/// How deep below the folder of sticks bundles may lie: in a stick, or in one folder of it.
const DEEPEST: usize = 2;

/// The most names that are looked at, of all sticks together.
const MOST: usize = 2000;

/// How long the first pause is after a bundle that could not be read; each pause is twice the one before.
const PAUSE: Duration = Duration::from_secs(10);

/// How long a pause is at most.
const LONGEST: Duration = Duration::from_secs(60 * 60);

/// Bundles that are remembered as tried.
const MOST_TRIED: usize = 64;

/// A file as it was seen: once it was tried and refused, it is not tried again until it is another one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    path: PathBuf,
    size: u64,
    changed: i64,
}

/// Bundles that were tried, and when they are tried again.
#[derive(Clone, Debug, Default)]
pub struct Tried(BTreeMap<Seen, Again>);

/// When a bundle is tried again.
#[derive(Clone, Copy, Debug)]
enum Again {
    /// Once somebody says so.
    Never,
    /// From this time on, the last pause having been so long.
    At(Duration, Duration),
}

impl Tried {
    /// Those that are not tried now.
    #[must_use]
    pub fn resting(&self, now: Duration) -> BTreeSet<Seen> {
        let rests = |again: &Again| match again {
            Again::Never => true,
            Again::At(at, _) => *at > now,
        };
        self.0.iter().filter(|(_, again)| rests(again)).map(|(seen, _)| seen.clone()).collect()
    }

    /// What came of this one stays so.
    pub fn over(&mut self, seen: Seen) {
        self.put(seen, Again::Never);
    }

    /// This one could not be read or taken, and another time it may.
    pub fn later(&mut self, seen: Seen, now: Duration) {
        let pause = match self.0.get(&seen) {
            Some(Again::At(_, last)) => LONGEST.min(*last * 2),
            _ => PAUSE,
        };
        self.put(seen, Again::At(now + pause, pause));
    }

    /// All are tried again.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    fn put(&mut self, seen: Seen, again: Again) {
        if self.0.len() >= MOST_TRIED && !self.0.contains_key(&seen) {
            self.0.clear();
        }
        self.0.insert(seen, again);
    }
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
