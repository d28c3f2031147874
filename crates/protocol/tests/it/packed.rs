//! Batches whose events are deflated, and where their chains lead.

use proptest::prelude::*;
use steadfast_protocol::{
    Envelope, EventBatch, MOST_BYTES, MOST_EVENT, MOST_EVENTS, MessageError, PackedError, chain_begin, chained, decode,
    deflate, encode, inflate,
};
use steadfast_trust::encoding::hex;

use crate::{event_batch, key};

/// Bytes of the longest events of a batch, one after the other.
const MOST_UNPACKED: usize = 3 + MOST_EVENTS * (3 + MOST_EVENT);

fn of(events: &[Vec<u8>]) -> EventBatch {
    let before = chain_begin("security");
    let after = events.iter().fold(before, |chain, event| chained(&chain, event));
    let events = events.iter().map(|event| event.clone().into()).collect();
    EventBatch { events, before: Some(before), after: Some(after), ..event_batch() }
}

/// A batch that holds what is no packed events.
fn packing(plain: &[u8]) -> EventBatch {
    EventBatch { events: Vec::new(), packed: Some(deflate(plain).into()), ..event_batch() }
}

#[test]
fn what_was_packed_is_unpacked_and_shorter_on_the_way() {
    let batch = of(&vec![b"the same, and the same again".to_vec(); MOST_EVENTS]);
    let packed = batch.clone().pack();
    assert!(packed.events.is_empty() && encode(&packed).len() * 10 < encode(&batch).len());
    let travelled: EventBatch = decode(&encode(&packed)).expect("read");
    assert_eq!(travelled.unpack().expect("unpacked"), batch);
}

#[test]
fn what_would_not_be_shorter_travels_as_it_is() {
    for few in [event_batch(), of(&[]), of(&[vec![7]])] {
        assert_eq!(few.clone().pack(), few);
        assert_eq!(few.clone().unpack().expect("it was not packed"), few);
    }
}

#[test]
fn the_longest_batch_is_unpacked_and_a_bomb_is_not() {
    let longest = of(&vec![vec![0; MOST_EVENT]; MOST_EVENTS]);
    assert_eq!(longest.clone().pack().unpack().expect("it may be so long"), longest);
    let bomb = packing(&vec![0; 64 << 20]);
    assert!(encode(&Envelope::sign(&bomb, &key(1))).len() <= MOST_BYTES, "it fits into a request");
    assert!(matches!(bomb.unpack(), Err(PackedError::Large)));
    let above = packing(&vec![0x40; MOST_UNPACKED + 1]);
    assert!(matches!(above.unpack(), Err(PackedError::Large)));
}

#[test]
fn many_events_of_no_length_are_told_before_they_take_room() {
    let claimed = packing(&[0x9b, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0x40]);
    assert!(matches!(claimed.unpack(), Err(PackedError::Events(MessageError::Shape(_)))));
    let empty = [vec![0x9a, 0, 1, 0, 0], vec![0x40; 1 << 16]].concat();
    assert_eq!(packing(&empty).unpack().expect("the server counts them").events.len(), 1 << 16);
}

#[test]
fn what_is_damaged_goes_on_or_is_there_twice_is_refused() {
    let packed = of(&vec![vec![5; 40]; 9]).pack();
    let bytes = packed.packed.clone().expect("packed").to_vec();
    let with = |bytes: Vec<u8>| EventBatch { packed: Some(bytes.into()), ..packed.clone() };
    for bad in [bytes[..bytes.len() - 1].to_vec(), [&bytes[..], &[0]].concat(), Vec::new(), vec![0xff; 9]] {
        assert!(matches!(with(bad.clone()).unpack(), Err(PackedError::Damaged)), "{}", hex(&bad));
    }
    let twice = EventBatch { events: vec![vec![1].into()], ..packed.clone() };
    assert!(matches!(twice.unpack(), Err(PackedError::Twice)));
    assert!(matches!(packing(b"no events").unpack(), Err(PackedError::Events(_))));
    assert!(inflate(&bytes, 10).is_err());
}

#[test]
fn events_lead_where_the_batch_says_or_it_says_nothing() {
    let batch = of(&[vec![1], vec![2], vec![3]]);
    assert!(batch.leads());
    let none = EventBatch { before: None, ..batch.clone() };
    assert!(none.leads(), "nobody knows");
    let others = [
        EventBatch { after: None, ..batch.clone() },
        EventBatch { after: Some([2; 32].into()), ..batch.clone() },
        EventBatch { before: Some([2; 32].into()), ..batch.clone() },
        EventBatch { events: vec![vec![1].into(), vec![3].into(), vec![2].into()], ..batch.clone() },
        EventBatch { events: vec![vec![1].into(), vec![2].into()], ..batch },
    ];
    assert!(others.iter().all(|other| !other.leads()));
}

#[test]
fn a_packed_batch_of_the_first_unit_that_packed_is_read() {
    let text = include_str!("../golden/events-packed.hex").trim();
    let digit = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).expect("hexadecimal");
    let bytes: Vec<u8> = (0..text.len()).step_by(2).map(digit).collect();
    let read = decode::<EventBatch>(&bytes).expect("read");
    assert_eq!(read.unpack().expect("unpacked"), of(&vec![b"steady".to_vec(); 12]));
}

proptest! {
    #[test]
    fn whatever_is_recorded_comes_out_as_it_went_in(
        events in proptest::collection::vec(proptest::collection::vec(0_u8..8, 0..64), 0..40)
    ) {
        let batch = of(&events);
        prop_assert_eq!(batch.clone().pack().unpack().expect("unpacked"), batch);
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        drop(EventBatch { events: Vec::new(), packed: Some(bytes.into()), ..event_batch() }.unpack());
    }
}
