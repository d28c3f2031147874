//! Packets of name servers.

use std::net::IpAddr;

use proptest::prelude::*;
use steadfast_agent::net::dns::{Answer, DnsError, Kind, Question};

/// A name as packets have it.
pub(crate) fn name(text: &str) -> Vec<u8> {
    let labels = text
        .split('.')
        .flat_map(|label| [&[u8::try_from(label.len()).expect("it is short")], label.as_bytes()].concat());
    labels.chain([0]).collect()
}

/// An answer to a question: these flags, these records (owner, type, data).
pub(crate) fn answer(question: &[u8], flags: u16, records: &[(Vec<u8>, u16, Vec<u8>)]) -> Vec<u8> {
    let count = u16::try_from(records.len()).expect("they are few").to_be_bytes();
    let mut packet = [&question[..2], &flags.to_be_bytes(), &[0, 1], &count, &[0, 0, 0, 0], &question[12..]].concat();
    for (owner, kind, data) in records {
        let length = u16::try_from(data.len()).expect("it is short").to_be_bytes();
        packet.extend([&owner[..], &kind.to_be_bytes(), &[0, 1, 0, 0, 0, 60], &length, data].concat());
    }
    packet
}

/// The name of the question, by reference.
const SAME: [u8; 2] = [0xc0, 12];

const ANSWER: u16 = 0x8180;

fn question() -> Question {
    Question::new(0x1234, "Unit.Example", Kind::V4).expect("it is a name")
}

fn found(records: &[(Vec<u8>, u16, Vec<u8>)]) -> Vec<IpAddr> {
    match question().read(&answer(&question().packet(), ANSWER, records)) {
        Ok(Answer::Addresses(addresses)) => addresses,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_question_is_a_packet_of_the_standard() {
    let expected = b"\x12\x34\x01\0\0\x01\0\0\0\0\0\0\x04unit\x07example\0\0\x01\0\x01";
    assert_eq!(question().packet(), *expected);
    for text in ["", ".", "a..b", "a b", "\u{e9}", &"a".repeat(64), &["abcdefg"; 40].join(".")] {
        assert!(Question::new(1, text, Kind::V4).is_err(), "{text}");
    }
    assert!(Question::new(1, "a.b.", Kind::V6).is_ok());
}

#[test]
fn addresses_are_found_behind_other_names() {
    let own = (SAME.to_vec(), 1, vec![192, 0, 2, 1]);
    assert_eq!(found(std::slice::from_ref(&own)), ["192.0.2.1".parse::<IpAddr>().expect("it is one")]);
    let alias = [(SAME.to_vec(), 5, name("a.test")), (name("A.test"), 1, vec![192, 0, 2, 2])];
    assert_eq!(found(&alias), ["192.0.2.2".parse::<IpAddr>().expect("it is one")]);
    let foreign = [(name("b.test"), 1, vec![192, 0, 2, 3])];
    assert_eq!(found(&foreign), Vec::<IpAddr>::new(), "nobody asked for that name");
    assert_eq!(found(&[(SAME.to_vec(), 28, vec![0; 16])]), Vec::<IpAddr>::new(), "nobody asked for that kind");
}

#[test]
fn names_that_stand_for_each_other_end() {
    let circle = [(SAME.to_vec(), 5, name("a.test")), (name("a.test"), 5, name("unit.example"))];
    assert_eq!(found(&circle), Vec::<IpAddr>::new());
    let long: Vec<_> = (0..20).map(|at| (name(&format!("n{at}")), 5, name(&format!("n{}", at + 1)))).collect();
    let first = [(SAME.to_vec(), 5, name("n0"))];
    assert_eq!(found(&[&first[..], &long, &[(name("n20"), 1, vec![1, 1, 1, 1])]].concat()), Vec::<IpAddr>::new());
}

#[test]
fn what_answers_something_else_is_not_believed() {
    let packet = question().packet();
    let good = answer(&packet, ANSWER, &[]);
    let changed = |at: usize, byte: u8| {
        let mut packet = good.clone();
        packet[at] = byte;
        question().read(&packet)
    };
    assert_eq!(question().read(&good), Ok(Answer::Addresses(Vec::new())));
    for (at, byte) in [(0, 0), (1, 0), (2, 0), (5, 0), (5, 2), (13, b'x'), (26, 28), (28, 3)] {
        assert_eq!(changed(at, byte), Err(DnsError::Another), "{at}");
    }
    assert_eq!(question().read(&answer(&packet, 0x8183, &[])), Ok(Answer::NoSuchName));
    assert_eq!(question().read(&answer(&packet, 0x8182, &[])), Err(DnsError::Failed(2)));
    assert_eq!(question().read(&answer(&packet, 0x8380, &[])), Ok(Answer::Truncated));
}

#[test]
fn references_that_lead_in_circles_are_refused() {
    let packet = question().packet();
    let here = u8::try_from(packet.len()).expect("it is short");
    for owner in [vec![0xc0, here], vec![1, b'a', 0xc0, here], vec![0xff, 0xff], vec![0x40], vec![63]] {
        let read = question().read(&answer(&packet, ANSWER, &[(owner.clone(), 1, vec![1, 1, 1, 1])]));
        assert_eq!(read, Err(DnsError::Malformed), "{owner:?}");
    }
}

proptest! {
    #[test]
    fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..200), flags: u16) {
        let _ = question().read(&bytes);
        let packet = question().packet();
        let _ = question().read(&[answer(&packet, flags | 0x8000, &[]), bytes.clone()].concat());
        let mut counted = answer(&packet, ANSWER, &[]);
        counted[7] = 9;
        let _ = question().read(&[counted, bytes].concat());
    }
}
