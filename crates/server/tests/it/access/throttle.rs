//! The throttle: what strangers can and cannot do to an account.

use proptest::prelude::*;
use steadfast_server::access::throttle::{Answer, Budget, FREE, LONGEST_WAIT, Moment, STOP, wait_after};

const SECOND: i64 = 1_000_000;
const HOUR: i64 = 3600 * SECOND;

fn at(time: i64) -> Moment {
    Moment { wall: time, steady: time, run: 1 }
}

/// A try as early as the gate lets it; gives the time of it, or nothing when stopped.
fn next_try(budget: &mut Budget, now: i64) -> Option<i64> {
    match budget.attempt(at(now)) {
        Answer::Go => Some(now),
        Answer::Wait(left) => {
            assert_eq!(budget.attempt(at(now + left - 1)), Answer::Wait(1));
            assert_eq!(budget.attempt(at(now + left)), Answer::Go);
            Some(now + left)
        }
        Answer::Stopped => None,
    }
}

#[test]
fn five_free_tries_then_doubling_waits_to_an_hour_then_a_stop() {
    let (mut budget, mut now) = (Budget::full(at(0)), 0);
    let mut waits = Vec::new();
    while let Some(then) = next_try(&mut budget, now) {
        waits.push((then - now) / SECOND);
        now = then;
    }
    assert_eq!(waits.len(), STOP as usize);
    assert_eq!(&waits[..9], [0, 0, 0, 0, 0, 1, 2, 4, 8]);
    assert!(waits[17..].iter().all(|wait| *wait == 3600), "{waits:?}");
    assert_eq!(budget.attempt(at(i64::MAX)), Answer::Stopped);
}

#[test]
fn success_gives_back_everything_and_a_lifted_stop_only_the_slow_tries() {
    let mut budget = Budget { tries: STOP, last: at(0) };
    budget.lift_stop();
    assert_eq!(budget.attempt(at(0)), Answer::Wait(LONGEST_WAIT));
    assert_eq!(budget.attempt(at(HOUR)), Answer::Go);
    let mut waiting = Budget { tries: 8, last: at(0) };
    waiting.lift_stop();
    assert_eq!(waiting.tries, 8);
    waiting.succeeded();
    assert_eq!(waiting, Budget { tries: 0, last: at(0) });
}

#[test]
fn the_second_factor_counts_but_does_not_wait() {
    let mut budget = Budget { tries: STOP - 1, last: at(0) };
    assert_eq!(budget.second_factor(at(1)), Answer::Go);
    assert_eq!(budget.second_factor(at(2)), Answer::Stopped);
}

#[test]
fn the_issues_storm() {
    let mut strangers = Budget::full(at(0));
    let mut owner = Budget::full(at(0));
    let mut tried = 0;
    for guess in 0..10_000_i64 {
        let now = guess * SECOND / 3;
        if strangers.attempt(at(now)) == Answer::Go {
            tried += 1;
        }
        if guess % 500 == 0 {
            assert_eq!(owner.attempt(at(now)), Answer::Go, "the owner at guess {guess}");
            owner.succeeded();
            strangers.lift_stop();
        }
    }
    // 3,333 seconds: five free ones, then waits of 1 + 2 + … + 1024 s.
    assert_eq!(tried, FREE + 11);
}

/// A step of the world: how far each clock moves before the next guess, and whether the server restarts.
fn steps() -> impl Strategy<Value = Vec<(i64, i64, bool)>> {
    let jump = prop_oneof![6 => 0_i64..10 * SECOND, 2 => 0..2 * HOUR, 1 => -100_000 * HOUR..100_000 * HOUR];
    let restart = prop_oneof![9 => Just(false), 1 => Just(true)];
    proptest::collection::vec((0_i64..20 * SECOND, jump, restart), 1..400)
}

proptest! {
    #[test]
    fn within_one_run_no_jump_of_the_wall_clock_changes_anything(steps in steps()) {
        let mut jumping = Budget::full(at(0));
        let mut steady = Budget::full(at(0));
        let (mut wall, mut time) = (0_i64, 0_i64);
        for (tick, jump, _) in steps {
            time += tick;
            wall = wall.saturating_add(jump);
            let answer = jumping.attempt(Moment { wall, steady: time, run: 1 });
            prop_assert_eq!(answer, steady.attempt(at(time)));
        }
    }

    #[test]
    fn a_jump_across_a_restart_opens_the_gate_for_one_try_at_most(steps in steps()) {
        let mut budget = Budget::full(at(0));
        let (mut wall, mut time, mut run) = (0_i64, 0_i64, 1_i64);
        let (mut honest, mut early) = (Budget::full(at(0)), 0_u32);
        let mut restarts = 0_u32;
        for (tick, jump, restart) in steps {
            time += tick;
            wall = wall.saturating_add(tick);
            if restart {
                (run, wall, restarts) = (run + 1, wall.saturating_add(jump), restarts + 1);
            }
            let now = Moment { wall, steady: time, run };
            let due = honest.last.steady.saturating_add(wait_after(budget.tries));
            if budget.attempt(now) == Answer::Go {
                early += u32::from(time < due);
                honest.last = at(time);
            }
        }
        prop_assert!(early <= restarts, "{} early tries after {} restarts", early, restarts);
    }

    #[test]
    fn no_jump_locks_for_ever(tries in 0_u32..STOP, then in any::<i64>(), now in any::<i64>(), run in 1_i64..3) {
        let mut budget = Budget { tries, last: Moment { wall: then, steady: 0, run: 1 } };
        budget.attempt(Moment { wall: now, steady: 0, run });
        let later = Moment { wall: now.saturating_add(LONGEST_WAIT), steady: LONGEST_WAIT, run };
        let answer = budget.attempt(later);
        prop_assert!(answer == Answer::Go || budget.tries >= STOP || now > i64::MAX - LONGEST_WAIT, "{answer:?}");
    }

    #[test]
    fn ten_thousand_guesses_from_anywhere_get_a_hundred_tries(gaps in proptest::collection::vec(0_i64..HOUR * 2, 10_000)) {
        let mut budget = Budget::full(at(0));
        let (mut now, mut tried) = (0_i64, 0_u32);
        for gap in gaps {
            now += gap;
            tried += u32::from(budget.attempt(at(now)) == Answer::Go);
        }
        prop_assert_eq!(tried, STOP);
    }
}
