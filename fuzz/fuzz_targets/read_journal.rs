//! Entries of the journal, as JSON and in its export format: no bytes may break the reader, and what it reads fits an event.
#![no_main]

use steadfast_monitor::event::{Event, MOST_EVENT};
use steadfast_monitor::read::Journal;

fn fits(event: Event<'_>) {
    let mut buffer = [0; MOST_EVENT];
    let length = event.encode(&mut buffer);
    assert_eq!(Event::decode(&buffer[..length]).expect("it was written"), event);
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut journal = Journal::default();
    if let Ok(Some(event)) = journal.json(bytes) {
        fits(event);
    }
    if let Ok(Some(event)) = journal.export(bytes) {
        fits(event);
    }
});
