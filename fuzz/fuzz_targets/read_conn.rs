//! `conn.log` of Zeek: no bytes may break the reader, and what it reads fits an event.
#![no_main]

use steadfast_monitor::event::{Event, MOST_EVENT};
use steadfast_monitor::read::Conn;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut conn = Conn::of(None);
    for line in bytes.split(|byte| *byte == b'\n') {
        if let Ok(Some(event)) = conn.read(line) {
            let mut buffer = [0; MOST_EVENT];
            let length = event.encode(&mut buffer);
            assert_eq!(Event::decode(&buffer[..length]).expect("it was written"), event);
        }
    }
});
