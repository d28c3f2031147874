//! Strangers who guess at passwords, and the person whose account it is.

use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

use super::account::{MARTA, PASSWORD, founded};
use super::client::Client;
use super::house::House;

const ADDRESSES: u16 = 1000;
const EACH: usize = 10;
/// Addresses that guess at the same time.
const AT_ONCE: usize = 50;

/// How guesses were answered.
#[derive(Debug, Default)]
struct Tally {
    wrong: AtomicUsize,
    throttled: AtomicUsize,
    busy: AtomicUsize,
    other: AtomicUsize,
}

impl Tally {
    fn count(&self, status: &str) {
        let counter = match status {
            "401" => &self.wrong,
            "429" => &self.throttled,
            "503" => &self.busy,
            _ => &self.other,
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }
}

/// A connection from an address of its own, all of which lead back to this machine.
async fn from(stranger: u16, port: u16) -> TcpStream {
    let [high, low] = stranger.to_be_bytes();
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.bind((Ipv4Addr::new(127, 1, high, low), 0).into()).expect("an address of this machine");
    socket.connect((Ipv4Addr::LOCALHOST, port).into()).await.expect("it listens")
}

/// The status of one guess.
async fn guess(stream: &mut TcpStream, email: &str, number: usize) -> String {
    let body = json!({"email": email, "password": format!("guess number {number} of many")}).to_string();
    let length = body.len();
    let head = format!(
        "POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    );
    stream.write_all(format!("{head}{body}").as_bytes()).await.expect("sent");
    let mut answer = Vec::new();
    while !is_whole(&answer) {
        let count = stream.read_buf(&mut answer).await.expect("an answer");
        assert!(count > 0, "the server ended it: {}", String::from_utf8_lossy(&answer));
    }
    String::from_utf8_lossy(&answer[9..12]).into_owned()
}

fn is_whole(answer: &[u8]) -> bool {
    let text = String::from_utf8_lossy(answer);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    length.and_then(|length| length.parse().ok()) == Some(body.len())
}

/// Every address makes its guesses, some at a time.
fn storm(port: u16, tally: &Tally, email: impl Fn(u16) -> String) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().expect("a runtime");
    runtime.block_on(async {
        let email = &email;
        let next = &AtomicUsize::new(0);
        let gang = (0..AT_ONCE).map(|_| async move {
            while let Ok(stranger @ 0..ADDRESSES) = u16::try_from(next.fetch_add(1, Ordering::Relaxed)) {
                let mut stream = from(stranger, port).await;
                for number in 0..EACH {
                    tally.count(&guess(&mut stream, &email(stranger), number).await);
                }
            }
        });
        futures(gang).await;
    });
}

/// Runs all of them on this thread.
async fn futures<F: Future<Output = ()>>(all: impl Iterator<Item = F>) {
    let mut all: Vec<_> = all.map(Box::pin).collect();
    std::future::poll_fn(|context| {
        all.retain_mut(|one| one.as_mut().poll(context).is_pending());
        if all.is_empty() { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
}

fn sign_in(client: &mut Client) -> u16 {
    client.close_session();
    client.enter("/api/v1/sign-in", &json!({"email": MARTA, "password": PASSWORD})).expect("up").status
}

#[test]
fn ten_thousand_guesses_from_a_thousand_addresses_do_not_keep_the_owner_out() {
    let mut house = House::sqlite();
    house.start();
    let mut marta = founded(&mut house);
    let (tally, over, port) = (Tally::default(), AtomicBool::new(false), house.port);
    let entered = std::thread::scope(|scope| {
        let storm = scope.spawn(|| {
            storm(port, &tally, |_| MARTA.to_owned());
            over.store(true, Ordering::Relaxed);
        });
        let mut entered = 0;
        while !over.load(Ordering::Relaxed) {
            assert_eq!(sign_in(&mut marta), 200, "from a browser that signed in before, at once: {tally:?}");
            house.client().get("/healthz").expect("others are served").is(200);
            entered += 1;
        }
        storm.join().expect("strangers");
        entered
    });
    assert!(entered > 1, "the owner came in {entered} times meanwhile");
    let [wrong, throttled] = [&tally.wrong, &tally.throttled].map(|counter| counter.load(Ordering::Relaxed));
    assert!(wrong <= 5 + 10, "all strangers share five tries, then ever longer waits: {tally:?}");
    assert_eq!(wrong + throttled, usize::from(ADDRESSES) * EACH, "{tally:?}");
    let metrics = house.client().get("/metrics").expect("up").text();
    assert!(metrics.contains(&format!("steadfast_sign_in_throttled_total {throttled}\n")), "{metrics}");

    house.kill();
    house.start();
    let wrong = json!({"email": MARTA, "password": "one guess after the other"});
    let guesses = (0..10).map(|_| house.client().post("/api/v1/sign-in", &wrong).expect("up").status);
    let looked_at = guesses.filter(|status| *status == 401).count();
    assert!(looked_at <= 2, "strangers still wait: {looked_at} of ten guesses were looked at");
    assert_eq!(sign_in(&mut marta), 200, "and the owner does not");
}

#[test]
fn guesses_at_names_that_nobody_has_do_not_fill_the_owners_way_in() {
    let mut house = House::sqlite();
    house.start();
    let mut marta = founded(&mut house);
    let (tally, over, port) = (Tally::default(), AtomicBool::new(false), house.port);
    std::thread::scope(|scope| {
        let crowd = |part: u16| {
            let (tally, over) = (&tally, &over);
            move || unknown(port, part, tally, over)
        };
        for part in 0..2 {
            scope.spawn(crowd(part));
        }
        while tally.busy.load(Ordering::Relaxed) == 0 {
            std::thread::yield_now();
        }
        for _ in 0..3 {
            assert_eq!(sign_in(&mut marta), 200, "{tally:?}");
            house.client().get("/healthz").expect("others are served").is(200);
        }
        over.store(true, Ordering::Relaxed);
    });
    assert_eq!(tally.other.load(Ordering::Relaxed), 0, "{tally:?}");
}

/// Strangers who each have a free try, and wait for its answer, until it is over.
fn unknown(port: u16, part: u16, tally: &Tally, over: &AtomicBool) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().expect("a runtime");
    let gang = (0..60).map(|number| async move {
        let mut stream = from(part * 100 + number, port).await;
        let mut tries = 0;
        while !over.load(Ordering::Relaxed) {
            let email = format!("nobody-{part}-{number}-{tries}@lumen.example");
            tally.count(&guess(&mut stream, &email, tries).await);
            tries += 1;
        }
    });
    runtime.block_on(futures(gang));
}
