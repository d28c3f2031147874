//! Lines of a system log.

use super::time::{Civil, iso, traditional};
use super::{Bad, Count, Found, ReadError, Why, at, program, text};
use crate::event::{Event, Seconds};

/// Reads a system log: `Dec 10 06:55:46 host sshd[24200]: …`, the same with a time of RFC 3339, and lines of RFC 5424.
#[derive(Debug)]
pub struct Syslog {
    count: Count,
    year: i64,
    east: i64,
    month: u8,
    copy: String,
}

/// Who says what, and when.
struct Line<'a> {
    time: Option<Seconds>,
    program: &'a str,
    message: &'a str,
}

impl Syslog {
    /// A log whose first line is of this year. Where a January follows a December, the next year has begun. Times without a
    /// zone are UTC.
    #[must_use]
    pub fn of_year(year: i64) -> Self {
        Self { count: Count::default(), year, east: 0, month: 0, copy: String::new() }
    }

    /// The same, from a machine whose clock shows so many seconds more than UTC.
    #[must_use]
    pub fn east(self, seconds: i32) -> Self {
        Self { east: seconds.into(), ..self }
    }

    /// The next line.
    ///
    /// # Errors
    /// When it is too long, or no line of a system log.
    pub fn read<'a>(&'a mut self, line: &'a [u8]) -> Result<Option<Event<'a>>, ReadError> {
        let count = &mut self.count;
        let line = count.next(line)?;
        let (count, line) = (*count, text(line, &mut self.copy));
        let mut years = Years { year: &mut self.year, month: &mut self.month, east: self.east };
        count.found(years.found(line))
    }
}

/// What is known of the year so far.
struct Years<'a> {
    year: &'a mut i64,
    month: &'a mut u8,
    east: i64,
}

impl Years<'_> {
    fn found<'a>(&mut self, line: &'a str) -> Found<'a> {
        if line.trim().is_empty() {
            return Ok(None);
        }
        let line = self.line(without_priority(line))?;
        Ok(program::says(line.program, line.message).map(|what| at(line.time, what)))
    }

    fn line<'a>(&mut self, line: &'a str) -> Result<Line<'a>, Bad> {
        if let Some(rest) = line.strip_prefix("1 ") {
            return structured(rest);
        }
        let (time, rest) = match iso(line) {
            Some((time, rest)) => (time, rest),
            None => traditional(line).and_then(|(civil, rest)| Some((self.seconds(civil)?, rest))).ok_or(NO_TIME)?,
        };
        let rest = rest.strip_prefix(' ').ok_or(NO_TIME)?;
        let (_, rest) = rest.split_once(' ').ok_or(("host", Why::Missing))?;
        let (tag, message) =
            rest.split_once(": ").or_else(|| Some((rest.strip_suffix(':')?, ""))).unwrap_or(("", rest));
        Ok(Line { time: Some(time), program: tag.split('[').next().unwrap_or(tag), message })
    }

    fn seconds(&mut self, civil: Civil) -> Option<Seconds> {
        let next = *self.month == 12 && civil.month == 1;
        let time = Civil { year: *self.year + i64::from(next), ..civil }.seconds()?;
        (*self.year, *self.month) = (*self.year + i64::from(next), civil.month);
        Some(time - self.east)
    }
}

const NO_TIME: Bad = ("time", Why::Other);

/// `<38>`.
fn without_priority(line: &str) -> &str {
    let rest = line.strip_prefix('<').and_then(|rest| rest.split_once('>'));
    rest.filter(|(digits, _)| digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .map_or(line, |(_, rest)| rest)
}

/// RFC 5424 after its version: time, host, program, process, kind, structured data, message.
fn structured(line: &str) -> Result<Line<'_>, Bad> {
    let mut parts = line.splitn(6, ' ');
    let mut part = |name| parts.next().ok_or((name, Why::Missing));
    let stamp = part("time")?;
    let time = match stamp {
        "-" => None,
        stamp => Some(iso(stamp).filter(|(_, rest)| rest.is_empty()).ok_or(NO_TIME)?.0),
    };
    let (_, program, _, _) = (part("host")?, part("program")?, part("process")?, part("kind")?);
    let message = without_data(part("data")?).ok_or(("data", Why::Other))?;
    Ok(Line { time, program, message: message.strip_prefix('\u{feff}').unwrap_or(message) })
}

/// What follows `-` or `[id name="value"][…]`, in whose values `]` stands behind a backslash.
fn without_data(text: &str) -> Option<&str> {
    let mut rest = match text.strip_prefix('-') {
        Some(rest) => rest,
        None => text.starts_with('[').then_some(text)?,
    };
    while rest.starts_with('[') {
        rest = &rest[end_of_element(rest)? + 1..];
    }
    rest.strip_prefix(' ').or_else(|| rest.is_empty().then_some(rest))
}

fn end_of_element(text: &str) -> Option<usize> {
    let (mut quoted, mut escaped) = (false, false);
    text.bytes().position(|byte| {
        let is_end = byte == b']' && !quoted;
        quoted ^= byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        is_end
    })
}
