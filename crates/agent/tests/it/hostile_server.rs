//! A server that was taken over, or lost its mind: the unit stays its owner's, and asks again in its own time.

use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use steadfast_agent::net::{Net, Resolver};
use steadfast_agent::tls::Trust;
use steadfast_device::outside::{Clock as _, Machine};
use steadfast_protocol::{Answer, CHECK_IN, Consent, ENROL, EVENTS, Enrolled, Refusal, Taken, encode};
use steadfast_testkit::wait::{now, until};

use crate::browser::Browser;
use crate::unit::{Agent, OWNER, PASSWORD, Unit};
use crate::world::PATIENT;

/// How long the owner waits at most, whatever the server does.
const BOUND: Duration = Duration::from_secs(10);

/// The most memory, in KiB.
const MEMORY: u64 = 40 << 10;

/// The longest wait after a first failure: a second, and up to ten by chance.
const FIRST_WAIT: Duration = Duration::from_secs(11);

/// What a server does with a check-in.
type Act = fn(&mut TcpStream, SocketAddr) -> io::Result<()>;

/// When the unit asks again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// In seconds, and not at once.
    Soon,
    /// Later than anybody waits here.
    Later,
}

const CASES: [(&str, Act, Next); 18] = [
    ("a body without end", |to, _| endless(to, "HTTP/1.1 200 OK\r\n\r\n", &[0xa1; 4096]), Next::Soon),
    ("a body of a terabyte", |to, _| endless(to, &head(200, "content-length: 1099511627776"), &[0; 4096]), Next::Soon),
    ("pieces without end", |to, _| endless(to, &head(200, "transfer-encoding: chunked"), b"2\r\nab\r\n"), Next::Soon),
    (
        "a piece of all bytes there are",
        |to, _| say(to, "transfer-encoding: chunked", b"FFFFFFFFFFFFFFFF\r\na"),
        Next::Soon,
    ),
    ("headers without end", |to, _| endless(to, "HTTP/1.1 200 OK\r\n", b"x-more: and more\r\n"), Next::Soon),
    ("a header without end", |to, _| endless(to, "HTTP/1.1 200 OK\r\nx-long: ", &[b'a'; 4096]), Next::Soon),
    ("a byte a second", trickle, Next::Later),
    ("no answer at all", |to, _| to.read(&mut [0]).map(drop), Next::Later),
    ("an end without an answer", |_, _| Ok(()), Next::Soon),
    ("no HTTP", |to, _| to.write_all(&std::array::from_fn::<u8, 4096, _>(|at| (at * 151 % 251) as u8)), Next::Soon),
    ("no CBOR", |to, _| say(to, "", &[0xff; 1000]), Next::Soon),
    ("CBOR of a hundred thousand levels", |to, _| say(to, "", &[0x81; 100_000]), Next::Soon),
    ("another place", |to, away| to.write_all(moved(away).as_bytes()), Next::Soon),
    ("an error", |to, _| to.write_all(head(500, "retry-after: 0\r\ncontent-length: 0").as_bytes()), Next::Soon),
    ("an error, and a wait of ages", |to, _| to.write_all(ages().as_bytes()), Next::Later),
    ("looser consent, at once again", |to, _| say(to, "", &encode(&looser(0))), Next::Soon),
    ("nothing that it keeps, and an hour", |to, _| say(to, "", &encode(&hour())), Next::Later),
    ("counters that are used up", |to, _| refused(to), Next::Soon),
];

fn head(status: u16, line: &str) -> String {
    format!("HTTP/1.1 {status} Said\r\nconnection: close\r\n{line}\r\n\r\n")
}

fn moved(away: SocketAddr) -> String {
    head(302, &format!("location: http://{away}{CHECK_IN}\r\ncontent-length: 0"))
}

fn ages() -> String {
    head(503, "retry-after: 18446744073709551615\r\ncontent-length: 0")
}

/// Goes on until the other side has had enough.
fn endless(to: &mut TcpStream, first: &str, again: &[u8]) -> io::Result<()> {
    to.write_all(first.as_bytes())?;
    loop {
        to.write_all(again)?;
    }
}

fn trickle(to: &mut TcpStream, _: SocketAddr) -> io::Result<()> {
    for byte in head(200, "content-length: 1000").bytes().chain(std::iter::repeat(0)) {
        to.write_all(&[byte])?;
        std::thread::sleep(Duration::from_secs(1));
    }
    Ok(())
}

/// A whole answer; with no line, of the length that it has.
fn say(to: &mut TcpStream, line: &str, body: &[u8]) -> io::Result<()> {
    let length = format!("content-length: {}", body.len());
    to.write_all(head(200, if line.is_empty() { &length } else { line }).as_bytes())?;
    to.write_all(body)
}

fn refused(to: &mut TcpStream) -> io::Result<()> {
    let refusal = Refusal { reason: "counter".into(), words: String::new(), counter: Some((1 << 53) - 1) };
    let body = encode(&refusal);
    to.write_all(head(409, &format!("content-length: {}", body.len())).as_bytes())?;
    to.write_all(&body)
}

/// An answer that says that the owner agreed, elsewhere and just now, to all that they did not agree to.
fn looser(again: u32) -> Answer {
    let consent = Some(Consent { automatic: true, features: true, since: Machine::start().wall() });
    Answer { time: i64::MAX, again, consent, ..Answer::default() }
}

/// An answer that keeps no statement, and asks for an hour's patience.
fn hour() -> Answer {
    Answer { again: 3600, ..Answer::default() }
}

/// An answer that says that they took it all back, a long time from now.
fn stricter() -> Answer {
    let consent = Some(Consent { automatic: false, features: false, since: Some(i64::MAX) });
    Answer { again: 1, consent, ..Answer::default() }
}

/// A server that is what it should be, until it is told to do something else.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    act: Act,
    away: SocketAddr,
    is_hostile: AtomicBool,
    /// When it was asked since it is hostile.
    asked: Mutex<Vec<Instant>>,
    pub(crate) checks: AtomicUsize,
    pub(crate) events: AtomicUsize,
}

impl Server {
    /// One that stays what it should be.
    pub(crate) fn honest() -> Arc<Self> {
        Self::start(|_, _| Ok(()), SocketAddr::from(([127, 0, 0, 1], 9)))
    }

    fn start(act: Act, away: SocketAddr) -> Arc<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("it has one");
        let (is_hostile, asked) = (AtomicBool::new(false), Mutex::default());
        let (checks, events) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let server = Arc::new(Self { address, act, away, is_hostile, asked, checks, events });
        let here = Arc::clone(&server);
        std::thread::spawn(move || {
            while let Ok((stream, _)) = listener.accept() {
                let here = Arc::clone(&here);
                // Where the unit has had enough, so has the server.
                std::thread::spawn(move || here.hear(stream));
            }
        });
        server
    }

    fn hear(&self, mut stream: TcpStream) -> io::Result<()> {
        let path = path(&mut stream)?;
        if path == ENROL {
            let enrolled = Enrolled { unit: "unt_1".into(), ..Enrolled::default() };
            return say(&mut stream, "", &encode(&enrolled));
        }
        if path == EVENTS {
            self.events.fetch_add(1, Ordering::SeqCst);
            return say(&mut stream, "", &encode(&Taken { class: 1, last: 0, again: 0 }));
        }
        self.checks.fetch_add(1, Ordering::SeqCst);
        if !self.is_hostile.load(Ordering::SeqCst) {
            return say(&mut stream, "", &encode(&Answer { again: 1, ..Answer::default() }));
        }
        self.asked.lock().expect("nobody panicked").push(now());
        (self.act)(&mut stream, self.away)
    }

    fn asked(&self) -> Vec<Instant> {
        self.asked.lock().expect("nobody panicked").clone()
    }

    /// Waits until it was asked so often since it is hostile.
    fn wait_for(&self, times: usize, patience: Duration, case: &str) {
        let is_asked = until(patience, || self.asked().len() >= times);
        assert!(is_asked, "{case}: asked {} times", self.asked().len());
    }
}

/// Reads a request to its end; gives its path.
fn path(stream: &mut TcpStream) -> io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        head.extend(byte);
    }
    let head = String::from_utf8(head).map_err(io::Error::other)?.to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
    stream.read_exact(&mut vec![0; length.unwrap_or(0)])?;
    Ok(head.split(' ').nth(1).unwrap_or_default().to_owned())
}

/// What must not change, whatever a server says.
fn lasting(unit: &Unit) -> [Option<Vec<u8>>; 4] {
    ["owner", "unit", "factory", "owner-key"].map(|name| unit.document(name))
}

/// Which way each switch can be turned, as its page offers it.
fn switches(owner: &mut Browser) -> Vec<String> {
    let page = owner.get("/switches").expect("it is heard").body;
    let offered = page.split("name=\"to\" value=\"").skip(1);
    offered.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
}

fn log_in(agent: &Agent, owner: &mut Browser, case: &str) {
    let begun = now();
    owner.goes_to(&agent.door);
    assert_eq!(owner.log_in(OWNER, PASSWORD).expect("the owner is heard").status, 303, "{case}: the owner is in");
    assert!(begun.elapsed() < BOUND, "{case}: the owner waited for {:?}", begun.elapsed());
}

fn holds(case: &str, act: Act, next: Next, away: SocketAddr) {
    let server = Server::start(act, away);
    let unit = Unit::make(Some(&format!("http://{}", server.address)));
    let (mut agent, mut owner) = unit.with_owner(false);
    let (documents, turned) = (lasting(&unit), switches(&mut owner));
    assert_eq!(turned, ["off", "on", "on", "on"], "{case}: recorded, not shared, nothing agreed to");
    server.is_hostile.store(true, Ordering::SeqCst);
    server.wait_for(1, PATIENT, case);
    log_in(&agent, &mut owner, case);
    if next == Next::Soon {
        server.wait_for(2, FIRST_WAIT + PATIENT, case);
        let asked = server.asked();
        assert!(asked[1] - asked[0] >= Duration::from_millis(900), "{case}: it asks again at once");
        log_in(&agent, &mut owner, case);
    } else {
        assert_eq!(server.asked().len(), 1, "{case}: it does not ask again yet");
    }
    assert!(agent.runs(), "{case}");
    assert_eq!(switches(&mut owner), turned, "{case}: the switches stand as they stood");
    assert_eq!(lasting(&unit), documents, "{case}: the owner's things are as they were");
    assert!(agent.memory() < MEMORY, "{case}: {} KiB", agent.memory());
    let begun = now();
    assert!(agent.end() && begun.elapsed() < BOUND, "{case}: it ends when it is asked");
}

#[test]
fn whatever_the_server_says_the_unit_stays_its_owners_and_asks_again_in_its_own_time() {
    let away = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    away.set_nonblocking(true).expect("an option");
    let address = away.local_addr().expect("it has one");
    std::thread::scope(|scope| {
        for (case, act, next) in CASES {
            scope.spawn(move || holds(case, act, next, address));
        }
    });
    let led = away.accept().map(drop).map_err(|error| error.kind());
    assert_eq!(led, Err(io::ErrorKind::WouldBlock), "nobody was led away");
}

#[test]
fn an_answer_that_never_ends_is_given_up_however_often_a_byte_comes() {
    let nowhere = SocketAddr::from(([127, 0, 0, 1], 9));
    let promises: Act = |to, _| endless(to, "", b"HTTP/1.1 100 Continue\r\n\r\n");
    for act in [trickle as Act, |to, _| to.read(&mut [0]).map(drop), promises] {
        let server = Server::start(act, nowhere);
        server.is_hostile.store(true, Ordering::SeqCst);
        let trust = Trust::Pins(Vec::new());
        let net = Net::new(&format!("http://{}", server.address), &trust, Resolver::of_machine());
        let (net, begun) = (net.expect("it is set up"), now());
        let patience = Duration::from_millis(2_500);
        assert!(net.download(CHECK_IN, 0, 100, patience, |_| io::sink()).is_err());
        assert!((patience..2 * patience).contains(&begun.elapsed()), "given up after {:?}", begun.elapsed());
    }
}

#[test]
fn a_server_that_takes_no_event_is_not_sent_the_same_ones_again_and_again() {
    let server = Server::start(|_, _| Ok(()), SocketAddr::from(([127, 0, 0, 1], 9)));
    let unit = Unit::make(Some(&format!("http://{}", server.address)));
    let (_agent, _owner) = unit.with_owner(true);
    let events = || server.events.load(Ordering::SeqCst);
    let checks = || server.checks.load(Ordering::SeqCst);
    assert!(until(PATIENT, || events() > 0), "what is shared is sent");
    let before = checks();
    assert!(until(PATIENT, || checks() >= before + 3), "it checks in as it did");
    let (sent, checks) = (events(), checks());
    assert!(sent <= checks, "sent {sent} times with {checks} check-ins");
}

#[test]
fn what_the_owner_turns_on_stays_on_whatever_a_server_says_of_the_future() {
    let server = Server::start(|to, _| say(to, "", &encode(&stricter())), SocketAddr::from(([127, 0, 0, 1], 9)));
    let unit = Unit::make(Some(&format!("http://{}", server.address)));
    let (_agent, mut owner) = unit.with_owner(false);
    server.is_hostile.store(true, Ordering::SeqCst);
    server.wait_for(2, PATIENT, "stricter");
    let turned = owner.submit("/switches", "/switches", &[("switch", "automatic"), ("to", "on")]);
    assert_eq!(turned.expect("it is heard").status, 303);
    let before = server.asked().len();
    server.wait_for(before + 3, PATIENT, "stricter");
    assert_eq!(switches(&mut owner)[2], "off", "it is on, and can be turned off");
}
