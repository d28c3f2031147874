//! Lines of a system log: no bytes may break the reader, and what it reads fits an event.
#![no_main]

use steadfast_monitor::event::{Event, MOST_EVENT};
use steadfast_monitor::read::Syslog;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut log = Syslog::of_year(2026);
    for (at, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        match log.read(line) {
            Ok(Some(event)) => {
                let mut buffer = [0; MOST_EVENT];
                let length = event.encode(&mut buffer);
                assert_eq!(Event::decode(&buffer[..length]).expect("it was written"), event);
            }
            Ok(None) => {}
            Err(error) => assert_eq!(error.line, at as u64 + 1),
        }
    }
});
