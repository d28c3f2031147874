//! Papers for people and programs: HTML, PDF, plain text, JSON.

mod html;
mod paper;
mod plain;

use jiff::civil::Date;
use serde_json::Value;

use crate::texts::filled;
use crate::{Document, Language};

pub use html::html;
pub use paper::{PaperError, pdf};
pub use plain::plain;

/// The structured form: every block and every gap.
///
/// # Errors
/// Never for a document of this crate; what serde says otherwise.
pub fn json(document: &Document) -> Result<Value, serde_json::Error> {
    serde_json::to_value(document)
}

/// A day as people write it.
pub(crate) fn day(day: Date, language: Language) -> String {
    match language {
        Language::English => {
            const MONTHS: [&str; 12] = [
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December",
            ];
            let month = usize::try_from(day.month() - 1).ok().and_then(|place| MONTHS.get(place)).unwrap_or(&"");
            format!("{} {month} {}", day.day(), day.year())
        }
        Language::German => format!("{:02}.{:02}.{}", day.day(), day.month(), day.year()),
    }
}

/// The end of support: month and year first, as Art. 13(19) asks, and the day.
pub(crate) fn support_end(end: Date, language: Language) -> String {
    let (month, year) = (format!("{:02}", end.month()), end.year().to_string());
    filled("support-end-value", language, &[("month", &month), ("year", &year), ("day", &day(end, language))])
}

/// The moment of a document as people write it, without a name of the zone.
pub(crate) fn moment(document: &Document) -> String {
    let at = jiff::tz::Offset::UTC.to_datetime(document.made);
    let text = format!("{}, {:02}:{:02}", day(at.date(), document.language), at.hour(), at.minute());
    filled("made", document.language, &[("moment", &text)])
}

/// Text that is neither markup nor the end of a value. Control characters, which no markup may hold, become the sign for
/// letters that are not there.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\t' => safe.push(letter),
            letter if letter.is_control() => safe.push(char::REPLACEMENT_CHARACTER),
            letter => safe.push(letter),
        }
    }
    safe
}
