//! `conn.log` of Zeek: one line a connection.

use core::net::IpAddr;

use super::flat::Flat;
use super::time::{epoch, span};
use super::{Bad, Count, Found, ReadError, Why, at, text};
use crate::event::{Address, Connection, Direction, Event, Network, NetworkActivity, Transport, Value, What};

/// The columns that are read; others, as labels, are passed over.
const COLUMNS: [&str; 12] = [
    "ts",
    "id.orig_h",
    "id.orig_p",
    "id.resp_h",
    "id.resp_p",
    "proto",
    "duration",
    "orig_bytes",
    "resp_bytes",
    "conn_state",
    "local_orig",
    "local_resp",
];

/// The most columns of a line.
const MOST_COLUMNS: usize = 256;

/// What each of [`COLUMNS`] holds.
type Row<'a> = [Option<&'a str>; COLUMNS.len()];

/// Reads `conn.log`, as columns with their header, or as JSON.
#[derive(Debug)]
pub struct Conn {
    count: Count,
    own: Option<IpAddr>,
    separator: char,
    unset: String,
    /// Which of the line's columns is which of [`COLUMNS`].
    places: Vec<Option<usize>>,
    flat: Flat,
    copy: String,
}

impl Conn {
    /// What went between the unit of this address and others. Without it the unit is the side that Zeek calls local, or
    /// else the one that began.
    #[must_use]
    pub fn of(own: Option<IpAddr>) -> Self {
        let (count, places, flat) = (Count::default(), Vec::new(), Flat::default());
        Self { count, own, separator: '\t', unset: "-".to_owned(), places, flat, copy: String::new() }
    }

    /// The next line.
    ///
    /// # Errors
    /// When it is too long, comes before its header, or a field holds what is none.
    pub fn read<'a>(&'a mut self, line: &'a [u8]) -> Result<Option<Event<'a>>, ReadError> {
        let line = self.count.next(line)?;
        if let Some(header) = line.strip_prefix(b"#") {
            let count = self.count;
            return self.header(&String::from_utf8_lossy(header)).map(|()| None).map_err(|bad| count.error(bad));
        }
        let line = text(line, &mut self.copy);
        let row = match line.trim_start().as_bytes().first() {
            None => return Ok(None),
            Some(b'{') => self.flat.read(line).map(|()| of_object(&self.flat)),
            Some(_) => of_columns(line, self.separator, &self.unset, &self.places),
        };
        self.count.found(row.and_then(|row| event(&row, self.own)))
    }

    fn header(&mut self, line: &str) -> Result<(), Bad> {
        if let Some(separator) = line.strip_prefix("separator ") {
            self.separator = one_character(separator).ok_or(("#separator", Why::Other))?;
        } else if let Some(fields) = line.strip_prefix("fields").and_then(|rest| rest.strip_prefix(self.separator)) {
            let place = |name: &str| COLUMNS.iter().position(|column| *column == name);
            self.places.clear();
            self.places.extend(fields.split(self.separator).take(MOST_COLUMNS).map(place));
        } else if let Some(unset) = line.strip_prefix("unset_field").and_then(|it| it.strip_prefix(self.separator)) {
            unset.clone_into(&mut self.unset);
        }
        Ok(())
    }
}

/// `\x09`, or the character itself.
fn one_character(text: &str) -> Option<char> {
    if let Some(digits) = text.strip_prefix("\\x") {
        return u8::from_str_radix(digits, 16).ok().filter(u8::is_ascii).map(char::from);
    }
    let mut characters = text.chars();
    characters.next().filter(|_| characters.next().is_none())
}

fn of_object(flat: &Flat) -> Row<'_> {
    let mut row = Row::default();
    for (name, value) in flat.fields() {
        let text = match value {
            Value::Text(text) | Value::Number(text) => text,
            Value::Is(true) => "T",
            Value::Is(false) => "F",
            Value::Other => continue,
        };
        if let Some(place) = COLUMNS.iter().position(|column| *column == name) {
            row[place] = Some(text);
        }
    }
    row
}

fn of_columns<'a>(line: &'a str, by: char, unset: &str, places: &[Option<usize>]) -> Result<Row<'a>, Bad> {
    if places.is_empty() {
        return Err(("#fields", Why::Header));
    }
    let mut row = Row::default();
    for (text, place) in line.split(by).zip(places) {
        if let Some(place) = place.filter(|_| text != unset) {
            row[place] = Some(text);
        }
    }
    Ok(row)
}

fn event<'a>(row: &Row<'_>, own: Option<IpAddr>) -> Found<'a> {
    let [ts, orig, orig_port, resp, resp_port, proto, duration, orig_bytes, resp_bytes, state, local_orig, local_resp] =
        *row;
    let time = ts.ok_or(("ts", Why::Missing))?;
    let time = epoch(time).ok_or(("ts", Why::Other))?;
    let (orig, resp) = (address("id.orig_h", orig)?, address("id.resp_h", resp)?);
    let transport = proto.and_then(Transport::named);
    let near = End { address: orig, port: port("id.orig_p", orig_port)?, bytes: number("orig_bytes", orig_bytes)? };
    let far = End { address: resp, port: port("id.resp_p", resp_port)?, bytes: number("resp_bytes", resp_bytes)? };
    let inbound = own.map_or(local_orig == Some("F") && local_resp == Some("T"), |own| own == resp && own != orig);
    let (direction, near, far) =
        if inbound { (Direction::Inbound, far, near) } else { (Direction::Outbound, near, far) };
    // ICMP has no ports: Zeek writes its type and its code there.
    let has_ports = transport != Some(Transport::Icmp);
    let what = What::Network(Network {
        activity: Some(NetworkActivity::Flow),
        transport,
        direction: Some(direction),
        remote: Some(Address(far.address)),
        remote_port: far.port.filter(|_| has_ports),
        local_port: near.port.filter(|_| has_ports),
        received: far.bytes,
        sent: near.bytes,
        local: Some(Address(near.address)),
        state: state.map(connection).transpose()?,
        duration: duration.map(|text| span(text).ok_or(("duration", Why::Other))).transpose()?,
        ..Network::default()
    });
    Ok(Some(at(Some(time), what)))
}

/// One side of a connection.
struct End {
    address: IpAddr,
    port: Option<u16>,
    bytes: Option<u64>,
}

fn address(name: &'static str, text: Option<&str>) -> Result<IpAddr, Bad> {
    text.ok_or((name, Why::Missing))?.parse().map_err(|_| (name, Why::Other))
}

fn port(name: &'static str, text: Option<&str>) -> Result<Option<u16>, Bad> {
    text.map(|text| text.parse().map_err(|_| (name, Why::Other))).transpose()
}

fn number(name: &'static str, text: Option<&str>) -> Result<Option<u64>, Bad> {
    text.map(|text| text.parse().map_err(|_| (name, Why::Other))).transpose()
}

/// Zeek's word for how a connection went.
fn connection(state: &str) -> Result<Connection, Bad> {
    Ok(match state {
        "S0" => Connection::Unanswered,
        "S1" | "S2" | "S3" => Connection::Established,
        "SF" => Connection::Finished,
        "REJ" => Connection::Refused,
        "RSTO" | "RSTR" | "RSTOS0" => Connection::Reset,
        "RSTRH" | "SH" | "SHR" | "OTH" => Connection::Partial,
        _ => return Err(("conn_state", Why::Word)),
    })
}
