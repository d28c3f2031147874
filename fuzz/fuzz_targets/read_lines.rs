//! Lines of plain JSON: no bytes may break the reader, what is no JSON elsewhere is none here unless it is within a list, and
//! what is read fits an event.
#![no_main]

use steadfast_monitor::event::{Event, MOST_EVENT};
use steadfast_monitor::read::Lines;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut lines = Lines::default();
    let Ok(Some(event)) = lines.read(bytes) else { return };
    let mut buffer = [0; MOST_EVENT];
    let length = event.encode(&mut buffer);
    assert_eq!(Event::decode(&buffer[..length]).expect("it was written"), event);
    let plain = !bytes.contains(&b'[') && bytes.iter().all(|byte| *byte < 0x80);
    let odd_number = bytes.windows(2).any(|pair| pair[0].is_ascii_digit() || matches!(pair[0], b'-' | b'+' | b'.'));
    let half = bytes.windows(4).any(|four| four[..3].eq_ignore_ascii_case(b"\\ud"));
    if plain && !odd_number && !half {
        serde_json::from_slice::<serde_json::Value>(bytes).expect("JSON for others too");
    }
});
