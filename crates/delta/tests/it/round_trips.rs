//! Every pair of files comes out as it went in, and what they have in common is not sent again.

use proptest::collection::vec;
use proptest::prelude::*;
use steadfast_delta::{Algorithm, Header, Identity, apply, make};

use crate::{applied, noise, patch, program};

/// What somebody did to a file.
#[derive(Debug, Clone)]
enum Edit {
    Insert(usize, Vec<u8>),
    Delete(usize, usize),
    Move(usize, usize, usize),
    Replace(usize, Vec<u8>),
    Repeat(usize, usize),
}

impl Edit {
    fn apply(&self, file: &mut Vec<u8>) {
        let within = |at: usize| at % (file.len() + 1);
        let part = |at: usize, length: usize| within(at)..(within(at) + length).min(file.len());
        match self {
            Self::Insert(at, bytes) => drop(file.splice(within(*at)..within(*at), bytes.iter().copied())),
            Self::Delete(at, length) => drop(file.drain(part(*at, *length))),
            Self::Replace(at, bytes) => drop(file.splice(part(*at, bytes.len()), bytes.iter().copied())),
            Self::Move(from, length, to) => {
                let moved: Vec<u8> = file.drain(part(*from, *length)).collect();
                let to = to % (file.len() + 1);
                drop(file.splice(to..to, moved));
            }
            Self::Repeat(at, length) => file.extend_from_within(part(*at, *length)),
        }
    }
}

fn edit() -> impl Strategy<Value = Edit> {
    let (at, length, bytes) = (any::<usize>(), 0_usize..20_000, vec(any::<u8>(), 0..300));
    prop_oneof![
        (at, bytes.clone()).prop_map(|(at, bytes)| Edit::Insert(at, bytes)),
        (at, length.clone()).prop_map(|(at, length)| Edit::Delete(at, length)),
        (at, length.clone(), at).prop_map(|(from, length, to)| Edit::Move(from, length, to)),
        (at, bytes).prop_map(|(at, bytes)| Edit::Replace(at, bytes)),
        (at, length).prop_map(|(at, length)| Edit::Repeat(at, length)),
    ]
}

fn file() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        vec(any::<u8>(), 0..2_000),
        vec(0_u8..3, 0..20_000),
        (0_usize..60_000).prop_map(|length| program(length, 0)),
        (0_usize..40_000, any::<u8>()).prop_map(|(length, byte)| vec![byte; length]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn edited_files_come_out_as_they_went_in(old in file(), edits in vec(edit(), 0..6)) {
        let mut new = old.clone();
        edits.iter().for_each(|edit| edit.apply(&mut new));
        prop_assert!(applied(&old, &patch(&old, &new)).is_ok_and(|got| got == new));
    }

    #[test]
    fn unrelated_files_come_out_as_they_went_in(old in file(), new in file()) {
        prop_assert!(applied(&old, &patch(&old, &new)).is_ok_and(|got| got == new));
    }
}

#[test]
fn a_patch_says_from_what_to_what() {
    let (old, new) = (program(5_000, 0), program(6_000, 16));
    let made = make(&old, &new).expect("a patch");
    let said = Header { algorithm: Algorithm::Difference, old: Identity::of(&old), new: Identity::of(&new) };
    let read = Header::read(&mut &made.bytes[..]).expect("a header");
    let told = apply(&old, &made.bytes[..], &mut Vec::new()).expect("the new file");
    assert_eq!([made.header, read, told], [said; 3]);
}

#[test]
fn the_same_files_give_the_same_patch() {
    let (old, new) = (program(50_000, 0), program(50_000, 16));
    assert_eq!(patch(&old, &new), patch(&old, &new));
}

#[test]
fn empty_files_are_files() {
    for (old, new) in [(0, 0), (0, 1), (1, 0), (0, 100_000), (100_000, 0)] {
        let (old, new) = (noise(1, old), noise(2, new));
        assert_eq!(applied(&old, &patch(&old, &new)).expect("the new file"), new);
    }
}

#[test]
fn what_is_the_same_costs_nothing() {
    let old = noise(1, 3 << 20);
    assert!(patch(&old, &old).len() < 130);
    let mut moved = old[1 << 20..].to_vec();
    moved.extend_from_slice(&old[..1 << 20]);
    assert!(patch(&old, &moved).len() < 150);
    assert_eq!(applied(&old, &patch(&old, &moved)).expect("the new file"), moved);
}

#[test]
fn addresses_that_moved_cost_a_fraction_of_what_they_are() {
    let (old, new) = (program(1 << 20, 0), program(1 << 20, 16));
    let changed = old.iter().zip(&new).filter(|(old, new)| old != new).count();
    let length = patch(&old, &new).len();
    assert!(changed > 10_000 && length < changed / 10, "{length} bytes for {changed} that changed");
}

#[test]
fn bytes_that_repeat_far_apart_take_no_quadratic_time() {
    let mut old = vec![0; 1 << 20];
    (0..old.len()).step_by(4_000).for_each(|at| old[at] = (at / 4_000) as u8);
    let new: Vec<u8> = old.iter().rev().copied().collect();
    assert_eq!(applied(&old, &patch(&old, &new)).expect("the new file"), new);
}
