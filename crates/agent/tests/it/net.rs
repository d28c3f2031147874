//! Requests to a server.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::time::Duration;

use steadfast_agent::net::{Net, NetError, Resolver};
use steadfast_agent::tls::{Fingerprint, Trust, UnitTime};

use crate::world::{LARGE, World};

fn net(base: &str, trust: &Trust) -> Net {
    Net::new(base, trust, Resolver::of_machine()).expect("it is set up")
}

fn to(world: &World, trust: &Trust) -> Net {
    net(&format!("https://localhost:{}/", world.address.port()), trust)
}

fn pinned(world: &World) -> Trust {
    Trust::Pins(vec![Fingerprint::from([0; 32]), world.pin])
}

/// A server without TLS on this machine that says these bytes to each question.
fn saying(text: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it has one");
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(text.as_bytes());
        }
    });
    format!("http://{address}")
}

#[test]
fn a_server_with_a_known_certificate_is_asked() {
    let world = World::start();
    let net = to(&world, &pinned(&world));
    let reply = net.get("/", 100).expect("it answers");
    assert_eq!((reply.status, reply.body.as_slice()), (200, &b"hello\n"[..]));
    let reply = net.post("/form", b"\x01\x02").expect("it answers");
    assert_eq!(reply.status, 422, "the body is of the protocol, and no form");
}

#[test]
fn another_certificate_is_a_stranger() {
    let world = World::start();
    let strange = to(&world, &Trust::Pins(vec![Fingerprint::from([7; 32])]));
    assert!(matches!(strange.get("/", 100), Err(NetError::Stranger { .. })));
    assert!(matches!(to(&world, &Trust::Pins(Vec::new())).get("/", 100), Err(NetError::Stranger { .. })));
}

#[test]
fn an_authority_is_believed_at_the_units_time_alone() {
    let world = World::start();
    let time = UnitTime::default();
    let net = to(&world, &Trust::Authorities(vec![world.certificate.clone()], time.clone()));
    assert!(matches!(net.get("/", 100), Err(NetError::Stranger { .. })), "nobody knows the time yet");
    time.set(1_800_000_000);
    assert_eq!(net.get("/", 100).expect("it answers").status, 200);
    time.set(4_000_000_000);
    assert!(matches!(
        to(&world, &Trust::Authorities(vec![world.certificate.clone()], time)).get("/", 100),
        Err(NetError::Stranger { .. })
    ));
    let other = World::start();
    let foreign = Trust::Authorities(vec![other.certificate.clone()], UnitTime::default());
    assert!(matches!(to(&world, &foreign).get("/", 100), Err(NetError::Stranger { .. })));
}

#[test]
fn no_more_is_taken_than_was_asked_for() {
    let world = World::start();
    let net = to(&world, &pinned(&world));
    let large = u64::try_from(LARGE).expect("it fits");
    assert_eq!(net.get("/large", large).expect("it is that long").body.len(), LARGE);
    assert!(matches!(net.get("/large", large - 1), Err(NetError::Endless { .. })));
}

#[test]
fn a_download_goes_piece_by_piece_to_where_it_is_kept() {
    let world = World::start();
    let net = to(&world, &pinned(&world));
    let mut kept = Vec::new();
    let reply = net.download("/large", 5, 1 << 30, Duration::from_secs(20), |status| {
        assert_eq!(status, 200, "this server knows no parts");
        &mut kept
    });
    assert_eq!(reply.expect("it answers").body.len(), 0);
    assert_eq!(kept.len(), LARGE);
    let full: Result<_, NetError> = net.download("/large", 0, 1 << 30, Duration::from_secs(20), |_| Full);
    assert!(matches!(full, Err(NetError::Kept { .. })));
}

struct Full;

impl std::io::Write for Full {
    fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
        Err(std::io::ErrorKind::StorageFull.into())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn redirects_are_answers_and_nobody_is_led_away() {
    let pins = Trust::Pins(Vec::new());
    let base = saying(
        "HTTP/1.1 302 Found\r\nlocation: http://192.0.2.1/\r\nretry-after: 7\r\ncontent-length: 0\r\n\r\n".to_owned(),
    );
    let reply = net(&base, &pins).get("/", 100).expect("it answers");
    assert_eq!((reply.status, reply.wait), (302, Some(7)));
}

#[test]
fn an_answer_that_breaks_off_or_makes_no_sense_is_an_error() {
    let pins = Trust::Pins(Vec::new());
    let short = saying("HTTP/1.1 200 OK\r\ncontent-length: 10\r\nconnection: close\r\n\r\nabc".to_owned());
    assert!(matches!(net(&short, &pins).get("/", 100), Err(NetError::Broken { .. })));
    assert!(matches!(net(&saying("what?\r\n\r\n".to_owned()), &pins).get("/", 100), Err(NetError::Silent { .. })));
}

#[test]
fn nothing_goes_unencrypted_to_another_machine() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = listener.local_addr().expect("it has one").port();
    let error = net(&format!("http://[::ffff:127.0.0.1]:{port}"), &Trust::Pins(Vec::new()));
    drop(listener);
    assert!(error.get("/", 1).is_err());
    assert!(net("http://unit.invalid", &Trust::Pins(Vec::new())).get("/", 1).is_err());
}
