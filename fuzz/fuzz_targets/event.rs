//! Security events: no bytes may break the reader, and what it reads it writes back as the same.
#![no_main]

use steadfast_monitor::event::{Event, MOST_EVENT};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(event) = Event::decode(bytes) else { return };
    let mut buffer = [0; MOST_EVENT];
    let length = event.encode(&mut buffer);
    assert_eq!(Event::decode(&buffer[..length]).expect("it was written"), event);
    if let Some(what) = event.what {
        what.fields(&mut |name, value| assert!(!name.is_empty() && value.to_string().len() <= 128));
    }
});
