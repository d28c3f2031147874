//! How an image comes by a patch, and how it comes all the same where the patch is no good.

use std::fs;
use std::sync::LazyLock;

use steadfast_delta::make;
use steadfast_device::update::{FetchError, Slot};

use super::house::{House, SEVEN};
use super::repository::{Fault, Repository, custom, image};

const PATCH: &str = ".delta";
const IMAGE: &str = ".img";

/// The patch from release 5 to release 7.
static PATCH_5_7: LazyLock<Vec<u8>> = LazyLock::new(|| patch(5, 7));

fn patch(from: u8, to: u8) -> Vec<u8> {
    make(&image(from), &image(to)).expect("a patch").bytes
}

/// Release 7 with these bytes as the patch from release 5.
fn with(patch: &[u8]) -> Repository {
    named("5-7", patch)
}

fn named(name: &str, patch: &[u8]) -> Repository {
    let mut repository = SEVEN.clone();
    repository.patch(name, &image(5), (&custom(7), &image(7)), patch);
    repository
}

fn is_there(house: &House) -> bool {
    house.images.is(Slot::B).is_some() && house.spare() == image(7)
}

/// Nothing of a patch is left once the image is there.
fn is_clean(house: &House) -> bool {
    !house.folder().join("patch").exists() && !house.folder().join("image-b.part").exists()
}

#[test]
fn a_patch_leads_to_the_image_and_costs_its_own_bytes_alone() {
    let (house, mut repository) = (House::new(), with(&PATCH_5_7));
    let brought = house.bring(&mut repository).expect("it comes");
    let length = PATCH_5_7.len() as u64;
    assert!(length * 4 < image(7).len() as u64, "{length}");
    assert_eq!((brought.patch, repository.sent(PATCH), repository.sent(IMAGE)), (Some(length), length, 0));
    assert!(is_there(&house) && is_clean(&house));
}

#[test]
fn of_two_the_shorter_is_taken_and_one_that_is_no_shorter_than_the_image_never() {
    let (house, mut repository) = (House::new(), with(&PATCH_5_7));
    let longer = [&PATCH_5_7[..], &[0; 100]].concat();
    repository.patch("0-longer", &image(5), (&custom(7), &image(7)), &longer);
    house.bring(&mut repository).expect("it comes");
    assert_eq!((repository.sent("5-7.delta"), repository.sent("0-longer.delta")), (PATCH_5_7.len() as u64, 0));
    let (house, mut repository) = (House::new(), with(&vec![0; image(7).len()]));
    house.bring(&mut repository).expect("it comes");
    assert_eq!((repository.sent(PATCH), is_there(&house)), (0, true));
}

#[test]
fn one_from_another_image_than_what_runs_is_not_asked_for() {
    let (house, mut repository) = (House::new(), SEVEN.clone());
    repository.patch("8-7", &image(8), (&custom(7), &image(7)), &patch(8, 7));
    house.bring(&mut repository).expect("it comes");
    assert_eq!((repository.sent(PATCH), is_there(&house)), (0, true));
    let (house, mut repository) = (House::new(), with(&PATCH_5_7));
    fs::remove_file(house.images.path(Slot::A)).expect("what runs lies elsewhere");
    house.bring(&mut repository).expect("it comes");
    assert_eq!((repository.sent(PATCH), is_there(&house)), (0, true));
}

#[test]
fn where_a_patch_is_no_good_the_image_comes_as_a_whole() {
    let with_trailing = [&PATCH_5_7[..], b"more"].concat();
    let cut = PATCH_5_7[..PATCH_5_7.len() / 2].to_vec();
    let mut damaged = PATCH_5_7.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0xff;
    // The new file's length stands at 50: it would grow and grow.
    let mut growing = PATCH_5_7.clone();
    growing[50..58].copy_from_slice(&u64::MAX.to_le_bytes());
    for (name, signed) in [
        ("damaged", damaged),
        ("cut off", cut),
        ("with more behind it", with_trailing),
        ("growing without an end", growing),
        ("leading elsewhere", patch(5, 8)),
        ("from another image", patch(8, 7)),
        ("no patch", b"SFDEL".to_vec()),
        ("nothing", Vec::new()),
    ] {
        let (house, mut repository) = (House::new(), with(&signed));
        let brought = house.bring(&mut repository).unwrap_or_else(|failed| panic!("{name}: {failed}"));
        assert!(brought.patch.is_none() && is_there(&house), "{name}");
        assert_eq!(repository.sent(IMAGE), image(7).len() as u64, "{name}");
        assert_eq!(fs::read(house.images.path(Slot::A)).expect("read"), image(5), "{name}");
    }
}

#[test]
fn where_a_patch_does_not_come_as_it_was_signed_the_image_comes_as_a_whole() {
    for fault in [
        Fault::Missing,
        Fault::Other(patch(5, 8)),
        Fault::Other(vec![7; 100_000]),
        Fault::Ends(0),
        Fault::Ends(20),
        Fault::Breaks(0),
    ] {
        let (house, mut repository) = (House::new(), with(&PATCH_5_7));
        repository.fault(PATCH, fault.clone());
        let brought = house.bring(&mut repository).unwrap_or_else(|failed| panic!("{fault:?}: {failed}"));
        assert!(brought.patch.is_none() && is_there(&house), "{fault:?}");
    }
    let (house, mut repository) = (House::new(), with(&PATCH_5_7));
    repository.fault(PATCH, Fault::Endless);
    let brought = house.bring(&mut repository).expect("as far as it was announced it is the one");
    assert_eq!(brought.patch, Some(PATCH_5_7.len() as u64));
    assert!(repository.sent(PATCH) <= 3 * PATCH_5_7.len() as u64);
}

#[test]
fn a_patch_that_breaks_off_goes_on_where_it_did() {
    for after in [1, 200, PATCH_5_7.len() - 1] {
        let (house, mut repository) = (House::new(), with(&PATCH_5_7));
        repository.fault(PATCH, Fault::Breaks(after));
        let failed = house.bring(&mut repository).expect_err("it breaks off");
        assert!(matches!(failed, FetchError::Source(_)) && repository.sent(IMAGE) == 0, "after {after}");
        repository.faults.clear();
        let brought = house.bring(&mut repository).expect("it comes");
        assert!(brought.patch.is_some() && is_there(&house) && is_clean(&house), "after {after}");
        assert_eq!(repository.sent(PATCH), PATCH_5_7.len() as u64, "after {after}");
    }
}

#[test]
fn where_nobody_answers_nothing_that_came_is_lost() {
    let (house, mut repository) = (House::new(), with(&PATCH_5_7));
    repository.fault(PATCH, Fault::Breaks(200));
    house.bring(&mut repository).expect_err("it breaks off");
    repository.fault(PATCH, Fault::Breaks(0));
    repository.fault(IMAGE, Fault::Breaks(0));
    house.bring(&mut repository).expect_err("nobody answers");
    repository.faults.clear();
    house.bring(&mut repository).expect("it comes");
    assert_eq!((repository.sent(PATCH), repository.sent(IMAGE)), (PATCH_5_7.len() as u64, 0));
}

#[test]
fn a_patch_that_was_no_good_takes_nothing_of_an_image_that_comes_in_pieces() {
    let mut damaged = PATCH_5_7.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0xff;
    for bad in [damaged, patch(5, 8), patch(8, 7)] {
        let (house, mut repository) = (House::new(), with(&bad));
        repository.fault(IMAGE, Fault::Breaks(10_000));
        let tries = (1..20).find(|_| house.bring(&mut repository).is_ok()).expect("it comes");
        assert!(is_there(&house));
        assert_eq!(repository.sent(IMAGE), image(7).len() as u64, "{tries} tries: {:?}", repository.asked);
        assert_eq!(repository.sent(PATCH), bad.len() as u64, "what is no good is not asked for again");
    }
}

#[test]
fn an_image_that_was_changed_where_it_runs_is_found_out_and_the_whole_one_comes() {
    let (house, mut repository) = (House::new(), with(&PATCH_5_7));
    repository.fault(PATCH, Fault::Breaks(1));
    house.bring(&mut repository).expect_err("from now on it is known what runs");
    let mut changed = image(5);
    changed[100] ^= 1;
    fs::write(house.images.path(Slot::A), changed).expect("written");
    repository.faults.clear();
    let brought = house.bring(&mut repository).expect("it comes");
    assert!(brought.patch.is_none() && is_there(&house));
    assert_eq!(house.images.is(Slot::A), None, "what it is has to be found out");
}

#[test]
fn when_the_new_image_runs_the_next_patch_starts_from_it() {
    let (house, mut repository) = (House::new(), with(&PATCH_5_7));
    house.bring(&mut repository).expect("it comes");
    house.images.try_spare().expect("kept");
    assert_eq!(house.launch(), Slot::B);
    house.images.good().expect("kept");
    repository.release(&custom(8), &image(8));
    repository.patch("7-8", &image(7), (&custom(8), &image(8)), &patch(7, 8));
    let rule = steadfast_device::update::Rule { levels: [("prt_app".to_owned(), 7)].into(), ..super::house::rule() };
    let (mut metadata, path) = (super::house::believed(), super::repository::path(8));
    let brought =
        steadfast_device::update::bring(&mut metadata, &mut repository, &rule, &house.images, &path, crate::made::NOW);
    assert!(brought.expect("it comes").patch.is_some());
    assert_eq!(fs::read(house.images.path(Slot::A)).expect("read"), image(8));
    assert_eq!(house.launch(), Slot::B, "what runs is what ran");
}
