//! How an image comes as a whole: in pieces, over power losses, and from repositories that do not do what they should.

use std::fs;
use std::process::Command;

use steadfast_device::update::{FetchError, ImageError, Images, Slot, bring};
use steadfast_trust::hash::sha256;
use steadfast_trust::tuf::Distrust;

use super::house::{House, SEVEN, believed, rule};
use super::repository::{Fault, Repository, custom, image, path};
use crate::made::NOW;

const IMAGE: &str = "7.img";

fn length() -> u64 {
    image(7).len() as u64
}

/// Whether release 7 lies in the spare slot, and is said to.
fn is_there(house: &House) -> bool {
    let said = house.images.is(Slot::B);
    assert!(said.is_none_or(|said| said == sha256(&[&house.spare()])), "an image is called what it is not");
    said.is_some() && house.spare() == image(7)
}

/// Where the last request began.
fn from(repository: &Repository) -> u64 {
    repository.asked.last().expect("it was asked").1
}

#[test]
fn an_image_comes_into_the_slot_that_does_not_run() {
    let (house, mut repository) = (House::new(), SEVEN.clone());
    let brought = house.bring(&mut repository).expect("it comes");
    assert!(is_there(&house) && brought.patch.is_none() && brought.image == sha256(&[&image(7)]));
    assert_eq!(repository.sent(IMAGE), length());
    assert_eq!(house.launch(), Slot::A, "what runs is what ran");
    assert_eq!(fs::read(house.images.path(Slot::A)).expect("read"), image(5));
}

#[test]
fn one_that_is_there_already_is_looked_at_and_not_asked_for_again() {
    let (house, mut repository) = (House::new(), SEVEN.clone());
    house.bring(&mut repository).expect("it comes");
    house.bring(&mut repository).expect("power went before anybody wrote down that it came");
    assert_eq!(repository.asked.len(), 1);
    flip(&house, 1000);
    house.bring(&mut repository).expect("what is there is not it: it comes anew");
    assert!(is_there(&house) && repository.asked.len() == 2);
}

#[test]
fn after_a_break_at_any_place_the_rest_alone_is_asked_for() {
    let all = usize::try_from(length()).expect("small");
    for after in [0, 1, 999, 1000, 1001, 30_000, all - 1, all] {
        let (house, mut repository) = (House::new(), SEVEN.clone());
        repository.fault(IMAGE, Fault::Breaks(after));
        let first = house.bring(&mut repository);
        assert_eq!(first.is_ok(), after == all, "after {after}");
        assert!(first.is_ok() || house.images.is(Slot::B).is_none(), "after {after}: half is called whole");
        repository.faults.clear();
        house.bring(&mut repository).expect("it comes");
        assert!(is_there(&house), "after {after}");
        assert_eq!(repository.sent(IMAGE), length(), "after {after}: {:?}", repository.asked);
    }
}

#[test]
fn over_a_line_that_breaks_every_thousand_bytes_it_comes_too() {
    let (house, mut repository) = (House::new(), SEVEN.clone());
    repository.fault(IMAGE, Fault::Breaks(1000));
    let tries = (1..).find(|_| house.bring(&mut repository).is_ok()).expect("it comes");
    assert!(is_there(&house) && repository.sent(IMAGE) == length());
    assert_eq!(tries, length().div_ceil(1000));
}

#[test]
fn one_that_begins_at_the_first_byte_whatever_was_asked_is_understood() {
    let (house, mut repository) = (House::new(), SEVEN.clone());
    repository.fault(IMAGE, Fault::Breaks(20_000));
    house.bring(&mut repository).expect_err("it breaks off");
    repository.fault(IMAGE, Fault::FromFirst);
    house.bring(&mut repository).expect("it comes");
    assert!(is_there(&house));
    assert_eq!((from(&repository), repository.sent(IMAGE)), (20_000, 20_000 + length()));
}

#[test]
fn a_part_of_another_image_is_not_gone_on_with() {
    let (house, mut repository) = (House::new(), SEVEN.clone());
    repository.fault(IMAGE, Fault::Breaks(20_000));
    house.bring(&mut repository).expect_err("it breaks off");
    // Another image under the same name.
    let mut other = Repository::with_seven();
    other.release(&custom(7), &image(8));
    house.bring(&mut other).expect("it comes");
    assert_eq!((from(&other), house.spare()), (0, image(8)));
    // And the first again, though the other lies there whole.
    let mut repository = SEVEN.clone();
    house.bring(&mut repository).expect("it comes");
    assert_eq!(from(&repository), 0);
    assert!(is_there(&house));
}

#[test]
fn other_bytes_than_were_signed_are_thrown_away_and_the_right_ones_come_after_them() {
    let mut flipped = image(7);
    flipped[40_000] ^= 1;
    for wrong in [image(8), flipped, vec![0; image(7).len()], image(7)[..900].to_vec(), Vec::new()] {
        let (house, mut repository) = (House::new(), SEVEN.clone());
        repository.fault(IMAGE, Fault::Other(wrong.clone()));
        let failed = house.bring(&mut repository).expect_err("it is another");
        let is_seen =
            matches!(&failed, FetchError::Image(ImageError::Distrust(Distrust::Hash { .. } | Distrust::Length { .. })));
        assert!(is_seen && failed.may_pass(), "{} bytes: {failed:?}", wrong.len());
        assert_eq!(house.images.is(Slot::B), None);
        assert_eq!(house.launch(), Slot::A);
        repository.faults.clear();
        house.bring(&mut repository).expect("it comes");
        assert!(is_there(&house), "{} bytes", wrong.len());
    }
}

#[test]
fn one_that_never_ends_is_cut_off_where_it_should_have_ended() {
    let (house, mut repository) = (House::new(), SEVEN.clone());
    repository.fault(IMAGE, Fault::Endless);
    house.bring(&mut repository).expect("as far as it was announced it is the one");
    assert!(is_there(&house));
    let (house, mut repository) = (House::new(), SEVEN.clone());
    repository.fault(IMAGE, Fault::Other([image(8), image(8)].concat()));
    house.bring(&mut repository).expect_err("it is another");
    assert!(house.spare().len() as u64 <= length() && house.images.is(Slot::B).is_none());
}

#[test]
fn one_that_says_too_early_that_it_ended_or_has_no_such_file_is_asked_again() {
    for fault in [Fault::Ends(0), Fault::Ends(30_000), Fault::Missing] {
        let (house, mut repository) = (House::new(), SEVEN.clone());
        repository.fault(IMAGE, fault.clone());
        assert!(house.bring(&mut repository).expect_err("it ends").may_pass(), "{fault:?}");
        assert_eq!(house.images.is(Slot::B), None, "{fault:?}");
        repository.faults.clear();
        house.bring(&mut repository).expect("it comes");
        assert!(is_there(&house), "{fault:?}");
    }
}

/// Turns a bit of what lies in the spare slot.
fn flip(house: &House, at: usize) {
    let mut bytes = house.spare();
    bytes[at] ^= 1;
    fs::write(house.images.path(Slot::B), bytes).expect("written");
}

#[test]
fn what_the_medium_made_of_it_meanwhile_is_seen_before_it_counts() {
    for damage in [0, 1, 2] {
        let (house, mut repository) = (House::new(), SEVEN.clone());
        repository.fault(IMAGE, Fault::Breaks(30_000));
        house.bring(&mut repository).expect_err("it breaks off");
        match damage {
            0 => flip(&house, 17),
            // As a power loss may leave it: its length, and zeros at the end.
            1 => {
                let mut bytes = house.spare();
                bytes[25_000..].fill(0);
                fs::write(house.images.path(Slot::B), bytes).expect("written");
            }
            _ => fs::write(house.images.path(Slot::B), vec![7; 99_999]).expect("longer than it is"),
        }
        repository.faults.clear();
        let tries = (1..9).find(|_| house.bring(&mut repository).is_ok()).expect("it comes");
        assert!(tries <= 2 && is_there(&house), "damage {damage}: {tries} tries");
    }
}

#[test]
fn one_of_which_nobody_says_a_hash_that_is_known_is_not_called_whole() {
    let (house, mut repository) = (House::new(), SEVEN.clone());
    let named = repository.line.content.targets.values_mut().next().expect("it is named");
    named.hashes = [("md5".to_owned(), "00".repeat(16))].into();
    repository.next();
    let failed = house.bring(&mut repository).expect_err("nobody can check it");
    assert!(
        matches!(
            failed,
            FetchError::Image(ImageError::Distrust(Distrust::NoHash(_))) | FetchError::Distrust(Distrust::NoHash(_))
        ),
        "{failed:?}"
    );
    assert_eq!(house.images.is(Slot::B), None);
}

#[test]
fn nothing_is_written_over_an_image_that_runs_or_is_to_be_tried() {
    let (house, mut repository) = (House::new(), SEVEN.clone());
    house.bring(&mut repository).expect("it comes");
    repository.release(&custom(7), &image(8));
    let refused = |house: &House, repository: &mut Repository, when: &str| {
        let failed = house.bring(repository).expect_err(when);
        assert!(matches!(failed, FetchError::Image(ImageError::Taken)), "{when}: {failed:?}");
        assert!(failed.may_pass() && house.spare() == image(7), "{when}");
    };
    house.images.try_spare().expect("kept");
    refused(&house, &mut repository, "to be tried");
    assert_eq!(house.launch(), Slot::B);
    refused(&house, &mut repository, "on trial");
    house.images.give_up().expect("kept");
    refused(&house, &mut repository, "given up, and it runs still");
    assert_eq!(house.launch(), Slot::A);
    house.bring(&mut repository).expect("now it is free");
    assert_eq!(house.spare(), image(8));
}

/// Names the folder to the process whose files may not grow.
const FULL: &str = "STEADFAST_FULL";

#[test]
fn a_medium_that_takes_no_more_keeps_what_it_has_and_goes_on_once_there_is_room() {
    let house = House::new();
    let this = std::env::current_exe().expect("this program");
    // The system ends what writes past the limit by a signal, unless it is ignored: `trap ''` is.
    let child = Command::new("sh")
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f 40; exec \"$0\" --exact update::bring::within_the_limit --ignored --nocapture",
        ])
        .arg(this)
        .env(FULL, house.folder())
        .output()
        .expect("a process");
    assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stderr));
    let kept = house.spare().len() as u64;
    assert!(kept > 10_000 && kept < length() && house.images.is(Slot::B).is_none(), "{kept}");
    let mut repository = SEVEN.clone();
    house.bring(&mut repository).expect("it comes");
    assert!(is_there(&house));
    assert_eq!((from(&repository), repository.sent(IMAGE)), (kept, length() - kept));
}

#[test]
#[ignore = "the process that the test above starts"]
fn within_the_limit() {
    let folder = std::env::var_os(FULL).expect("a folder");
    let images = Images::open(folder.as_ref()).expect("a folder");
    let failed = bring(&mut believed(), &mut SEVEN.clone(), &rule(), &images, &path(7), NOW).expect_err("no room");
    assert!(matches!(failed, FetchError::Source(_)) && failed.may_pass(), "{failed:?}");
}
