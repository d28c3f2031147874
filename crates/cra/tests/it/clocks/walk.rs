//! A second way to count, which shares nothing with the crate: it walks hour by hour, asks the capitals' time zones and
//! the package's holidays, and looks at each midnight whether the period is over.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;
use steadfast_cra::clocks::{
    Event, day_off, early_warning, holidays, incident_final_report, notification, vulnerability_final_report,
};
use steadfast_cra::member_state::MemberState;

use super::calendar::not_counted;
use super::fixtures::{OFFSETS, PUBLIC_HOLIDAYS, state_of};

/// The package's holidays less those that our table leaves out.
static DAYS_OFF: LazyLock<BTreeMap<MemberState, BTreeSet<Date>>> = LazyLock::new(|| {
    let counted = |state: MemberState| {
        let left_out = not_counted(state);
        PUBLIC_HOLIDAYS[&state].iter().copied().filter(|day| !left_out(*day)).collect()
    };
    MemberState::all().map(|state| (state, counted(state))).collect()
});

#[derive(Debug, Clone, Copy)]
enum Length {
    FourteenDays,
    OneMonth,
}

fn is_off(state: Option<MemberState>, day: Date) -> bool {
    let is_weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    is_weekend || state.is_some_and(|state| DAYS_OFF[&state].contains(&day))
}

fn date_in(capital: Option<MemberState>, at: Timestamp) -> Date {
    let hours = capital.map_or(0, |state| *OFFSETS[&state].range(..=at).next_back().expect("an offset").1);
    Offset::constant(hours).to_datetime(at).date()
}

/// Whether a period that began with an event on the first day ends with the last hour of this day.
fn is_last(length: Length, event: Date, day: Date, days_passed: u32) -> bool {
    match length {
        Length::FourteenDays => days_passed == 14,
        Length::OneMonth => {
            let is_next_month = day.month() == event.month() % 12 + 1;
            is_next_month
                && (day.day() == event.day() || day.day() < event.day() && day.saturating_add(1.day()).day() == 1)
        }
    }
}

/// Both ends, unextended and extended, in the time of one capital or in UTC.
fn walk(
    event: Timestamp,
    length: Length,
    capital: Option<MemberState>,
    holidays: Option<MemberState>,
) -> (Timestamp, Timestamp) {
    let first = date_in(capital, event);
    let (mut day, mut days_passed, mut due) = (first, 0, None);
    let mut hour = Timestamp::from_second(event.as_second() / 3600 * 3600).expect("a full hour");
    loop {
        hour = hour.checked_add(1.hour()).expect("within time");
        let today = date_in(capital, hour);
        if today == day {
            continue;
        }
        if due.is_none() && is_last(length, first, day, days_passed) {
            due = Some(hour);
        }
        if let Some(due) = due
            && !is_off(holidays, day)
        {
            return (due, hour);
        }
        (day, days_passed) = (today, days_passed + 1);
    }
}

/// The earlier ends over the times of day that count.
fn expected(event: Timestamp, length: Length, coordinator: Option<MemberState>) -> (Timestamp, Timestamp) {
    let capitals = match coordinator {
        Some(state) => vec![None, Some(state)],
        None => vec![None, Some(state_of("PT")), Some(state_of("DE")), Some(state_of("GR"))],
    };
    let ends: Vec<_> = capitals.into_iter().map(|capital| walk(event, length, capital, coordinator)).collect();
    let earliest = |ends: Vec<Timestamp>| ends.into_iter().min().expect("some ends");
    (earliest(ends.iter().map(|end| end.0).collect()), earliest(ends.iter().map(|end| end.1).collect()))
}

fn any_instant() -> impl Strategy<Value = Timestamp> {
    let first: Timestamp = "2026-09-11T00:00:00Z".parse().expect("an instant");
    let last: Timestamp = "2040-12-31T23:59:59Z".parse().expect("an instant");
    (first.as_second()..=last.as_second()).prop_map(|second| Timestamp::from_second(second).expect("an instant"))
}

/// A Member State, or none at one time in 28.
fn any_coordinator() -> impl Strategy<Value = Option<MemberState>> {
    (0..28_usize).prop_map(|at| MemberState::all().nth(at))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn both_ways_to_count_agree(event in any_instant(), coordinator in any_coordinator()) {
        let fourteen_days = vulnerability_final_report(event, coordinator);
        let one_month = incident_final_report(event, coordinator);
        for (clock, length) in [(fourteen_days, Length::FourteenDays), (one_month, Length::OneMonth)] {
            let latest = clock.latest_by_law.as_ref().map_or(clock.due, |latest| latest.at);
            prop_assert_eq!((clock.due, latest), expected(event, length, coordinator), "{:?}", length);
            prop_assert!(clock.latest_by_law.is_none_or(|latest| !latest.because.is_empty() && latest.at > clock.due));
        }
    }

    #[test]
    fn hours_are_elapsed_and_never_stretched(at in any_instant(), is_incident in any::<bool>()) {
        let event = if is_incident { Event::Incident } else { Event::Vulnerability };
        for (clock, hours) in [(early_warning(event, at), 24), (notification(event, at), 72)] {
            prop_assert_eq!(clock.due.as_second() - at.as_second(), hours * 3600);
            prop_assert_eq!(clock.latest_by_law, None);
            let last_hour = clock.last_hour.expect("hours have a last one").as_second();
            prop_assert_eq!(last_hour % 3600, 0);
            prop_assert!((1..=3600).contains(&(last_hour - clock.due.as_second())));
        }
    }

    #[test]
    fn an_unknown_coordinator_never_makes_an_end_later(event in any_instant(), coordinator in any_coordinator()) {
        let latest = |coordinator| {
            let clock = incident_final_report(event, coordinator);
            (clock.due, clock.latest_by_law.map_or(clock.due, |latest| latest.at))
        };
        let (unknown, known) = (latest(None), latest(coordinator));
        prop_assert!(unknown.0 <= known.0 && unknown.1 <= known.1);
    }
}

/// Article 3(5) of Regulation No 1182/71 asks that two working days lie in a period of two days or more: it never
/// lengthens a final report.
#[test]
fn fourteen_days_always_hold_two_working_days() {
    let first: Date = "2026-09-11".parse().expect("a date");
    for state in MemberState::all() {
        let off: BTreeSet<Date> = (2026..=2041).flat_map(|year| holidays(state, year).into_keys()).collect();
        let works = |day: Date| !off.contains(&day) && day_off(None, day).is_none();
        let working: Vec<bool> = first.series(1.day()).take(365 * 15).map(works).collect();
        let least = working.windows(14).map(|days| days.iter().filter(|works| **works).count()).min();
        assert!(least.expect("many days") >= 2, "{}", state.code());
    }
}
