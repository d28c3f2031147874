//! Different things are counted within the error that is stated.

use proptest::prelude::*;
use steadfast_monitor::measure::distinct::Distinct;

fn of(bits: u32, seed: u64, things: impl IntoIterator<Item = u64>) -> Distinct {
    let mut distinct = Distinct::new(bits, seed);
    for thing in things {
        distinct.insert(thing);
    }
    distinct
}

/// The root of the mean square of relative errors over some seeds.
fn error(bits: u32, things: u64) -> f64 {
    let errors = (0..40_u64).map(|seed| of(bits, seed, 0..things).estimate() / things as f64 - 1.0);
    (errors.map(|error| error * error).sum::<f64>() / 40.0).sqrt()
}

#[test]
fn the_error_is_as_stated_for_few_and_for_many() {
    for (bits, stated) in [(6, 0.13), (8, 0.065), (10, 0.0325)] {
        for things in [100, 1_000, 10_000] {
            let error = error(bits, things);
            assert!(error < 1.4 * stated, "{bits} bits, {things} things: {error}");
        }
    }
}

#[test]
fn few_are_counted_nearly_exactly() {
    for things in 1..=6 {
        let errors = (0..40).map(|seed| (of(6, seed, 0..things).estimate() - things as f64).abs());
        assert!(errors.sum::<f64>() / 40.0 < 0.5, "{things} things");
    }
    assert_eq!(Distinct::new(6, 1).estimate(), 0.0);
}

#[test]
fn all_registers_full_are_still_a_number() {
    let mut bytes = Distinct::new(4, 1).to_bytes();
    bytes[11..].fill(61);
    let full = Distinct::from_bytes(&bytes).expect("the most that a register holds");
    assert!(full.estimate() > 1e18);
    bytes[11] = 62;
    assert!(Distinct::from_bytes(&bytes).is_err());
}

proptest! {
    #[test]
    fn neither_order_nor_parts_nor_repeats_matter(
        things in proptest::collection::vec(any::<u64>(), 0..300), cut: prop::sample::Index, bits in 4_u32..=10, seed: u64,
    ) {
        let whole = of(bits, seed, things.iter().copied());
        let (first, second) = things.split_at(cut.index(things.len() + 1));
        let mut merged = of(bits, seed, second.iter().rev().copied());
        prop_assert!(merged.merge(&of(bits, seed, first.iter().chain(first).copied())).is_ok());
        prop_assert_eq!(&merged, &whole);
        prop_assert_eq!(Distinct::from_bytes(&whole.to_bytes()), Ok(whole));
        prop_assert!(merged.merge(&Distinct::new(bits, !seed)).is_err());
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        let _ = Distinct::from_bytes(&bytes);
        let _ = Distinct::from_bytes(&[b"D\x01\x04".as_slice(), &bytes].concat()).map(|read| read.estimate());
    }
}
