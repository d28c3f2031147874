//! What the program takes of a product, for BENCHMARKS.md. `cargo xtask bench agent` measures the one that is built for
//! products; `STEADFAST_MINUTES` says how long it is watched, an hour unless told.

use std::io::{self, Read, Write};
use std::net::TcpListener;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::json;
use steadfast_agent::tls::serving;
use steadfast_protocol::{Answer, ENROL, EVENTS, Enrolled, Taken, encode};
use steadfast_testkit::wait::now;

use crate::browser::Browser;
use crate::unit::{Agent, OWNER, PASSWORD, Unit, program};
use crate::world::identity;

/// How long the processor is watched.
const WATCHED: Duration = Duration::from_secs(60);

/// Bytes of a sealed thing of the owner's, and how many there are: 1 GiB.
const THING: usize = 64 << 20;
const THINGS: usize = 16;

#[test]
#[ignore = "an hour: `cargo xtask bench agent`"]
fn what_the_program_takes() {
    let bytes = std::fs::metadata(program()).expect("the program").len();
    row("bytes of the program", "<= 4 MB", &format!("{:.2} MB", bytes as f64 / 1e6));
    resets();
    let unit = Unit::of(&server());
    let agent = unit.start();
    std::thread::sleep(WATCHED);
    memory(&agent, "60 s after the start, nobody's yet");
    let mut owner = Browser::of(&agent.door);
    owner.set_up(&unit.code, PASSWORD, true).expect("it hears");
    owner.log_in(OWNER, PASSWORD).expect("it hears");
    for page in ["/", "/log", "/switches", "/settings", "/people", "/reset", "/help"] {
        owner.get(page).expect("it answers");
    }
    memory(&agent, "after a set-up, a login and each page");
    busy(&unit, &agent);
    let minutes = std::env::var("STEADFAST_MINUTES").map_or(60, |text| text.parse().expect("minutes"));
    for _ in 0..minutes {
        std::thread::sleep(Duration::from_secs(60));
        // The connection from before was too long without a word.
        owner.goes_to(&agent.door);
        assert_eq!(owner.log_in(OWNER, PASSWORD).expect("it hears").status, 303);
    }
    memory(&agent, &format!("after {minutes} minutes, a login in each, checked in by TLS"));
    row("peak", "<= 32 MiB", &format!("{:.1} MiB", agent.memory() as f64 / 1024.0));
    idle();
}

fn row(what: &str, goal: &str, measured: &str) {
    println!("row\t{what}\t{goal}\t{measured}");
}

fn memory(agent: &Agent, when: &str) {
    let (whole, own) = (agent.kibibytes("VmRSS"), agent.kibibytes("RssAnon"));
    let measured = format!("{:.1} MiB, of which its own data {:.1} MiB", whole as f64 / 1024.0, own as f64 / 1024.0);
    row(&format!("resident {when}"), "<= 5 MiB", &measured);
}

/// Ten events a second from a local program, all of them written, sealed and sent.
fn busy(unit: &Unit, agent: &Agent) {
    let mut program = UnixStream::connect(unit.socket()).expect("it listens");
    let (before, begun) = (agent.worked(), now());
    for number in 0..WATCHED.as_secs() * 10 {
        let line = json!({ "event": { "name": "door-opened", "text": format!("by key {number}") } });
        program.write_all(format!("{line}\n").as_bytes()).expect("it hears");
        let read = program.read(&mut [0; 64]).expect("it answers");
        assert!(read > 0);
        std::thread::sleep((begun + Duration::from_millis((number + 1) * 100)).saturating_duration_since(now()));
    }
    let share = (agent.worked() - before).as_secs_f64() / begun.elapsed().as_secs_f64() * 100.0;
    row("processor at 10 events a second", "< 0.5 % of one", &format!("{share:.2} %"));
}

/// A unit without a server and without a button: nothing is due but the seal and the look at the network.
fn idle() {
    let unit = Unit::make(None);
    let (agent, _owner) = unit.with_owner(false);
    std::thread::sleep(Duration::from_secs(5));
    let (before, worked) = (agent.waits(), agent.worked());
    std::thread::sleep(WATCHED);
    let (waits, worked) = (agent.waits() - before, agent.worked() - worked);
    row(
        "waits within 60 s of nothing (two timers are due)",
        "the timers'",
        &format!("{waits}, {} ms of work", worked.as_millis()),
    );
}

/// A reset without data, and one with 1 GiB of it, from the button to the page that says so.
fn resets() {
    let took = |things: usize| {
        let unit = Unit::make(None);
        let (_agent, mut owner) = unit.with_owner(false);
        let content = vec![0xa5; THING];
        for number in 0..things {
            std::fs::write(unit.state().join(format!("data-{number}")), &content).expect("there is room");
        }
        rustix::fs::sync();
        let begun = now();
        owner.submit("/reset", "/reset", &[("password", PASSWORD)]).expect("it hears");
        assert!(unit.stored().iter().all(|name| !name.starts_with("data-")), "nothing is left");
        begun.elapsed()
    };
    let (empty, full) = (took(0), took(THINGS));
    row("reset with 1 GiB of sealed data, to one without", "the key's", &format!("{full:.0?} to {empty:.0?}"));
}

/// A server that takes what it is told, by TLS.
fn server() -> serde_json::Value {
    let identity = identity();
    let tls = serving(&identity).expect("it can be used");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it has one");
    std::thread::spawn(move || {
        while let Ok((stream, _)) = listener.accept() {
            let tls = Arc::clone(&tls);
            // Whoever goes away is heard no more.
            std::thread::spawn(move || hear(tls, stream));
        }
    });
    json!({ "url": format!("https://{address}"), "certificates": [identity.fingerprint().to_string()] })
}

fn hear(tls: Arc<ServerConfig>, stream: std::net::TcpStream) -> io::Result<()> {
    let mut stream = StreamOwned::new(ServerConnection::new(tls).map_err(io::Error::other)?, stream);
    loop {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte)?;
            head.extend(byte);
        }
        let head = String::from_utf8_lossy(&head).to_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
        let mut body = vec![0; length.unwrap_or_default()];
        stream.read_exact(&mut body)?;
        let answer = match head.split(' ').nth(1) {
            Some(ENROL) => encode(&Enrolled { unit: "unt_1".into(), ..Enrolled::default() }),
            Some(EVENTS) => taken(&body),
            _ => encode(&Answer { again: 60, ..Answer::default() }),
        };
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", answer.len());
        stream.write_all(&[head.as_bytes(), &answer].concat())?;
    }
}

fn taken(body: &[u8]) -> Vec<u8> {
    use steadfast_protocol::{Envelope, EventBatch, decode};
    let envelope: Envelope = decode(body).expect("an envelope");
    let batch: EventBatch = decode(&envelope.payload).expect("a batch");
    encode(&Taken { class: batch.class, last: batch.last, again: 0 })
}
