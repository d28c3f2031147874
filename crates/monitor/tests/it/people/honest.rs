//! People who mean no harm, and what they are taken for.

use proptest::prelude::*;
use steadfast_monitor::detect::Detector;
use steadfast_monitor::event::{Attempt, Authentication, Factor, What};

use super::{DAY, START, Unit, address};

/// One session of somebody who mistypes so many times and then comes in, three passwords a connection.
fn session(unit: &mut Unit, at: i64, mistakes: i64, source: &str) {
    for mistake in 0..mistakes {
        unit.tries(at + mistake * 8, Attempt::Wrong, "anna", source);
        if mistake % 3 == 2 {
            unit.tries(at + mistake * 8 + 1, Attempt::GivenUp, "anna", source);
        }
    }
    unit.tries(at + mistakes * 8 + 4, Attempt::Accepted, "anna", source);
}

#[test]
fn a_forgotten_password_with_up_to_five_tries_is_never_told() {
    for mistakes in 0..=5 {
        let mut unit = Unit::default();
        session(&mut unit, START, mistakes, "192.0.2.7");
        assert_eq!(unit.told, vec![], "{mistakes} mistakes");
    }
}

#[test]
fn somebody_known_may_try_for_longer() {
    let mut unit = Unit::default();
    session(&mut unit, START, 0, "192.0.2.7");
    session(&mut unit, START + DAY, 11, "192.0.2.7");
    assert_eq!(unit.told, vec![]);
    session(&mut unit, START + 2 * DAY, 12, "192.0.2.7");
    assert_eq!(unit.detectors(), [Detector::Guessing, Detector::SuccessAfterFailures]);
}

#[test]
fn a_mistyped_name_is_not_told() {
    let mut unit = Unit::default();
    let (account, source) = (Some("anan".into()), Some(address("192.0.2.7")));
    let attempt = Some(Attempt::UnknownAccount);
    unit.see(START, What::Authentication(Authentication { attempt, account, source, ..Authentication::default() }));
    for second in 1..4 {
        unit.tries(START + second, Attempt::UnknownAccount, "anan", "192.0.2.7");
    }
    unit.tries(START + 5, Attempt::GivenUp, "anan", "192.0.2.7");
    session(&mut unit, START + 10, 2, "192.0.2.7");
    assert_eq!(unit.told, vec![]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    /// Operators for a year: each day a login after up to five mistakes, now and then a session given up.
    #[test]
    fn operators_who_mistype_are_not_told(days in proptest::collection::vec((0_i64..6, 0_u8..10), 365), host in 1_u8..200) {
        let mut unit = Unit::default();
        let source = format!("198.51.100.{host}");
        for (day, (mistakes, mood)) in days.into_iter().enumerate() {
            let at = START + day as i64 * DAY + i64::from(mood) * 600;
            // Who fails five times on the first day of all, after a session that led nowhere, is not told apart.
            if mood == 0 && day > 0 {
                unit.tries(at - 300, Attempt::GivenUp, "", &source);
            }
            session(&mut unit, at, mistakes, &source);
        }
        prop_assert_eq!(unit.told, vec![]);
    }
}

#[test]
fn many_operators_from_one_place_are_not_taken_for_one_who_guesses() {
    let mut unit = Unit::default();
    for hour in 0..2000 {
        let at = START + hour * 3600;
        let name = ["anna", "bert", "cleo"][hour as usize % 3];
        for mistake in 0..(hour * 7 % 4) {
            unit.tries(at + mistake, Attempt::Wrong, name, "192.0.2.7");
        }
        unit.tries(at + 9, Attempt::Accepted, name, "192.0.2.7");
    }
    assert_eq!(unit.told, vec![]);
}

#[test]
fn a_job_with_an_expired_key_is_told_once_for_what_it_is() {
    let mut unit = Unit::default();
    let key = |attempt| {
        What::Authentication(Authentication {
            attempt: Some(attempt),
            account: Some("backup".into()),
            source: Some(address("192.0.2.9")),
            factor: (attempt == Attempt::Accepted).then_some(Factor::Key),
            ..Authentication::default()
        })
    };
    unit.see(START, key(Attempt::Accepted));
    for run in 1..100 {
        unit.see(START + run * 300, key(Attempt::GivenUp));
    }
    assert_eq!(unit.detectors(), [Detector::StaleCredential]);
    let mut mended = Unit { people: unit.people.clone(), ..Unit::default() };
    mended.see(START + 29_990, key(Attempt::Accepted));
    assert_eq!(mended.told, vec![], "a new key is no success of somebody who guessed");
    unit.tries(START + 30_000, Attempt::Wrong, "backup", "192.0.2.9");
    for run in 101..130 {
        unit.see(START + run * 300, key(Attempt::GivenUp));
    }
    let later = &unit.detectors()[1..];
    assert!(
        !later.is_empty() && !later.contains(&Detector::StaleCredential),
        "a password is no expired key: {later:?}"
    );
}
