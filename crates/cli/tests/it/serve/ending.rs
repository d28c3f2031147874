//! The end of a server that is told to end.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use steadfast_testkit::faults::Moments;
use steadfast_testkit::wait::now;

use super::account::founded;
use super::house::{House, LONG, on_both};
use super::writers::{acknowledged, is_there_once, repeat, write_until};

#[test]
fn what_is_under_way_is_answered_and_the_rest_is_refused() {
    let mut moments = Moments::seeded(33);
    let moment = Duration::from_millis(200) + moments.next(Duration::from_millis(500));
    on_both(|mut house| {
        house.start();
        let marta = founded(&mut house);
        let never = AtomicBool::new(false);
        let mut writes = std::thread::scope(|scope| {
            let writing = scope.spawn(|| write_until(&never, "w", &marta));
            std::thread::sleep(moment);
            house.stop();
            writing.join().expect("writers")
        });
        assert!(acknowledged(&writes) > 0);
        assert!(TcpStream::connect(("127.0.0.1", house.port)).is_err(), "nobody listens");
        house.start();
        repeat(&mut writes, &marta);
        is_there_once(&house, &writes);
    });
}

#[test]
fn clients_that_hold_their_connections_do_not_hold_up_the_end() {
    let mut house = House::sqlite();
    house.start();
    let marta = founded(&mut house);
    marta.get("/api/v1/me").expect("kept alive").is(200);
    let connect = |bytes: &[u8]| {
        let mut stream = TcpStream::connect(("127.0.0.1", house.port)).expect("it listens");
        stream.write_all(bytes).expect("sent");
        stream
    };
    let heads: Vec<TcpStream> = (0..20).map(|_| connect(b"GET /healthz HTTP/1.1\r\nHost:")).collect();
    let silent: Vec<TcpStream> = (0..20).map(|_| connect(b"")).collect();
    let body =
        b"POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{";
    let bodies: Vec<TcpStream> = (0..20).map(|_| connect(body)).collect();
    let mut kept = connect(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    let mut first = [0; 12];
    kept.read_exact(&mut first).expect("an answer");
    assert_eq!(&first, b"HTTP/1.1 200");
    let listens = format!("GET /api/v1/events HTTP/1.1\r\nHost: x\r\nCookie: {}\r\n\r\n", marta.cookie());
    let mut live = connect(listens.as_bytes());
    live.read_exact(&mut first).expect("an answer");
    assert_eq!(&first, b"HTTP/1.1 200", "events that have no end");
    let begin = now();
    house.stop();
    assert!(begin.elapsed() < LONG / 2, "{:?}", begin.elapsed());
    for mut stream in heads.into_iter().chain(silent).chain(bodies).chain([kept, live]) {
        stream.set_read_timeout(Some(LONG)).expect("a limit");
        let mut rest = Vec::new();
        // A reset is an end as well.
        drop(stream.read_to_end(&mut rest));
    }
}
