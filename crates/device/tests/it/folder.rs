//! A folder beside the storage: nothing in it leads out of it, and nothing stays in it.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use steadfast_device::outside::{Beside as _, BesideError, Entry, Folder, Progress};
use tempfile::TempDir;

/// A folder with files, folders, and what is neither; and one outside that must stay as it is.
fn world() -> (TempDir, PathBuf, PathBuf) {
    let world = tempfile::tempdir().expect("a folder");
    let (inside, outside) = (world.path().join("inside"), world.path().join("outside"));
    for folder in [&inside.join("a/b"), &inside.join("empty"), &outside] {
        fs::create_dir_all(folder).expect("made");
    }
    fs::write(outside.join("other"), b"not ours").expect("written");
    fs::write(inside.join("one"), b"1").expect("written");
    fs::write(inside.join("a/b/two"), b"22").expect("written");
    fs::write(inside.join(OsStr::from_bytes(b"caf\xe9")), b"333").expect("written");
    symlink(&outside, inside.join("link")).expect("linked");
    symlink(outside.join("other"), inside.join("a/link")).expect("linked");
    assert!(Command::new("mkfifo").arg(inside.join("pipe")).status().expect("it runs").success());
    (world, inside, outside)
}

/// Writes to a file, and once more until the clock of files has moved on.
fn write_later(path: &Path, bytes: &[u8]) {
    let changed = || fs::metadata(path).map(|found| (found.ctime(), found.ctime_nsec())).expect("it is there");
    let before = changed();
    while changed() == before {
        fs::write(path, bytes).expect("written");
    }
}

fn is_untouched(outside: &Path) {
    assert_eq!(fs::read(outside.join("other")).expect("it stays"), b"not ours");
    assert_eq!(fs::read_dir(outside).expect("it stays").count(), 1);
}

#[test]
fn files_are_listed_by_their_paths_and_what_is_none_is_counted() {
    let (_world, inside, outside) = world();
    let listing = Folder::open(&inside).list().expect("listed");
    let files: Vec<_> = listing.files.iter().map(|it| (it.path.as_os_str().as_bytes(), it.size)).collect();
    assert_eq!(files, [(&b"a/b/two"[..], 2), (b"caf\xe9", 3), (b"one", 1)]);
    assert_eq!(listing.left_out, 3);
    assert_eq!(Folder::open(&inside).count().expect("counted"), 9);
    for entry in &listing.files {
        let mut content = Vec::new();
        Folder::open(&inside).open(entry).expect("open").read_to_end(&mut content).expect("read");
        assert_eq!(content.len() as u64, entry.size);
    }
    is_untouched(&outside);
}

#[test]
fn a_folder_that_is_not_there_is_empty() {
    let world = tempfile::tempdir().expect("a folder");
    let folder = Folder::open(world.path().join("nowhere"));
    assert_eq!(folder.count().expect("counted"), 0);
    assert!(folder.list().expect("listed").files.is_empty());
    assert_eq!(folder.destroy().expect("nothing to do"), Progress::Done);
    assert!(!world.path().join("nowhere").exists());
}

#[test]
fn everything_in_it_goes_and_nothing_outside() {
    for is_sealed in [true, false] {
        let (_world, inside, outside) = world();
        let folder = if is_sealed { Folder::sealed(&inside) } else { Folder::open(&inside) };
        let mut held = File::open(inside.join("a/b/two")).expect("open");
        assert_eq!(folder.destroy().expect("destroyed"), Progress::Done);
        assert_eq!((fs::read_dir(&inside).expect("it stays").count(), folder.count().expect("counted")), (0, 0));
        let mut content = Vec::new();
        held.read_to_end(&mut content).expect("read");
        assert_eq!(
            content,
            if is_sealed { b"22" } else { b"\0\0" },
            "overwritten before it is removed, where it lies open"
        );
        is_untouched(&outside);
    }
}

#[test]
fn a_file_with_a_name_outside_is_not_overwritten_and_one_with_two_inside_is() {
    let (_world, inside, outside) = world();
    fs::hard_link(outside.join("other"), inside.join("a/hard")).expect("linked");
    fs::hard_link(inside.join("one"), inside.join("uno")).expect("linked");
    let mut held = File::open(inside.join("one")).expect("open");
    assert_eq!(Folder::open(&inside).destroy().expect("destroyed"), Progress::Done);
    let mut content = Vec::new();
    held.read_to_end(&mut content).expect("read");
    assert_eq!(content, b"\0");
    is_untouched(&outside);
}

#[test]
fn however_deep_it_goes_it_is_emptied_and_looked_at_to_a_depth_alone() {
    let world = tempfile::tempdir().expect("a folder");
    let inside = world.path().join("inside");
    let mut deep = inside.clone();
    (0..150).for_each(|_| deep.push("deeper"));
    fs::create_dir_all(&deep).expect("made");
    fs::write(deep.join("file"), b"x").expect("written");
    let folder = Folder::open(&inside);
    let listing = folder.list().expect("listed");
    assert_eq!((listing.files.len(), listing.left_out), (0, 1));
    let mut held = File::open(deep.join("file")).expect("open");
    assert_eq!(folder.destroy().expect("destroyed"), Progress::Done);
    assert_eq!(fs::read_dir(&inside).expect("it stays").count(), 0);
    let mut content = Vec::new();
    held.read_to_end(&mut content).expect("read");
    assert_eq!(content, b"\0");
}

#[test]
fn what_its_owner_locked_goes_as_well() {
    let (_world, inside, _) = world();
    for (path, mode) in [("a/b/two", 0o000), ("one", 0o444), ("a/b", 0o555), ("empty", 0o000)] {
        fs::set_permissions(inside.join(path), fs::Permissions::from_mode(mode)).expect("locked");
    }
    assert_eq!(Folder::open(&inside).destroy().expect("destroyed"), Progress::Done);
    assert_eq!(fs::read_dir(&inside).expect("it stays").count(), 0);
}

#[test]
fn a_file_that_is_another_one_by_now_is_not_given() {
    let (_world, inside, outside) = world();
    let folder = Folder::open(&inside);
    let listed = folder.list().expect("listed").files.pop().expect("one");
    assert!(listed.path == Path::new("one") && folder.open(&listed).is_ok() && folder.is_as_listed(&listed).is_ok());
    let changes: [&dyn Fn(); 4] = [
        &|| write_later(&inside.join("one"), b"2"),
        &|| fs::write(inside.join("one"), b"12").expect("written"),
        &|| {
            fs::remove_file(inside.join("one")).expect("removed");
            symlink(outside.join("other"), inside.join("one")).expect("linked");
        },
        &|| {
            fs::remove_file(inside.join("one")).expect("removed");
            assert!(Command::new("mkfifo").arg(inside.join("one")).status().expect("it runs").success());
        },
    ];
    for change in changes {
        change();
        assert!(matches!(folder.open(&listed), Err(BesideError::Changed(_))));
        assert!(matches!(folder.is_as_listed(&listed), Err(BesideError::Changed(_))));
    }
}

#[test]
fn no_path_leads_out_of_it() {
    let (_world, inside, _) = world();
    let folder = Folder::open(&inside);
    for path in
        ["../outside/other", "link/other", "/etc/passwd", "a/../../outside/other", "", ".", "a/link", "pipe", "a"]
    {
        let entry = Entry { path: path.into(), size: 8, mark: [0; 16] };
        assert!(folder.open(&entry).is_err() && folder.is_as_listed(&entry).is_err(), "{path:?}");
    }
}

#[test]
fn a_huge_file_goes_piece_by_piece_and_what_was_overwritten_stays_so() {
    let world = tempfile::tempdir().expect("a folder");
    let path = world.path().join("film");
    fs::write(&path, vec![7; 70 << 20]).expect("written");
    let mut held = File::open(&path).expect("open");
    let mut lengths = Vec::new();
    // Each time by another process, as after a kill.
    while Folder::open(world.path()).destroy().expect("it goes") == Progress::More {
        lengths.push(fs::metadata(&path).map_or(0, |found| found.len()));
    }
    assert!(lengths.len() >= 3, "bounded work a call: {lengths:?}");
    assert!(lengths.windows(2).all(|pair| pair[1] < pair[0]), "each call comes further: {lengths:?}");
    assert_eq!(fs::read_dir(world.path()).expect("it stays").count(), 0);
    let mut content = Vec::new();
    held.read_to_end(&mut content).expect("read");
    assert!(content.iter().all(|byte| *byte == 0), "what was left of it to be removed is overwritten");
}

#[test]
fn so_do_very_many_things() {
    let world = tempfile::tempdir().expect("a folder");
    for number in 0..1_000 {
        fs::write(world.path().join(number.to_string()), b"x").expect("written");
    }
    let folder = Folder::sealed(world.path());
    let mut left = vec![1_000];
    while folder.destroy().expect("it goes") == Progress::More {
        left.push(fs::read_dir(world.path()).expect("it stays").count());
    }
    assert!(left.len() > 3 && left.windows(2).all(|pair| pair[1] < pair[0]), "{left:?}");
    assert_eq!(fs::read_dir(world.path()).expect("it stays").count(), 0);
}
