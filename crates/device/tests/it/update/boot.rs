//! Which image starts.

use std::fs;
use std::sync::Barrier;
use std::thread;

use steadfast_device::update::{Boot, ImageError, Images, Slot};

use super::house::{House, folder};

#[test]
fn an_image_on_trial_starts_three_times_and_is_given_up() {
    let house = House::new();
    fs::write(house.images.path(Slot::B), super::repository::image(7)).expect("written");
    assert_eq!(house.launch(), Slot::A);
    house.images.try_spare().expect("kept");
    assert_eq!([0; 5].map(|_| house.launch()), [Slot::B, Slot::B, Slot::B, Slot::A, Slot::A]);
    let boot = house.images.boot().expect("read");
    assert_eq!(boot, Boot { good: Slot::A, trial: None, started: Some(Slot::A) });
}

#[test]
fn one_that_is_called_good_starts_from_then_on_and_one_that_is_given_up_does_not() {
    for (is_good, starts) in [(true, Slot::B), (false, Slot::A)] {
        let house = House::new();
        fs::write(house.images.path(Slot::B), super::repository::image(7)).expect("written");
        house.images.try_spare().expect("kept");
        assert_eq!(house.launch(), Slot::B);
        if is_good { house.images.good() } else { house.images.give_up() }.expect("kept");
        assert_eq!([0; 5].map(|_| house.launch()), [starts; 5]);
        assert_eq!(house.images.boot().expect("read").spare(), starts.other());
        house.images.good().expect("kept");
        assert_eq!(house.launch(), starts, "nothing on trial: nothing happens");
    }
}

#[test]
fn what_starts_is_told_in_a_text_that_reads_as_it_was_written() {
    let house = House::new();
    let slots = [Slot::A, Slot::B];
    let trials = slots.iter().flat_map(|slot| (0..=3).map(|left| Some((*slot, left)))).chain([None]);
    for trial in trials {
        for good in slots {
            for started in [None, Some(Slot::A), Some(Slot::B)] {
                let boot = Boot { good, trial, started };
                fs::write(house.folder().join("boot"), boot.to_string()).expect("written");
                assert_eq!(house.images.boot().expect("read"), boot, "{boot}");
            }
        }
    }
}

#[test]
fn a_text_that_does_not_say_which_image_is_good_starts_none() {
    let house = House::new();
    for text in ["", "good", "good c\n", "trial b\nleft 3\n", "good  a\n"] {
        fs::write(house.folder().join("boot"), text).expect("written");
        assert!(matches!(house.images.start(), Err(ImageError::Boot(_))), "{text:?}");
    }
    fs::write(house.folder().join("boot"), "good b\nlater words\ntrial a\nleft many\n").expect("written");
    let boot = house.images.boot().expect("read");
    assert_eq!((boot.good, boot.trial), (Slot::B, Some((Slot::A, 0))), "starts that cannot be read are none");
}

#[test]
fn however_many_start_it_at_once_a_trial_has_three_starts() {
    for round in 0..20 {
        let folder = folder();
        let images = Images::open(folder.path()).expect("a folder");
        images.try_spare().expect("kept");
        let (together, trial) = (Barrier::new(4), images.path(Slot::B));
        let starts: usize = thread::scope(|scope| {
            let one = || {
                together.wait();
                (0..3).filter(|_| images.start().expect("it says what starts") == trial).count()
            };
            let all: Vec<_> = (0..4).map(|_| scope.spawn(one)).collect();
            all.into_iter().map(|one| one.join().expect("no panic")).sum()
        });
        assert_eq!(starts, 3, "round {round}");
    }
}

#[test]
fn a_launcher_and_whoever_watches_never_lose_a_word_of_each_other() {
    for round in 0..20 {
        let folder = folder();
        let images = Images::open(folder.path()).expect("a folder");
        images.try_spare().expect("kept");
        let together = Barrier::new(2);
        thread::scope(|scope| {
            scope.spawn(|| {
                together.wait();
                images.start().expect("it starts");
            });
            together.wait();
            images.good().expect("kept");
        });
        // Whoever came first: it is good, and what was started is known.
        let boot = images.boot().expect("read");
        assert_eq!((boot.good, boot.trial, boot.started), (Slot::B, None, Some(Slot::B)), "round {round}");
    }
}
