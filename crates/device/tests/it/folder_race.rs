//! Whoever may write in the folder beside the storage puts a link in the place of a folder while it is read or erased: that
//! leads nowhere.

use std::fs;
use std::io::Read as _;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use steadfast_device::outside::{Beside as _, Entry, Folder, Progress};
use tempfile::TempDir;

const OURS: &[u8] = b"its owner's";
const NOT_OURS: &[u8] = b"not ours..";

/// Ends the race also where a look fails.
struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// How many turns the racer has made at the least before the look ends.
const TURNS: u64 = 3_000;

struct Race {
    world: TempDir,
    is_over: AtomicBool,
    turns: AtomicU64,
}

impl Race {
    fn new() -> Self {
        let world = tempfile::tempdir().expect("a folder");
        let race = Self { world, is_over: AtomicBool::new(false), turns: AtomicU64::new(0) };
        race.fill(&race.outside(), NOT_OURS);
        fs::create_dir(race.inside()).expect("made");
        race
    }

    fn inside(&self) -> PathBuf {
        self.world.path().join("inside")
    }

    fn outside(&self) -> PathBuf {
        self.world.path().join("outside")
    }

    fn fill(&self, folder: &Path, bytes: &[u8]) {
        fs::create_dir_all(folder.join("sub")).expect("made");
        for name in ["one", "sub/two"] {
            fs::write(folder.join(name), bytes).expect("written");
        }
    }

    /// A folder and a link that leads outside change places, as fast as it goes. What is taken away comes again.
    fn swap(&self) {
        let [folder, link, aside] = ["folder", "link", "aside"].map(|name| self.inside().join(name));
        while !self.is_over.load(Ordering::SeqCst) {
            if fs::create_dir_all(folder.join("sub")).is_ok() {
                drop(fs::write(folder.join("one"), OURS));
                drop(fs::write(folder.join("sub/two"), OURS));
            }
            drop(symlink(self.outside(), &link));
            for _ in 0..20 {
                drop(fs::rename(&folder, &aside));
                drop(fs::rename(&link, &folder));
                drop(fs::rename(&folder, &link));
                drop(fs::rename(&aside, &folder));
                self.turns.fetch_add(1, Ordering::SeqCst);
            }
            [&folder, &aside].iter().for_each(|path| drop(fs::remove_file(path)));
        }
    }

    /// Does something again and again while somebody swaps.
    fn run(&self, mut act: impl FnMut(&Folder)) {
        let folder = Folder::open(self.inside());
        thread::scope(|scope| {
            let _over = Over(&self.is_over);
            scope.spawn(|| self.swap());
            while self.turns.load(Ordering::SeqCst) < TURNS {
                act(&folder);
            }
        });
    }

    fn is_untouched(&self) {
        for name in ["one", "sub/two"] {
            assert_eq!(fs::read(self.outside().join(name)).expect("it stays"), NOT_OURS, "{name}");
        }
        assert_eq!(fs::read_dir(self.outside()).expect("it stays").count(), 2);
    }
}

#[test]
fn a_link_in_the_place_of_a_folder_lets_nothing_outside_be_erased() {
    let race = Race::new();
    race.run(|folder| {
        // What comes again while it is erased may be there still.
        drop(folder.destroy());
        race.is_untouched();
    });
    let last = Folder::open(race.inside()).destroy();
    assert_eq!(last.expect("nobody swaps any more"), Progress::Done);
    assert_eq!(fs::read_dir(race.inside()).expect("it stays").count(), 0);
    race.is_untouched();
}

#[test]
fn a_link_in_the_place_of_a_folder_lets_nothing_outside_be_read() {
    let race = Race::new();
    let listed = Folder::open(race.outside()).list().expect("listed").files;
    // Somebody who knows what is outside asks for just that.
    let wanted = listed.into_iter().map(|it| Entry { path: Path::new("folder").join(&it.path), ..it });
    let wanted: Vec<Entry> = wanted.collect();
    race.run(|folder| {
        let found = folder.list().map_or_else(|_| Vec::new(), |listing| listing.files);
        assert!(found.iter().all(|it| it.size != NOT_OURS.len() as u64), "{found:?} lies outside");
        for entry in wanted.iter().chain(&found) {
            assert!(!wanted.contains(entry) || folder.is_as_listed(entry).is_err(), "{entry:?} lies outside");
            let mut content = Vec::new();
            if let Ok(mut file) = folder.open(entry) {
                file.read_to_end(&mut content).expect("read");
            }
            assert_ne!(content, NOT_OURS, "{entry:?} lies outside");
        }
    });
    race.is_untouched();
}
