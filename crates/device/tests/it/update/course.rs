//! From an offer to an image that runs, with the power gone at any step.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;

use steadfast_device::outside::{Files, Storage};
use steadfast_device::update::{Phase, Slot, Step};
use steadfast_protocol::Outcome;
use steadfast_trust::hash::sha256;

use super::house::{House, Product, SEVEN, at, at_home, drive, home, level, offer, outcomes, receipts, started};
use super::repository::{Fault, image};
use crate::made::each_cut;
use crate::power::Outage;

/// What must hold once the course came to its end.
pub(super) fn is_done<S: Storage>(storage: &S, house: &House, when: &str) {
    let unit = started(storage).unwrap_or_else(|error| panic!("{when}: {error}"));
    assert_eq!((unit.updates.work(), level(&unit)), (None, 7), "{when}");
    let boot = house.images.boot().expect("read");
    assert_eq!((boot.good, boot.trial, house.launch()), (Slot::B, None, Slot::B), "{when}");
    assert_eq!(house.spare(), image(7), "{when}");
    let proven: Vec<_> = receipts(&unit).into_iter().filter(|said| said.outcome == Some(Outcome::Proven)).collect();
    let [said] = &proven[..] else { panic!("{when}: {proven:?}") };
    assert_eq!((said.release.as_str(), said.sequence, said.before), ("rel_7", 7, Some(5)), "{when}");
    assert_eq!((said.image, said.fresh), (Some(sha256(&[&image(7)]).into()), Some(true)), "{when}");
    assert!(outcomes(&unit).contains(&Outcome::Installed), "{when}: {:?}", outcomes(&unit));
}

/// The machine starts, again and again, until nothing comes any more.
pub(super) fn to_its_end<S: Storage>(storage: &S, house: &House, product: Product) {
    let mut repository = SEVEN.clone();
    let step = drive(storage, house, &mut repository, product, &[offer(7)]).expect("nothing fails");
    assert_eq!(step, Step::Nothing);
}

#[test]
fn what_is_offered_is_found_brought_installed_started_and_well() {
    let (storage, house) = (home(), House::new());
    to_its_end(&storage, &house, Product::Well);
    is_done(&storage, &house, "at once");
    let unit = started(&storage).expect("it starts");
    assert_eq!(outcomes(&unit), [Outcome::Running, Outcome::Installed, Outcome::Proven]);
    let starts: Vec<u64> = receipts(&unit).iter().map(|said| said.starts).collect();
    assert!(starts[1] < starts[2], "a start lies between: {starts:?}");
    let mut repository = SEVEN.clone();
    drive(&storage, &house, &mut repository, Product::Well, &[offer(7)]).expect("nothing fails");
    assert!(repository.asked.is_empty(), "what runs is not brought again");
}

#[test]
fn wherever_the_power_goes_what_starts_is_whole_and_the_course_comes_to_its_end() {
    let (before, lives_in) = (home(), RefCell::new(House::new()));
    let script = |storage: &Outage| {
        *lives_in.borrow_mut() = House::new();
        drop(drive(storage, &lives_in.borrow(), &mut SEVEN.clone(), Product::Well, &[offer(7)]));
    };
    each_cut(&before, script, |left, when| {
        let house = lives_in.borrow();
        assert!(level(&started(&left.copy(0)).expect("it starts")) >= 5, "{when}");
        to_its_end(left, &house, Product::Well);
        is_done(left, &house, when);
    });
}

#[test]
fn and_also_where_it_goes_again_and_again() {
    let (before, mut done) = (home(), 0);
    for first in 0..9 {
        let (house, mut storage) = (House::new(), before.copy(first));
        let mut levels = 5;
        for again in 0..20 {
            storage.cut_at((first + again * 7) % 9);
            drop(drive(&storage, &house, &mut SEVEN.clone(), Product::Well, &[offer(7)]));
            storage = storage.restart();
            let now = level(&started(&storage.copy(0)).expect("it starts"));
            assert!(now >= levels, "{now} after {levels}");
            levels = now;
        }
        to_its_end(&storage, &house, Product::Well);
        let unit = started(&storage).expect("it starts");
        let Some(work) = unit.updates.work() else {
            is_done(&storage, &house, &format!("first {first}"));
            done += 1;
            continue;
        };
        // The power took all the starts that it had.
        assert_eq!((work.phase, levels, house.launch()), (Phase::Returned, 5, Slot::A), "first {first}");
        assert!(!outcomes(&unit).contains(&Outcome::Proven), "first {first}");
    }
    assert!(done > 0, "none came to run");
}

#[test]
fn wherever_the_medium_fails_once_the_next_look_goes_on() {
    let before = home();
    let calls = {
        let storage = before.copy(0);
        to_its_end(&storage, &House::new(), Product::Well);
        storage.calls()
    };
    for call in 0..calls {
        let (storage, house) = (before.copy(0), House::new());
        storage.fail_at(call);
        let when = format!("call {call}");
        if drive(&storage, &house, &mut SEVEN.clone(), Product::Well, &[offer(7)]).is_err() {
            to_its_end(&storage, &house, Product::Well);
        }
        let unit = started(&storage).expect("it starts");
        assert_eq!((unit.updates.work(), level(&unit), house.launch()), (None, 7, Slot::B), "{when}");
    }
}

#[test]
fn wherever_the_power_goes_a_product_that_is_not_well_runs_again_what_it_ran() {
    let (before, lies_there) = at(Phase::Brought);
    for product in [Product::Unwell, Product::Dead] {
        let lives_in = RefCell::new(House::new());
        let script = |storage: &Outage| {
            *lives_in.borrow_mut() = with_files(&files(&lies_there));
            drop(drive(storage, &lives_in.borrow(), &mut SEVEN.clone(), product, &[offer(7)]));
        };
        each_cut(&before, script, |left, when| {
            let house = lives_in.borrow();
            to_its_end(left, &house, product);
            let unit = started(left).expect("it starts");
            assert_eq!((level(&unit), house.launch()), (5, Slot::A), "{product:?}, {when}");
            let said = outcomes(&unit);
            assert!(!said.contains(&Outcome::Proven) && said.last() == Some(&Outcome::Returned), "{when}: {said:?}");
        });
    }
}

/// The folder of the images as it is between two of its calls: each file as it was before, or as it will be.
fn between(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) -> Vec<BTreeMap<String, Vec<u8>>> {
    let names: Vec<&String> =
        before.keys().chain(after.keys()).filter(|name| before.get(*name) != after.get(*name)).collect();
    let mixed = names.iter().map(|name| {
        let mut mixed = before.clone();
        match after.get(*name) {
            Some(bytes) => drop(mixed.insert((*name).clone(), bytes.clone())),
            None => drop(mixed.remove(*name)),
        }
        mixed
    });
    mixed.collect()
}

fn files(house: &House) -> BTreeMap<String, Vec<u8>> {
    let all = fs::read_dir(house.folder()).expect("a folder").map(|entry| {
        let entry = entry.expect("a file");
        (entry.file_name().into_string().expect("text"), fs::read(entry.path()).expect("a file"))
    });
    all.collect()
}

fn with_files(files: &BTreeMap<String, Vec<u8>>) -> House {
    let house = House::new();
    for (name, bytes) in files {
        fs::write(house.folder().join(name), bytes).expect("written");
    }
    house
}

#[test]
fn whatever_a_power_loss_leaves_in_the_folder_the_course_comes_to_its_end() {
    let (storage, house) = (home(), House::new());
    let mut repository = SEVEN.clone();
    repository.fault("7.img", Fault::Breaks(9000));
    // The folder after each step, and what the storage held then.
    let mut course = vec![(files(&house), storage.copy(0))];
    while drive(&storage, &house, &mut repository, Product::Well, &[offer(7)]).is_err() {
        course.push((files(&house), storage.copy(0)));
    }
    course.push((files(&house), storage.copy(0)));
    assert!(course.len() > 5, "it comes in pieces");
    for two in course.windows(2) {
        let torn = [("image-b", two[1].0["image-b"].len() / 2), ("boot.new", 3), ("image-b.part.new", 1)];
        let torn = torn.map(|(name, length)| {
            let mut left = two[0].0.clone();
            let bytes = two[1].0.get(name).cloned().unwrap_or_else(|| vec![b'x'; 9]);
            left.insert(name.to_owned(), bytes[..length.min(bytes.len())].to_vec());
            left
        });
        for left in between(&two[0].0, &two[1].0).into_iter().chain(torn) {
            let is_good = left.get("boot").is_some_and(|boot| boot.starts_with(b"good b"));
            if is_good && left.get("image-b") != Some(&image(7)) {
                continue; // The name of the good slot is written when all else was synced.
            }
            let (storage, house) = (two[0].1.copy(0), with_files(&left));
            let again = || drive(&storage, &house, &mut SEVEN.clone(), Product::Well, &[offer(7)]).is_ok();
            assert!((0..3).any(|_| again()), "it does not come to its end");
            let names: Vec<_> = left.keys().collect();
            is_done(&storage, &house, &format!("{names:?}"));
        }
    }
}

/// Names the folder to the process that is ended.
const FOLDER: &str = "STEADFAST_COURSE";

#[test]
#[expect(clippy::disallowed_methods, reason = "the process is ended at parts of the time that it takes")]
fn wherever_its_process_is_ended_the_next_one_comes_to_the_end() {
    use std::io::{BufRead as _, BufReader, Read as _};
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};
    let this = std::env::current_exe().expect("this program");
    let begin = |house: &House| {
        let mut child = Command::new(&this)
            .args(["--exact", "update::course::in_a_process", "--ignored", "--nocapture"])
            .env(FOLDER, house.folder())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a process");
        let mut words = BufReader::new(child.stdout.take().expect("its words"));
        assert!(words.by_ref().lines().any(|line| line.expect("text").contains("begins")), "it begins");
        (child, words)
    };
    let made = || {
        let house = House::new();
        at_home(&Files::open(&house.folder().join("unit")).expect("a folder"));
        house
    };
    let whole = {
        let house = made();
        let (mut child, _words) = begin(&house);
        let from = Instant::now();
        assert!(child.wait().expect("it ends").success());
        from.elapsed()
    };
    let mut cut = 0;
    for part in 0..24_u32 {
        let house = made();
        let (mut child, _words) = begin(&house);
        std::thread::sleep(Duration::from_micros(
            u64::try_from(whole.as_micros()).expect("short") * u64::from(part) / 24,
        ));
        child.kill().expect("it may have ended");
        cut += u32::from(!child.wait().expect("it ends").success());
        let storage = Files::open(&house.folder().join("unit")).expect("a folder");
        to_its_end(&storage, &house, Product::Well);
        is_done(&storage, &house, &format!("part {part}"));
    }
    assert!(cut > 8, "{cut} of 24 were ended before their end");
}

#[test]
#[ignore = "the process that the test above starts and ends"]
fn in_a_process() {
    let folder = std::path::PathBuf::from(std::env::var_os(FOLDER).expect("a folder"));
    let storage = Files::open(&folder.join("unit")).expect("a folder");
    let mut repository = SEVEN.clone();
    println!("\nbegins");
    let house = House::in_folder(&folder);
    drive(&storage, &house, &mut repository, Product::Well, &[offer(7)]).expect("nothing fails");
}
