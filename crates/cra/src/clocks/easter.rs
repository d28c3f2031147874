//! Easter Sunday, western and orthodox.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// Easter Sunday of the western churches in the Gregorian calendar (the "anonymous" algorithm as Meeus gives it).
pub(super) fn western(year: i16) -> Date {
    let y = i32::from(year);
    let (golden, century) = (y % 19, y / 100);
    let moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (y % 100 / 4) - moon - y % 4) % 7;
    let late = (golden + 11 * moon + 22 * weekday) / 451;
    march(year, moon + weekday - 7 * late + 22)
}

/// Easter Sunday of the orthodox churches: found in the Julian calendar, told in the Gregorian one. The calendars are
/// 13 days apart from 1900 to 2099.
pub(super) fn orthodox(year: i16) -> Date {
    let y = i32::from(year);
    let moon = (19 * (y % 19) + 15) % 30;
    let weekday = (2 * (y % 4) + 4 * (y % 7) - moon + 34) % 7;
    march(year, moon + weekday + 22 + 13)
}

/// The day that is this many days after the last one of February.
fn march(year: i16, day: i32) -> Date {
    let days: Span = i64::from(day - 1).days();
    Date::new(year, 3, 1).map_or(Date::MAX, |first| first.saturating_add(days))
}
