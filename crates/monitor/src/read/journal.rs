//! Entries of the systemd journal.

use super::flat::Flat;
use super::{Bad, Count, Found, ReadError, Why, at, program, text};
use crate::event::{Event, Moment, Seconds};

/// Reads entries of the journal: one object of JSON (`journalctl -o json`), or one entry of the export format
/// (`journalctl -o export`), which is a block of fields that ends with an empty line.
#[derive(Debug, Default)]
pub struct Journal {
    count: Count,
    flat: Flat,
    copy: String,
    fields: Fields<String>,
}

/// What is read of an entry.
#[derive(Clone, Copy, Debug, Default)]
struct Fields<T> {
    time: Option<Seconds>,
    uptime: Option<u64>,
    program: T,
    message: T,
}

impl Journal {
    /// The next entry, as JSON.
    ///
    /// # Errors
    /// When it is too long, no object, or its time is none.
    pub fn json<'a>(&'a mut self, entry: &'a [u8]) -> Result<Option<Event<'a>>, ReadError> {
        let line = self.count.next(entry)?;
        let Self { count, flat, copy, .. } = self;
        let line = text(line, copy);
        if line.trim().is_empty() {
            return Ok(None);
        }
        flat.read(line).map_err(|bad| count.error(bad))?;
        count.found(of_object(flat))
    }

    /// The next entry, in the export format.
    ///
    /// # Errors
    /// When it is too long, ends within a field, or its time is none.
    pub fn export<'a>(&'a mut self, entry: &'a [u8]) -> Result<Option<Event<'a>>, ReadError> {
        let entry = self.count.next(entry)?;
        let Self { count, fields, .. } = self;
        *fields = Fields::default();
        let mut rest = entry;
        while let Some((name, value, after)) = field(rest).map_err(|bad| count.error(bad))? {
            fields.put(name, value).map_err(|bad| count.error(bad))?;
            rest = after;
        }
        let Fields { time, uptime, program, message } = &*fields;
        Ok(told(&Fields { time: *time, uptime: *uptime, program, message }))
    }
}

fn of_object(flat: &Flat) -> Found<'_> {
    let field = |name: &str| flat.get(name).and_then(crate::event::Value::text);
    let time = field("__REALTIME_TIMESTAMP").map(|digits| seconds("__REALTIME_TIMESTAMP", digits.as_bytes()));
    let uptime = field("__MONOTONIC_TIMESTAMP").map(|digits| seconds("__MONOTONIC_TIMESTAMP", digits.as_bytes()));
    let program = field("SYSLOG_IDENTIFIER").or_else(|| field("_COMM")).unwrap_or_default();
    let message = field("MESSAGE").unwrap_or_default();
    let uptime = uptime.transpose()?.map(i64::unsigned_abs);
    Ok(told(&Fields { time: time.transpose()?, uptime, program, message }))
}

fn told<'a>(fields: &Fields<&'a str>) -> Option<Event<'a>> {
    let what = program::says(fields.program, fields.message)?;
    let moment = Moment { time: fields.time, uptime: fields.uptime.unwrap_or_default(), starts: 0 };
    Some(at(None, what)).map(|event| Event { time: moment.time, uptime: moment.uptime, ..event })
}

impl Fields<String> {
    fn put(&mut self, name: &[u8], value: &[u8]) -> Result<(), Bad> {
        match name {
            b"__REALTIME_TIMESTAMP" => self.time = Some(seconds("__REALTIME_TIMESTAMP", value)?),
            b"__MONOTONIC_TIMESTAMP" => {
                self.uptime = Some(seconds("__MONOTONIC_TIMESTAMP", value)?.unsigned_abs());
            }
            b"MESSAGE" => self.message = String::from_utf8_lossy(value).into_owned(),
            b"SYSLOG_IDENTIFIER" => self.program = String::from_utf8_lossy(value).into_owned(),
            b"_COMM" if self.program.is_empty() => self.program = String::from_utf8_lossy(value).into_owned(),
            _ => {}
        }
        Ok(())
    }
}

/// Microseconds in digits, as seconds.
fn seconds(name: &'static str, digits: &[u8]) -> Result<Seconds, Bad> {
    let digits = std::str::from_utf8(digits).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    let micros: u64 = digits.and_then(|digits| digits.parse().ok()).ok_or((name, Why::Other))?;
    i64::try_from(micros / 1_000_000).map_err(|_| (name, Why::Other))
}

type Field<'a> = Option<(&'a [u8], &'a [u8], &'a [u8])>;

/// The first field, and what follows it: `NAME=value` on a line, or `NAME` on a line, a length of eight bytes and the value.
fn field(entry: &[u8]) -> Result<Field<'_>, Bad> {
    let (line, rest) = line(entry);
    if line.is_empty() {
        return Ok(None);
    }
    if let Some(equals) = line.iter().position(|byte| *byte == b'=') {
        return Ok(Some((&line[..equals], &line[equals + 1..], rest)));
    }
    let torn = ("entry", Why::Missing);
    let (length, rest) = rest.split_first_chunk::<8>().ok_or(torn)?;
    let length =
        usize::try_from(u64::from_le_bytes(*length)).ok().filter(|length| *length <= rest.len()).ok_or(torn)?;
    let (value, rest) = rest.split_at(length);
    Ok(Some((line, value, rest.strip_prefix(b"\n").unwrap_or(rest))))
}

fn line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    end.map_or((bytes, &[]), |end| (&bytes[..end], &bytes[end + 1..]))
}
