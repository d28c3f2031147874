//! Public holidays and time zones against what others say of them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;
use steadfast_cra::clocks::{DayOff, Off, day_off, holidays, zone};
use steadfast_cra::member_state::MemberState;

use super::fixtures::{OFFSETS, PUBLIC_HOLIDAYS, state_of};

const DIFFERENCES: &str = include_str!("../../fixtures/holiday-differences.toml");
const YEARS: std::ops::RangeInclusive<i16> = 2026..=2041;

/// Days on which our table and the package differ, and why.
#[derive(Deserialize)]
struct Difference {
    state: String,
    only: Side,
    #[serde(default)]
    days: Vec<Date>,
    /// Instead of days: all that fall on a Sunday.
    #[serde(default)]
    sundays: bool,
    why: String,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[serde(rename_all = "kebab-case")]
enum Side {
    Ours,
    Package,
}

#[derive(Deserialize)]
struct Differences {
    difference: Vec<Difference>,
}

fn explained() -> Vec<Difference> {
    toml::from_str::<Differences>(DIFFERENCES).expect("the table is well-formed").difference
}

fn ours(state: MemberState) -> BTreeSet<Date> {
    YEARS.flat_map(|year| holidays(state, year).into_keys()).collect()
}

fn differing(state: MemberState) -> BTreeSet<(Side, Date)> {
    let ours = ours(state);
    let package: BTreeSet<Date> =
        PUBLIC_HOLIDAYS[&state].iter().copied().filter(|day| YEARS.contains(&day.year())).collect();
    let here = ours.difference(&package).map(|day| (Side::Ours, *day));
    here.chain(package.difference(&ours).map(|day| (Side::Package, *day))).collect()
}

/// Which days the package counts in a state and our table does not.
pub(super) fn not_counted(state: MemberState) -> impl Fn(Date) -> bool {
    let package = explained().into_iter().filter(move |one| one.only == Side::Package && state_of(&one.state) == state);
    let days: BTreeSet<Date> = package.flat_map(|one| one.days).collect();
    move |day| days.contains(&day)
}

#[test]
fn every_member_state_has_holidays_in_every_year_and_a_time_of_day() {
    assert_eq!(MemberState::all().len(), 27);
    for state in MemberState::all() {
        for year in YEARS {
            let days = holidays(state, year).len();
            assert!(days >= 9, "{} has {days} in {year}", state.code());
        }
        assert!(OFFSETS.contains_key(&state) && PUBLIC_HOLIDAYS.contains_key(&state), "{}", state.code());
    }
}

#[test]
fn holidays_are_those_of_the_package_save_what_is_explained() {
    let explained = explained();
    for state in MemberState::all() {
        let of_state = explained.iter().filter(|one| state_of(&one.state) == state);
        let covers = |(side, day): &(Side, Date)| {
            let is_listed =
                |one: &Difference| one.days.contains(day) || one.sundays && day.weekday() == Weekday::Sunday;
            of_state.clone().any(|one| one.only == *side && is_listed(one))
        };
        let unexplained: Vec<_> = differing(state).into_iter().filter(|one| !covers(one)).collect();
        assert!(unexplained.is_empty(), "{}: {unexplained:?}", state.code());
    }
}

#[test]
fn every_explained_difference_is_one() {
    for one in explained() {
        let differing = differing(state_of(&one.state));
        let missing: Vec<_> = one.days.iter().filter(|day| !differing.contains(&(one.only, **day))).collect();
        assert!(missing.is_empty(), "{}: {missing:?} are alike by now", one.state);
        assert!(one.why.ends_with('.') && (one.sundays || !one.days.is_empty()), "{}", one.why);
    }
}

#[test]
fn what_is_left_out_makes_the_end_earlier_and_never_later() {
    for state in MemberState::all() {
        let later =
            differing(state).into_iter().filter(|(side, day)| *side == Side::Ours && day.weekday() != Weekday::Sunday);
        assert_eq!(later.count(), 0, "{} counts a day off that the package does not know", state.code());
    }
}

#[test]
fn a_day_off_says_why() {
    let why =
        |state: Option<&str>, day: &str| day_off(state.map(state_of), day.parse().expect("a date")).map(|off| off.why);
    assert_eq!(why(Some("GR"), "2027-05-03"), Some(Off::Holiday("Easter Monday")));
    assert_eq!(why(Some("DE"), "2027-05-03"), None);
    assert_eq!(why(Some("BG"), "2027-05-04"), Some(Off::InLieuOf("Labour Day")));
    assert_eq!(why(Some("BG"), "2027-12-28"), Some(Off::InLieuOf("Second Day of Christmas")));
    assert_eq!(why(Some("DE"), "2026-10-03"), Some(Off::Saturday));
    assert_eq!(why(None, "2026-12-25"), None);
    let sunday: Date = "2026-11-29".parse().expect("a date");
    assert_eq!(day_off(None, sunday), Some(DayOff { date: sunday, why: Off::Sunday }));
}

#[test]
fn the_time_of_day_is_that_of_the_capital() {
    for (state, changes) in OFFSETS.iter() {
        let mut before: Option<i8> = None;
        for (at, hours) in changes {
            assert_eq!(zone(*state).hours_before_utc(*at), *hours, "{} {at}", state.code());
            let just_before: Timestamp = *at - 1.microsecond();
            let expected = before.unwrap_or(*hours);
            assert_eq!(zone(*state).hours_before_utc(just_before), expected, "{} before {at}", state.code());
            before = Some(*hours);
        }
        assert_eq!(changes.len(), 1 + 2 * 16, "{}", state.code());
    }
}

#[test]
fn the_platforms_code_of_greece_and_the_unions_are_one() {
    assert_eq!(MemberState::from_code("EL"), MemberState::from_code("GR"));
    assert_eq!(state_of("EL").code(), "GR");
    assert!(["UK", "at", "", "XX"].iter().all(|code| MemberState::from_code(code).is_none()));
}

#[test]
fn a_holiday_is_named_once_a_day() {
    let named: BTreeMap<Date, Off> = holidays(state_of("CZ"), 2027);
    assert_eq!(named.get(&"2027-07-05".parse().expect("a date")), Some(&Off::Holiday("Saints Cyril and Methodius")));
}
