//! The table of public holidays, read.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::Deserialize;

use super::easter;

/// The table as it is kept, with its sources and what is left out of it.
const TABLE: &str = include_str!("../../data/public-holidays.toml");

#[derive(Deserialize)]
pub(super) struct Table {
    /// The first year that was checked.
    pub(super) first_year: i16,
    /// The last year that was checked; later ones are computed by the same rules.
    pub(super) last_year: i16,
    pub(super) state: Vec<State>,
}

/// The holidays of one Member State.
#[derive(Deserialize)]
pub(super) struct State {
    pub(super) code: String,
    /// Hours by which its standard time is before UTC.
    pub(super) utc_offset: i8,
    pub(super) holidays: Vec<Holiday>,
}

/// One holiday and the years in which it is kept.
#[derive(Deserialize)]
pub(super) struct Holiday {
    pub(super) name: String,
    on: On,
    /// The first year in which it is kept.
    from: Option<i16>,
    /// The last year in which it is kept.
    until: Option<i16>,
    /// Years in between in which it is not kept.
    #[serde(default)]
    except: Vec<i16>,
    /// Kept only where it falls on one of these days of the week.
    weekdays: Option<Vec<DayOfWeek>>,
    /// Not kept where it falls on this day.
    never: Option<DayOfYear>,
    /// Where it falls on a Saturday or Sunday, the next working day is a holiday as well.
    #[serde(default)]
    pub(super) substitute: bool,
}

impl Holiday {
    /// The day of this year on which it is kept, if it is.
    pub(super) fn day(&self, year: i16) -> Option<Date> {
        let years = self.from.unwrap_or(i16::MIN)..=self.until.unwrap_or(i16::MAX);
        if !years.contains(&year) || self.except.contains(&year) {
            return None;
        }
        let day = self.on.day(year)?;
        let is_kept = self.weekdays.as_ref().is_none_or(|days| days.iter().any(|one| one.0 == day.weekday()));
        let is_never = self.never.is_some_and(|never| never.in_year(year) == Some(day));
        (is_kept && !is_never).then_some(day)
    }
}

/// How the day of a holiday is found.
#[derive(Deserialize)]
#[serde(try_from = "String")]
enum On {
    /// `12-25`.
    Fixed(DayOfYear),
    /// `2026-01-02`: once.
    Once(Date),
    /// `easter+1`: days after western Easter Sunday.
    Western(i64),
    /// `orthodox-2`: days after orthodox Easter Sunday.
    Orthodox(i64),
    /// `monday from 05-01`: the first such day of the week, that day or later.
    From(Weekday, DayOfYear),
}

impl On {
    fn day(&self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed(day) => day.in_year(year),
            Self::Once(date) => (date.year() == year).then_some(*date),
            Self::Western(days) => Some(easter::western(year).saturating_add(days.days())),
            Self::Orthodox(days) => Some(easter::orthodox(year).saturating_add(days.days())),
            Self::From(weekday, day) => {
                let first = day.in_year(year)?;
                Some(first.saturating_add(i64::from(first.weekday().until(*weekday)).days()))
            }
        }
    }
}

impl TryFrom<String> for On {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let days = |rest: &str| rest.parse().map_err(|_| format!("{text}: not a number of days"));
        if let Some(rest) = text.strip_prefix("easter") {
            return Ok(Self::Western(days(rest)?));
        }
        if let Some(rest) = text.strip_prefix("orthodox") {
            return Ok(Self::Orthodox(days(rest)?));
        }
        if let Some((weekday, day)) = text.split_once(" from ") {
            return Ok(Self::From(DayOfWeek::try_from(weekday.to_owned())?.0, DayOfYear::try_from(day.to_owned())?));
        }
        text.parse().map(Self::Once).or_else(|_| Ok(Self::Fixed(DayOfYear::try_from(text.clone())?)))
    }
}

/// A month and a day of it, in any year.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
struct DayOfYear(i8, i8);

impl DayOfYear {
    fn in_year(self, year: i16) -> Option<Date> {
        Date::new(year, self.0, self.1).ok()
    }
}

impl TryFrom<String> for DayOfYear {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let leap: Date = format!("2000-{text}").parse().map_err(|_| format!("{text}: no month and day"))?;
        Ok(Self(leap.month(), leap.day()))
    }
}

/// A day of the week by its English name.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
struct DayOfWeek(Weekday);

impl TryFrom<String> for DayOfWeek {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        let position =
            names.iter().position(|name| *name == text).ok_or_else(|| format!("{text}: no day of the week"))?;
        let offset = i8::try_from(position).map_err(|error| error.to_string())?;
        Weekday::from_monday_zero_offset(offset).map(Self).map_err(|error| error.to_string())
    }
}

static PARSED: LazyLock<Table> =
    LazyLock::new(|| toml::from_str(TABLE).expect("the embedded table is well-formed, which a test shows"));

/// All holidays.
pub(super) fn table() -> &'static Table {
    &PARSED
}
