//! Guessing in its forms, and who may do everything.

use steadfast_monitor::detect::{Cause, Detector, Figure};
use steadfast_monitor::event::*;

use super::{DAY, START, Unit, of_source};

#[test]
fn one_source_with_many_names_is_told() {
    let mut unit = Unit::default();
    for (second, name) in ["admin", "oracle", "test", "git"].iter().enumerate() {
        unit.tries(START + second as i64, Attempt::UnknownAccount, name, "192.0.2.7");
    }
    assert_eq!(unit.detectors(), [Detector::Guessing]);
    assert!(of_source(&unit.told[0], "192.0.2.7"));
    assert_eq!(
        (unit.told[0].expected.clone(), unit.told[0].seen.clone()),
        (Some(Figure::Count(5)), Some(Figure::Count(6)))
    );
}

#[test]
fn a_guess_a_day_is_told_on_the_sixth_day() {
    let mut unit = Unit::default();
    for day in 0..6 {
        assert_eq!(unit.told, vec![], "day {day}");
        unit.tries(START + day * DAY, Attempt::Wrong, "root", "192.0.2.7");
    }
    assert_eq!(unit.detectors(), [Detector::SlowGuessing]);
    assert_eq!((unit.told[0].first, unit.told[0].last), (START, START + 5 * DAY));
}

#[test]
fn a_flood_is_told_four_times_and_not_a_thousand() {
    let mut unit = Unit::default();
    for second in 0..8000 {
        unit.tries(START + second, Attempt::Wrong, "root", "192.0.2.7");
    }
    let of_the_source = unit.told.iter().filter(|reason| of_source(reason, "192.0.2.7"));
    assert_eq!(of_the_source.count(), 4);
}

#[test]
fn many_sources_at_one_account_are_told_though_none_of_them_is() {
    let mut unit = Unit::default();
    for host in 1..=8 {
        unit.tries(START + host * 60, Attempt::Wrong, "root", &format!("198.51.100.{host}"));
    }
    assert_eq!(unit.detectors(), [Detector::Guessing]);
    assert_eq!(unit.told[0].cause, Some(Cause::Account("root".into())));
}

#[test]
fn many_sources_with_a_name_each_are_told() {
    let mut unit = Unit::default();
    for host in 1..=40 {
        unit.tries(START + host * 60, Attempt::UnknownAccount, &format!("name{host}"), &format!("198.51.100.{host}"));
    }
    assert_eq!(unit.detectors(), [Detector::Guessing]);
    assert_eq!(unit.told[0].cause, Some(Cause::Source(None)));
}

#[test]
fn what_a_host_sees_every_day_is_told_once_and_then_it_is_usual() {
    let mut unit = Unit::default();
    for day in 0..60 {
        for host in 1..=40 {
            let source = format!("198.{}.{day}.{host}", 18 + host % 2);
            unit.tries(START + day * DAY + host * 60, Attempt::UnknownAccount, &format!("n{day}x{host}"), &source);
        }
    }
    assert!((1..=10).contains(&unit.told.len()), "{} told", unit.told.len());
    let last = unit.told.last().expect("told").last;
    assert!(last < START + 20 * DAY, "still told after {} days", (last - START) / DAY);
}

#[test]
fn a_slow_crowd_at_one_account_is_told_while_its_owner_comes_in_every_day() {
    let mut unit = Unit::default();
    for day in 0..20 {
        let at = START + day * DAY;
        unit.tries(at, Attempt::Wrong, "anna", "192.0.2.7");
        unit.tries(at + 9, Attempt::Accepted, "anna", "192.0.2.7");
        for guess in 0..4 {
            let source = format!("198.51.{day}.{guess}");
            unit.tries(at + 3600 * (guess + 1), Attempt::Wrong, "anna", &source);
        }
    }
    assert!(unit.detectors().contains(&Detector::SlowGuessing), "{:?}", unit.detectors());
    assert!(unit.told.iter().all(|reason| !of_source(reason, "192.0.2.7")));
}

#[test]
fn success_after_guessing_is_told_and_hides_nothing() {
    let mut unit = Unit::default();
    for second in 0..7 {
        unit.tries(START + second, Attempt::Wrong, "root", "192.0.2.7");
    }
    unit.tries(START + 9, Attempt::Accepted, "root", "192.0.2.7");
    assert_eq!(unit.detectors(), [Detector::Guessing, Detector::SuccessAfterFailures]);
}

#[test]
fn an_account_of_ones_own_hides_no_guesses_at_others() {
    let mut unit = Unit::default();
    for round in 0..12 {
        let at = START + round * 60;
        for guess in 0..8 {
            unit.tries(at + guess, Attempt::Wrong, "root", "192.0.2.7");
        }
        unit.tries(at + 30, Attempt::Accepted, "eve", "192.0.2.7");
    }
    assert!(unit.detectors().contains(&Detector::Guessing), "{:?}", unit.detectors());
    assert!(unit.detectors().contains(&Detector::SuccessAfterFailures), "{:?}", unit.detectors());
}

#[test]
fn a_stranger_who_comes_in_while_many_guess_is_told() {
    let mut unit = Unit::default();
    for host in 1..=8 {
        unit.tries(START + host * 60, Attempt::Wrong, "root", &format!("198.51.100.{host}"));
    }
    unit.tries(START + 600, Attempt::Accepted, "root", "203.0.113.1");
    assert_eq!(unit.detectors(), [Detector::Guessing, Detector::SuccessAfterFailures]);
}

fn added(role: &'static str, by: &'static str) -> What<'static> {
    let change = Some(AccountChange::Added);
    What::Account(Account { change, account: Some("eve".into()), by: Some(by.into()), role: Some(role.into()) })
}

#[test]
fn the_first_owner_is_expected_and_every_other_one_is_told() {
    let mut unit = Unit::default();
    unit.see(START, added("owner", "set-up"));
    unit.see(START + 1, added("user", "anna"));
    assert_eq!(unit.told, vec![]);
    unit.see(START + 2, added("owner", "anna"));
    unit.see(START + 3, added("owner", "set-up"));
    assert_eq!(unit.detectors(), [Detector::NewAdministrator; 2]);
    let done = Reset { step: Some(ResetStep::Done), ..Reset::default() };
    unit.see(START + 4, What::Reset(done));
    unit.see(START + 5, added("owner", "set-up"));
    assert_eq!(unit.told.len(), 2);
}

#[test]
fn an_administrator_that_a_doubtful_guest_makes_matters_more() {
    let mut quiet = Unit::default();
    quiet.see(START, added("sudo", "anna"));
    let mut doubted = Unit::default();
    for second in 0..7 {
        doubted.tries(START + second, Attempt::Wrong, "root", "192.0.2.7");
    }
    doubted.tries(START + 9, Attempt::Accepted, "root", "192.0.2.7");
    doubted.see(START + 20, added("sudo", "root"));
    let last = doubted.told.last().expect("told");
    assert_eq!(last.detector, Some(Detector::NewAdministrator));
    assert!(last.score > quiet.told[0].score);
}
