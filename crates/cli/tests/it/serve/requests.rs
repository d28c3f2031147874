//! Requests that are malformed, oversized or meant to be misread.

use std::fmt::Write as _;
use std::io::Write as _;
use std::net::Shutdown;
use std::time::Duration;

use steadfast_testkit::wait::until;

use super::account::founded;
use super::house::House;
use super::socket::{connect, rest, say, status};

/// What a server may have had at once, in a debug build, whatever is thrown at it.
const MEMORY: u64 = 400 << 20;

/// A request that ends its connection.
fn request(method: &str, path: &str, more: &str) -> Vec<u8> {
    format!("{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{more}\r\n").into_bytes()
}

fn up(house: &mut House) {
    house.client().get("/healthz").expect("the server is up").is(200);
    assert!(house.running().is_running());
}

#[test]
fn what_cannot_be_read_is_refused_with_a_status_and_does_no_harm() {
    let mut house = House::sqlite();
    house.start();
    let healthz = |more: &str| request("GET", "/healthz", more);
    let lines = (0..10_000).fold(String::new(), |mut lines, number| {
        write!(lines, "X-{number}: y\r\n").expect("text");
        lines
    });
    let post = |more: &str, body: &str| [request("POST", "/api/v1/sign-in", more), body.into()].concat();
    let json = "Content-Type: application/json\r\n";
    let deep = "[".repeat(60_000);
    let sized = |body: &str| format!("{json}Content-Length: {}\r\n", body.len());
    let cases: Vec<(&str, Vec<u8>, &[u16])> = vec![
        ("two lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello"), &[400]),
        ("a length that is none", post("Content-Length: +5\r\n", "hello"), &[400]),
        ("a negative length", post("Content-Length: -1\r\n", ""), &[400]),
        ("an unknown coding", post("Transfer-Encoding: xchunked\r\n", "hello"), &[400]),
        ("chunked, but not last", post("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n"), &[400]),
        (
            "a chunk of no size",
            post(&format!("{json}Transfer-Encoding: chunked\r\n"), "zz\r\nhello\r\n0\r\n\r\n"),
            &[400],
        ),
        ("a space before the colon", healthz("X : y\r\n"), &[400]),
        ("a folded line", healthz("X: y\r\n z\r\n"), &[400]),
        ("a zero byte", healthz("X: a\0b\r\n"), &[400]),
        ("10,000 header lines", healthz(&lines), &[431]),
        ("a long header", healthz(&format!("X: {}\r\n", "y".repeat(1 << 20))), &[431]),
        ("a long path", request("GET", &format!("/{}", "a".repeat(100_000)), ""), &[414, 431]),
        ("no version", b"GET /healthz\r\n\r\n".to_vec(), &[400]),
        ("a version to come", b"GET / HTTP/3.7\r\nHost: x\r\n\r\n".to_vec(), &[400]),
        ("HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(), &[0, 400]),
        ("a handshake", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".repeat(8).clone(), &[400]),
        (
            "bytes that are no UTF-8",
            b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".to_vec(),
            &[400, 404],
        ),
        ("escaped bytes that are no UTF-8", request("GET", "/ledger/tile/%ff%fe", ""), &[400]),
        ("steps upwards", request("GET", "/../../etc/passwd", ""), &[404]),
        ("escaped steps upwards", request("GET", "/ledger/tile/..%2f..%2f..%2fetc%2fpasswd", ""), &[404]),
        ("steps in assets", request("GET", "/assets/../../../etc/passwd", ""), &[404]),
        ("an unknown method", request("BREW", "/healthz", ""), &[405]),
        ("a whole address", request("GET", "http://elsewhere.example/healthz", ""), &[200]),
        ("a tunnel", request("CONNECT", "elsewhere.example:443", ""), &[404, 405]),
        ("JSON too deep", post(&sized(&deep), &deep), &[400, 422]),
        ("no JSON", post(&sized("{\"email\":"), "{\"email\":"), &[400]),
        ("another type", post("Content-Type: text/xml\r\nContent-Length: 4\r\n", "<a/>"), &[415]),
        ("a page that is none", request("GET", "/api/v1/records?limit=9999999999999999999999", ""), &[400, 401, 404]),
    ];
    for (name, bytes, expected) in cases {
        let answer = say(house.port, &bytes);
        assert!(expected.contains(&status(&answer)), "{name}: {answer}");
        // What the program itself says, beyond the bare status of a head that cannot be read, is a problem.
        let has_words = !answer.contains("content-length: 0") && status(&answer) >= 400;
        assert!(!has_words || answer.contains("application/problem+json"), "{name}: {answer}");
    }
    up(&mut house);
    assert!(house.most_memory() < MEMORY, "{} bytes", house.most_memory());
}

#[test]
fn one_request_is_one_request() {
    let mut house = House::sqlite();
    house.start();
    let inside = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
    let head = "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    for lengths in
        ["Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"]
    {
        let both = format!("{head}{lengths}\r\n0\r\n\r\n{inside}");
        let answer = say(house.port, both.as_bytes());
        assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "a length beside chunks: one answer, and the end: {answer}");
        assert!(!answer.contains("ok\n"), "{answer}");
    }
    let hidden = format!("{head}Content-Length: {}\r\nConnection: close\r\n\r\n{inside}", inside.len());
    assert_eq!(say(house.port, hidden.as_bytes()).matches("HTTP/1.1 ").count(), 1, "a body is no request");
    let three = inside.repeat(2) + "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    assert_eq!(
        say(house.port, three.as_bytes()).matches("\r\n\r\nok\n").count(),
        3,
        "one after another, without waiting"
    );
    let old = say(house.port, b"GET /healthz HTTP/1.0\r\n\r\n");
    assert!(status(&old) == 200 && old.ends_with("ok\n"), "{old}");
    let mut half = connect(house.port);
    half.write_all(inside.as_bytes()).expect("sent");
    half.shutdown(Shutdown::Write).expect("half closed");
    assert!(rest(half).ends_with("ok\n"), "who says no more may still listen");
    up(&mut house);
}

#[test]
fn a_body_without_end_is_refused_in_words_and_takes_no_memory() {
    let mut house = House::sqlite();
    house.start();
    let marta = founded(&mut house);
    let piece = vec![b'x'; 1 << 16];
    let head = "POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    let announced = format!("{head}Content-Length: {}\r\n\r\n", 1_u64 << 30);
    let chunked = format!("{head}Transfer-Encoding: chunked\r\n\r\n");
    for (name, head, is_chunked) in [("announced", announced, false), ("chunked", chunked, true)] {
        let mut stream = connect(house.port);
        stream.write_all(head.as_bytes()).expect("sent");
        let mut send = |bytes: &[u8]| stream.write_all(bytes);
        // At most 1 GiB, as was announced; the server ends it long before.
        let sent = (0..1 << 14).take_while(|_| {
            let framed = !is_chunked || send(format!("{:x}\r\n", piece.len()).as_bytes()).is_ok();
            framed && send(&piece).is_ok() && (!is_chunked || send(b"\r\n").is_ok())
        });
        assert!(sent.count() < 1 << 14, "{name}: it is not read to its end");
        let answer = rest(stream);
        assert!(answer.is_empty() || status(&answer) == 413, "{name}: {answer}");
    }
    let much = [format!("{head}Content-Length: {}\r\n\r\n", 1 << 20).into_bytes(), vec![b'x'; 1 << 20]].concat();
    let answer = say(house.port, &much);
    assert!(status(&answer) == 413 && answer.contains("\"type\":\"too-large\""), "words come through: {answer}");
    let mut endless = connect(house.port);
    endless.write_all(b"GET /healthz HTTP/1.1\r\nX: ").expect("sent");
    let is_cut = until(super::house::LONG, || endless.write_all(&piece).is_err());
    assert!(is_cut, "a head without end is cut off");
    marta.get("/api/v1/me").expect("up").is(200);
    assert!(house.most_memory() < MEMORY, "{} bytes", house.most_memory());
}

#[test]
fn plain_http_where_tls_is_spoken_is_told_so() {
    let mut house = House::sqlite();
    house.flags = vec!["--listen".to_owned(), format!("0.0.0.0:{}", house.port)];
    let mut command = house.folder.command(&["serve", "--data"]);
    command.arg(house.data()).args(&house.flags);
    let mut process = steadfast_testkit::program::Program::spawn(command);
    process.line(super::house::LONG, "ledger key");
    house.process = Some(process);
    let program = say(house.port, b"POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
    assert!(
        status(&program) == 400 && program.contains("\"type\":\"tls-needed\"") && program.contains("https://"),
        "{program}"
    );
    let browser = b"GET /people?a=b HTTP/1.1\r\nHost: steadfast.example:8470\r\nAccept: text/html,*/*\r\n\r\n";
    let sent_on = say(house.port, browser);
    assert!(sent_on.contains("location: https://steadfast.example:8470/people?a=b\r\n"), "{sent_on}");
    let split = b"GET / HTTP/1.1\r\nHost: x y\r\nAccept: text/html\r\n\r\n";
    assert_eq!(status(&say(house.port, split)), 400, "a host that is none leads nowhere");
    for noise in [&b"\x16\x03\x01\x00\x05hello"[..], b"\x80\x2e\x01\x03", b"\0\0\0\0", &[0x16; 70_000]] {
        let answer = say(house.port, noise);
        assert!(!answer.contains("HTTP/"), "{answer}");
    }
    let silent = connect(house.port);
    silent.set_read_timeout(Some(Duration::from_millis(100))).expect("a limit");
    assert!(house.running().is_running());
    assert_eq!(status(&say(house.port, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")), 400, "it still answers");
    drop(silent);
}
