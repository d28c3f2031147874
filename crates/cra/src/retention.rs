//! How long something must be kept.

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
