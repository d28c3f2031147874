//! The beginning of TLS 1.0 and 1.1, as a server sends it that still takes them. No more: whoever asks is told enough.

use std::io::{self, Write as _};
use std::net::TcpStream;

use crate::chance;

/// Whether a client came that knows nothing newer; it was answered then.
pub(super) fn answers(stream: &TcpStream) -> io::Result<bool> {
    let mut head = [0; 11];
    if stream.peek(&mut head)? < head.len() {
        return Ok(false);
    }
    let [22, 3, _, _, _, 1, _, _, _, 3, minor @ 1..=2] = head else { return Ok(false) };
    let mut hello = vec![3, minor];
    let mut random = [0; 32];
    chance::fill(&mut random);
    hello.extend(random);
    // No session, a suite of that time, no compression.
    hello.extend([0, 0xc0, 0x13, 0]);
    let length = hello.len() as u8;
    let mut record = vec![22, 3, minor, 0, length + 4, 2, 0, 0, length];
    record.extend(hello);
    let mut stream = stream;
    stream.write_all(&record)?;
    Ok(true)
}
