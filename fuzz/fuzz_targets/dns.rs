//! Packets of name servers: no bytes may break the reader, and only addresses of the kind that was asked for come out.
#![no_main]

use std::net::IpAddr;

use steadfast_agent::net::dns::{Answer, Kind, Question};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let number = bytes.first_chunk().map_or(0, |number| u16::from_be_bytes(*number));
    for (kind, is_right) in [(Kind::V4, IpAddr::is_ipv4 as fn(&IpAddr) -> bool), (Kind::V6, IpAddr::is_ipv6)] {
        let question = Question::new(number, "unit.example", kind).expect("it is a name");
        if let Ok(Answer::Addresses(addresses)) = question.read(bytes) {
            assert!(addresses.iter().all(is_right));
        }
    }
});
