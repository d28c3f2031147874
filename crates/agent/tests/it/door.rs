//! One connection, without sockets and clocks.

use std::cell::Cell;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, ServerConfig};
use steadfast_agent::door::{Connection, PATIENCE};
use steadfast_agent::http::{Request, Response, Stream};
use steadfast_agent::tls::{Trust, asking, serving};

use crate::world::identity;

const SECOND: Duration = Duration::from_secs(1);

fn configs() -> (Arc<ServerConfig>, Arc<ClientConfig>) {
    let identity = identity();
    let client = asking(&Trust::Pins(vec![identity.fingerprint()])).expect("pins are fine");
    (serving(&identity).expect("it can be used"), client)
}

/// A client and a connection, with bytes carried between them by hand.
struct Pair {
    client: ClientConnection,
    door: Connection,
}

impl Pair {
    fn new() -> Self {
        let (server, client) = configs();
        let name = ServerName::try_from("localhost").expect("it is a name");
        Self {
            client: ClientConnection::new(client, name).expect("it is set up"),
            door: Connection::new(server, Duration::ZERO),
        }
    }

    fn greeted() -> Self {
        let mut pair = Self::new();
        for _ in 0..3 {
            pair.up(SECOND);
            pair.down(SECOND);
        }
        assert!(!pair.client.is_handshaking());
        pair
    }

    /// From the client to the door.
    fn up(&mut self, now: Duration) {
        let mut bytes = Vec::new();
        while self.client.wants_write() {
            self.client.write_tls(&mut bytes).expect("memory takes it");
        }
        if !bytes.is_empty() {
            self.door.receive(&bytes, now).expect("it is TLS");
        }
    }

    /// From the door to the client; what the client can read.
    fn down(&mut self, now: Duration) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.door.transmit(&mut bytes, now).expect("memory takes it");
        let (mut rest, mut plain) = (&bytes[..], Vec::new());
        while !rest.is_empty() {
            self.client.read_tls(&mut rest).expect("memory gives it");
            let state = self.client.process_new_packets().expect("it is TLS");
            let mut piece = vec![0; state.plaintext_bytes_to_read()];
            io::Read::read_exact(&mut self.client.reader(), &mut piece).expect("it is there");
            plain.extend(piece);
        }
        plain
    }

    fn say(&mut self, text: &str, now: Duration) -> Option<Request> {
        self.client.writer().write_all(text.as_bytes()).expect("memory takes it");
        self.up(now);
        self.door.request(now)
    }
}

const GET: &str = "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n";

#[test]
fn each_step_has_its_own_time() {
    let mut pair = Pair::new();
    assert_eq!(pair.door.until(), PATIENCE.handshake);
    let mut pair = {
        drop(pair.door.request(SECOND));
        Pair::greeted()
    };
    assert_eq!(pair.door.until(), SECOND + PATIENCE.idle);
    assert!(pair.say("GET /a HT", 3 * SECOND).is_none());
    assert_eq!(pair.door.until(), 3 * SECOND + PATIENCE.request);
    assert!(pair.say("TP/1.1\r\n", 9 * SECOND).is_none());
    assert_eq!(pair.door.until(), 3 * SECOND + PATIENCE.request, "a byte now and then extends nothing");
    assert_eq!(pair.door.waits_since(), Some(3 * SECOND));
    assert!(pair.say("Host: localhost\r\n\r\n", 10 * SECOND).is_some());
    assert_eq!((pair.door.until(), pair.door.waits_since()), (10 * SECOND + PATIENCE.house, None));
    assert!(pair.door.answer(Response::text(200, "x"), 11 * SECOND));
    assert!(pair.down(12 * SECOND).starts_with(b"HTTP/1.1 200 OK\r\n"));
    assert_eq!(pair.door.until(), 12 * SECOND + PATIENCE.idle);
}

#[test]
fn one_request_follows_the_other_though_both_came_at_once() {
    let mut pair = Pair::greeted();
    assert_eq!(pair.say(&GET.repeat(2), SECOND).map(|request| request.path), Some("/a".to_owned()));
    assert!(pair.door.request(SECOND).is_none() && !pair.door.wants_bytes());
    assert!(pair.door.answer(Response::text(200, "first"), SECOND));
    assert!(!pair.door.answer(Response::text(200, "again"), SECOND), "nobody awaits it");
    assert!(pair.down(SECOND).ends_with(b"first\n"));
    assert!(pair.door.is_fresh() && pair.door.request(SECOND).is_some());
}

/// A pair between which a body went that is made while it is sent, and whether it counts as taken.
fn downloaded() -> (Pair, Rc<Cell<bool>>) {
    let (mut pair, taken) = (Pair::greeted(), Rc::<Cell<bool>>::default());
    pair.say(GET, SECOND).expect("it is whole");
    let kept = Rc::clone(&taken);
    let stream = Stream::new(4, Box::new(&b"body"[..])).when_taken(move || kept.set(true));
    pair.door.answer(Response::stream(200, "application/octet-stream", stream), SECOND);
    assert!(pair.down(2 * SECOND).ends_with(b"body"));
    assert!(!taken.get(), "a socket took it, and nobody else yet");
    (pair, taken)
}

#[test]
fn a_download_is_taken_once_something_else_is_asked_for() {
    let (mut pair, taken) = downloaded();
    assert!(pair.say("GET /a HT", 3 * SECOND).is_none() && !taken.get());
    assert!(pair.say("TP/1.1\r\nHost: localhost\r\n\r\n", 4 * SECOND).is_some() && taken.get());
}

#[test]
fn a_download_is_taken_when_the_other_side_ended_and_no_error_comes_back() {
    let (mut pair, taken) = downloaded();
    pair.client.send_close_notify();
    pair.up(3 * SECOND);
    assert!(pair.door.hung_up(3 * SECOND) && !pair.door.wants_bytes() && !taken.get());
    assert_eq!(pair.door.until(), 3 * SECOND + PATIENCE.parting);
    assert!(!pair.door.expired(5 * SECOND) && taken.get());
    // Where an error comes back before that, the connection goes with what it had to do.
    let (mut pair, taken) = downloaded();
    assert!(pair.door.hung_up(3 * SECOND));
    drop(pair);
    assert!(!taken.get());
}

#[test]
fn whoever_says_nothing_after_a_download_is_told_that_this_is_the_end_and_counts_by_what_they_do_then() {
    let (mut pair, taken) = downloaded();
    let late = 2 * SECOND + PATIENCE.idle;
    assert!(pair.door.expired(late) && pair.door.parts() && pair.door.has_bytes() && !taken.get());
    pair.down(late);
    assert!(!pair.door.hung_up(late) && taken.get(), "it ended too");
    let (mut pair, taken) = downloaded();
    assert!(pair.door.expired(late));
    assert!(!pair.door.expired(late + PATIENCE.parting) && !taken.get(), "it stands still");
}

#[test]
fn who_asks_without_a_body_gets_none() {
    let mut pair = Pair::greeted();
    pair.say(&GET.replace("GET", "HEAD"), SECOND).expect("it is whole");
    pair.door.answer(Response::text(200, "body"), SECOND);
    let answer = String::from_utf8(pair.down(SECOND)).expect("it is text");
    assert!(answer.contains("content-length: 5\r\n") && answer.ends_with("\r\n\r\n"), "{answer}");
}

#[test]
fn what_cannot_be_read_is_answered_and_ends_the_connection() {
    let mut pair = Pair::greeted();
    assert!(pair.say("BREW / HTTP/1.1\r\nHost: a\r\n\r\n", SECOND).is_none());
    assert!(pair.down(SECOND).starts_with(b"HTTP/1.1 405 "));
    assert!(pair.door.parts());
    assert_eq!(pair.door.until(), SECOND + PATIENCE.parting);
    assert!(pair.say(GET, SECOND).is_none(), "nothing more is heard");
}

#[test]
fn a_form_of_another_page_never_reaches_the_house() {
    let mut pair = Pair::greeted();
    let form = "POST / HTTP/1.1\r\nHost: a\r\nOrigin: https://evil.example\r\nContent-Length: 0\r\n\r\n";
    assert!(pair.say(form, SECOND).is_none());
    assert!(pair.down(SECOND).starts_with(b"HTTP/1.1 403 "));
    assert!(pair.say(GET, SECOND).is_some(), "the connection stays");
}

#[test]
fn a_large_answer_takes_no_more_memory_than_the_other_side_takes_bytes() {
    struct Narrow(usize);
    impl Write for Narrow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let count = bytes.len().min(self.0);
            self.0 -= count;
            if count == 0 { Err(io::ErrorKind::WouldBlock.into()) } else { Ok(count) }
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut pair = Pair::greeted();
    pair.say(GET, SECOND).expect("it is whole");
    pair.door.answer(Response::new(200, "text/plain", vec![b'x'; 400_000]), SECOND);
    let wait = PATIENCE.idle + 97 * SECOND;
    assert!(pair.door.until() >= SECOND + wait && pair.door.until() < SECOND * 3 + wait, "time grows with the length");
    pair.door.transmit(&mut Narrow(1000), SECOND).expect("it waits");
    assert!(pair.door.has_bytes());
    let rest = pair.door.until();
    pair.door.transmit(&mut Narrow(1000), 2 * SECOND).expect("it waits");
    assert_eq!(pair.door.until(), rest, "a byte now and then extends nothing");
}

#[test]
fn what_is_no_tls_is_no_connection() {
    let (server, _) = configs();
    for bytes in [&b"\x16\x03\x01\x00\x05hello"[..], b"\x16\xff\xff\xff\xff\xff"] {
        let mut door = Connection::new(Arc::clone(&server), Duration::ZERO);
        assert!(door.receive(bytes, SECOND).is_err());
    }
    let mut door = Connection::new(server, Duration::ZERO);
    door.receive(b"GET / HTTP/1.1\r\n", SECOND).expect("it is told");
    let mut out = Vec::new();
    door.transmit(&mut out, SECOND).expect("memory takes it");
    let text = String::from_utf8(out).expect("it is text");
    let (head, body) = text.split_once("\r\n\r\n").expect("it is an answer");
    assert!(head.starts_with("HTTP/1.1 426 Upgrade Required\r\n") && !head.to_lowercase().contains("location"));
    assert!(head.contains(&format!("content-length: {}", body.len())) && body.contains("https://"));
    assert!(door.parts());
}
