//! Events on their way in: batches of real flows, as units sign and deflate them, through the door of units to the disk.
//!
//! First at the service itself, without sockets; then over connections of the loopback address that are kept. Beside that, what
//! one thread takes for each piece of the work.

use std::fmt::Write as _;
use std::io::Read as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use rustix::time::{ClockId, clock_gettime};
use steadfast_monitor::detect::{Cohort, Light, Shard, Surprise, UnitState};
use steadfast_monitor::event::{
    Address, Direction, Event, MOST_EVENT, Moment, Network, NetworkActivity, Transport, What,
};
use steadfast_monitor::read::Conn;
use steadfast_protocol::{EVENTS, Envelope, EventBatch, MOST_EVENTS, chain_begin, chained, decode, encode};
use steadfast_server::doors::{Door, router};
use steadfast_store::{Id, NewUnit, StoreError, Time, Tx, UnitSwitches};
use steadfast_trust::key::{UnitKey, UnitPublicKey};
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

use crate::client::Client;
use crate::fleet::{size, write};
use crate::house::House;
use crate::row::row;
use crate::served::{apart, serve};
use crate::{Failure, now};

/// Units, and batches of each in each way; `STEADFAST_BENCH_UNITS` says otherwise of the units.
const UNITS: i64 = 512;
const BATCHES: u64 = 4;
/// Requests that are under way at once.
const AT_ONCE: usize = 64;
/// Events a second that are to be taken.
const GOAL: f64 = 300_000.0;
const PRODUCT: [u8; 16] = [1; 16];

/// A batch as it travels.
type Sent = (i64, Vec<u8>);

pub(crate) fn measure(runtime: &Runtime, house: &House) -> Result<(), Failure> {
    let units = size("STEADFAST_BENCH_UNITS", UNITS)?;
    let flows = flows(MIRAI)?;
    runtime.block_on(enter(house, units))?;
    let batches =
        |first: u64| (first..first + BATCHES).flat_map(|number| every(units, number, &flows)).collect::<Vec<_>>();
    for (what, capture) in [("with Mirai", MIRAI), ("that is clean", CLEAN)] {
        lengths(what, &self::flows(capture)?);
    }
    pieces(&batches(1)[..units as usize]);
    together();
    let routes = router(&house.app, &[Door::Device]);
    let (within, over) = (batches(1), batches(1 + BATCHES));
    let (took, worked) = timed(|| runtime.block_on(at_the_service(&routes, within)))?;
    told("ingest at the service", units, took, worked);
    let served = serve(runtime, routes)?;
    let (took, worked) = timed(|| apart(async || over_http(served.address, over).await))?;
    told("the same over HTTP, the client's work included", units, took, worked);
    Ok(())
}

/// How long it took, and how long the whole process was at work.
fn timed(work: impl FnOnce() -> Result<(), Failure>) -> Result<(Duration, Duration), Failure> {
    let (begin, before) = (now(), process());
    work()?;
    Ok((begin.elapsed(), process() - before))
}

fn process() -> Duration {
    clock(ClockId::ProcessCPUTime)
}

fn clock(id: ClockId) -> Duration {
    let time = clock_gettime(id);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

fn told(what: &str, units: i64, took: Duration, worked: Duration) {
    let events = units as f64 * BATCHES as f64 * MOST_EVENTS as f64;
    let (each, by_work) = (events / took.as_secs_f64(), worked.as_secs_f64() * 1e9 / events);
    let said = format!("{each:.0} a second; {by_work:.0} ns of the processor for each event");
    row(&format!("{what}: {events:.0} events of {units} units"), "≥ 300000 a second", &said, Some(each >= GOAL));
}

/// A device with Mirai, and a clean one.
const MIRAI: (&str, &str) = ("ctu34-1-mirai.conn.log.labeled.gz", "192.168.1.195");
const CLEAN: (&str, &str) = ("honeypot-b1.conn.log.gz", "192.168.1.132");

/// Real flows of a device, as a unit records them one after the other.
fn flows((file, own): (&str, &str)) -> Result<Vec<Vec<u8>>, Failure> {
    let folder = steadfast_testkit::shared_data().ok_or("there is no shared data")?.join("monitoring/iot23");
    let packed = std::fs::File::open(folder.join(file))?;
    let mut text = String::new();
    flate2::read::GzDecoder::new(packed).read_to_string(&mut text)?;
    let own: IpAddr = own.parse()?;
    let mut conn = Conn::of(Some(own));
    let mut flows = Vec::new();
    for line in text.lines() {
        if let Ok(Some(Event { what: Some(what @ What::Network(_)), time, .. })) = conn.read(line.as_bytes()) {
            let number = flows.len() as u64 + (1 << 16);
            let moment = Moment { time, uptime: number * 3, starts: 3 };
            let event = Event { number, ..Event::new(moment, what) };
            let mut buffer = [0; MOST_EVENT];
            let length = event.encode(&mut buffer);
            flows.push(buffer[..length].to_vec());
        }
    }
    if flows.len() < MOST_EVENTS { Err("the capture holds too few flows".into()) } else { Ok(flows) }
}

fn key(unit: i64) -> UnitKey {
    let mut seed = [9; 32];
    seed[..8].copy_from_slice(&unit.to_be_bytes());
    UnitKey::from_seed(&seed)
}

fn id(unit: i64) -> [u8; 16] {
    let mut id = [7; 16];
    id[8..].copy_from_slice(&unit.to_be_bytes());
    id
}

/// Units with keys, whose owners share.
async fn enter(house: &House, units: i64) -> Result<(), Failure> {
    write(&house.app, move |tx| {
        tx.sample_product(PRODUCT, "Gateway", None)?;
        (1..=units).try_for_each(|unit| entered(tx, unit))
    })
    .await
}

fn entered(tx: &mut Tx<'_>, unit: i64) -> Result<(), StoreError> {
    let public = key(unit).public();
    let print = public.fingerprint().0;
    let (id, product, serial) = (Id::from_bytes(id(unit)), Id::from_bytes(PRODUCT), format!("GW-{unit}"));
    let new = NewUnit { id, product, serial, key: Some(print), hardware: String::new(), market: None, contact: None };
    tx.unit_insert(unit, &new, Time(0))?;
    tx.unit_set_public(unit, &print, &public.to_bytes())?;
    tx.unit_switch(unit, UnitSwitches { record: true, share: true, remote: false }, Time(1))
}

/// A batch of each unit.
fn every(units: i64, number: u64, flows: &[Vec<u8>]) -> Vec<Sent> {
    (1..=units).map(|unit| (unit, encode(&Envelope::sign(&batch(unit, number, flows).pack(), &key(unit))))).collect()
}

/// Other flows in each batch, one after the other as they happened.
fn batch(unit: i64, number: u64, flows: &[Vec<u8>]) -> EventBatch {
    let place = (unit.unsigned_abs() * 7919 + number * 104_729) as usize;
    let events: Vec<_> = (0..MOST_EVENTS).map(|at| flows[(place + at) % flows.len()].clone().into()).collect();
    let before = chain_begin("network");
    let after = events.iter().fold(before, |chain, event: &minicbor::bytes::ByteVec| chained(&chain, event));
    let first = (number - 1) * MOST_EVENTS as u64 + 1;
    EventBatch {
        unit: Id::<steadfast_store::kinds::Unit>::from_bytes(id(unit)).to_string(),
        class: 1,
        number,
        first,
        last: first + MOST_EVENTS as u64 - 1,
        starts: 3,
        time: Some(1_800_000_000),
        events,
        before: Some(before),
        after: Some(after),
        packed: None,
    }
}

/// All batches, so many at once.
async fn at_the_service(routes: &Router, batches: Vec<Sent>) -> Result<(), Failure> {
    let left = Arc::new(tokio::sync::Mutex::new(batches.into_iter()));
    let tasks: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let (left, routes) = (Arc::clone(&left), routes.clone());
            tokio::spawn(async move {
                loop {
                    let next = left.lock().await.next();
                    let Some((_, body)) = next else { return Ok::<_, Failure>(()) };
                    let request = Request::builder().method(Method::POST).uri(EVENTS).body(Body::from(body))?;
                    let answer = routes.clone().oneshot(request).await?;
                    if answer.status() != StatusCode::OK {
                        return Err(format!("the server said {}", answer.status()).into());
                    }
                }
            })
        })
        .collect();
    for task in tasks {
        task.await??;
    }
    Ok(())
}

async fn over_http(address: SocketAddr, batches: Vec<Sent>) -> Result<(), Failure> {
    let requests: Vec<Vec<u8>> = batches.iter().map(|(_, body)| request(body)).collect();
    let shares = (0..AT_ONCE).map(|from| requests.iter().skip(from).step_by(AT_ONCE).cloned().collect::<Vec<_>>());
    let clients: Vec<_> = shares
        .map(|requests| {
            tokio::task::spawn_local(async move {
                let mut client = Client::connect(address, EVENTS, &[]).await?;
                for request in requests {
                    client.asks(&request);
                    client.get().await?;
                }
                Ok::<_, Failure>(())
            })
        })
        .collect();
    for client in clients {
        client.await??;
    }
    Ok(())
}

fn request(body: &[u8]) -> Vec<u8> {
    let mut head = String::new();
    let _ = write!(
        head,
        "POST {EVENTS} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/cbor\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// How long batches of flows are.
fn lengths(what: &str, flows: &[Vec<u8>]) {
    let batches: Vec<EventBatch> = (1..=64).map(|unit| batch(unit, 1, flows)).collect();
    let signed = |batch: EventBatch| encode(&Envelope::sign(&batch, &key(1))).len();
    let plain: usize = batches.iter().cloned().map(signed).sum();
    let packed: usize = batches.into_iter().map(|batch| signed(batch.pack())).sum();
    let events = (64 * MOST_EVENTS) as f64;
    let (plain, packed) = (plain as f64 / events, packed as f64 / events);
    let said = format!("{packed:.1} bytes an event instead of {plain:.1}: a part in {:.1}", plain / packed);
    row(&format!("signed batches of a device {what}, deflated"), "", &said, None);
}

/// What one thread takes for each piece.
fn pieces(batches: &[Sent]) {
    let events = (batches.len() * MOST_EVENTS) as f64;
    let keys: Vec<UnitPublicKey> = batches.iter().map(|(unit, _)| key(*unit).public()).collect();
    let mut opened = Vec::new();
    let mut said = String::new();
    let mut piece = |what: &str, work: &mut dyn FnMut()| {
        let before = clock(ClockId::ThreadCPUTime);
        work();
        let each = (clock(ClockId::ThreadCPUTime) - before).as_secs_f64() * 1e9 / events;
        let _ = write!(said, "{what} {each:.0}, ");
    };
    piece("signature and decoding", &mut || {
        opened = batches
            .iter()
            .zip(&keys)
            .filter_map(|((_, bytes), key)| decode::<Envelope>(bytes).ok()?.open::<EventBatch>(key).ok())
            .collect();
    });
    let mut unpacked = Vec::new();
    piece("unpacking", &mut || {
        unpacked = opened.iter().filter_map(|batch| batch.clone().unpack().ok()).collect::<Vec<_>>();
    });
    piece("chain", &mut || assert!(unpacked.iter().all(EventBatch::leads), "they were made so"));
    piece("digest", &mut || {
        batches.iter().for_each(|(_, bytes)| {
            std::hint::black_box(Envelope::digest(bytes));
        });
    });
    let said = format!("{} ns for each event", said.trim_end_matches(", "));
    row("of it on one thread", "", &said, None);
}

/// Bytes of shards that are brought together in one transaction, as the server has it, and one shard more.
const ROOM: usize = 256 << 10;

/// What the longest transaction of one writer takes that brings shards together: shards that are as full as they become, and a
/// cohort that knows as much as one can.
fn together() {
    let (mut cohort, shards) = (Cohort::default(), (0..8).map(full).collect::<Vec<_>>());
    (0..4).for_each(|_| cohort.merge(&shards));
    let (state, shards) = (encode(&cohort), shards.iter().map(encode).collect::<Vec<_>>());
    let mut bytes = 0;
    let fits = |shard: &&Vec<u8>| {
        bytes += shard.len();
        bytes - shard.len() < ROOM
    };
    let taken: Vec<&Vec<u8>> = shards.iter().take_while(fits).collect();
    let before = clock(ClockId::ThreadCPUTime);
    let mut cohort: Cohort = minicbor::decode(&state).expect("it was written");
    let read: Vec<Shard> = taken.iter().map(|shard| minicbor::decode(shard).expect("it was written")).collect();
    cohort.merge(&read);
    let written = encode(&cohort).len();
    let took = (clock(ClockId::ThreadCPUTime) - before).as_secs_f64() * 1000.0;
    let what = format!("bringing together {} full shards and a cohort of {} KiB", taken.len(), written >> 10);
    row(&what, "< 50 ms", &format!("{took:.1} ms"), Some(took < 50.0));
}

/// A shard that was taught as many destinations as it takes.
fn full(number: u32) -> Shard {
    let (mut shard, cohort) = (Shard::default(), Cohort::default());
    for unit in 0..96 {
        let mut state = UnitState::default();
        for at in 0..64 {
            let remote = Ipv4Addr::from((100 + number % 4) << 24 | unit << 8 | at);
            let what = What::Network(Network {
                activity: Some(NetworkActivity::Flow),
                transport: Some(Transport::Tcp),
                direction: Some(Direction::Outbound),
                remote: Some(Address(remote.into())),
                remote_port: Some(443),
                ..Network::default()
            });
            let now = 1_800_000_000;
            let event = Event { number: u64::from(at) + 1, time: Some(now), ..Event::new(Moment::default(), what) };
            let light = Light {
                cohort: &cohort,
                declaration: None,
                threshold: Surprise::CERTAIN,
                is_open: false,
                edge: None,
                now,
            };
            state.observe(&event, &light, &mut shard);
        }
    }
    shard
}
