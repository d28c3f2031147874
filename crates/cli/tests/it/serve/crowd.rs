//! Many clients that send slowly, or nothing at all, while somebody is at work.

use std::io::Write;
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use steadfast_testkit::faults::{allow_files, peer_has_ended};
use steadfast_testkit::wait::until;

use super::account::founded;
use super::house::{House, LONG};
use super::socket::connect;

/// What a server may have had at once, in a debug build.
const MEMORY: u64 = 600 << 20;

#[test]
fn five_thousand_silent_connections_keep_nobody_out() {
    assert!(allow_files(6000), "this needs 6,000 open files");
    let mut house = House::sqlite();
    house.start();
    let marta = founded(&mut house);
    let mut crowd: Vec<TcpStream> = Vec::new();
    for thousand in 1..=5 {
        crowd.extend((0..1000).map(|_| connect(house.port)));
        marta.get("/api/v1/me").unwrap_or_else(|error| panic!("after {thousand},000: {error}")).is(200);
    }
    for _ in 0..5 {
        // A new browser each time: its connection comes last.
        house.client().get("/healthz").expect("up").is(200);
    }
    let gave_way = crowd.iter().filter(|stream| peer_has_ended(stream)).count();
    assert!(gave_way > 2000, "{gave_way} of 5,000 gave way");
    assert!(house.most_memory() < MEMORY, "{} bytes", house.most_memory());
    house.stop();
}

#[test]
fn requests_that_come_a_byte_at_a_time_keep_nobody_out_and_end() {
    assert!(allow_files(6000), "this needs 6,000 open files");
    let mut house = House::sqlite();
    house.start();
    let marta = founded(&mut house);
    let body =
        "POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n";
    let slow = |begin: &str| {
        let mut stream = connect(house.port);
        stream.write_all(begin.as_bytes()).expect("sent");
        stream
    };
    let heads: Vec<TcpStream> = (0..400).map(|_| slow("GET /healthz HTTP/1.1\r\nX: ")).collect();
    // More than there are places: all of them are of clients whose requests never come whole.
    let bodies: Vec<TcpStream> = (0..2400).map(|_| slow(body)).collect();
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| drip(&heads, &bodies, &over));
        for _ in 0..20 {
            marta.get("/api/v1/me").expect("up").is(200);
            std::thread::sleep(Duration::from_millis(20));
        }
        let ended = until(LONG, || heads.iter().all(peer_has_ended));
        over.store(true, Ordering::Relaxed);
        assert!(ended, "a head that does not come whole is not waited for for long");
    });
    assert!(house.most_memory() < MEMORY, "{} bytes", house.most_memory());
    house.stop();
}

fn drip(heads: &[TcpStream], bodies: &[TcpStream], over: &AtomicBool) {
    while !over.load(Ordering::Relaxed) {
        for mut stream in heads.iter().chain(bodies) {
            // Some have been ended.
            drop(stream.write_all(b" "));
        }
        std::thread::sleep(Duration::from_millis(200));
    }
}
