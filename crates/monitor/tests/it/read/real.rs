//! Real logs, beside what was taken from them by pattern.

use std::collections::BTreeMap;

use steadfast_monitor::event::{Attempt, Connection, Event, What};
use steadfast_monitor::read::{Conn, Syslog};

use super::{flow, unpacked};

/// Line, time, event, account, source, how many.
type Row = (u64, i64, &'static str, String, String, u64);

fn ours(line: u64, text: &str, event: &Event<'_>) -> Option<Row> {
    let time = event.time.expect("a time");
    match event.what.expect("a kind") {
        What::Authentication(it) => {
            let word = match it.attempt? {
                Attempt::Accepted => "accepted",
                Attempt::Wrong => "failed",
                Attempt::UnknownAccount if text.contains("]: Invalid user") => "invalid_user",
                Attempt::UnknownAccount => "failed_invalid",
                Attempt::GivenUp => "preauth_disconnect",
                _ => return None,
            };
            // We keep the blanks at the ends of a name that somebody tried; who took them by pattern did not.
            let account = it.account.map(|name| name.as_str().trim().to_owned()).unwrap_or_default();
            Some((line, time, word, account, it.source?.to_string(), it.tries.unwrap_or(1)))
        }
        What::Network(it) if it.state == Some(Connection::Partial) => {
            Some((line, time, "no_ident", String::new(), it.remote?.to_string(), 1))
        }
        _ => None,
    }
}

fn derived(row: &str) -> Row {
    let words = ["accepted", "failed", "invalid_user", "failed_invalid", "preauth_disconnect", "no_ident"];
    let mut fields = row.split(',');
    let mut field = || fields.next().expect("six fields").to_owned();
    let (line, time, event) = (field(), field(), field());
    let word = words.into_iter().find(|word| *word == event).expect("a word that is known");
    let number = |text: &str| text.parse::<u64>().expect("a number");
    (number(&line), number(&time) as i64, word, field(), field(), number(&field()))
}

/// How many rows of each side are the same, how many only the other has, and how many only we have.
fn compared(name: &str, year: i64) -> Option<(usize, Vec<Row>, Vec<Row>)> {
    let (log, events) = (unpacked(&format!("auth/{name}.log.gz"))?, unpacked(&format!("auth/{name}.events.csv.gz"))?);
    let mut wanted: BTreeMap<u64, Row> = events.lines().skip(1).map(derived).map(|row| (row.0, row)).collect();
    let mut reader = Syslog::of_year(year);
    let (mut same, mut more) = (0, Vec::new());
    for (at, line) in log.lines().enumerate() {
        let number = at as u64 + 1;
        let Some(row) = reader.read(line.as_bytes()).unwrap_or_default().and_then(|event| ours(number, line, &event))
        else {
            continue;
        };
        match wanted.remove(&number) {
            Some(other) if other == row => same += 1,
            Some(other) => more.extend([row, other]),
            None => more.push(row),
        }
    }
    Some((same, wanted.into_values().collect(), more))
}

#[test]
fn every_event_of_a_host_under_attack_is_read_as_by_pattern() {
    let Some((same, missing, more)) = compared("ec2-secrepo", 2014) else { return };
    assert_eq!((same, missing, more), (8636, vec![], vec![]));
}

#[test]
fn every_event_of_a_host_with_an_operator_is_read_as_by_pattern() {
    let Some((same, missing, more)) = compared("lab-openssh-2k", 2015) else { return };
    assert_eq!((same, missing, more), (1149, vec![], vec![]));
}

#[test]
fn every_line_of_the_real_connections_is_read() {
    let mut flows = 0;
    for name in ["ctu34-1-mirai.conn.log.labeled", "honeypot-b1.conn.log", "honeypot-b3d.conn.log"] {
        let Some(log) = unpacked(&format!("iot23/{name}.gz")) else { return };
        let mut conn = Conn::of(None);
        for line in log.lines() {
            let event = conn.read(line.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
            flows += event.map_or(0, |event| usize::from(flow(&event).state.is_some()));
        }
    }
    assert!(flows > 23_145, "{flows}");
}
