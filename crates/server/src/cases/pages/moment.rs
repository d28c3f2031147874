//! Times as fields of forms have them: `2026-11-28T23:41`, in UTC.

use jiff::civil::DateTime;
use jiff::tz::Offset;
use steadfast_store::Time;

/// A time, to the minute.
pub(crate) fn typed(time: Time) -> String {
    let civil = Offset::UTC.to_datetime(jiff::Timestamp::from(time));
    civil.strftime("%Y-%m-%dT%H:%M").to_string()
}

/// What was typed: nothing where it is empty.
///
/// # Errors
/// When it is no time.
pub(crate) fn read(text: &str) -> Result<Option<Time>, NoTime> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let civil: DateTime = text.parse().map_err(|_| NoTime)?;
    let instant = Offset::UTC.to_timestamp(civil).map_err(|_| NoTime)?;
    Ok(Some(Time::from(instant)))
}

/// A text that is no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoTime;

/// Behind every time: it is refused as one that is not over.
const NEVER: Time = Time(i64::MAX);

/// What was typed, for a field that takes times that are over: what is no time is refused there.
pub(crate) fn read_over(text: &str) -> Option<Time> {
    read(text).unwrap_or(Some(NEVER))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_read_back_to_the_minute() {
        let time = Time(1_795_909_260_000_000);
        assert_eq!(read(&typed(time)), Ok(Some(time)));
        assert_eq!(typed(Time(time.0 + 59_999_999)), typed(time));
        assert_eq!([read(""), read("2026-13-01T00:00"), read("now")], [Ok(None), Err(NoTime), Err(NoTime)]);
        assert_eq!(read("2026-11-28T23:41:30"), Ok(Some(Time(1_795_909_290_000_000))));
    }
}
