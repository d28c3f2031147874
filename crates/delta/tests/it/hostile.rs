//! What is no patch, or not for this file, or damaged, is an error, and never another file.

use std::io::{self, Write};

use proptest::prelude::*;
use steadfast_delta::{DeltaError, apply};

use crate::{applied, noise, patch, program};

/// Where the new file's length stands.
const NEW_LENGTH: usize = 50;

/// Where the windows stand.
const WINDOWS: usize = 90;

fn pair() -> (Vec<u8>, Vec<u8>) {
    let (old, mut new) = (program(30_000, 0), program(32_000, 16));
    new.splice(20_000..20_000, noise(3, 100));
    (old, new)
}

/// Counts what it gets, and refuses more than so many bytes.
struct Bounded(usize);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn another_old_file_is_refused_before_anything_is_written() {
    let (old, new) = pair();
    let patch = patch(&old, &new);
    let mut flipped = old.clone();
    flipped[17] ^= 1;
    for wrong in [&flipped[..], &old[1..], &new, &[]] {
        let mut written = Vec::new();
        let error = apply(wrong, &patch[..], &mut written).expect_err("a refusal");
        assert!(matches!(error, DeltaError::WrongOld { .. }), "{error}");
        assert!(written.is_empty());
    }
}

#[test]
fn each_field_of_the_header_is_checked() {
    let (old, new) = pair();
    let patch = patch(&old, &new);
    let with = |at: usize, byte: u8| {
        let mut patch = patch.clone();
        patch[at] ^= byte;
        applied(&old, &patch).expect_err("a refusal")
    };
    assert!(matches!(with(0, 1), DeltaError::NotAPatch));
    assert!(matches!(with(8, 3), DeltaError::Version(2)));
    assert!(matches!(with(9, 8), DeltaError::Algorithm(9)));
    assert!(matches!(with(10, 1), DeltaError::WrongOld { .. }));
    assert!(matches!(with(20, 1), DeltaError::WrongOld { .. }));
    assert!(matches!(with(60, 1), DeltaError::WrongNew));
    assert!(matches!(applied(&old, b"SFDEL"), Err(DeltaError::NotAPatch)));
    for (at, window) in (WINDOWS..).zip(&patch[WINDOWS..WINDOWS + 4]) {
        for wrong in [0, 11, 24, 31, 128, 255] {
            assert!(matches!(with(at, window ^ wrong), DeltaError::Memory), "{wrong}");
        }
    }
}

#[test]
fn a_longer_or_shorter_new_file_than_stated_is_refused() {
    let (old, new) = pair();
    let patch = patch(&old, &new);
    for length in [0, 1, new.len() as u64 - 1, new.len() as u64 + 1, u64::MAX] {
        let mut patch = patch.clone();
        patch[NEW_LENGTH..NEW_LENGTH + 8].copy_from_slice(&length.to_le_bytes());
        let mut out = Bounded(new.len());
        apply(&old, &patch[..], &mut out).expect_err("a refusal");
        assert!((new.len() - out.0) as u64 <= length, "more was written than stated");
    }
}

#[test]
fn a_patch_that_is_cut_off_says_so() {
    let (old, new) = pair();
    let patch = patch(&old, &new);
    for length in 8..patch.len() {
        let error = applied(&old, &patch[..length]).expect_err("a refusal");
        assert!(matches!(error, DeltaError::Truncated { .. }), "{length}: {error}");
    }
}

#[test]
fn what_follows_a_patch_is_refused() {
    let (old, new) = pair();
    let patch = [patch(&old, &new), vec![0]].concat();
    assert!(matches!(applied(&old, &patch), Err(DeltaError::Trailing)));
}

#[test]
fn no_flipped_bit_gives_another_file() {
    let old = program(3_000, 0);
    let mut new = program(3_000, 16);
    new.splice(700..700, noise(3, 60));
    let patch = patch(&old, &new);
    for bit in 0..patch.len() * 8 {
        let mut patch = patch.clone();
        patch[bit / 8] ^= 1 << (bit % 8);
        assert!(applied(&old, &patch).is_ok_and(|got| got == new) || applied(&old, &patch).is_err(), "bit {bit}");
    }
}

#[test]
fn a_place_that_cannot_be_written_is_told_of() {
    let (old, new) = pair();
    let error = apply(&old, &patch(&old, &new)[..], &mut Bounded(1_000)).expect_err("a failure");
    assert!(matches!(error, DeltaError::Write(error) if error.kind() == io::ErrorKind::StorageFull));
}

#[test]
fn a_patch_that_cannot_be_read_is_told_of() {
    struct Broken;
    impl io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::ConnectionReset.into())
        }
    }
    let (old, new) = pair();
    let patch = patch(&old, &new);
    let cut = io::Read::chain(&patch[..400], Broken);
    let error = apply(&old, cut, &mut Vec::new()).expect_err("a failure");
    assert!(matches!(error, DeltaError::Read(error) if error.kind() == io::ErrorKind::ConnectionReset));
}

proptest! {
    #[test]
    fn damage_behind_the_header_never_gives_another_file(at in 90_usize..10_000, bytes in prop::collection::vec(any::<u8>(), 1..40)) {
        let old = program(9_000, 0);
        let new = program(9_500, 16);
        let mut patch = patch(&old, &new);
        let at = 90 + at % (patch.len() - 90);
        let end = (at + bytes.len()).min(patch.len());
        patch[at..end].copy_from_slice(&bytes[..end - at]);
        let mut out = Vec::new();
        if apply(&old, &patch[..], &mut out).is_ok() {
            prop_assert_eq!(out, new);
        }
    }
}
