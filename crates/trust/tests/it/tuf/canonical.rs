//! What signatures are over, and the dates.

use ed25519_dalek::{Signature, SigningKey};
use serde_json::{Value, json};
use steadfast_trust::encoding::from_hex;
use steadfast_trust::tuf::{Distrust, Draft, DraftError, Ed25519Key, Malformed, Trusted};

use super::world::{World, edited, now};

/// Signs a value through the door, and tells whether what was signed are these bytes.
fn signs_as(signed: &str, canonical: &str) -> bool {
    let file = format!(r#"{{"signatures":[],"signed":{signed}}}"#);
    let mut draft = Draft::read(file.as_bytes()).expect("metadata");
    draft.sign(&Ed25519Key::from_seed(&[1; 32])).expect("it signs");
    let written: Value = serde_json::from_slice(&draft.to_bytes().expect("written")).expect("JSON");
    let signature = from_hex(written["signatures"][0]["sig"].as_str().expect("a signature")).expect("hexadecimal");
    let signature = Signature::from_slice(&signature).expect("64 bytes");
    SigningKey::from_bytes(&[1; 32]).verifying_key().verify_strict(canonical.as_bytes(), &signature).is_ok()
}

#[test]
fn canonical_json_has_one_form_for_each_value() {
    let forms = [
        (r#"{}"#, r#"{}"#),
        (r#"[]"#, r#"[]"#),
        (r#" [ 1 , 2 , [ ] ] "#, r#"[1,2,[]]"#),
        (r#"{"b": 1, "a": 2}"#, r#"{"a":2,"b":1}"#),
        (r#"{"a": null, "A": true, "": false}"#, r#"{"":false,"A":true,"a":null}"#),
        (
            r#"[0, -1, 18446744073709551615, -9223372036854775808]"#,
            r#"[0,-1,18446744073709551615,-9223372036854775808]"#,
        ),
        (r#""\u0041\/""#, r#""A/""#),
        (r#""\"\\""#, r#""\"\\""#),
        ("\"\\n\\t\\u0000\"", "\"\n\t\u{0}\""),
        ("\"\\u00e9\\ud83d\\ude00\"", "\"é😀\""),
        // Not by UTF-16 units, as RFC 8785 has it: U+FF61 comes before U+10000.
        ("{\"\\ud800\\udc00\": 1, \"\\uff61\": 2}", "{\"\u{ff61}\":2,\"\u{10000}\":1}"),
        (r#"{"a": 1, "a": 2}"#, r#"{"a":2}"#),
    ];
    for (value, canonical) in forms {
        assert!(signs_as(value, canonical), "{value} as {canonical}");
    }
    assert!(!signs_as("[1]", "[ 1]") && !signs_as(r#""é""#, "\"\\u00e9\""));
}

#[test]
fn what_has_no_canonical_form_is_not_signed() {
    for (value, deep) in [("1.0", false), ("1e3", false), ("-0", false), ("18446744073709551616", false), ("[[", true)]
    {
        let value = if deep { format!("{}1{}", "[".repeat(66), "]".repeat(66)) } else { value.to_owned() };
        let file = format!(r#"{{"signatures":[],"signed":{value}}}"#);
        let mut draft = Draft::read(file.as_bytes()).expect("JSON");
        let refused = draft.sign(&Ed25519Key::from_seed(&[1; 32])).expect_err("it has no form");
        match refused {
            DraftError::Malformed(Malformed::Deep) if deep => {}
            DraftError::Malformed(Malformed::Number(_)) if !deep => {}
            other => panic!("{value}: {other:?}"),
        }
    }
}

#[test]
fn a_date_has_one_spelling() {
    let world = World::new();
    let with = |date: &str| {
        let bytes = edited(&world.get("1.root.json"), |value| value["signed"]["expires"] = json!(date));
        Trusted::begin(&bytes, now()).expect_err("nobody signed that")
    };
    let dates = ["2027-06-01T00:00:01Z", "2028-02-29T23:59:59Z", "9999-01-01T00:00:00Z", "0001-01-01T00:00:00Z"];
    for date in dates {
        assert!(matches!(with(date), Distrust::Signatures { .. }), "{date} is a date");
    }
    let odd = [
        "",
        "2027-06-01",
        "2027-06-01T00:00:00",
        "2027-06-01T00:00:00+00:00",
        "2027-06-01T00:00:00.5Z",
        "2027-06-01T00:00:00.000000Z",
        "2027-06-01t00:00:00z",
        "2027-06-01 00:00:00Z",
        "2027-6-1T00:00:00Z",
        "2027-02-29T00:00:00Z",
        "2027-06-31T00:00:00Z",
        "2027-13-01T00:00:00Z",
        "2027-06-01T24:00:00Z",
        "2027-06-01T00:60:00Z",
        "20270601T000000Z",
        "+2027-06-01T00:00:00Z",
        " 2027-06-01T00:00:00Z",
        "2027-06-01T00:00:00Z ",
        "２０２７-06-01T00:00:00Z",
    ];
    for date in odd {
        let refused = with(date);
        assert!(matches!(refused, Distrust::Malformed { reason: Malformed::Json(_), .. }), "{date}: {refused:?}");
    }
}

#[test]
fn a_second_is_the_least_and_it_is_over_when_it_begins() {
    use steadfast_trust::tuf::Expires;
    let expires = Expires::at("2026-06-01T00:00:00.999999Z".parse().expect("a moment"));
    assert_eq!(serde_json::to_value(expires).expect("it can be written"), "2026-06-01T00:00:00Z");
    assert!(expires.is_over(now()) && !expires.is_over("2026-05-31T23:59:59.999Z".parse().expect("a moment")));
}
