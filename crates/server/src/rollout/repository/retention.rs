//! Until when a published file must stay available (Article 13(9)).

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use steadfast_cra::retention::{Day, update_until};
use steadfast_store::Time;

/// The last day on which a file that was published at `issued` must be there, for a product whose support ends on
/// `support_to` (YYYY-MM-DD, where that is known).
pub(crate) fn until(issued: Time, support_to: Option<&str>) -> String {
    let issued = Offset::UTC.to_datetime(Timestamp::from(issued)).date();
    let support_to = support_to.and_then(|text| text.parse::<Date>().ok());
    let (year, month, day) = update_until(parts(issued), support_to.map(parts));
    format!("{year:04}-{month:02}-{day:02}")
}

fn parts(date: Date) -> Day {
    (i32::from(date.year()), date.month().unsigned_abs(), date.day().unsigned_abs())
}
