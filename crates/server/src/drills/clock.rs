//! The clock of a drill: it stands where the scenario put it. What a step takes is measured by the live one.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::civil::{Date, Time as Hour, Weekday};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan as _};
use steadfast_cra::clocks::holidays;
use steadfast_cra::member_state::MemberState;
use steadfast_store::Time;

use crate::ambient::Ambient;

const MINUTE: i64 = 60 * 1_000_000;
/// So many Saturdays are looked at for one before a holiday.
const SATURDAYS: i32 = 53;

/// Time as the scenario has it, randomness and the stop-watch as the live server has them.
pub(super) struct Clock {
    at: AtomicI64,
    live: Arc<dyn Ambient>,
}

impl Clock {
    pub(super) fn at(time: Time, live: Arc<dyn Ambient>) -> Self {
        Self { at: AtomicI64::new(time.0), live }
    }

    /// Goes on by so many minutes.
    pub(super) fn pass(&self, minutes: i64) {
        self.at.fetch_add(minutes.saturating_mul(MINUTE), Ordering::SeqCst);
    }
}

impl Ambient for Clock {
    fn now(&self) -> Time {
        Time(self.at.load(Ordering::SeqCst))
    }

    fn steady(&self) -> i64 {
        self.live.steady()
    }

    fn fill(&self, bytes: &mut [u8]) {
        self.live.fill(bytes);
    }
}

/// The next Saturday, 23:40 UTC, before a Sunday or Monday that is a public holiday of the Member State; the next one where
/// there is none within a year. With the day that is off.
pub(crate) fn saturday_night(now: Time, state: Option<MemberState>) -> (Time, Option<Date>) {
    let Ok(now) = Timestamp::from_microsecond(now.0) else { return (now, None) };
    let today = Offset::UTC.to_datetime(now).date();
    let nights: Vec<Timestamp> = (1..=SATURDAYS).filter_map(|number| night(today, number)).collect();
    let before = nights.iter().find_map(|at| Some((*at, off_after(state?, (*at).into())?)));
    match (before, nights.first()) {
        (Some((at, day)), _) => (at.into(), Some(day)),
        (None, Some(at)) => ((*at).into(), None),
        (None, None) => (now.into(), None),
    }
}

fn night(today: Date, number: i32) -> Option<Timestamp> {
    let day = today.nth_weekday(number, Weekday::Saturday).ok()?;
    let at = day.to_datetime(Hour::midnight()).checked_add(23.hours().minutes(40)).ok()?;
    Offset::UTC.to_timestamp(at).ok()
}

/// The first public holiday of a Member State on one of the two days after a time.
pub(super) fn off_after(state: MemberState, at: Time) -> Option<Date> {
    let day = Offset::UTC.to_datetime(Timestamp::from_microsecond(at.0).ok()?).date();
    let days = [1, 2].map(|days| day.saturating_add(jiff::Span::new().days(days)));
    days.into_iter().find(|day| holidays(state, day.year()).contains_key(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> Time {
        text.parse::<Timestamp>().expect("a time").into()
    }

    #[test]
    fn the_night_is_one_before_a_holiday_where_the_coordinator_is_known() {
        let now = time("2026-11-24T10:00:00Z");
        let germany = MemberState::from_code("DE").expect("a state");
        let (night, day) = saturday_night(now, Some(germany));
        assert_eq!(
            (night, day.map(|day| day.to_string())),
            (time("2027-03-27T23:40:00Z"), Some("2027-03-29".to_owned()))
        );
        assert_eq!(saturday_night(now, None), (time("2026-11-28T23:40:00Z"), None));
    }
}
