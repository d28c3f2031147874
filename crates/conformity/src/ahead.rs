//! What would turn: by a day, by evidence that ends, by a feed that stays stale, by a release that ships.

use jiff::Timestamp;
use jiff::tz::Offset;
use serde::Serialize;

use crate::duty::{OnMarket, Placed};
use crate::evidence::{Key, Kind, Row, Stance};
use crate::judge::Verdict;
use crate::register::Register;

/// What is supposed to happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Supposed {
    /// Nothing new comes until then.
    Nothing(Timestamp),
    /// The evidence of this kind and source ends now, whatever it speaks to.
    Ends(Kind, String),
    /// The feeds of advisories stay stale.
    StaleFeeds,
    /// This release ships as it is.
    Ships(String),
}

/// A requirement whose verdict would be another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Turn {
    /// The requirement.
    pub requirement: String,
    /// What it is.
    pub from: Verdict,
    /// What it would be.
    pub to: Verdict,
}

/// Evidence that ends, and what turns when it does and nothing comes in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ending {
    /// When.
    pub at: Timestamp,
    /// What ends.
    pub keys: Vec<Key>,
    /// What turns.
    pub turns: Vec<Turn>,
}

/// Which verdicts would turn.
pub fn what_if(today: &Register, rows: &[Row], supposed: &Supposed) -> Vec<Turn> {
    let then = match supposed {
        Supposed::Nothing(until) => again(today, rows, &today.release, *until),
        Supposed::Ships(release) => again(&shipping(today), rows, release, today.at),
        Supposed::Ends(kind, source) => again(today, &ended(rows, *kind, source, today.at), &today.release, today.at),
        Supposed::StaleFeeds => again(today, &stale(rows), &today.release, today.at),
    };
    turns(today, &then)
}

fn again(today: &Register, rows: &[Row], release: &str, at: Timestamp) -> Register {
    let requirements = today.entries.iter().map(|entry| entry.requirement.as_str());
    let then = Register::of(&today.product, release, rows, requirements, at);
    match &today.on_market {
        Some(on) => then.with_duties(rows, on),
        None => then,
    }
}

/// The same, as if the first unit of a release were placed today.
fn shipping(today: &Register) -> Register {
    let first = Some(Offset::UTC.to_datetime(today.at).date());
    let placed = Placed { first, last: None, on_sale: true };
    let on_market = today.on_market.clone().map(|on| OnMarket { placed, ..on });
    Register { on_market, ..today.clone() }
}

fn turns(today: &Register, then: &Register) -> Vec<Turn> {
    let both = today.verdicts().zip(then.verdicts()).filter(|(now, then)| now.verdict != then.verdict);
    both.map(|(now, then)| Turn { requirement: now.requirement.clone(), from: now.verdict, to: then.verdict }).collect()
}

fn ended(rows: &[Row], kind: Kind, source: &str, now: Timestamp) -> Vec<Row> {
    let is_it = |row: &Row| row.key.kind == kind && row.key.source == source;
    let end = |row: &Row| if is_it(row) { Row { until: Some(now), ..row.clone() } } else { row.clone() };
    rows.iter().map(end).collect()
}

/// Without fresh advisories neither the feeds nor the check that goes by them tell anything.
fn stale(rows: &[Row]) -> Vec<Row> {
    let blind = |row: &Row| matches!(row.key.kind, Kind::Feeds | Kind::Gate | Kind::Exposures);
    let of = |row: &Row| match blind(row) && row.stance == Stance::Supports {
        true => Row { stance: Stance::Unknown, ..row.clone() },
        false => row.clone(),
    };
    rows.iter().map(of).collect()
}

/// Everything that ends from now on up to `until`, the first first, with what turns if nothing comes in its place.
///
/// What the server measures anew each day is left out: it ends in three days on every day.
pub fn calendar(today: &Register, rows: &[Row], until: Timestamp) -> Vec<Ending> {
    let mut endings: Vec<(Timestamp, Vec<Key>)> = Vec::new();
    let mut ahead: Vec<&Row> = rows.iter().filter(|row| ends_ahead(row, today, until)).collect();
    ahead.sort_by(|a, b| (a.until, &a.key).cmp(&(b.until, &b.key)));
    for row in ahead {
        let Some(at) = row.until else { continue };
        match endings.last_mut() {
            Some((last, keys)) if *last == at => keys.push(row.key.clone()),
            _ => endings.push((at, vec![row.key.clone()])),
        }
    }
    let lasting = lasting(rows);
    let of = |(at, keys): (Timestamp, Vec<Key>)| {
        let turns = turns(today, &again(today, &lasting, &today.release, at));
        Ending { at, keys, turns }
    };
    endings.into_iter().map(of).collect()
}

fn ends_ahead(row: &Row, today: &Register, until: Timestamp) -> bool {
    let near = row.key.release.is_empty() || row.key.release == today.release;
    let ahead = row.until.is_some_and(|end| end > today.at && end <= until);
    near && ahead && !is_daily(row.key.kind)
}

fn is_daily(kind: Kind) -> bool {
    kind.lifetime().is_some_and(|lifetime| lifetime.as_hours() <= 72)
}

/// The rows with those of the daily measure as if it went on.
fn lasting(rows: &[Row]) -> Vec<Row> {
    let of = |row: &Row| match is_daily(row.key.kind) {
        true => Row { until: None, ..row.clone() },
        false => row.clone(),
    };
    rows.iter().map(of).collect()
}
