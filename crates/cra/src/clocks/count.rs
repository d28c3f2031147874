//! Counting periods by Regulation (EEC, Euratom) No 1182/71.

use jiff::civil::Date;
use jiff::{SignedDuration, Span, Timestamp, ToSpan};

use super::calendar::{self, DayOff, Off, day_off};
use super::zone::Zone;
use super::{LastDay, LatestByLaw};
use crate::Confidence;
use crate::member_state::MemberState;

const HOUR: i64 = 60 * 60;

/// This instant plus elapsed hours.
pub(super) fn plus_hours(at: Timestamp, hours: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_hours(hours)).unwrap_or(Timestamp::MAX)
}

/// The end of the last hour, where the hour of the event is not counted (Article 3(1), first subparagraph, 3(2)(a)).
/// Hours begin at the same instants in UTC and in every Member State.
pub(super) fn last_hour(at: Timestamp, hours: i64) -> Timestamp {
    let begun = at.as_second().div_euclid(HOUR) * HOUR;
    plus_hours(Timestamp::from_second(begun).unwrap_or(Timestamp::MIN), hours + 1)
}

/// When a period in days or months ends, unextended and extended.
pub(super) struct Ending {
    pub(super) due: Timestamp,
    pub(super) last_day: LastDay,
    pub(super) latest_by_law: Option<LatestByLaw>,
}

/// The end of a period that is counted from the day of an event (Article 3(1), second subparagraph, 3(2)(b) and (c)).
/// Adding months keeps the date, or takes the last day of the month where it has no such date.
pub(super) fn ending(event: Timestamp, period: Span, coordinator: Option<MemberState>) -> Ending {
    let counted =
        zones(coordinator).into_iter().map(|zone| LastDay { zone, day: zone.day_of(event).saturating_add(period) });
    let counted: Vec<LastDay> = counted.collect();
    let extended = counted.iter().map(|last| LastDay { day: working_day(coordinator, last.day), ..*last });
    let last_day = earliest(counted.iter().copied());
    let latest = earliest(extended);
    Ending { due: last_day.ends(), last_day, latest_by_law: latest_by_law(last_day, latest, coordinator) }
}

fn earliest(days: impl Iterator<Item = LastDay>) -> LastDay {
    days.min_by_key(LastDay::ends).expect("there is always a zone to count in")
}

/// In which times of day a period is counted: a reading of ours, see [`super::rules::TIME_OF_DAY`].
fn zones(coordinator: Option<MemberState>) -> Vec<Zone> {
    match coordinator {
        Some(state) => vec![Zone::Utc, calendar::zone(state)],
        None => vec![Zone::Utc, Zone::Union(0), Zone::Union(1), Zone::Union(2)],
    }
}

/// This day, or the next working day (Article 3(4)).
fn working_day(coordinator: Option<MemberState>, mut day: Date) -> Date {
    while day < Date::MAX && day_off(coordinator, day).is_some() {
        day = day.saturating_add(1.day());
    }
    day
}

fn latest_by_law(due: LastDay, latest: LastDay, coordinator: Option<MemberState>) -> Option<LatestByLaw> {
    if latest.ends() <= due.ends() {
        return None;
    }
    let between = due.day.series(1.day()).take_while(|day| *day < latest.day);
    let because: Vec<DayOff> = between.filter_map(|day| day_off(coordinator, day)).collect();
    let confidence = confidence(&because);
    Some(LatestByLaw { at: latest.ends(), last_day: latest, because, confidence })
}

/// No surer than our reading of whose holidays count; years whose holidays nobody checked are less sure.
fn confidence(because: &[DayOff]) -> Confidence {
    let is_guess = |off: &DayOff| !matches!(off.why, Off::Saturday | Off::Sunday) && !calendar::is_checked(off.date);
    if because.iter().any(is_guess) { Confidence::Low } else { Confidence::Medium }
}
