//! Bursts score, what is usual does not, and no order of time breaks anything.

use proptest::prelude::*;
use steadfast_monitor::measure::burst::{Burst, Edge, Settings};

fn small() -> Settings {
    Settings { width: 64, ..Settings::default() }
}

/// One edge a tick, as a unit that is well does.
fn usual(burst: &mut Burst, ticks: std::ops::Range<u32>) -> f32 {
    ticks.map(|tick| burst.score(Edge { tick, source: 1, destination: 2 })).fold(0.0, f32::max)
}

/// So many edges in one tick; the last one's score.
fn flood(burst: &mut Burst, tick: u32, edges: u32) -> f32 {
    (0..edges).map(|_| burst.score(Edge { tick, source: 1, destination: 2 })).fold(0.0, |_, score| score)
}

#[test]
fn what_goes_on_as_usual_scores_nothing_and_a_flood_does() {
    let mut burst = Burst::new(Settings::default(), 1);
    assert!(usual(&mut burst, 0..2_000) < 20.0, "one edge a minute is never a burst");
    assert!(flood(&mut burst, 2_000, 500) > 500.0);
}

#[test]
fn a_scan_of_many_destinations_is_seen_at_its_source() {
    let mut burst = Burst::new(Settings::default(), 1);
    usual(&mut burst, 0..2_000);
    let last = (0..300).map(|host| burst.score(Edge { tick: 2_000, source: 1, destination: 100 + host })).last();
    assert!(last > Some(200.0));
    let parts = burst.parts(1, 399);
    assert!(parts.source.surprise > 10.0 * parts.edge.surprise, "its edges are many, and each is a single one");
    assert!(parts.source.seen > 10.0 * parts.source.usual);
    assert_eq!(parts.score(), parts.source.surprise);
}

#[test]
fn a_slow_scan_is_seen_by_the_long_window() {
    let scanned = |long| {
        let mut burst = Burst::new(Settings { long, ..Settings::default() }, 1);
        usual(&mut burst, 0..20_000);
        let scan = (20_000..20_100).flat_map(|tick| (9..39).map(move |destination| (tick, destination)));
        let scores: Vec<f32> =
            scan.map(|(tick, destination)| burst.score(Edge { tick, source: 1, destination })).collect();
        (scores[29], scores.into_iter().fold(0.0, f32::max))
    };
    let (first, most) = scanned(100);
    assert!(first < 20.0 && most > 200.0, "after a minute {first}, after all {most}");
    assert!(scanned(5).1 < 100.0, "the short window alone says little");
}

#[test]
fn an_attack_does_not_become_the_usual() {
    let attacked = |gate| {
        let mut burst = Burst::new(Settings { gate, memory: 1_000, ..small() }, 1);
        usual(&mut burst, 0..600);
        (600..1_200).map(|tick| flood(&mut burst, tick, 200)).last().expect("there were ticks")
    };
    assert!(attacked(100.0) > 1_000.0, "after hours it still scores");
    assert_eq!(attacked(f32::INFINITY), 0.0, "were it learnt, it would score nothing");
}

#[test]
fn what_is_accepted_is_usual_from_then_on() {
    let mut burst = Burst::new(Settings::default(), 1);
    usual(&mut burst, 0..2_000);
    let before = (2_000..2_010).map(|tick| flood(&mut burst, tick, 200)).last().expect("there were ticks");
    burst.accept(1, 2);
    let after = (2_010..2_100).map(|tick| flood(&mut burst, tick, 200)).fold(0.0, f32::max);
    assert!(before > 1_000.0 && after == 0.0, "{before}, then {after}");
}

#[test]
fn silence_does_not_make_the_next_word_a_burst() {
    let mut burst = Burst::new(Settings::default(), 1);
    usual(&mut burst, 0..1_000);
    assert!(usual(&mut burst, 4_000_000_000..4_000_000_010) < 50.0, "what is new again is learnt within minutes");
}

#[test]
fn the_state_has_the_size_that_is_stated_and_is_written_in_as_much() {
    for width in [8, 64, 1_024] {
        let burst = Burst::new(Settings { width, ..small() }, 1);
        let cells = 96 * width as usize;
        assert!((cells..cells + 256).contains(&burst.bytes_kept()));
        assert!((cells..cells + 64).contains(&burst.to_bytes().len()));
    }
}

#[test]
fn only_what_was_written_is_read() {
    let mut burst = Burst::new(small(), 3);
    usual(&mut burst, 5..50);
    let bytes = burst.to_bytes();
    assert!(Burst::from_bytes(&bytes).is_ok());
    for cut in [0, 1, 2, 20, 46, bytes.len() - 1] {
        assert!(Burst::from_bytes(&bytes[..cut]).is_err(), "{cut} bytes");
    }
    for (at, byte) in [(0, 0), (1, 9), (2, 65), (5, 255), (47, 255)] {
        let mut other = bytes.clone();
        other[at] = byte;
        if at == 47 {
            other[48..51].fill(255);
        }
        assert!(Burst::from_bytes(&other).is_err(), "byte {at}");
    }
}

#[test]
fn only_what_is_measured_alike_is_merged() {
    let mut burst = Burst::new(small(), 3);
    assert!(burst.merge(Burst::new(small(), 4)).is_err());
    assert!(burst.merge(Burst::new(Settings { long: 99, ..small() }, 3)).is_err());
    assert!(burst.merge(Burst::new(small(), 3)).is_ok());
}

/// Edges among a few, in any order of time.
fn edges() -> impl Strategy<Value = Vec<Edge>> {
    let tick = prop_oneof![0_u32..200, 0_u32..2_000_000, any::<u32>()];
    let edge = (tick, 0_u64..5, 0_u64..5).prop_map(|(tick, source, destination)| Edge { tick, source, destination });
    proptest::collection::vec(edge, 0..200)
}

/// The same in order of time, all within weeks.
fn in_time() -> impl Strategy<Value = Vec<Edge>> {
    edges().prop_map(|mut edges| {
        edges.iter_mut().for_each(|edge| edge.tick %= 30_000);
        edges.sort_by_key(|edge| edge.tick);
        edges
    })
}

fn scored(burst: &mut Burst, edges: &[Edge]) -> Vec<f32> {
    edges.iter().map(|edge| burst.score(*edge)).collect()
}

proptest! {
    #[test]
    fn no_order_of_time_breaks_it(edges in edges(), seed: u64) {
        let scores = scored(&mut Burst::new(small(), seed), &edges);
        prop_assert!(scores.iter().all(|score| score.is_finite() && *score >= 0.0));
        prop_assert_eq!(scores, scored(&mut Burst::new(small(), seed), &edges));
    }

    #[test]
    fn what_was_written_goes_on_as_though_nothing_had_been(before in in_time(), after in in_time(), seed: u64) {
        let mut burst = Burst::new(small(), seed);
        scored(&mut burst, &before);
        let mut read = Burst::from_bytes(&burst.to_bytes()).expect("it was written");
        for (kept, read) in scored(&mut burst, &after).into_iter().zip(scored(&mut read, &after)) {
            prop_assert!((kept - read).abs() <= 0.01 + 0.001 * kept, "{} and {}", kept, read);
        }
    }

    #[test]
    fn two_halves_of_a_stream_are_merged_to_the_whole(edges in in_time(), seed: u64) {
        let learns = Settings { gate: f32::INFINITY, ..small() };
        let mut each = [Burst::new(learns, seed), Burst::new(learns, seed), Burst::new(learns, seed)];
        for (at, edge) in edges.iter().enumerate() {
            each[at % 2].score(*edge);
            each[2].score(*edge);
        }
        let [mut merged, other, whole] = each;
        prop_assert!(merged.merge(other).is_ok());
        for (source, destination) in (0..5).flat_map(|source| (0..5).map(move |destination| (source, destination))) {
            let (merged, whole) = (merged.parts(source, destination), whole.parts(source, destination));
            prop_assert!((merged.score() - whole.score()).abs() <= 0.01 + 0.001 * whole.score());
            let (seen, usual) = (merged.source.seen - whole.source.seen, merged.source.usual - whole.source.usual);
            prop_assert!(seen.abs() <= 0.01 + 0.001 * whole.source.seen && usual.abs() <= 0.01);
        }
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = Burst::from_bytes(&bytes);
        let _ = Burst::from_bytes(&[b"B\x01".as_slice(), &bytes].concat());
    }

    #[test]
    fn any_settings_are_brought_within_bounds(
        width in 0_u32..200, short: u32, long: u32, memory: u32, prior: f32, tolerance: f32, gate: f32,
        edges in edges(),
    ) {
        let mut burst = Burst::new(Settings { width, short, long, memory, prior, tolerance, gate }, 1);
        prop_assert!(scored(&mut burst, &edges).iter().all(|score| score.is_finite()));
        prop_assert_eq!(Burst::new(burst.settings(), 1).settings(), burst.settings());
        prop_assert!(Burst::from_bytes(&burst.to_bytes()).is_ok());
    }
}
