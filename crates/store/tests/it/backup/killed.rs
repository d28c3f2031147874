//! Processes killed in the midst of a backup or a restore.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use steadfast_store::{Store, StoreError, Target, back_up, restore};
use steadfast_testkit::faults::Moments;
use steadfast_testkit::program::Program;

use super::setting::{NOW, append, blobs_are_whole, filled, in_directory, seen, sqlite};

const SOURCE: &str = "STEADFAST_TEST_SOURCE";
const TARGET: &str = "STEADFAST_TEST_TARGET";

/// Not a test by itself: the process that is killed.
#[test]
#[ignore = "started by the tests below"]
fn back_up_once() {
    let Some((source, target)) = std::env::var_os(SOURCE).zip(std::env::var_os(TARGET)) else { return };
    println!("begins");
    back_up(&in_directory(Path::new(&source)), Path::new(&target), NOW).expect("backed up");
}

/// Not a test by itself either.
#[test]
#[ignore = "started by the tests below"]
fn restore_once() {
    let Some((source, target)) = std::env::var_os(SOURCE).zip(std::env::var_os(TARGET)) else { return };
    println!("begins");
    restore(Path::new(&source), &Target::Directory(target.into()), NOW).expect("restored");
}

fn kill_amid(what: &str, source: &Path, target: &Path, moment: Duration) {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.args(["--ignored", "--exact", &format!("backup::killed::{what}"), "--nocapture"]);
    command.env(SOURCE, source).env(TARGET, target);
    let mut program = Program::spawn(command);
    program.line(Duration::from_secs(20), "begins");
    std::thread::sleep(moment);
    program.kill();
}

#[test]
fn a_backup_is_whole_or_not_there_and_the_server_goes_on() {
    let home = sqlite();
    let store = filled(&home);
    let folder = tempfile::tempdir().expect("a directory");
    let mut moments = Moments::seeded(11);
    let (mut whole, mut missing) = (0, 0);
    for number in 0..12_u8 {
        let backup = folder.path().join(number.to_string());
        kill_amid("back_up_once", home.folder.path(), &backup, moments.next(Duration::from_millis(120)));
        if backup.exists() {
            whole += 1;
            restore(&backup, &Target::Directory(folder.path().join(format!("data-{number}"))), NOW).expect("whole");
        } else {
            missing += 1;
            back_up(&home.place, &backup, NOW).expect("the next attempt is not in the way of the last");
        }
        store.write::<_, StoreError, _>(move |tx| append(tx, 100 + number)).wait().expect("the server goes on");
        assert!(!folder.path().join(format!("{number}.partial")).exists() || backup.exists());
    }
    eprintln!("{whole} whole, {missing} not there");
}

#[test]
fn a_restoration_is_whole_or_to_be_done_again() {
    let home = sqlite();
    let store = filled(&home);
    let folder = tempfile::tempdir().expect("a directory");
    let backup = folder.path().join("backup");
    back_up(&home.place, &backup, NOW).expect("backed up");
    let mut moments = Moments::seeded(12);
    let (mut whole, mut missing) = (0, 0);
    for number in 0..16 {
        let data = folder.path().join(format!("data-{number}"));
        kill_amid("restore_once", &backup, &data, moments.next(Duration::from_millis(120)));
        if data.join("steadfast.sqlite").exists() {
            whole += 1;
        } else {
            missing += 1;
            restore(&backup, &Target::Directory(data.clone()), NOW).expect("done again");
        }
        let place = in_directory(&data);
        assert_eq!(seen(&Store::open(&place.database).expect("opens")), seen(&store));
        blobs_are_whole(&place.blobs);
    }
    eprintln!("{whole} whole, {missing} done again");
}
