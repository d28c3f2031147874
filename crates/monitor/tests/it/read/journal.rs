//! The journal, as JSON and in its export format.

use steadfast_monitor::event::Attempt;
use steadfast_monitor::read::{Journal, Why};

use super::{login, said};

const MESSAGE: &str = "Failed password for root from 192.0.2.7 port 1 ssh2";

#[test]
fn an_entry_as_json_is_read() {
    let entry = format!(
        r#"{{"__REALTIME_TIMESTAMP":"1449730546123456","__MONOTONIC_TIMESTAMP":"90000001","_COMM":"x",
            "SYSLOG_IDENTIFIER":"sshd","_SOURCE":{{"a":[1,{{"b":"]"}}]}},"MESSAGE":"{MESSAGE}"}}"#
    );
    let mut journal = Journal::default();
    let event = journal.json(entry.as_bytes()).expect("an entry").expect("an event");
    assert_eq!((event.time, event.uptime), (Some(1_449_730_546), 90));
    assert_eq!(login(&event).attempt, Some(Attempt::Wrong));
}

#[test]
fn a_message_of_bytes_hides_nobody() {
    let bytes: Vec<String> = b"Invalid user \xff\xfe from 192.0.2.7".iter().map(u8::to_string).collect();
    let entry = format!(r#"{{"SYSLOG_IDENTIFIER":"sshd","MESSAGE":[{}]}}"#, bytes.join(", "));
    let mut journal = Journal::default();
    let event = journal.json(entry.as_bytes()).expect("an entry").expect("an event");
    assert_eq!(login(&event).account.expect("a name").as_str(), "\u{fffd}\u{fffd}");
}

#[test]
fn an_entry_of_the_export_format_is_read() {
    let entry =
        format!("__REALTIME_TIMESTAMP=1449730546123456\n_COMM=sshd\nSYSLOG_IDENTIFIER=sshd\nMESSAGE={MESSAGE}\n\n");
    let mut journal = Journal::default();
    let event = journal.export(entry.as_bytes()).expect("an entry").expect("an event");
    assert_eq!((event.time, login(&event).attempt), (Some(1_449_730_546), Some(Attempt::Wrong)));
}

#[test]
fn a_field_of_bytes_is_read_by_its_length() {
    let message = b"Invalid user a\nMESSAGE=Accepted password for root from 203.0.113.9 port 1 ssh2\n from 192.0.2.7";
    let mut entry = b"_COMM=sshd\nMESSAGE\n".to_vec();
    entry.extend((message.len() as u64).to_le_bytes());
    entry.extend(message);
    entry.extend(b"\n__REALTIME_TIMESTAMP=1000000\n");
    let mut journal = Journal::default();
    let event = journal.export(&entry).expect("an entry").expect("an event");
    assert_eq!((event.time, login(&event).attempt), (Some(1), Some(Attempt::UnknownAccount)));
    let torn = [&entry[..20], &u64::MAX.to_le_bytes(), &entry[30..]].concat();
    let error = Journal::default().export(&torn).expect_err("longer than the entry");
    assert_eq!((error.line, error.field, error.why), (1, "entry", Why::Missing));
}

#[test]
fn what_is_no_time_is_an_error() {
    let mut journal = Journal::default();
    let odd = [r#"{"__REALTIME_TIMESTAMP":"-5"}"#, r#"{"__REALTIME_TIMESTAMP":"99999999999999999999999"}"#];
    for entry in odd {
        assert_eq!(journal.json(entry.as_bytes()).expect_err("no time").field, "__REALTIME_TIMESTAMP");
    }
    assert_eq!(journal.export(b"__REALTIME_TIMESTAMP=x\n").expect_err("no time").line, 3);
    assert_eq!(said(journal.json(b"{}")), "");
}
