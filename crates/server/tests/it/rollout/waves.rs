//! Waves: whom they reach, and when the next one opens.

use proptest::prelude::*;
use steadfast_server::rollout::plan::{Plan, PlanFault, Tally, Verdict, Wave, judge, share_of};

fn wave(share: u8, success: u8, failure: u8) -> Wave {
    Wave { share, success, failure, hours: 0 }
}

fn plan(waves: &[Wave]) -> Plan {
    Plan { hardware: Vec::new(), markets: Vec::new(), waves: waves.to_vec(), longest_postponement_days: 7 }
}

#[test]
fn a_plan_makes_sense_or_says_what_does_not() {
    let three = [wave(5, 95, 10), wave(30, 95, 5), wave(100, 90, 5)];
    assert_eq!(plan(&three).check(), Ok(()));
    assert_eq!(plan(&[]).check(), Err(PlanFault::Waves(0)));
    assert_eq!(plan(&[wave(30, 90, 5), wave(30, 90, 5)]).check(), Err(PlanFault::Share(2)));
    assert_eq!(plan(&[wave(50, 90, 5)]).check(), Err(PlanFault::Last));
    assert_eq!(plan(&[wave(100, 0, 5)]).check(), Err(PlanFault::Threshold(1)));
    assert_eq!(plan(&[wave(100, 90, 101)]).check(), Err(PlanFault::Threshold(1)));
    let long = Plan { longest_postponement_days: 91, ..plan(&three) };
    assert_eq!(long.check(), Err(PlanFault::Postponement(91)));
}

#[test]
fn a_wave_is_judged_by_those_that_came_to_an_end_and_not_by_owners_who_decline() {
    let wave = Wave { share: 100, success: 90, failure: 20, hours: 24 };
    let tally = |proven, failed, declined| Tally { size: 20, proven, failed, declined };
    let cases = [
        (tally(0, 0, 0), 100, Verdict::Wait),
        (tally(17, 1, 0), 100, Verdict::Wait),
        (tally(18, 2, 0), 100, Verdict::Enough),
        (tally(18, 2, 0), 23, Verdict::Wait),
        (tally(9, 0, 10), 24, Verdict::Enough),
        (tally(0, 0, 20), 24, Verdict::Enough),
        // Few say little: from five on.
        (tally(3, 1, 0), 100, Verdict::Wait),
        (tally(4, 1, 0), 100, Verdict::Halt),
        (tally(0, 1, 19), 0, Verdict::Halt),
    ];
    for (tally, hours, expected) in cases {
        assert_eq!(judge(&wave, &tally, hours), expected, "{tally:?} after {hours} h");
    }
    let one = Tally { size: 1, proven: 0, failed: 1, declined: 0 };
    assert_eq!(judge(&wave, &one, 0), Verdict::Halt);
}

#[test]
fn a_tenth_is_a_tenth_and_not_always_the_same() {
    let tenth = plan(&[wave(10, 90, 5), wave(100, 90, 5)]);
    let first = |salt: i64| (1..=10_000).filter(|unit| tenth.wave_of(*unit, salt) == 0).collect::<Vec<i64>>();
    assert_eq!(first(0).len(), 1000);
    let both = first(0).into_iter().filter(|unit| first(5_000).contains(unit)).count();
    assert_eq!(both, 0, "another salt, other first ones");
}

proptest! {
    #[test]
    fn every_unit_is_in_one_wave(unit in 1..i64::MAX / 10_000, salt in 0..i64::from(u32::MAX)) {
        prop_assert!((0..10_000).contains(&share_of(unit, salt)));
        let three = plan(&[wave(5, 95, 10), wave(30, 95, 5), wave(100, 90, 5)]);
        prop_assert!(three.wave_of(unit, salt) < 3);
    }
}
