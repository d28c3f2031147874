//! Lines of JSON with our own names.

use super::flat::Flat;
use super::time::{epoch, iso};
use super::{Bad, Count, Found, ReadError, Why, at, text};
use crate::event::{Event, Kind, Outcome, Seconds, Severity, Value, What};

/// Other names by which products tell the same.
const ALSO: [(&str, &str); 14] = [
    ("timestamp", "time"),
    ("@timestamp", "time"),
    ("ts", "time"),
    ("event", "kind"),
    ("user", "account"),
    ("user.name", "account"),
    ("username", "account"),
    ("src_ip", "source"),
    ("source.ip", "source"),
    ("dst_ip", "remote"),
    ("destination.ip", "remote"),
    ("dst_port", "remote_port"),
    ("destination.port", "remote_port"),
    ("proto", "transport"),
];

/// Reads a line of JSON as any product can write it: `{"kind": "authentication", "time": 1800000000, "attempt": "wrong",
/// "account": "anna", "source": "192.0.2.7"}`.
///
/// - `kind` is the name of a [`Kind`]; a line without it says nothing of security.
/// - `time` is seconds since the epoch, or a time of RFC 3339; without it the unit had no clock. `uptime`, `starts` and
///   `number` are numbers.
/// - `severity` and `outcome` are words; what is usual for the event where they are absent.
/// - Every other field of the event has the name and the words that [`What::fields`] walks: `attempt`, `account`, `remote_port`.
/// - What lies within another object is named with dots, and these say the same: `timestamp`, `@timestamp` and `ts` for
///   `time`; `event` for `kind`; `user`, `user.name` and `username` for `account`; `src_ip` and `source.ip` for `source`;
///   `dst_ip` and `destination.ip` for `remote`; `dst_port` and `destination.port` for `remote_port`; `proto` for
///   `transport`.
/// - Fields with other names are passed over.
#[derive(Debug, Default)]
pub struct Lines {
    count: Count,
    flat: Flat,
    copy: String,
}

impl Lines {
    /// The next line.
    ///
    /// # Errors
    /// When it is too long, no object, of an unknown kind, or a field holds what is none.
    pub fn read<'a>(&'a mut self, line: &'a [u8]) -> Result<Option<Event<'a>>, ReadError> {
        let line = self.count.next(line)?;
        let Self { count, flat, copy } = self;
        let line = text(line, copy);
        if line.trim().is_empty() {
            return Ok(None);
        }
        flat.read(line).map_err(|bad| count.error(bad))?;
        count.found(event(flat))
    }
}

fn own_name(name: &str) -> &str {
    ALSO.iter().find(|(other, _)| *other == name).map_or(name, |(_, own)| own)
}

fn event(flat: &Flat) -> Found<'_> {
    let fields = || flat.fields().map(|(name, value)| (own_name(name), value));
    let Some((_, kind)) = fields().find(|(name, _)| *name == "kind") else { return Ok(None) };
    let kind = kind.text().and_then(Kind::named).ok_or(("kind", Why::Word))?;
    let mut what = What::of(kind);
    for (name, value) in fields() {
        if let Some((field, false)) = what.put(name, value) {
            return Err((field, Why::Other));
        }
    }
    let mut event = at(None, what);
    for (name, value) in fields() {
        common(&mut event, name, value)?;
    }
    Ok(Some(event))
}

/// What every event has.
fn common(event: &mut Event<'_>, name: &str, value: Value<'_>) -> Result<(), Bad> {
    match name {
        "time" => event.time = Some(time(value).ok_or(("time", Why::Other))?),
        "uptime" => event.uptime = value.digits().ok_or(("uptime", Why::Other))?,
        "starts" => event.starts = value.digits().ok_or(("starts", Why::Other))?,
        "number" => event.number = value.digits().ok_or(("number", Why::Other))?,
        "severity" => {
            event.severity = Some(value.text().and_then(Severity::named).ok_or(("severity", Why::Word))?);
        }
        "outcome" => event.outcome = Some(value.text().and_then(Outcome::named).ok_or(("outcome", Why::Word))?),
        _ => {}
    }
    Ok(())
}

fn time(value: Value<'_>) -> Option<Seconds> {
    match value {
        Value::Number(digits) => epoch(digits).or_else(|| digits.parse().ok()),
        Value::Text(text) => {
            let written = iso(text).filter(|(_, rest)| rest.is_empty()).map(|(time, _)| time);
            written.or_else(|| text.parse().ok())
        }
        Value::Is(_) | Value::Other => None,
    }
}
