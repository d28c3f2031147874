//! Encrypted to a key of the owner's: the program `age` opens it, with that key alone.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use proptest::prelude::*;
use steadfast_device::vault::Recipient;

use super::{beside, exported, world};
use crate::made::start_beside;

const MISSING: &str = "age is installed: `cargo xtask tools` does so";

/// A key of the owner's in a file, and its public half.
fn key(file: &Path) -> Recipient {
    let made = Command::new("age-keygen").arg("-o").arg(file).output().expect(MISSING);
    assert!(made.status.success(), "{made:?}");
    let text = fs::read_to_string(file).expect("written");
    let public = text.lines().find_map(|line| line.strip_prefix("# public key: ")).expect("it names it");
    assert_eq!(Recipient::read(&public.to_ascii_uppercase()), Recipient::read(public));
    Recipient::read(public).expect("a recipient")
}

fn opened(key: &Path, bytes: &[u8]) -> Output {
    let mut age = Command::new("age");
    age.arg("--decrypt").arg("-i").arg(key).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = age.spawn().expect(MISSING);
    let (mut input, bytes) = (child.stdin.take().expect("piped"), bytes.to_vec());
    let writer = std::thread::spawn(move || drop(input.write_all(&bytes)));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("written");
    output
}

#[test]
fn the_program_age_opens_it_with_the_owner_s_key_alone() {
    let (storage, folder) = world();
    let keys = tempfile::tempdir().expect("a folder");
    let (theirs, other) = (keys.path().join("theirs"), keys.path().join("other"));
    let to = key(&theirs);
    key(&other);
    let mut unit = start_beside(&storage, beside(&folder));
    let plain = exported(&mut unit, None);
    let sealed = exported(&mut unit, Some(to));
    let again = opened(&theirs, &sealed);
    assert!(again.status.success() && again.stdout == plain, "{}", String::from_utf8_lossy(&again.stderr));
    assert!(!opened(&other, &sealed).status.success());
    for at in [30, sealed.len() / 2, sealed.len() - 1] {
        let mut bytes = sealed.clone();
        bytes[at] ^= 1;
        assert!(!opened(&theirs, &bytes).status.success(), "changed at {at}");
    }
    assert!(!opened(&theirs, &sealed[..sealed.len() - 40]).status.success(), "cut off");
    assert_eq!(start_beside(&storage, beside(&folder)).archive().expect("begun").size(), sealed.len() as u64);
}

#[test]
fn contents_that_end_with_a_chunk_are_opened_too() {
    let keys = tempfile::tempdir().expect("a folder");
    let theirs = keys.path().join("theirs");
    let to = key(&theirs);
    let (storage, folder) = world();
    let filler = folder.path().join("filler");
    fs::write(&filler, b"").expect("written");
    let mut unit = start_beside(&storage, beside(&folder));
    let over = exported(&mut unit, None).len() % (64 << 10);
    // Digits of its size in the manifest may add to it.
    let sizes = (0..4).map(|more| (64 << 10) - over - more * 512);
    let whole = sizes.into_iter().find_map(|size| {
        fs::write(&filler, vec![1; size]).expect("written");
        Some(exported(&mut unit, None)).filter(|plain| plain.len() % (64 << 10) == 0)
    });
    let whole = whole.expect("a size that fits");
    let again = opened(&theirs, &exported(&mut unit, Some(to)));
    assert!(again.status.success() && again.stdout == whole, "{}", String::from_utf8_lossy(&again.stderr));
}

#[test]
fn each_export_has_keys_of_its_own() {
    let (storage, folder) = world();
    let keys = tempfile::tempdir().expect("a folder");
    let to = key(&keys.path().join("theirs"));
    let mut unit = start_beside(&storage, beside(&folder));
    let (one, two) = (exported(&mut unit, Some(to)), exported(&mut unit, Some(to)));
    assert_eq!(one.len(), two.len());
    let same = one.iter().zip(&two).filter(|(a, b)| a == b).count();
    assert!(same < one.len() / 100, "{same} of {} bytes are the same", one.len());
}

const GOOD: &str = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

/// Bech32 (BIP 173), as BIP 173 gives it, to write recipients that nobody has.
fn recipient(bytes: [u8; 32]) -> String {
    const ALPHABET: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
    let group = |bits: &[u8]| (0..5).fold(0, |value, at| value << 1 | bits.get(at).copied().unwrap_or(0));
    let mut values: Vec<u8> = bits.chunks(5).map(group).collect();
    let mut sum: u32 = 1;
    let prefix = [3, 3, 3, 0, 1, 7, 5];
    for value in prefix.iter().chain(&values).chain(&[0; 6]) {
        let top = sum >> 25;
        sum = (sum & 0x01ff_ffff) << 5 ^ u32::from(*value);
        let steps = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
        steps.iter().enumerate().filter(|(at, _)| top >> at & 1 == 1).for_each(|(_, step)| sum ^= step);
    }
    values.extend((0..6).map(|at| u8::try_from((sum ^ 1) >> (5 * (5 - at)) & 31).expect("five bits")));
    let digits: String = values.iter().map(|value| char::from(ALPHABET[usize::from(*value)])).collect();
    format!("age1{digits}")
}

#[test]
fn a_text_that_is_no_recipient_is_refused() {
    assert!(Recipient::read(GOOD).is_ok() && Recipient::read(&format!(" {GOOD}\n")).is_ok());
    assert!(Recipient::read(&recipient([9; 32])).is_ok(), "the test writes them as age does");
    let mut half = GOOD.to_owned();
    half.replace_range(..10, &GOOD[..10].to_ascii_uppercase());
    let secret = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
    for text in
        ["", "age", "age1", &half, &GOOD[..61], &format!("{GOOD}q"), secret, "ssh-ed25519 AAAA", "äge1", "age1ä"]
    {
        assert!(Recipient::read(text).is_err(), "{text:?}");
    }
    for at in 4..GOOD.len() {
        let other = if &GOOD[at..=at] == "q" { "p" } else { "q" };
        assert!(Recipient::read(&format!("{}{other}{}", &GOOD[..at], &GOOD[at + 1..])).is_err(), "changed at {at}");
    }
}

#[test]
fn a_point_with_which_everybody_would_know_the_secret_is_no_recipient() {
    let one = std::array::from_fn(|at| u8::from(at == 0));
    let order_eight = [
        0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4, 0x6a, 0xda, 0x09,
        0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49, 0xb8, 0x00,
    ];
    for weak in [[0; 32], one, order_eight] {
        assert!(Recipient::read(&recipient(weak)).is_err());
    }
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in "\\PC{0,80}") {
        prop_assert!(Recipient::read(&text).is_err());
    }
}
