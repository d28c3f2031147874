//! CPE names in both spellings.

use proptest::prelude::*;
use steadfast_formats::cpe::{ANY_CHARACTER, ANY_TEXT, Cpe, Value};

fn parse(text: &str) -> Cpe {
    text.parse().unwrap()
}

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

#[test]
fn a_formatted_string_is_split_and_unescaped() {
    let cpe = parse("cpe:2.3:a:Node\\.js\\:x:c\\+\\+:1.2.3:rc1:-:*:*:node.js:*:*");
    assert_eq!(cpe.part, text("a"));
    assert_eq!(cpe.vendor, text("node.js:x"));
    assert_eq!(cpe.product, text("c++"));
    assert_eq!(cpe.version, text("1.2.3"));
    assert_eq!(cpe.update, text("rc1"));
    assert_eq!((cpe.edition, cpe.language), (Value::Na, Value::Any));
    assert_eq!(cpe.target_sw, text("node.js"));
}

#[test]
fn wildcards_differ_from_quoted_ones() {
    assert_eq!(parse("cpe:2.3:a:v:foo*:1.?").product, text(&format!("foo{ANY_TEXT}")));
    assert_eq!(parse("cpe:2.3:a:v:foo*:1.?").version, text(&format!("1.{ANY_CHARACTER}")));
    assert_eq!(parse("cpe:2.3:a:v:foo\\*:1.\\?").product, text("foo*"));
    assert_eq!(parse("cpe:2.3:a:v:foo:\\-").version, text("-"));
}

#[test]
fn missing_trailing_attributes_are_any() {
    let cpe = parse("cpe:2.3:*:*:busybox:1.36.1");
    assert_eq!((cpe.part, cpe.vendor, cpe.product), (Value::Any, Value::Any, text("busybox")));
    assert_eq!((cpe.version, cpe.other), (text("1.36.1"), Value::Any));
}

#[test]
fn a_uri_is_split_and_decoded() {
    let cpe = parse("cpe:/a:Acme:c%2b%2b:1.0%02:sp1::en");
    assert_eq!((cpe.vendor, cpe.product), (text("acme"), text("c++")));
    assert_eq!(cpe.version, text(&format!("1.0{ANY_TEXT}")));
    assert_eq!((cpe.update, cpe.edition, cpe.language), (text("sp1"), Value::Any, text("en")));
}

#[test]
fn a_packed_edition_is_unpacked() {
    let cpe = parse("cpe:/a:acme:tool:1.0::~pro~lite~node.js~x64~zip");
    assert_eq!((cpe.edition, cpe.sw_edition), (text("pro"), text("lite")));
    assert_eq!((cpe.target_sw, cpe.target_hw, cpe.other), (text("node.js"), text("x64"), text("zip")));
    assert_eq!(parse("cpe:/a:acme:tool:1.0:~~~node.js~~").update, text("~~~node.js~~"));
}

#[test]
fn both_spellings_are_written_as_the_same_formatted_string() {
    let written = "cpe:2.3:a:acme:c\\+\\+_tool:1.0:*:*:*:*:*:*:*";
    assert_eq!(parse("cpe:/a:acme:c%2b%2b_tool:1.0").to_string(), written);
    assert_eq!(parse("cpe:2.3:a:acme:c\\+\\+_tool:1.0:*:*:*:*:*:*:*").to_string(), written);
    assert_eq!(parse("cpe:2.3:a:v:p:\\-:-").to_string(), "cpe:2.3:a:v:p:\\-:-:*:*:*:*:*:*");
}

#[test]
fn what_is_no_cpe_name_is_refused_with_a_reason() {
    let cases = [
        ("", "it starts neither with cpe:2.3: nor with cpe:/"),
        ("cpe:2.4:a:b:c", "it starts neither with cpe:2.3: nor with cpe:/"),
        ("cpe:2.3:a:b", "it has no product"),
        ("cpe:2.3:x:b:c", "\"x\" is no part; it is a, o or h"),
        ("cpe:2.3:a:b:c:1:2:3:4:5:6:7:8:9", "it has more than 11 attributes"),
        ("cpe:2.3:a:b:c\\", "it ends in a backslash"),
        ("cpe:/a", "it has no vendor"),
        ("cpe:/a:b:c:%zz", "\"%zz\" has a broken percent code"),
        ("cpe:/a:b:c:1:2:3:4:5", "a URI has at most 7 parts"),
        ("cpe:/a:b:c:1::~1~2~3~4~5~6", "the edition packs more than 5 attributes"),
    ];
    for (name, reason) in cases {
        assert_eq!(name.parse::<Cpe>().unwrap_err().reason, reason, "{name}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(name in ".*") {
        let _ = name.parse::<Cpe>();
        let _ = format!("cpe:2.3:{name}").parse::<Cpe>();
        let _ = format!("cpe:/{name}").parse::<Cpe>();
    }

    #[test]
    fn what_was_read_is_written_so_that_it_reads_the_same(name in "cpe:(2\\.3:|/)[aoh](:[ -~]{0,8}){1,10}") {
        if let Ok(cpe) = name.parse::<Cpe>() {
            prop_assert_eq!(cpe.to_string().parse::<Cpe>(), Ok(cpe));
        }
    }
}
