//! Raw connections, for what no decent client sends.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// A connection that gives up after a while.
pub(super) fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
    let limit = Some(Duration::from_secs(30));
    stream.set_read_timeout(limit).and_then(|()| stream.set_write_timeout(limit)).expect("limits");
    stream
}

/// Sends bytes and reads to the end of what comes back. The server may have ended it before all was sent.
pub(super) fn say(port: u16, bytes: &[u8]) -> String {
    let mut stream = connect(port);
    drop(stream.write_all(bytes));
    rest(stream)
}

/// Reads to the end, or to a reset.
pub(super) fn rest(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    let mut piece = [0; 4096];
    while let Ok(count @ 1..) = stream.read(&mut piece) {
        answer.extend_from_slice(&piece[..count]);
    }
    String::from_utf8_lossy(&answer).into_owned()
}

/// The status in the first line of an answer; 0 where there is none.
pub(super) fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|word| word.parse().ok()).unwrap_or(0)
}
