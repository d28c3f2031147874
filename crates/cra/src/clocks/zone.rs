//! The time of day in the Union, without a database of time zones.
//!
//! Directive 2000/84/EC, Articles 2 and 3, starts and ends summer time in every Member State at the same instant: 01:00
//! UTC on the last Sunday of March and of October. What differs is the standard time: UTC, one or two hours before it.
//! Parts of states far from their capital (Canary Islands, Azores, overseas) are left out: the act is done at a
//! coordinator, and these sit on the mainland.

use jiff::civil::{Date, Weekday};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp, ToSpan};

/// In which time of day a day begins and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// Coordinated universal time, which the reporting platform shows and takes.
    Utc,
    /// The time of Member States whose standard time is this many hours before UTC, with the Union's summer time.
    Union(i8),
}

impl Zone {
    /// Hours by which its clocks are before UTC at this instant.
    pub fn hours_before_utc(self, at: Timestamp) -> i8 {
        match self {
            Self::Utc => 0,
            Self::Union(standard) => standard + i8::from(is_summer(at)),
        }
    }

    /// The day that it is there.
    pub(super) fn day_of(self, at: Timestamp) -> Date {
        Offset::constant(self.hours_before_utc(at)).to_datetime(at).date()
    }

    /// The instant at which the last hour of this day has passed: midnight, the first instant of the next day.
    pub(super) fn end_of(self, day: Date) -> Timestamp {
        let midnight = instant(day.saturating_add(1.day()), 0);
        let earlier =
            |hours: i8| midnight.saturating_sub(SignedDuration::from_hours(hours.into())).unwrap_or(Timestamp::MIN);
        let standard = match self {
            Self::Utc => 0,
            Self::Union(standard) => standard,
        };
        // Summer time begins and ends in the night's second hour at the earliest: never at midnight.
        earlier(self.hours_before_utc(earlier(standard)))
    }
}

/// Whether summer time is in force in the Union.
fn is_summer(at: Timestamp) -> bool {
    let year = Offset::UTC.to_datetime(at).year();
    (instant(last_sunday(year, 3), 1)..instant(last_sunday(year, 10), 1)).contains(&at)
}

fn last_sunday(year: i16, month: i8) -> Date {
    let first = Date::new(year, month, 1).unwrap_or(Date::MAX);
    first.nth_weekday_of_month(-1, Weekday::Sunday).unwrap_or(Date::MAX)
}

/// This hour of the day in UTC.
fn instant(day: Date, hour: i8) -> Timestamp {
    Offset::UTC.to_timestamp(day.at(hour, 0, 0, 0)).unwrap_or(Timestamp::MAX)
}
