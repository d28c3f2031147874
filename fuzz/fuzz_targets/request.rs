//! Requests of browsers: no bytes may break the reader, and what is read does not depend on how the bytes came.
#![no_main]

use steadfast_agent::http::{MOST_BODY, Reader};

fn read(pieces: &[&[u8]]) -> Vec<(String, Vec<u8>)> {
    let (mut reader, mut read) = (Reader::default(), Vec::new());
    for piece in pieces {
        reader.push(piece);
        while let Ok(Some(request)) = reader.next() {
            let _ = (request.form(), request.cookie("s"), request.is_foreign(), request.ends());
            assert!(request.path.starts_with('/') && request.body.len() <= MOST_BODY);
            read.push((request.path, request.body));
        }
    }
    read
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let bytes = &bytes[..bytes.len().min(8 * 1024)];
    let (head, tail) = bytes.split_at(bytes.len() / 2);
    assert_eq!(read(&[bytes]), read(&[head, tail]));
});
