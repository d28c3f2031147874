//! How long something must be kept.

use jiff::civil::Date;

use crate::Confidence;
use crate::rule::Rule;

/// Years that a security update stays available after it was issued, at the least (Regulation (EU) 2024/2847,
/// Article 13(9)).
pub const UPDATE_YEARS: i32 = 10;

/// A day, as year, month and day of the month. Ordered by time.
pub type Day = (i32, u8, u8);

/// Until which day a security update that was issued on `issued` must remain available: ten years, or the rest of the
/// support period, whichever is longer (Article 13(9)). Where the end of support is not known, no less than ten years is
/// known.
///
/// Ten years after 29 February is 28 February where that year has no such day (Regulation (EEC, Euratom) No 1182/71,
/// Article 3(2)(c)).
pub fn update_until(issued: Day, support_to: Option<Day>) -> Day {
    let (year, month, day) = issued;
    let year = year.saturating_add(UPDATE_YEARS);
    let last = if month == 2 && day == 29 && !is_leap(year) { 28 } else { day };
    let ten_years = (year, month, last);
    support_to.map_or(ten_years, |end| end.max(ten_years))
}

/// Technical documentation and declaration.
pub const DOCUMENTATION: Rule = Rule {
    code: "retention-documentation",
    source: "Art. 13(13)",
    says: "Technical documentation and declaration are kept for at least ten years after the product was placed on the \
           market or for the support period, whichever is longer.",
    reading: "Counted from the day on which the last unit of the release was placed; while units are placed there is no \
              end yet.",
    confidence: Confidence::High,
};

/// User information.
pub const USER_INFORMATION: Rule = Rule {
    code: "retention-user-information",
    source: "Art. 13(18)",
    says: "The information of Annex II is kept at the disposal of users and authorities for at least ten years after the \
           product was placed on the market or for the support period, whichever is longer; online too where it is given \
           online.",
    reading: "Counted as for the documentation.",
    confidence: Confidence::High,
};

/// Security updates.
pub const UPDATES: Rule = Rule {
    code: "retention-updates",
    source: "Art. 13(9)",
    says: "Each security update stays available for at least ten years after its issue or for the rest of the support \
           period, whichever is longer.",
    reading: "",
    confidence: Confidence::High,
};

/// Who supplied whom.
pub const SUPPLY: Rule = Rule {
    code: "retention-supply",
    source: "Art. 23(2)",
    says: "Operators can name suppliers and customers for ten years after being supplied and after supplying.",
    reading: "The support period does not prolong it.",
    confidence: Confidence::Medium,
};

/// Every rule of this module.
pub const RULES: [&Rule; 4] = [&DOCUMENTATION, &USER_INFORMATION, &UPDATES, &SUPPLY];

/// Until which day technical documentation, declaration and user information of a release are kept, by [`DOCUMENTATION`]
/// and [`USER_INFORMATION`]. `last_placed`: the day on which its last unit was placed on the market; none while it is still
/// placed or where that is not known, and then there is no end.
///
/// Where the end of support is not known, no less than ten years is known.
pub fn documents_until(last_placed: Option<Date>, support_to: Option<Date>) -> Option<Date> {
    let ten_years = ten_years_after(last_placed?)?;
    Some(support_to.map_or(ten_years, |end| end.max(ten_years)))
}

/// Until which day it can be asked who supplied whom ([`SUPPLY`]), for a supply of this day.
pub fn supply_until(supplied: Date) -> Option<Date> {
    ten_years_after(supplied)
}

/// None beyond the calendar's end.
fn ten_years_after(day: Date) -> Option<Date> {
    let of = |number: i8| u8::try_from(number).ok();
    let (year, month, day) = update_until((i32::from(day.year()), of(day.month())?, of(day.day())?), None);
    let to = |number: u8| i8::try_from(number).ok();
    Date::new(i16::try_from(year).ok()?, to(month)?, to(day)?).ok()
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

#[cfg(test)]
mod tests {
    use super::update_until;

    #[test]
    fn whichever_is_longer() {
        assert_eq!(update_until((2027, 12, 11), None), (2037, 12, 11));
        assert_eq!(update_until((2027, 12, 11), Some((2032, 6, 1))), (2037, 12, 11));
        assert_eq!(update_until((2027, 12, 11), Some((2040, 1, 1))), (2040, 1, 1));
        assert_eq!(update_until((2028, 2, 29), None), (2038, 2, 28));
    }
}
