//! Alarms come about as often as was asked for, whatever scores are like.

use proptest::prelude::*;
use steadfast_monitor::measure::tail::{Tail, Verdict, risk};

use super::chance::Chance;

/// Gives scores of some kind.
type Shape = fn(&mut Chance) -> f64;

/// What scores may be like, from those with an end to those without a variance.
const SHAPES: [(&str, Shape); 7] = [
    ("even", |chance| chance.next()),
    ("normal", |chance| chance.normal()),
    ("exponential", |chance| chance.exponential()),
    ("log-normal", |chance| chance.normal().exp()),
    ("Pareto 3", |chance| chance.next().powf(-1.0 / 3.0)),
    ("Pareto 1.5", |chance| chance.next().powf(-1.0 / 1.5)),
    ("whole numbers", |chance| (3.0 * chance.exponential()).floor()),
];

/// How many alarms came of how many that are expected, over some streams.
fn alarms(shape: Shape, risk: f64, scores: u32) -> f64 {
    let (mut alarms, mut known) = (0_u32, 0_u32);
    for seed in 0..20 {
        let (mut chance, mut tail) = (Chance(seed), Tail::new(risk));
        for _ in 0..scores {
            let verdict = tail.judge(shape(&mut chance) as f32);
            alarms += u32::from(verdict == Verdict::Alarm);
            known += u32::from(verdict != Verdict::NotKnownYet);
        }
    }
    f64::from(alarms) / (f64::from(known) * risk)
}

#[test]
fn alarms_come_as_often_as_asked_for_within_the_factor_that_is_stated() {
    for (name, shape) in SHAPES {
        for (risk, scores) in [(1e-2, 2_000), (1e-3, 10_000), (1e-4, 20_000)] {
            let ratio = alarms(shape, risk, scores);
            let most = if name == "whole numbers" { 3.0 } else { 2.2 };
            assert!(ratio < most, "{name} at {risk}: {ratio} times as often as asked for");
            assert!(ratio > 0.5, "{name} at {risk}: {ratio} times as often as asked for");
        }
    }
}

#[test]
fn few_scores_give_no_threshold() {
    let (mut chance, mut tail) = (Chance(1), Tail::new(1e-4));
    for _ in 0..499 {
        assert_eq!(tail.judge(chance.exponential() as f32), Verdict::NotKnownYet);
    }
    assert_eq!(tail.verdict(1e30), Verdict::NotKnownYet, "not even what is enormous is judged by too few");
    (0..600).for_each(|_| tail.learn(chance.exponential() as f32));
    assert_eq!((tail.verdict(1e30), tail.verdict(1.0)), (Verdict::Alarm, Verdict::Usual));
}

#[test]
fn scores_that_are_all_alike_never_alarm_and_another_does() {
    let mut tail = Tail::new(1e-3);
    for _ in 0..5_000 {
        assert_ne!(tail.judge(3.0), Verdict::Alarm);
    }
    assert_eq!((tail.threshold(), tail.verdict(3.1)), (Some(3.0), Verdict::Alarm));
}

#[test]
fn a_row_of_attacks_moves_the_threshold_little() {
    let (mut chance, mut tail) = (Chance(1), Tail::new(1e-3));
    (0..20_000).for_each(|_| tail.learn(chance.exponential() as f32));
    let before = tail.threshold().expect("there were enough");
    (0..50).for_each(|_| tail.learn(1e6));
    let after = tail.threshold().expect("there were enough");
    assert!(after < 1.7 * before, "from {before} to {after}");
}

#[test]
fn a_budget_of_alarms_a_month_is_a_chance_for_each_score() {
    assert_eq!(risk(3.0, 30_000.0), 1e-4);
    assert_eq!((risk(1.0, 0.0), risk(0.0, 0.0), risk(9.0, 3.0)), (1.0, 1.0, 1.0));
    assert!(risk(0.0, 1.0) > 0.0);
}

proptest! {
    #[test]
    fn parts_are_merged_to_the_whole(scores in proptest::collection::vec(-1e9_f32..1e9, 0..900), at: prop::sample::Index) {
        let of = |scores: &[f32]| {
            // Nothing is known before the end, so that nothing is an alarm on the way.
            let mut tail = Tail::new(1e-9);
            scores.iter().for_each(|score| tail.learn(*score));
            tail
        };
        let (first, second) = scores.split_at(at.index(scores.len() + 1));
        let (mut merged, mut whole) = (of(second), of(&scores));
        merged.merge(&of(first));
        [&mut merged, &mut whole].into_iter().for_each(|tail| tail.set_risk(0.01));
        prop_assert_eq!(merged.threshold(), whole.threshold());
        prop_assert_eq!(merged.threshold().is_some(), scores.len() >= 300);
        prop_assert_eq!(Tail::from_bytes(&whole.to_bytes()), Ok(whole));
    }

    #[test]
    fn no_scores_and_no_bytes_break_it(scores in proptest::collection::vec(any::<f32>(), 0..400), chance: f64) {
        let mut tail = Tail::new(chance);
        scores.iter().for_each(|score| tail.learn(*score));
        prop_assert!(tail.threshold().is_none_or(f32::is_finite));
        let bytes = tail.to_bytes();
        prop_assert!(Tail::from_bytes(&bytes).is_ok() && Tail::from_bytes(&bytes[..bytes.len() - 1]).is_err());
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        let _ = Tail::from_bytes(&bytes);
        let _ = Tail::from_bytes(&[b"T\x01".as_slice(), &1e-3_f64.to_le_bytes(), &bytes].concat());
    }
}
