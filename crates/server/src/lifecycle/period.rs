//! Until when a device is supported, by the day on which it was placed on the market. Pure.
//!
//! A support period counts for each device from its placing (Article 13(8), with 13(19) for its end), so devices that are placed
//! later need an end of their own. What holds for them is a row of windows: from which day on, until when.

use jiff::ToSpan;
use jiff::civil::Date;

/// Months of the least support period, unless the product is expected to be in use for less (Article 13(8)).
pub const LEAST_MONTHS: i64 = 60;

/// What was promised for a product.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Promises {
    /// The end for devices that were placed before any other promise begins.
    pub base: Option<Date>,
    /// From which day of placing on, until when; by that day.
    pub later: Vec<(Date, Date)>,
    /// Months that the product is expected to be in use.
    pub months: Option<i64>,
}

/// Days of placing with one end of support.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day; nothing: from the beginning.
    pub from: Option<Date>,
    /// The first day that is not in it any more; nothing: without end.
    pub before: Option<Date>,
    /// The last day of support; nothing where nobody has said.
    pub ends: Option<Date>,
}

/// Something that was promised and would not be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Devices placed on this day.
    pub placed: Date,
    /// Were promised support until then.
    pub promised: Date,
}

impl Promises {
    /// The last day of support for a device that was placed on `placed`.
    #[must_use]
    pub fn ends(&self, placed: Date) -> Option<Date> {
        let later = self.later.iter().rev().find(|(from, _)| *from <= placed);
        later.map(|(_, ends)| *ends).or(self.base)
    }

    /// The days of placing, parted by their ends.
    #[must_use]
    pub fn spans(&self) -> Vec<Span> {
        let first = self.later.first().map(|(from, _)| *from);
        let mut spans = Vec::new();
        if self.base.is_some() || first.is_none() {
            spans.push(Span { from: None, before: first, ends: self.base });
        }
        for (at, (from, ends)) in self.later.iter().enumerate() {
            let before = self.later.get(at + 1).map(|(next, _)| *next);
            spans.push(Span { from: Some(*from), before, ends: Some(*ends) });
        }
        spans
    }

    /// The latest end of all; nothing where nobody has said any.
    #[must_use]
    pub fn latest(&self) -> Option<Date> {
        self.later.iter().map(|(_, ends)| *ends).chain(self.base).max()
    }

    /// Months that a device must be supported at the least: five years, or as long as it is expected to be in use where that is
    /// less.
    #[must_use]
    pub fn least_months(&self) -> i64 {
        self.months.map_or(LEAST_MONTHS, |months| months.clamp(0, LEAST_MONTHS))
    }

    /// The earliest day on which the support of a device may end that is placed on `placed`.
    #[must_use]
    pub fn least(&self, placed: Date) -> Date {
        least(placed, self.least_months())
    }

    /// The last day of placing for which an end is late enough; nothing where it is for none.
    #[must_use]
    pub fn suffices_until(&self, ends: Date) -> Option<Date> {
        let months = self.least_months();
        let near = ends.tomorrow().ok()?.checked_sub(months.months()).ok()?;
        // Months have different lengths: the last day that fits lies near.
        let mut day = near.checked_add(3.days()).ok()?;
        for _ in 0..7 {
            if least(day, months) <= ends {
                return Some(day);
            }
            day = day.yesterday().ok()?;
        }
        None
    }

    /// Whether the end for devices placed on `placed` comes before what they are expected to be in use.
    #[must_use]
    pub fn is_below_use(&self, placed: Date) -> bool {
        let expected = self.months.and_then(|months| placed.checked_add(months.months()).ok());
        let whole = |(expected, ends): (Date, Date)| ends < expected.yesterday().unwrap_or(expected);
        expected.zip(self.ends(placed)).is_some_and(whole)
    }

    /// The first promise for devices placed between two days that `next` would not keep.
    #[must_use]
    pub fn broken_by(&self, next: &Self, (first, last): (Date, Date)) -> Option<Broken> {
        let turns = self.later.iter().chain(&next.later).map(|(from, _)| *from);
        let mut days: Vec<Date> = turns.filter(|day| (first..=last).contains(day)).chain([first]).collect();
        days.sort_unstable();
        days.into_iter().find_map(|placed| {
            let promised = self.ends(placed)?;
            let is_kept = next.ends(placed).is_some_and(|ends| ends >= promised);
            (!is_kept).then_some(Broken { placed, promised })
        })
    }
}

/// So many months from a day on are over at the end of the day that this gives.
fn least(placed: Date, months: i64) -> Date {
    let end = placed.checked_add(months.months()).unwrap_or(Date::MAX);
    end.yesterday().unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn promises() -> Promises {
        let later = vec![(date(2029, 1, 1), date(2034, 12, 31)), (date(2030, 1, 1), date(2036, 12, 31))];
        Promises { base: Some(date(2032, 12, 31)), later, months: None }
    }

    #[test]
    fn each_day_of_placing_has_the_end_of_its_window() {
        let known = promises();
        let ends = |year| known.ends(date(year, 6, 1)).map(|day| day.year());
        assert_eq!([2027, 2028, 2029, 2030, 2040].map(ends), [2032, 2032, 2034, 2036, 2036].map(Some));
        assert_eq!(known.spans().len(), 3);
        assert_eq!(known.latest(), Some(date(2036, 12, 31)));
        assert_eq!(Promises::default().spans(), [Span { from: None, before: None, ends: None }]);
    }

    #[test]
    fn five_years_are_the_least_unless_it_is_in_use_for_less() {
        let mut known = promises();
        assert_eq!(known.least(date(2028, 2, 29)), date(2033, 2, 27));
        assert_eq!(known.suffices_until(date(2032, 12, 31)), Some(date(2028, 1, 1)));
        known.months = Some(24);
        assert_eq!(known.least(date(2028, 1, 1)), date(2029, 12, 31));
        known.months = Some(120);
        assert_eq!(known.least_months(), LEAST_MONTHS, "five years are the floor, not the goal");
        assert!(known.is_below_use(date(2028, 1, 1)));
    }

    #[test]
    fn what_was_promised_for_placed_devices_is_not_shortened_and_what_comes_later_may_be() {
        let (known, placed) = (promises(), (date(2027, 12, 11), date(2029, 6, 1)));
        let mut next = known.clone();
        next.later[1].1 = date(2035, 12, 31);
        assert_eq!(known.broken_by(&next, placed), None, "nothing was placed from 2030 on");
        next.later[0].1 = date(2034, 6, 30);
        let broken = Broken { placed: date(2029, 1, 1), promised: date(2034, 12, 31) };
        assert_eq!(known.broken_by(&next, placed), Some(broken));
        next = Promises { base: None, ..known.clone() };
        assert!(known.broken_by(&next, placed).is_some(), "to take it back is to shorten it");
        next = Promises { base: Some(date(2033, 1, 31)), ..known.clone() };
        assert_eq!(known.broken_by(&next, placed), None, "it may be lengthened");
    }

    proptest! {
        #[test]
        fn the_last_day_that_suffices_does_and_the_next_does_not(days in 0i32..20_000, months in 1i64..200) {
            let ends = date(2000, 1, 1).checked_add(days.days()).expect("a day");
            let known = Promises { months: Some(months), ..Promises::default() };
            let last = known.suffices_until(ends).expect("a day");
            prop_assert!(known.least(last) <= ends);
            prop_assert!(known.least(last.tomorrow().expect("a day")) > ends);
        }
    }
}
