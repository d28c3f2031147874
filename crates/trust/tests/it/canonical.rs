//! Canonical JSON.

use proptest::prelude::*;
use serde_json::{Value, json};
use steadfast_trust::canonical::{CanonicalError, MOST, read, to_string};

#[test]
fn members_are_sorted_by_utf_16_and_strings_have_the_shortest_escapes() {
    let value = json!({"\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4, "\u{1f600}": 5, "\u{80}": 6, "\u{f6}": 7});
    let order: Vec<u32> = to_string(&value).expect("text").chars().filter_map(|c| c.to_digit(10)).collect();
    assert_eq!(order, [2, 1, 4, 6, 7, 1, 5, 3], "the example of RFC 8785, section 3.2.3 (and the name \"1\")");
    let text = to_string("\u{20ac}$\u{f}\nA'B\"\\\\\"/").expect("text");
    assert_eq!(text, "\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"", "the string of RFC 8785, section 3.2.2.2");
}

#[test]
fn only_integers_that_every_reader_keeps() {
    for fine in [json!(0), json!(-7), json!(MOST)] {
        to_string(&fine).expect("an integer");
    }
    for wrong in [json!(1.5), json!(1e30), json!(MOST + 1), json!(i64::MIN)] {
        assert!(matches!(to_string(&wrong), Err(CanonicalError::Number(_))), "{wrong}");
    }
}

#[test]
fn another_spelling_is_refused_with_its_place() {
    let good = br#"{"a":[1,-2],"b":"x"}"#;
    read::<Value>(good, 100).expect("canonical");
    let others: [(&[u8], usize); 7] = [
        (br#"{"a": 1}"#, 5),
        (br#"{"b":1,"a":1}"#, 2),
        (br#"{"a":1,"a":1}"#, 6),
        (b"\"\\u0041\"", 1),
        (b"-0", 0),
        (b"1\n", 1),
        (b"{\"a\":\"\\/\"}", 6),
    ];
    for (bytes, place) in others {
        let found = read::<Value>(bytes, 100);
        let text = String::from_utf8_lossy(bytes);
        match found {
            Err(CanonicalError::Form(at)) => assert_eq!(at, place, "{text}"),
            Err(CanonicalError::Number(_)) => assert_eq!(text, "-0"),
            other => panic!("{text}: {other:?}"),
        }
    }
    assert!(matches!(read::<Value>(good, 10), Err(CanonicalError::Large { found: 20, most: 10 })));
}

#[test]
fn deep_values_end_in_an_error() {
    let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    read::<Value>(deep(60).as_bytes(), 1000).expect("not too deep");
    assert!(read::<Value>(deep(100).as_bytes(), 1000).is_err());
    assert!(read::<Value>(deep(100_000).as_bytes(), 1_000_000).is_err());
}

fn value() -> impl Strategy<Value = Value> {
    let most = i64::try_from(MOST).expect("it fits");
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-most..=most).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_and_no_other_bytes_are(value in value(), at: prop::sample::Index, bit in 0_u8..8) {
        let text = to_string(&value).expect("text");
        prop_assert_eq!(read::<Value>(text.as_bytes(), 1 << 20).expect("canonical"), value.clone());
        let mut flipped = text.clone().into_bytes();
        let at = at.index(flipped.len());
        flipped[at] ^= 1 << bit;
        prop_assert_ne!(read::<Value>(&flipped, 1 << 20).ok(), Some(value), "{}", text);
    }
}
