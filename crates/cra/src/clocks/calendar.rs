//! Which days are no working days (Regulation (EEC, Euratom) No 1182/71, Article 2).

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::holiday::{State, table};
use super::zone::Zone;
use crate::member_state::MemberState;

/// A day that is no working day, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayOff {
    /// The day.
    pub date: Date,
    /// Why.
    pub why: Off,
}

/// Why a day is no working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Off {
    /// Article 2(2): all days but public holidays, Sundays and Saturdays are working days.
    Saturday,
    /// As Saturday.
    Sunday,
    /// A public holiday of the Member State, Article 2(1), by its English name.
    Holiday(&'static str),
    /// The working day that makes up for this holiday, which falls on a weekend.
    InLieuOf(&'static str),
}

/// Why this day is no working day in this Member State, or `None` if it is one. Where the state is not known, Saturdays
/// and Sundays alone are known to be off.
pub fn day_off(state: Option<MemberState>, date: Date) -> Option<DayOff> {
    let why = match date.weekday() {
        Weekday::Saturday => Some(Off::Saturday),
        Weekday::Sunday => Some(Off::Sunday),
        _ => state.and_then(|state| holidays(state, date.year()).remove(&date)),
    };
    why.map(|why| DayOff { date, why })
}

/// The public holidays of a Member State in a year, those on Saturdays and Sundays among them.
pub fn holidays(state: MemberState, year: i16) -> BTreeMap<Date, Off> {
    let state = of(state);
    let mut days = BTreeMap::new();
    for holiday in &state.holidays {
        if let Some(day) = holiday.day(year) {
            days.entry(day).or_insert(Off::Holiday(&holiday.name));
        }
    }
    substitute(state, year, &mut days);
    days
}

/// Adds the working days that make up for holidays on a weekend, in the order of the year.
fn substitute(state: &'static State, year: i16, days: &mut BTreeMap<Date, Off>) {
    let made_up_for = state.holidays.iter().filter(|holiday| holiday.substitute);
    let mut lost: Vec<(Date, &str)> = made_up_for
        .filter_map(|one| Some((one.day(year)?, one.name.as_str())))
        .filter(|(day, _)| is_weekend(*day))
        .collect();
    lost.sort_unstable();
    for (mut day, name) in lost {
        while is_weekend(day) || days.contains_key(&day) {
            day = day.saturating_add(1.day());
        }
        days.insert(day, Off::InLieuOf(name));
    }
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Whether the holidays of this day's year were checked against another source.
pub(super) fn is_checked(date: Date) -> bool {
    (table().first_year..=table().last_year).contains(&date.year())
}

/// The time of day in a Member State.
pub fn zone(state: MemberState) -> Zone {
    Zone::Union(of(state).utc_offset)
}

fn of(state: MemberState) -> &'static State {
    let found = table().state.iter().find(|known| known.code == state.code());
    found.expect("every Member State is in the table, which a test shows")
}
