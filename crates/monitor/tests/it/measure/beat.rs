//! How regularly something comes is told as near as it matters, and without a verdict.

use proptest::prelude::*;
use steadfast_monitor::measure::beat::{Beat, Rhythm};
use steadfast_monitor::measure::heavy::{Beside as _, Heavy};

use super::chance::Chance;

fn of(gaps: impl IntoIterator<Item = f64>) -> Beat {
    let (mut beat, mut time) = (Beat::default(), 1_700_000_000_000.0);
    beat.insert(time as u64);
    for gap in gaps {
        time += gap;
        beat.insert(time as u64);
    }
    beat
}

fn rhythm(gaps: impl IntoIterator<Item = f64>) -> Rhythm {
    of(gaps).rhythm().expect("there are gaps enough")
}

/// The same, exactly.
fn exact(gaps: &[f64]) -> (f64, f64) {
    let mut sorted = gaps.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |quarter| sorted[sorted.len() * quarter / 4];
    (at(2), (at(3) - at(1)) / at(2))
}

/// Four seconds, waited for with a jitter as that of a bot: half of the time short, at times long.
fn bot(chance: &mut Chance) -> f64 {
    4_000.0 * (0.5 + 0.9 * chance.exponential())
}

#[test]
fn a_clock_has_no_jitter_and_chance_has_much() {
    let clock = rhythm((0..200).map(|_| 66_000.0));
    assert!((clock.period / 66_000.0 - 1.0).abs() < 0.01 && clock.jitter < 0.01, "{clock:?}");
    assert_eq!(clock.gaps, 200);
    let mut chance = Chance(3);
    let random = rhythm((0..2_000).map(|_| 5_000.0 * chance.exponential()));
    assert!((1.0..2.5).contains(&random.jitter), "{random:?}");
}

#[test]
fn a_bot_that_comes_every_four_seconds_is_not_regular_by_itself() {
    let mut chance = Chance(5);
    let gaps: Vec<f64> = (0..6_000).map(|_| bot(&mut chance)).collect();
    let (beat, (period, jitter)) = (rhythm(gaps.iter().copied()), exact(&gaps));
    assert!(jitter > 0.8, "it is like the one that was measured: {jitter}");
    assert!((beat.period / period - 1.0).abs() < 0.3, "{beat:?}, exactly {period}");
    assert!((beat.jitter / jitter - 1.0).abs() < 0.5, "{beat:?}, exactly {jitter}");
}

#[test]
fn a_clock_that_misses_and_is_asked_twice_at_times_is_a_clock() {
    let mut chance = Chance(7);
    let odd = |chance: &mut Chance| match chance.next() {
        share if share < 0.05 => 132_000.0,
        share if share < 0.10 => 20.0,
        _ => 66_000.0 + 200.0 * chance.normal(),
    };
    let beat = rhythm((0..500).map(|_| odd(&mut chance)));
    assert!((beat.period / 66_000.0 - 1.0).abs() < 0.02 && beat.jitter < 0.1, "{beat:?}");
}

#[test]
fn another_rhythm_is_followed() {
    let beat = rhythm((0..300).map(|_| 66_000.0).chain((0..600).map(|_| 10_000.0)));
    assert!((beat.period / 10_000.0 - 1.0).abs() < 0.02 && beat.jitter < 0.02, "{beat:?}");
}

#[test]
fn too_few_times_are_no_rhythm() {
    let gaps = |count: usize| of((0..count).map(|_| 1_000.0));
    assert_eq!((Beat::default().rhythm(), gaps(0).rhythm(), gaps(2).rhythm()), (None, None, None));
    assert_eq!(gaps(3).rhythm().map(|rhythm| rhythm.gaps), Some(3));
    assert_eq!((Beat::default().last_time(), size_of::<Beat>()), (None, 16));
}

#[test]
fn a_time_before_the_last_is_passed_over() {
    let mut beat = of([1_000.0; 5]);
    let before = beat;
    beat.insert(1_700_000_000_000);
    assert_eq!(beat, before);
}

#[test]
fn the_most_frequent_keep_their_rhythms() {
    let mut heavy = Heavy::<4, Beat>::default();
    for second in 0..600_u64 {
        heavy.insert(second % 3).beside.insert(second * 1_000);
    }
    let read = Heavy::<4, Beat>::from_bytes(&heavy.to_bytes()).expect("it was written");
    let rhythm = read.get(1).and_then(|item| item.beside.rhythm()).expect("it came often");
    assert!((rhythm.period / 3_000.0 - 1.0).abs() < 0.01 && rhythm.gaps == 199, "{rhythm:?}");
}

proptest! {
    #[test]
    fn the_first_six_gaps_are_exact(gaps in proptest::collection::vec(1_u32..1_000_000, 3..=6)) {
        let mut sorted = gaps.clone();
        sorted.sort_unstable();
        let beat = rhythm(gaps.iter().map(|gap| f64::from(*gap)));
        let (low, high) = (f64::from(sorted[(sorted.len() - 1) / 2]), f64::from(sorted[sorted.len() / 2]));
        prop_assert!(low * 0.993 <= beat.period && beat.period <= high * 1.007, "{:?} of {:?}", beat, sorted);
    }

    #[test]
    fn no_times_and_no_bytes_break_it(packed: u128, times in proptest::collection::vec(any::<u64>(), 0..50)) {
        let mut beat = Beat::unpack(packed);
        times.iter().for_each(|time| beat.insert(*time));
        if let Some(rhythm) = beat.rhythm() {
            prop_assert!(rhythm.period >= 1.0 && rhythm.jitter.is_finite());
        }
        prop_assert_eq!(Beat::unpack(beat.pack()), beat);
    }
}
