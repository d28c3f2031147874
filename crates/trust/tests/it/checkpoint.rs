//! Checkpoints and signed notes.

use proptest::prelude::*;
use steadfast_trust::checkpoint::{Checkpoint, CheckpointError, Note, NoteError, NoteSignature, SignedCheckpoint};
use steadfast_trust::encoding::{base64, from_base64};
use steadfast_trust::hash::sha256;
use steadfast_trust::key::PublicKey;

use crate::key;

const ORIGIN: &str = "steadfast/ledger/0123456789abcdef";

/// The example of C2SP tlog-cosignature.
const EXAMPLE: &str = "example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
";

fn signed() -> SignedCheckpoint {
    Checkpoint::new(ORIGIN, 7, [5; 32]).sign(&key(1)).expect("signed")
}

fn holds(note: &str, key: &PublicKey) -> bool {
    SignedCheckpoint::read(note).is_ok_and(|checkpoint| checkpoint.verify(key).is_ok())
}

#[test]
fn the_example_of_the_specification_is_read_and_written_back() {
    let read = SignedCheckpoint::read(EXAMPLE).expect("a checkpoint");
    assert_eq!((read.unchecked().origin.as_str(), read.unchecked().size), ("example.com/behind-the-sofa", 20_852_163));
    assert_eq!(read.to_text(), EXAMPLE);
    let witnesses: Vec<_> = read.cosignatures().map(|line| (line.name.to_owned(), line.timestamp)).collect();
    assert_eq!(witnesses, [("witness.example.com/w1".to_owned(), 1_679_315_147)]);
}

#[test]
fn a_checkpoint_holds_under_both_halves_of_its_key() {
    let text = signed().to_text();
    let read = SignedCheckpoint::read(&text).expect("a checkpoint");
    assert_eq!(read, signed());
    assert_eq!(read.verify(key(1).public()).expect("it holds").size, 7);
    assert_eq!(read.verify(key(2).public()), Err(CheckpointError::Lines("Ed25519", 0)));
    assert!(text.starts_with(&format!("{ORIGIN}\n7\nBQUF")), "{text}");
}

#[test]
fn lines_are_named_as_the_specification_says() {
    let text = signed().to_text();
    let key_ids: Vec<Vec<u8>> = text
        .lines()
        .skip(4)
        .map(|line| {
            let word = line.rsplit(' ').next().expect("a word");
            from_base64(word).expect("base64")[..4].to_vec()
        })
        .collect();
    let id = |kind: &[u8], public: &[u8]| sha256(&[format!("{ORIGIN}\n").as_bytes(), kind, public])[..4].to_vec();
    let public = key(1).public().clone();
    assert_eq!(key_ids, [id(&[1], public.ed25519()), id(b"\xffsteadfast-ml-dsa-65", public.ml_dsa())]);
}

#[test]
fn one_half_is_not_enough_and_neither_may_be_doubled() {
    let text = signed().to_text();
    let lines: Vec<&str> = text.lines().collect();
    let with = |signatures: &[&str]| [&lines[..4], signatures, &[""]].concat().join("\n");
    let (ed25519, ml_dsa) = (lines[4], lines[5]);
    assert!(holds(&with(&[ed25519, ml_dsa]), key(1).public()));
    assert!(holds(&with(&[ml_dsa, ed25519]), key(1).public()), "the order of lines means nothing");
    for signatures in [&[ed25519][..], &[ml_dsa], &[ed25519, ed25519, ml_dsa], &[ed25519, ml_dsa, ml_dsa], &[]] {
        assert!(!holds(&with(signatures), key(1).public()), "{} lines", signatures.len());
    }
}

#[test]
fn witnesses_are_passed_over_and_kept() {
    let mut checkpoint = signed();
    let line =
        |name: &str, length: usize| NoteSignature { name: name.to_owned(), key_id: [1; 4], signature: vec![0; length] };
    checkpoint.add(line("witness.example.com/w1", 72));
    checkpoint.add(line("unknown.example.com/x", 9));
    let read = SignedCheckpoint::read(&checkpoint.to_text()).expect("a checkpoint");
    read.verify(key(1).public()).expect("it holds");
    assert_eq!(read.to_text(), checkpoint.to_text());
    assert_eq!(read.cosignatures().map(|line| line.name.to_owned()).collect::<Vec<_>>(), ["witness.example.com/w1"]);
}

#[test]
fn an_origin_that_is_no_name_is_not_signed() {
    for origin in ["", "with space", "a+b", "a\nb", "a\u{a0}b"] {
        assert_eq!(Checkpoint::new(origin, 0, [0; 32]).sign(&key(1)), Err(CheckpointError::Text), "{origin:?}");
    }
    let mut checkpoint = Checkpoint::new(ORIGIN, 0, [0; 32]);
    checkpoint.extensions.push(String::new());
    assert_eq!(checkpoint.sign(&key(1)), Err(CheckpointError::Text));
}

#[test]
fn what_is_no_checkpoint_is_refused() {
    let root = base64(&[5; 32]);
    let good = format!("{ORIGIN}\n7\n{root}\n");
    assert!(Checkpoint::from_text(&good).is_some());
    assert!(Checkpoint::from_text(&format!("{good}more\n")).is_some());
    for other in [
        format!("{ORIGIN}\n07\n{root}\n"),
        format!("{ORIGIN}\n+7\n{root}\n"),
        format!("{ORIGIN}\n-7\n{root}\n"),
        format!("{ORIGIN}\n99999999999999999999\n{root}\n"),
        format!("{ORIGIN}\n7\n{}\n", base64(&[5; 31])),
        format!("{ORIGIN}\n7\n{root}"),
        format!("{ORIGIN}\n7\n{root} \n"),
        format!("{ORIGIN}\n7\n{root}\n\n"),
        format!("\n7\n{root}\n"),
        format!("{ORIGIN}\n7\n"),
        String::new(),
    ] {
        assert_eq!(Checkpoint::from_text(&other), None, "{other:?}");
    }
}

#[test]
fn what_is_no_note_is_refused() {
    let line = "— name AAAAAAA=\n";
    let cases = [
        (format!("text\n\n{line}"), None),
        (format!("text\n\nmore\n\n{line}"), None),
        (format!("text\n{line}"), Some(NoteError::Shape)),
        (format!("text\n\n{}", line.trim_end()), Some(NoteError::Shape)),
        ("text\n\n".to_owned(), Some(NoteError::Shape)),
        (format!("te\txt\n\n{line}"), Some(NoteError::Control)),
        ("text\n\n- name AAAAAAA=\n".to_owned(), Some(NoteError::Line(1))),
        (format!("text\n\n{line}— na+me AAAAAAA=\n"), Some(NoteError::Line(2))),
        ("text\n\n— name AAAAAA==\n".to_owned(), Some(NoteError::Line(1))),
        ("text\n\n— name AAAAAAB=\n".to_owned(), Some(NoteError::Line(1))),
        (format!("text\n\n{}", line.repeat(65)), Some(NoteError::Signatures)),
        ("x".repeat(300_000), Some(NoteError::Large(300_000))),
    ];
    for (text, expected) in cases {
        assert_eq!(Note::read(&text).err(), expected, "{text:.40?}");
    }
}

proptest! {
    #[test]
    fn every_flipped_bit_of_a_checkpoint_is_refused(at: prop::sample::Index, bit in 0_u8..8) {
        let mut bytes = signed().to_text().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(!String::from_utf8(bytes).is_ok_and(|note| holds(&note, key(1).public())));
    }

    #[test]
    fn no_text_breaks_the_readers(text: String, body in "[a-z\n 0-9+=—]{0,80}") {
        let _ = SignedCheckpoint::read(&text);
        if let Ok(note) = Note::read(&body) {
            prop_assert_eq!(note.to_text(), body);
        }
    }
}
