//! The steps of an alarm: as a table, and on random times and answers.

use proptest::prelude::*;

use super::*;

fn at(minutes: i64) -> Time {
    Time(minutes * MINUTE)
}

fn alarm(due: i64) -> Alarm {
    Alarm {
        begun: at(0),
        due: at(due),
        at_once: true,
        again: 10,
        is_over: false,
        answered: BTreeSet::new(),
        rung: BTreeSet::new(),
    }
}

/// Goes through minutes, rings what is to be rung, and says when and whom.
fn told(alarm: &mut Alarm, minutes: impl Iterator<Item = i64>) -> Vec<(i64, Whom)> {
    let mut told = Vec::new();
    for minute in minutes {
        if let Some(ring) = alarm.ring(at(minute)) {
            alarm.rung.insert(ring.step);
            told.push((minute, ring.whom));
        }
    }
    told
}

#[test]
fn an_alarm_that_nobody_answers_climbs_and_comes_back_as_its_due_time_comes_nearer() {
    use Whom::{All, Deputy, First};
    let (mut day, climb) = (alarm(24 * 60), [(0, First), (10, First), (20, Deputy), (30, All)]);
    assert_eq!(told(&mut day, 0..60), climb);
    let hourly: Vec<_> = (1..=11).map(|hour| (30 + 60 * hour, All)).collect();
    assert_eq!(told(&mut day, 60..720), hourly);
    let half = [(720, All), (730, All), (740, All), (750, All)];
    assert_eq!(told(&mut day, 720..800), half);
    day.answered.insert(Round::Half);
    assert_eq!(told(&mut day, 800..20 * 60), [], "answered: quiet until the next round");
    let four = [(1200, First), (1210, First), (1220, Deputy), (1230, All)];
    assert_eq!(told(&mut day, 1200..1260), four);
    day.answered.insert(Round::FourHours);
    let rest = told(&mut day, 1260..1560);
    let begins: Vec<i64> = [1380, 1440, 1500].to_vec();
    assert_eq!(
        rest.iter().filter(|(minute, _)| minute % 60 == 0).map(|(minute, _)| *minute).collect::<Vec<_>>(),
        begins
    );
}

#[test]
fn a_short_time_has_no_round_before_it_begins_and_an_alarm_that_only_nears_is_quiet_at_first() {
    let mut short = alarm(30);
    let minutes: Vec<i64> = told(&mut short, 0..40).into_iter().map(|(minute, _)| minute).collect();
    assert_eq!(minutes, [0, 10, 15, 25, 30]);
    let mut nearing = Alarm { at_once: false, ..alarm(24 * 60) };
    assert_eq!(told(&mut nearing, 0..720), []);
    assert_eq!(nearing.next_round(at(5)), Some(at(720)));
    assert_eq!(told(&mut nearing, 720..721), [(720, Whom::First)]);
}

#[test]
fn what_is_past_due_comes_back_each_hour_although_somebody_answered() {
    let mut late = alarm(60);
    late.answered.extend([Round::Begun, Round::Half, Round::Due]);
    assert_eq!(told(&mut late, 60..120), []);
    assert_eq!(late.next_round(at(119)), Some(at(120)));
    assert_eq!(told(&mut late, 120..121), [(120, Whom::First)]);
    late.answered.insert(Round::Past(1));
    assert_eq!(told(&mut late, 121..180), []);
    assert_eq!(late.round(at(60 * 24 * 400)), Some(Round::Past(24 * 400 - 1)));
}

#[test]
fn a_clock_that_jumps_ahead_rings_once_and_what_it_left_out_comes_when_it_is_set_back() {
    let mut day = alarm(24 * 60);
    assert_eq!(told(&mut day, 0..1), [(0, Whom::First)]);
    assert_eq!(told(&mut day, 10_000..10_002), [(10_000, Whom::All)], "a week ahead, and one ring");
    assert_eq!(told(&mut day, 1..31).len(), 3, "and back: the steps of that time, none twice");
    assert_eq!(told(&mut day, 0..31), []);
}

#[test]
fn rounds_are_kept_under_numbers_that_lead_back_to_them() {
    let all =
        [Round::Begun, Round::Half, Round::FourHours, Round::OneHour, Round::Due, Round::Past(1), Round::Past(99)];
    for round in all {
        assert_eq!(Round::of(round.number()), round);
    }
}

fn alarms() -> impl Strategy<Value = Alarm> {
    let numbers = prop::collection::btree_set(0_i64..12, 0..6);
    (0..3000_i64, any::<bool>(), 1_u16..60, numbers).prop_map(|(due, at_once, again, numbers)| Alarm {
        at_once,
        again,
        answered: numbers.into_iter().map(Round::of).collect(),
        ..alarm(due)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_the_clock_does_each_step_is_rung_once_and_never_in_a_round_that_is_answered(
        mut alarm in alarms(),
        looks in prop::collection::vec(-100..6000_i64, 1..80),
    ) {
        for look in looks {
            if let Some(ring) = alarm.ring(at(look)) {
                prop_assert!(!alarm.answered.contains(&ring.step.round));
                prop_assert!(alarm.rung.insert(ring.step), "{:?}", ring.step);
            }
            prop_assert_eq!(alarm.ring(at(look)), None, "one ring at most of one look");
        }
    }

    #[test]
    fn what_rings_is_never_silent_for_more_than_an_hour(alarm in alarms(), from in 0..1500_i64) {
        let mut alarm = alarm;
        let rang: BTreeSet<i64> = told(&mut alarm, 0..from + 61).into_iter().map(|(minute, _)| minute).collect();
        let minutes = from..=from + 60;
        if minutes.clone().all(|minute| alarm.rings(at(minute))) {
            prop_assert!(minutes.into_iter().any(|minute| rang.contains(&minute)), "{from}: {rang:?}");
        }
    }

    #[test]
    fn what_is_over_never_rings(alarm in alarms(), look in 0..6000_i64) {
        let over = Alarm { is_over: true, ..alarm };
        prop_assert_eq!((over.ring(at(look)), over.rings(at(look)), over.next_round(at(look))), (None, false, None));
    }

    #[test]
    fn past_due_and_unanswered_it_rings(alarm in alarms(), past in 0..3000_i64) {
        let unanswered = Alarm { answered: BTreeSet::new(), ..alarm };
        let now = Time(unanswered.due.0 + past * MINUTE);
        prop_assume!(unanswered.due > unanswered.begun);
        prop_assert!(unanswered.rings(now) && unanswered.ring(now).is_some());
    }

    #[test]
    fn whoever_waits_longer_is_told_to_more_people(alarm in alarms(), look in 0..3000_i64, later in 0..600_i64) {
        let unanswered = Alarm { answered: BTreeSet::new(), ..alarm };
        if let (Some(first), Some(second)) = (unanswered.ring(at(look)), unanswered.ring(at(look + later))) {
            // Beyond two days past due it is not looked back.
            prop_assert!(first.whom <= second.whom);
        }
    }
}
