//! What others say of holidays and time zones, read from the files of `tests/fixtures`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::Date;
use steadfast_cra::member_state::MemberState;

const HOLIDAYS: &str = include_str!("../../fixtures/holidays.txt");
const TIME_ZONES: &str = include_str!("../../fixtures/time-zones.txt");

/// Public holidays of a state by the package `holidays`.
pub(crate) static PUBLIC_HOLIDAYS: LazyLock<BTreeMap<MemberState, BTreeSet<Date>>> = LazyLock::new(|| {
    let mut states: BTreeMap<MemberState, BTreeSet<Date>> = BTreeMap::new();
    for line in lines(HOLIDAYS) {
        let mut words = line.split(' ');
        let (state, year) = (words.next().expect("a state"), words.next().expect("a year"));
        let days = words.map(|day| format!("{year}-{day}").parse::<Date>().expect("a date"));
        states.entry(state_of(state)).or_default().extend(days);
    }
    states
});

/// Hours before UTC in the capital of a state, from each instant on.
pub(crate) static OFFSETS: LazyLock<BTreeMap<MemberState, BTreeMap<Timestamp, i8>>> = LazyLock::new(|| {
    let mut states: BTreeMap<MemberState, BTreeMap<Timestamp, i8>> = BTreeMap::new();
    for line in lines(TIME_ZONES) {
        let [state, at, hours] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("three words: {line}") };
        let at: Timestamp = at.parse().expect("an instant");
        states.entry(state_of(state)).or_default().insert(at, hours.parse().expect("whole hours"));
    }
    states
});

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#'))
}

pub(crate) fn state_of(code: &str) -> MemberState {
    MemberState::from_code(code).expect("a Member State")
}
