//! Segments of an event log: no bytes may break the reader, and its pieces cover all of them, each once.
#![no_main]

use steadfast_device::log::segment::{HEADER, Header, Piece, pieces};
use steadfast_monitor::event::Event;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some(header) = Header::read(bytes) {
        assert_eq!(header.to_bytes(), bytes[..HEADER]);
    }
    let mut at = HEADER.min(bytes.len());
    for piece in pieces(bytes) {
        at = match piece {
            Piece::Event { bytes: event, end, .. } => {
                assert_eq!(&bytes[at + 2..end - 4], event);
                let _ = Event::decode(event);
                end
            }
            Piece::Damage { from, to } => {
                assert!(from == at && to > from);
                to
            }
        };
    }
    assert_eq!(at, bytes.len());
});
