//! The loop, with real sockets.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, SocketAddr, TcpStream};
use std::time::Duration;

use rustix::net::{AddressFamily, SocketType};
use steadfast_agent::signals::Signal;

use crate::world::{LARGE, PATIENT, World, answer};

/// A connection from another address of this machine.
fn from(world: &World, last: u8) -> TcpStream {
    let socket = rustix::net::socket(AddressFamily::INET, SocketType::STREAM, None).expect("a socket");
    let own = SocketAddr::new(IpAddr::from([127, 0, 0, last]), 0);
    rustix::net::bind(&socket, &own).expect("it is this machine's");
    rustix::net::connect(&socket, &world.address).expect("it listens");
    let stream = TcpStream::from(socket);
    stream.set_read_timeout(Some(PATIENT)).expect("a time");
    stream
}

#[test]
fn a_browser_is_answered_again_and_again() {
    let world = World::start();
    let mut browser = world.connect();
    for _ in 0..3 {
        assert_eq!(browser.get("/"), (200, "hello".to_owned()));
    }
    let form = "name=J%C3%BCrgen+M.";
    let text = format!(
        "POST /form HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\n\r\n{form}",
        form.len()
    );
    assert_eq!(browser.ask(&text), (200, "J\u{fc}rgen M.".to_owned()));
    assert_eq!(browser.get("/large").1.len(), LARGE);
    assert_eq!(browser.ask("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").0, 200);
    assert_eq!(browser.last(), "", "TLS ends as it should");
}

#[test]
fn plain_http_is_told_to_encrypt_and_no_more() {
    let world = World::start();
    let mut stream = world.plain();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("it is heard");
    let (status, body) = answer(&mut stream);
    assert_eq!(status, 426);
    assert!(body.contains("https://"));
    assert_eq!(stream.read(&mut [0]).expect("it ends"), 0);
}

#[test]
fn work_and_timers_answer_later_while_others_are_served() {
    let world = World::start();
    let (mut slow, mut timed, mut quick) = (world.connect(), world.connect(), world.connect());
    slow.0.write_all(b"GET /work HTTP/1.1\r\nHost: a\r\n\r\n").expect("it is heard");
    timed.0.write_all(b"GET /timer HTTP/1.1\r\nHost: a\r\n\r\n").expect("it is heard");
    assert_eq!(quick.get("/").1, "hello");
    assert_eq!(slow.answer(), (200, "done".to_owned()));
    assert_eq!(timed.answer(), (200, "time is up".to_owned()));
    assert_eq!(slow.get("/").1, "hello");
}

#[test]
fn an_answer_for_somebody_who_has_gone_is_dropped() {
    let world = World::start();
    let mut browser = world.connect();
    browser.0.write_all(b"GET /held HTTP/1.1\r\nHost: a\r\n\r\n").expect("it is heard");
    assert_eq!(world.connect().get("/").0, 200, "what came before was heard before");
    // Closing without waiting breaks the connection at once, as a browser does that is killed.
    rustix::net::sockopt::set_socket_linger(browser.0.get_ref(), Some(Duration::ZERO)).expect("an option");
    drop(browser);
    assert_eq!(world.connect().get("/").0, 200, "that it broke was heard as well");
    world.go.send(()).expect("the work waits");
    assert_eq!(world.connect().get("/work").1, "done");
    assert_eq!(world.end().unheard, 1);
}

#[test]
fn slow_clients_keep_nobody_out() {
    let world = World::start();
    let mut asked = world.over(from(&world, 2));
    assert_eq!(asked.get("/").1, "hello");
    let slow: Vec<TcpStream> = (0..64).map(|at| from(&world, 10 + at / 8)).collect();
    for mut stream in &slow {
        // Some were cut off already.
        let _ = stream.write_all(b"\x16");
    }
    let mut working: Vec<_> = (0..8).map(|_| world.over(from(&world, 3))).collect();
    for browser in &mut working {
        browser.0.write_all(b"GET /timer HTTP/1.1\r\nHost: a\r\n\r\n").expect("it is heard");
    }
    for browser in &mut working {
        assert_eq!(browser.answer().0, 200, "who has asked keeps his place");
    }
    assert_eq!(world.over(from(&world, 4)).get("/").1, "hello");
}

#[test]
fn one_client_has_no_more_than_his_share_and_still_gets_through() {
    let world = World::start();
    let mut others: Vec<_> = (0..8).map(|_| world.over(from(&world, 2))).collect();
    others.iter_mut().for_each(|browser| assert_eq!(browser.get("/").0, 200));
    let _many: Vec<TcpStream> = (0..100).map(|_| from(&world, 5)).collect();
    assert_eq!(world.over(from(&world, 5)).get("/").1, "hello", "the newest of a client wins");
    others.iter_mut().for_each(|browser| assert_eq!(browser.get("/").0, 200, "others are left alone"));
}

#[test]
fn a_hundred_clients_in_turn_are_all_served() {
    let world = World::start();
    for _ in 0..100 {
        assert_eq!(world.connect().get("/").1, "hello");
    }
}

#[test]
fn what_is_too_large_or_broken_is_refused_and_the_refusal_arrives() {
    let world = World::start();
    let refused = |text: &str| {
        let mut browser = world.connect();
        let status = browser.ask(text).0;
        assert_eq!(browser.last(), "");
        status
    };
    assert_eq!(refused(&format!("GET /{} HTTP/1.1\r\n", "a".repeat(60_000))), 431);
    assert_eq!(
        refused(&format!("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 70000\r\n\r\n{}", "b".repeat(70_000))),
        413
    );
    assert_eq!(refused("\0\0\0\0\r\n\r\n"), 400);
    let mut stream = world.plain();
    stream.write_all(b"\x16\x03\x01\x00\x05hello").expect("it is heard");
    assert_eq!(stream.read_to_end(&mut Vec::new()).ok().map(|count| count < 10), Some(true), "it ends");
}

#[test]
fn a_signal_ends_the_loop_and_another_is_told_to_the_house() {
    let world = World::start();
    let mut browser = world.connect();
    world.raiser.raise(Signal::Reload);
    assert_eq!(browser.get("/").0, 200);
    assert_eq!(browser.get("/").0, 200);
    assert_eq!(world.end().reloads, 1);
}

#[test]
fn the_answer_to_whoever_ends_it_still_arrives() {
    let world = World::start();
    let mut browser = world.connect();
    assert_eq!(browser.get("/end"), (200, "bye".to_owned()));
    let address = world.address;
    drop(browser);
    drop(world.wait());
    assert!(TcpStream::connect(address).is_err(), "nobody listens any more");
}
