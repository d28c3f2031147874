//! A hundred thousand units that come back at once: after an outage of the server, and after one of the mains.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use steadfast_protocol::Pace;

const UNITS: usize = 100_000;
/// Check-ins that the server answers in a second; beyond, it turns units away.
const CAPACITY: u32 = 2_000;
/// What it tells them to ask again after.
const AGAIN: u32 = 300;

/// Chance that is the same in every run (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

/// How it went.
#[derive(Debug, Default)]
struct Course {
    /// When the last unit was answered for the first time, in seconds.
    through: u64,
    /// The most tries that one of them needed.
    tries: u32,
    /// The most requests of one second once everybody was through, over ten minutes.
    busiest: u32,
}

/// Plays it: when each unit asks first, and from when on the server answers.
fn play(first: impl Fn(usize, &mut Chance) -> u64, from: u64) -> Course {
    let mut chance = Chance(7);
    let mut paces = vec![Pace::default(); UNITS];
    let (mut tries, mut answered, mut course) = (vec![0_u32; UNITS], 0, Course::default());
    let mut due: BinaryHeap<Reverse<(u64, usize)>> =
        (0..UNITS).map(|unit| Reverse((first(unit, &mut chance), unit))).collect();
    let (mut second, mut asked) = (0, 0);
    while let Some(Reverse((now, unit))) = due.pop() {
        if now != second {
            (second, asked) = (now, 0);
        }
        asked += 1;
        if answered == UNITS {
            course.busiest = course.busiest.max(asked);
            if now > course.through + 600 {
                break;
            }
        }
        let wait = if now >= from && asked <= CAPACITY {
            if tries[unit] != u32::MAX {
                (answered, course.through) = (answered + 1, now);
                course.tries = course.tries.max(tries[unit] + 1);
                tries[unit] = u32::MAX;
            }
            paces[unit].answered(AGAIN, chance.next())
        } else {
            tries[unit] = tries[unit].saturating_add(u32::from(tries[unit] != u32::MAX));
            paces[unit].failed(None, chance.next())
        };
        due.push(Reverse((now + wait, unit)));
    }
    course
}

#[test]
fn all_that_start_in_the_same_second_are_heard_within_minutes_and_never_come_as_one_again() {
    let course = play(|_, _| 0, 0);
    assert!(course.through < 600, "{course:?}");
    assert!(course.tries < 16, "nobody starves: {course:?}");
    assert!(course.busiest <= CAPACITY, "{course:?}");
}

#[test]
fn a_server_that_was_away_for_hours_is_not_trampled_when_it_comes_back() {
    let away = 2 * 3600;
    let course = play(|unit, _| unit as u64 % u64::from(AGAIN), away);
    // The longest wait is an hour: by then everybody has asked.
    assert!(course.through <= away + 3600 + 60, "{course:?}");
    assert!(course.busiest <= CAPACITY, "{course:?}");
}
