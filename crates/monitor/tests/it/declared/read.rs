//! Read from what a person writes and from what was signed.

use proptest::prelude::*;
use steadfast_monitor::declared::{Declaration, Host};

use super::{LAMP, lamp};

fn refused(text: &str) -> String {
    toml::from_str::<Declaration>(text).expect_err("no declaration").message().to_owned()
}

fn endpoint(lines: &str) -> String {
    format!("[[endpoint]]\nhost = \"a.example.com\"\nports = [1]\n\n[[endpoint]]\n{lines}")
}

#[test]
fn what_is_signed_is_read() {
    assert_eq!(Declaration::read(&lamp().canonical()).expect("read"), lamp());
    assert_eq!(lamp().endpoints.len(), 3);
}

#[test]
fn the_order_in_which_it_was_written_down_does_not_matter() {
    let (head, rest) = LAMP.split_once("[[endpoint]]").expect("an endpoint");
    let parts: Vec<&str> = rest.split("[[").collect();
    let turned = [parts[1], parts[2], parts[3]].map(|part| format!("[[{part}")).concat();
    let turned: Declaration = toml::from_str(&format!("{head}{turned}[[endpoint]]{}", parts[0])).expect("the same");
    assert_eq!(turned.canonical(), lamp().canonical());
}

#[test]
fn json_says_the_same() {
    let json = r#"{"endpoint": [{"host": "A.Example.COM.", "ports": [443, "8000-8001"]}]}"#;
    let read: Declaration = serde_json::from_str(json).expect("a declaration");
    let Host::Named(name) = &read.endpoints[0].host else { panic!("{read:?}") };
    assert_eq!(name.as_str(), "a.example.com");
}

#[test]
fn what_is_wrong_is_named_with_its_field_and_entry() {
    let host = refused(&endpoint("host = \"192.0.2.\"\nports = [1]"));
    assert!(host.starts_with("`endpoint`, entry 2: `192.0.2.` is neither a host's name"), "{host}");
    let range = refused(&endpoint("host = \"b.example.com\"\nports = [\"9-3\"]"));
    assert!(range.starts_with("`endpoint`, entry 2: `9-3` is neither a port"), "{range}");
    let none = refused(&endpoint("host = \"b.example.com\"\nports = []"));
    assert_eq!(none, "`endpoint`, entry 2: `ports` is empty");
    let zero = refused(&endpoint("host = \"b.example.com\"\nports = [1]\nconnections-per-hour = 0"));
    assert!(zero.contains("`connections-per-hour` is 0"), "{zero}");
    let port = refused(&endpoint("host = \"b.example.com\"\nports = [70000]"));
    assert!(port.contains("a port (443) or a range of ports"), "{port}");
    let unknown = refused("lokal = true");
    assert!(unknown.contains("unknown field `lokal`"), "{unknown}");
}

#[test]
fn a_prefix_with_bits_behind_it_is_none() {
    let error = refused(&endpoint("host = \"192.0.2.7/24\"\nports = [1]"));
    assert!(error.contains("192.0.2.7/24"), "{error}");
}

#[test]
fn too_many_entries_are_refused() {
    let entry = |at: usize| format!("[[endpoint]]\nhost = \"h{at}.example.com\"\nports = [1]\n");
    let many: String = (0..257).map(entry).collect();
    assert_eq!(refused(&many), "`endpoint` has 257 entries; 256 are the most");
    let limited: String = (0..17).map(|at| format!("{}bytes-per-hour = 9\n", entry(at))).collect();
    assert_eq!(refused(&limited), "`endpoint with a limit` has 17 entries; 16 are the most");
}

#[test]
fn what_is_signed_in_another_order_is_refused() {
    let mut turned = lamp();
    turned.endpoints.reverse();
    let bytes = minicbor::to_vec(&turned).expect("a vector takes it");
    assert_eq!(
        Declaration::read(&bytes).expect_err("another order").to_string(),
        "not in the order in which a declaration is signed"
    );
}

proptest! {
    #[test]
    fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Declaration::read(&bytes);
    }

    #[test]
    fn no_damage_breaks_the_reader_and_what_is_read_is_the_one_order(at in any::<usize>(), byte in any::<u8>()) {
        let mut bytes = lamp().canonical();
        let length = bytes.len();
        bytes[at % length] = byte;
        if let Ok(read) = Declaration::read(&bytes) {
            prop_assert_eq!(Declaration::read(&read.canonical()).expect("read again"), read);
        }
    }
}
