//! Forms.

use proptest::prelude::*;
use steadfast_agent::http::{DecodeError, Fields, FieldsError, MOST_FIELDS};

fn fields(text: &str) -> Vec<(String, String)> {
    let fields = Fields::read(text.as_bytes()).expect(text);
    fields.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

#[test]
fn a_form_is_read_as_browsers_write_it() {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(
        fields("a=1&b=x+y%2B&c=&d&&e=a=b"),
        [pair("a", "1"), pair("b", "x y+"), pair("c", ""), pair("d", ""), pair("e", "a=b")]
    );
    assert_eq!(fields(""), []);
}

#[test]
fn boxes_that_were_ticked_are_all_there() {
    let fields = Fields::read(b"box=1&box=2").expect("it is a form");
    assert_eq!(fields.all("box").collect::<Vec<_>>(), ["1", "2"]);
}

#[test]
fn what_is_not_rightly_encoded_is_no_form() {
    for (text, expected) in [
        ("a=%", DecodeError::Percent),
        ("a=%1", DecodeError::Percent),
        ("a=%+1", DecodeError::Percent),
        ("a=%gg", DecodeError::Percent),
        ("a=b c", DecodeError::Raw),
        ("a=\u{e9}", DecodeError::Raw),
        ("a=\n", DecodeError::Raw),
        ("a=%ff", DecodeError::NotText),
        ("a=%00", DecodeError::NotText),
    ] {
        assert_eq!(Fields::read(text.as_bytes()), Err(FieldsError::Decode(expected)), "{text}");
    }
    let many = "a=b&".repeat(MOST_FIELDS + 1);
    assert_eq!(Fields::read(many.as_bytes()), Err(FieldsError::TooMany));
    assert!(Fields::read(&many.as_bytes()[4..]).is_ok());
}

proptest! {
    #[test]
    fn what_is_encoded_is_what_is_read(pairs in proptest::collection::vec(("[^\0]{1,9}", "[^\0]{0,20}"), 0..9)) {
        let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02x}")).collect::<String>();
        let text: Vec<String> = pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        prop_assert_eq!(fields(&text.join("&")), pairs);
    }

    #[test]
    fn no_bytes_break_the_decoder(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Fields::read(&bytes);
    }
}
