//! Hours and days are compared with their like.

use proptest::prelude::*;
use steadfast_monitor::measure::season::{Compared, Season};

/// Monday, 5 January 1970.
const MONDAY: i64 = 4 * 86_400;

/// A house in which it is busy by day, less so at the weekend, a value every ten minutes.
fn busy(time: i64) -> f32 {
    let (hour, day) = (time / 3_600 % 24, (time - MONDAY) / 86_400 % 7);
    let noise = ((time / 600 * 7_919) % 13) as f32;
    match (hour, day) {
        (8..18, 0..5) => 200.0 + noise,
        (8..18, _) => 100.0 + noise,
        _ => 10.0 + noise / 4.0,
    }
}

fn after_weeks(weeks: i64) -> Season {
    let mut season = Season::default();
    for at in 0..weeks * 7 * 144 {
        season.insert(MONDAY + at * 600, busy(MONDAY + at * 600), true);
    }
    season
}

fn at(season: &Season, day: i64, hour: i64, value: f32) -> Compared {
    season.compare(MONDAY + day * 86_400 + hour * 3_600, value).expect("it has seen weeks")
}

#[test]
fn what_is_usual_by_day_is_not_at_night_nor_on_a_sunday() {
    let season = after_weeks(4);
    assert!(at(&season, 30, 12, 203.0).off.abs() < 1.0, "a Wednesday");
    assert!(at(&season, 30, 3, 203.0).off > 3.0, "the same at night");
    assert!(at(&season, 34, 12, 203.0).off > 2.0, "the same on a Sunday");
    let noon = at(&season, 30, 12, 20.0);
    assert!(noon.off < -3.0 && (noon.level - 206.0).abs() < 5.0, "silence by day: {noon:?}");
}

#[test]
fn hours_that_were_not_seen_are_answered_for_by_others() {
    let mut season = after_weeks(1);
    assert!(at(&season, 12, 12, 200.0).off.abs() > 1.0, "a second Saturday knows the first");
    season = Season::default();
    for at in 0..4 * 144 {
        season.insert(MONDAY + at * 600, busy(MONDAY + at * 600), true);
    }
    assert!(at(&season, 5, 12, 206.0).off.abs() < 0.5, "the first Saturday is taken for a working day");
    assert_eq!(Season::default().compare(MONDAY, 1.0), None);
}

#[test]
fn what_is_not_learnt_changes_nothing_but_how_long_it_lasts() {
    let (mut frozen, mut learns) = (after_weeks(2), after_weeks(2));
    let attack = |season: &mut Season, learn| {
        let times = (0..600).map(|at| MONDAY + 14 * 86_400 + at * 600);
        times.map(|time| season.insert(time, 2_000.0, learn)).last().flatten().expect("it has seen weeks")
    };
    let (still, no_more) = (attack(&mut frozen, false), attack(&mut learns, true));
    assert!(still.off > 10.0 && still.lasting > 10.0, "{still:?}");
    assert!(no_more.off < 3.0, "{no_more:?}");
    let (before, after) = (at(&after_weeks(2), 20, 12, 150.0), at(&frozen, 20, 12, 150.0));
    assert_eq!((before.level, before.spread), (after.level, after.spread));
}

#[test]
fn one_odd_value_does_not_last_and_a_row_of_less_odd_ones_does() {
    let mut season = after_weeks(4);
    let start = MONDAY + 28 * 86_400;
    let odd = season.insert(start, 150.0, false).expect("it has seen weeks");
    let mut season = after_weeks(4);
    let row = (0..30).map(|at| season.insert(start + at * 600, busy(start) + 60.0, false)).last().flatten();
    let row = row.expect("it has seen weeks");
    assert!(odd.off > 1.5 * row.off && row.lasting > 3.0 * odd.lasting, "{odd:?}, {row:?}");
}

#[test]
fn a_series_that_never_changes_is_told_from_one_that_does() {
    let mut season = Season::default();
    for at in 0..500 {
        season.insert(at * 600, 0.0, true);
    }
    assert_eq!(season.compare(0, 0.0).map(|same| same.off), Some(0.0));
    assert_eq!(season.compare(0, 1.0).map(|other| other.off), Some(30.0));
}

#[test]
fn it_takes_as_many_bytes_as_is_stated() {
    assert!(size_of::<Season>() <= 600 && after_weeks(2).to_bytes().len() < 450);
    assert!(Season::default().to_bytes().len() < 60);
}

proptest! {
    #[test]
    fn no_values_and_no_times_break_it(values in proptest::collection::vec((any::<i64>(), any::<f32>(), any::<bool>()), 0..300)) {
        let mut season = Season::default();
        for (time, value, learn) in values {
            if let Some(compared) = season.insert(time, value, learn) {
                prop_assert!(compared.off.abs() <= 30.0 && compared.lasting.abs() <= 30.0 && compared.spread > 0.0);
            }
        }
        prop_assert_eq!(Season::from_bytes(&season.to_bytes()), Ok(season));
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..500)) {
        let _ = Season::from_bytes(&bytes);
        let _ = Season::from_bytes(&[b"S\x01".as_slice(), &bytes].concat());
    }
}
