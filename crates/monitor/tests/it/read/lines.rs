//! Plain JSON with our names.

use proptest::prelude::*;
use steadfast_monitor::event::{Event, What};
use steadfast_monitor::read::{Lines, Why};

use super::said;
use crate::any::{event, seeds, texts};

fn read(line: &str) -> String {
    said(Lines::default().read(line.as_bytes()))
}

#[test]
fn our_names_and_those_of_others_say_the_same() {
    let wanted = "authentication attempt=wrong account=anna source=192.0.2.7 service=web tries=3";
    let own = r#"{"kind":"authentication","time":1800000000,"attempt":"wrong","account":"anna","source":"192.0.2.7",
        "service":"web","tries":3}"#;
    let others = r#"{"event":"authentication","@timestamp":"2027-01-15T08:00:00Z","attempt":"wrong",
        "user":{"name":"anna","id":null},"source":{"ip":"192.0.2.7","geo":{"a":[1,2,"]"]}},"service":"web","tries":"3"}"#;
    assert_eq!(read(own), wanted);
    assert_eq!(read(others), wanted);
    for line in [own, others] {
        assert_eq!(Lines::default().read(line.as_bytes()).expect("read").expect("an event").time, Some(1_800_000_000));
    }
}

#[test]
fn a_line_without_a_kind_says_nothing_of_security() {
    assert_eq!(read(r#"{"level":"info","msg":"hello"}"#), "");
    assert_eq!(read("  "), "");
}

#[test]
fn an_error_names_the_field() {
    let error = |line: &str| Lines::default().read(line.as_bytes()).expect_err("not readable").to_string();
    assert_eq!(error(r#"{"kind":"party"}"#), "line 1: kind: this word is not known");
    assert_eq!(error(r#"{"kind":"authentication","attempt":"maybe"}"#), "line 1: attempt: it holds something else");
    assert_eq!(error(r#"{"kind":"authentication","source":"here"}"#), "line 1: source: it holds something else");
    assert_eq!(
        error(r#"{"kind":"network-activity","remote_port":65536}"#),
        "line 1: remote_port: it holds something else"
    );
    assert_eq!(error(r#"{"kind":"product","time":"yesterday"}"#), "line 1: time: it holds something else");
    assert_eq!(error(r#"{"kind":"product","severity":"huge"}"#), "line 1: severity: this word is not known");
    assert_eq!(error(r#"{"kind":"product" "#), "line 1: line: no JSON object, at byte 18");
    assert_eq!(error("[]"), "line 1: line: no JSON object, at byte 0");
}

#[test]
fn json_is_read_by_its_own_rules() {
    let text = |json: &str| read(&format!(r#"{{"kind":"product","text":{json}}}"#));
    assert_eq!(text(r#""a\u00e9\ud83d\ude00\n\"\\\/""#), "product text=a\u{e9}\u{1f600}\n\"\\/");
    assert_eq!(text(r#""\ud83dx\udc00""#), "product text=\u{fffd}x\u{fffd}");
    for odd in [r#""\u12""#, r#""\x""#, "\"\u{1}\"", r#""a"#, "tru", "1,", "{"] {
        let line = format!(r#"{{"kind":"product","text":{odd}}}"#);
        let error = Lines::default().read(line.as_bytes()).expect_err("no JSON");
        assert!(matches!(error.why, Why::Json(_)), "{odd}: {error}");
    }
}

/// An event as a line, with the names that it walks.
fn line(event: &Event<'_>) -> String {
    let mut object = serde_json::Map::new();
    let what = event.what.as_ref().expect("a kind that is known");
    object.insert("kind".into(), what.kind().code().into());
    object.insert("number".into(), event.number.into());
    object.insert("uptime".into(), event.uptime.into());
    object.insert("starts".into(), event.starts.into());
    event.time.map(|time| object.insert("time".into(), time.into()));
    event.severity.map(|word| object.insert("severity".into(), word.code().into()));
    event.outcome.map(|word| object.insert("outcome".into(), word.code().into()));
    what.fields(&mut |name, value| {
        object.insert(name.to_owned(), value.to_string().into());
    });
    serde_json::Value::from(object).to_string()
}

proptest! {
    #[test]
    fn any_event_written_by_name_is_read(seed in seeds(), texts in texts()) {
        let event = event(&seed, &texts);
        let line = line(&event);
        let mut lines = Lines::default();
        let read = lines.read(line.as_bytes()).expect("a line").expect("an event");
        prop_assert_eq!(read.what, event.what);
        prop_assert_eq!(read.moment(), event.moment());
        prop_assert_eq!(read.number, event.number);
        // What is absent in the line is what is usual.
        let usual = event.what.map(|what: What<'_>| Event::new(event.moment(), what)).expect("a kind");
        prop_assert_eq!(read.severity, event.severity.or(usual.severity));
        prop_assert_eq!(read.outcome, event.outcome.or(usual.outcome));
    }
}
