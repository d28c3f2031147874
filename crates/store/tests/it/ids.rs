//! Identifiers and times.

use steadfast_store::{Id, Time, kinds};

#[test]
fn an_id_keeps_its_text_and_refuses_another_kinds() {
    let id: Id<kinds::Person> = Id::new(Time(1_700_000_000_000_000), [7; 10]);
    let text = id.to_string();
    assert_eq!(text.parse(), Ok(id));
    assert!(text.starts_with("usr_018bcfe56800"), "{text}");
    assert!(text.parse::<Id<kinds::Token>>().is_err());
    assert!(text.to_uppercase().parse::<Id<kinds::Person>>().is_err());
}

#[test]
fn ids_are_in_the_order_of_their_times() {
    let at = |millis: i64| Id::<kinds::Record>::new(Time(millis * 1000), [0xff; 10]);
    assert!(at(1) < at(2));
    assert!(at(255) < at(256));
    let micro = |micros: i64| Id::<kinds::Record>::new(Time(micros), [0xff; 10]);
    assert!(micro(1_001) < micro(1_002));
}

#[test]
fn no_prefix_is_used_twice() {
    let mut prefixes = kinds::PREFIXES.to_vec();
    prefixes.sort_unstable();
    prefixes.dedup();
    assert_eq!(prefixes.len(), kinds::PREFIXES.len());
}

#[test]
fn a_time_is_text_by_rfc_3339() {
    let time = Time(1_764_000_000_123_456);
    let text = serde_json::to_string(&time).expect("text");
    assert_eq!(text, "\"2025-11-24T16:00:00.123456Z\"");
    assert_eq!(serde_json::from_str::<Time>(&text).expect("a time"), time);
}

#[test]
fn a_clock_set_back_makes_no_time_negative() {
    assert_eq!(Time(5).since(Time(9)), std::time::Duration::ZERO);
}
