//! Sticks with whatever somebody put there: bundles are found, and nothing else is touched.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;
use std::time::Duration;

use steadfast_agent::stick::{Tried, next};

fn name(folder: &std::path::Path, tried: &BTreeSet<steadfast_agent::stick::Seen>) -> Option<String> {
    next(folder, tried).map(|(seen, _)| format!("{seen:?}"))
}

#[test]
fn a_bundle_is_found_once_on_a_stick_or_in_a_folder_of_it() {
    let sticks = tempfile::tempdir().expect("there is room");
    assert!(name(sticks.path(), &BTreeSet::new()).is_none(), "there is no stick");
    fs::create_dir_all(sticks.path().join("usb0/updates/deeper")).expect("a folder");
    fs::write(sticks.path().join("usb0/updates/deeper/far.steadfast"), "x").expect("a file");
    fs::write(sticks.path().join("usb0/readme.txt"), "x").expect("a file");
    assert!(name(sticks.path(), &BTreeSet::new()).is_none(), "too deep, and no bundle");
    fs::write(sticks.path().join("usb0/updates/b.steadfast"), "b").expect("a file");
    fs::write(sticks.path().join("usb0/a.steadfast"), "a").expect("a file");
    let mut tried = BTreeSet::new();
    for wanted in ["usb0/a.steadfast", "usb0/updates/b.steadfast"] {
        let (seen, file) = next(sticks.path(), &tried).expect("one more");
        assert!(format!("{seen:?}").contains(wanted) && file.is_ok(), "{seen:?}");
        tried.insert(seen);
    }
    assert!(next(sticks.path(), &tried).is_none(), "each is tried once");
    fs::write(sticks.path().join("usb0/a.steadfast"), "another one").expect("a file");
    assert!(next(sticks.path(), &tried).is_some(), "another file of that name is another one");
}

#[test]
fn links_pipes_and_folders_with_the_name_of_a_bundle_are_none() {
    let sticks = tempfile::tempdir().expect("there is room");
    let secret = tempfile::tempdir().expect("there is room");
    fs::write(secret.path().join("x.steadfast"), "x").expect("a file");
    fs::create_dir(sticks.path().join("folder.steadfast")).expect("a folder");
    symlink(secret.path().join("x.steadfast"), sticks.path().join("link.steadfast")).expect("a link");
    symlink(secret.path(), sticks.path().join("linked")).expect("a link");
    symlink(sticks.path(), sticks.path().join("round")).expect("a link");
    let pipe = Command::new("mkfifo").arg(sticks.path().join("pipe.steadfast")).status().expect("mkfifo is there");
    assert!(pipe.success());
    assert!(name(sticks.path(), &BTreeSet::new()).is_none(), "nothing of that is opened");
}

#[test]
fn a_stick_with_more_names_than_anybody_has_is_left() {
    let sticks = tempfile::tempdir().expect("there is room");
    for number in 0..3000 {
        fs::write(sticks.path().join(format!("{number}.txt")), "").expect("a file");
    }
    // Whether a bundle among so many is seen is left open: that it ends, and soon, is not.
    let _seen = name(sticks.path(), &BTreeSet::new());
}

#[test]
fn a_bundle_that_could_not_be_read_is_tried_again_after_pauses_that_grow_and_one_that_was_refused_is_not() {
    let sticks = tempfile::tempdir().expect("there is room");
    for file in ["a.steadfast", "b.steadfast"] {
        fs::write(sticks.path().join(file), "x").expect("a file");
    }
    let mut tried = Tried::default();
    let mut now = Duration::from_secs(100);
    let (refused, _) = next(sticks.path(), &tried.resting(now)).expect("one");
    tried.over(refused);
    let (unread, _) = next(sticks.path(), &tried.resting(now)).expect("another");
    let mut pauses = Vec::new();
    for _ in 0..12 {
        tried.later(unread.clone(), now);
        let from = now;
        while next(sticks.path(), &tried.resting(now)).is_none() {
            now += Duration::from_secs(1);
        }
        let (again, _) = next(sticks.path(), &tried.resting(now)).expect("it is its turn");
        assert_eq!(again, unread, "the other was refused");
        pauses.push((now - from).as_secs());
    }
    assert_eq!(pauses, [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600]);
    tried.clear();
    assert!(tried.resting(now).is_empty(), "the owner says so");
}
