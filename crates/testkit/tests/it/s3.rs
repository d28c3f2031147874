//! The S3 server.

use std::io::{Read, Write};

use steadfast_testkit::s3::S3;

#[test]
fn strangers_get_nothing() {
    let Some(server) = S3::start() else { return };
    let address = server.endpoint();
    let mut stream = std::net::TcpStream::connect(address.trim_start_matches("http://")).expect("the server listens");
    let request = "GET /blobs HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 403") && answer.contains("AccessDenied"), "{answer}");
}
