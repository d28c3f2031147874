//! Logins unlike those before.

use steadfast_monitor::detect::{Detector, Figure};
use steadfast_monitor::event::Attempt;

use super::{DAY, START, Unit, address};

/// So many days with a login at nine and one at five, from one network.
fn office(days: i64) -> Unit {
    let mut unit = Unit::default();
    let midnight = START - START % DAY;
    for day in 0..days {
        for hour in [9, 17] {
            let source = format!("192.0.2.{}", 1 + day % 20);
            unit.tries(midnight + day * DAY + hour * 3600 + day * 61 % 3600, Attempt::Accepted, "anna", &source);
        }
    }
    assert_eq!(unit.told, vec![]);
    unit
}

fn at(day: i64, hour: i64) -> i64 {
    START - START % DAY + day * DAY + hour * 3600
}

#[test]
fn a_login_at_night_is_told_where_there_was_none_in_months() {
    let mut unit = office(120);
    unit.tries(at(120, 3), Attempt::Accepted, "anna", "192.0.2.5");
    assert_eq!(unit.detectors(), [Detector::UnusualLogin]);
    assert_eq!(unit.told[0].seen, Some(Figure::Hours(1 << 3)));
    assert_eq!(unit.told[0].expected, Some(Figure::Hours(1 << 9 | 1 << 17)));
}

#[test]
fn a_new_network_is_told_where_there_was_one_alone() {
    let mut unit = office(120);
    unit.tries(at(120, 9), Attempt::Accepted, "anna", "203.0.113.5");
    assert_eq!(unit.detectors(), [Detector::UnusualLogin]);
    assert_eq!(unit.told[0].cause, Some(steadfast_monitor::detect::Cause::Source(Some(address("203.0.113.5")))));
    unit.tries(at(121, 9), Attempt::Accepted, "anna", "203.0.113.5");
    assert_eq!(unit.told.len(), 1, "it is known by now");
}

#[test]
fn at_night_from_elsewhere_is_told_sooner() {
    let mut unit = office(20);
    unit.tries(at(20, 9), Attempt::Accepted, "anna", "203.0.113.5");
    assert_eq!(unit.told, vec![], "forty logins do not say that a network is unusual");
    let mut unit = office(20);
    unit.tries(at(20, 3), Attempt::Accepted, "anna", "203.0.113.5");
    assert_eq!(unit.detectors(), [Detector::UnusualLogin]);
}

#[test]
fn without_history_nothing_is_unusual() {
    for days in [0, 5, 9] {
        let mut unit = office(days);
        unit.tries(at(days, 3), Attempt::Accepted, "anna", "203.0.113.5");
        assert_eq!(unit.told, vec![], "{days} days");
    }
}

#[test]
fn somebody_who_travels_comes_from_new_networks() {
    let mut unit = Unit::default();
    for day in 0..300 {
        let source = format!("198.{}.{}.7", 18 + day % 2, day / 3);
        unit.tries(at(day, 8 + day % 10), Attempt::Accepted, "anna", &source);
    }
    assert_eq!(unit.told, vec![]);
}

#[test]
fn an_hour_more_or_less_twice_a_year_is_not_told() {
    let mut unit = office(180);
    for day in 180..360 {
        for hour in [10, 18] {
            unit.tries(at(day, hour), Attempt::Accepted, "anna", "192.0.2.5");
        }
    }
    assert_eq!(unit.told, vec![]);
}
