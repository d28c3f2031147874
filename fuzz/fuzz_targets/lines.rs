//! Lines of local programs: no bytes may break the reader, and what is read does not depend on how the bytes came.
#![no_main]

use steadfast_agent::socket::{Lines, MOST_LINE};

fn read(pieces: &[&[u8]]) -> Vec<String> {
    let (mut lines, mut read) = (Lines::default(), Vec::new());
    for piece in pieces {
        lines.push(piece);
        while let Ok(Some(line)) = lines.next() {
            assert!(line.len() <= MOST_LINE && !line.contains('\n'));
            read.push(line);
        }
    }
    read
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (head, tail) = bytes.split_at(bytes.len() / 2);
    let (whole, split) = (read(&[bytes]), read(&[head, tail]));
    assert!(whole == split || bytes.len() > MOST_LINE || std::str::from_utf8(bytes).is_err());
});
