//! What is frequent is kept, and how wrong a count is stays within what is stated.

use std::collections::BTreeMap;

use proptest::prelude::*;
use steadfast_monitor::measure::heavy::Heavy;

fn of(things: &[u64]) -> Heavy<8> {
    let mut heavy = Heavy::default();
    for thing in things {
        heavy.insert(*thing);
    }
    heavy
}

fn counts(things: &[u64]) -> BTreeMap<u64, u64> {
    let mut counts = BTreeMap::new();
    things.iter().for_each(|thing| *counts.entry(*thing).or_default() += 1);
    counts
}

/// Few things that come often, and many that come seldom.
fn things() -> impl Strategy<Value = Vec<u64>> {
    proptest::collection::vec(prop_oneof![0_u64..4, 0_u64..12, 0_u64..1_000], 0..400)
}

/// Why a count is not what was promised; nothing where it is.
fn broken(heavy: &Heavy<8>, things: &[u64]) -> Option<String> {
    let (true_counts, share) = (counts(things), things.len() as u64 / 8);
    let wrong = true_counts.iter().find(|(thing, count)| match heavy.get(**thing) {
        Some(item) => item.count < **count || item.count - item.error > **count || item.error > share,
        None => **count > heavy.most_unknown() || **count > share,
    });
    wrong.map(|(thing, count)| format!("{thing} came {count} times: {:?}", heavy.get(*thing)))
}

proptest! {
    #[test]
    fn counts_and_errors_are_as_stated(things in things()) {
        prop_assert_eq!(broken(&of(&things), &things), None);
    }

    #[test]
    fn merged_counts_and_errors_are_as_stated(first in things(), second in things(), third in things()) {
        let mut merged = of(&first);
        merged.merge(&of(&second));
        merged.merge(&of(&third));
        let all = [first, second, third].concat();
        prop_assert_eq!(broken(&merged, &all), None);
        prop_assert!(merged.items().windows(2).all(|pair| pair[0].count >= pair[1].count));
    }

    #[test]
    fn what_was_written_is_read(things in things()) {
        let heavy = of(&things);
        let bytes = heavy.to_bytes();
        let read = Heavy::<8>::from_bytes(&bytes).expect("it was written");
        prop_assert_eq!(read.items(), heavy.items());
        prop_assert_eq!(Heavy::<4>::from_bytes(&bytes).is_ok(), heavy.items().len() <= 4);
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        let _ = Heavy::<8>::from_bytes(&bytes);
        if let Ok(mut read) = Heavy::<8>::from_bytes(&[b"H\x01".as_slice(), &bytes].concat()) {
            read.insert(7);
            read.merge(&of(&[1, 2, 3]));
        }
    }
}

#[test]
fn of_two_as_frequent_the_smaller_number_comes_first() {
    let numbers: Vec<u64> = of(&[3, 1, 2, 1, 2, 9]).items().iter().map(|item| item.thing).collect();
    assert_eq!(numbers, [1, 2, 3, 9]);
}
