//! Devices with SWUpdate or RAUC that ask whether there is something for them: a million known, each with its token, over
//! connections of the loopback address that are kept; and right after them the same at goosebit.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use steadfast_server::app::App;
use steadfast_server::doors::{Door, router};
use steadfast_server::fleet::code::token_hash;
use steadfast_server::jobs::runner::{Runner, schedule};
use steadfast_store::{SecretKind, StoreError, Time, UnitSecret};
use tokio::runtime::Runtime;
use tokio::sync::watch;

use crate::client::Client;
use crate::fleet::{BATCH, UNITS, catalogue, fill, size, write};
use crate::house::House;
use crate::row::{percentile, row};
use crate::served::{apart, serve};
use crate::{Failure, now, peer, sessions};

/// Prints devices, each with its token, for who measures a peer.
pub(crate) const DEVICES: &str = "devices";

/// Connections that are kept.
pub(crate) const CONNECTIONS: usize = 128;
/// How many seconds devices ask, so that hardly one of a million asks twice within the minute that is noted once;
/// `STEADFAST_BENCH_SECONDS` says otherwise.
const SECONDS: i64 = 45;
/// How long jobs are at work before, so that the one which comes every minute comes in the middle.
const JOBS_AHEAD: Duration = Duration::from_secs(30);
/// How long they ask a peer, or by another way.
pub(crate) const BESIDE: Duration = Duration::from_secs(10);
/// When devices asked before.
const AGO: Duration = Duration::from_secs(600);
/// Polls a second that are to be answered.
const GOAL: f64 = 20_000.0;

/// What devices were answered.
pub(crate) struct Polled {
    /// Polls a second.
    pub(crate) each: f64,
    /// What half of the polls did not exceed, and 99 of a hundred, in milliseconds.
    pub(crate) half: f64,
    pub(crate) most: f64,
}

pub(crate) fn measure(runtime: &Runtime, house: &House) -> Result<(), Failure> {
    let units = size("STEADFAST_BENCH_UNITS", UNITS)?;
    runtime.block_on(async {
        catalogue(&house.app).await?;
        fill(&house.app, units).await?;
        tokens(&house.app, units).await
    })?;
    println!("    {units} units are entered, each with its token");
    let served = serve(runtime, router(&house.app, &[Door::Device]))?;
    let long = Duration::from_secs(size("STEADFAST_BENCH_SECONDS", SECONDS)?.unsigned_abs());
    let jobs = runtime.spawn(work(Arc::clone(&house.app)));
    std::thread::sleep(JOBS_AHEAD);
    let Polled { each, half, most } = polled(served.address, units, long)?;
    jobs.abort();
    let what = format!("polls of devices, {units} known, {CONNECTIONS} connections kept");
    row(&what, "≥ 20000 a second", &format!("{each:.0} a second"), Some(each >= GOAL));
    row("the same: p99", "< 20 ms", &format!("{most:.1} ms (median {half:.1} ms)"), Some(most < 20.0));
    peer::measure(each)?;
    sessions::measure(runtime, house, units)
}

/// What a server does beside answering, over and over.
async fn work(app: Arc<App>) -> Result<(), StoreError> {
    schedule(&app).await?;
    let (runner, ending) = (Runner::new(app), watch::Sender::new(false));
    loop {
        if !runner.turn(&ending.subscribe()).await? {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
}

/// What devices are answered that ask one after the other on each connection, for so long.
pub(crate) fn polled(address: SocketAddr, units: i64, long: Duration) -> Result<Polled, Failure> {
    Ok(Polled::of(apart(async || at_once(|first| asked(address, first, units, long)).await)?, long))
}

impl Polled {
    /// From how long each poll took.
    pub(crate) fn of(mut all: Vec<f64>, long: Duration) -> Self {
        all.sort_by(f64::total_cmp);
        let [half, most] = [50, 99].map(|percent| percentile(&all, percent) * 1000.0);
        Self { each: all.len() as f64 / long.as_secs_f64(), half, most }
    }
}

/// The number and the token of the first so many devices.
pub(crate) fn devices(arguments: &[String]) -> Result<(), Failure> {
    let count: i64 = arguments.first().ok_or("how many devices?")?.parse()?;
    (1..=count).for_each(|unit| println!("{} {}", serial(unit), token(unit)));
    Ok(())
}

fn serial(unit: i64) -> String {
    format!("GW-{unit:08}")
}

/// A device's token: as long as real ones, and as easily told from its number as the bench needs it.
fn token(unit: i64) -> String {
    format!("{:032X}", (unit as u128).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835))
}

/// Gives each a token; each was heard of a while ago.
async fn tokens(app: &App, units: i64) -> Result<(), Failure> {
    let (mut from, heard) = (1, app.ambient.now().before(AGO));
    while from <= units {
        let to = (from + BATCH - 1).min(units);
        write(app, move |tx| {
            (from..=to).try_for_each(|unit| {
                let hash = token_hash(&token(unit));
                let secret = UnitSecret { kind: SecretKind::DdiToken, hash, expires: None, made: Time(1) };
                tx.unit_secret_put(unit, &secret)?;
                tx.unit_seen(unit, heard).map(drop)
            })
        })
        .await?;
        from = to + 1;
    }
    Ok(())
}

/// How long each poll took, in seconds, of devices that ask from as many places as there are connections.
pub(crate) async fn at_once<A>(asks: impl Fn(i64) -> A) -> Result<Vec<f64>, Failure>
where
    A: Future<Output = Result<Vec<f64>, Failure>> + 'static,
{
    let devices: Vec<_> = (0..CONNECTIONS as i64).map(|first| tokio::task::spawn_local(asks(first))).collect();
    let mut all = Vec::new();
    for device in devices {
        all.extend(device.await??);
    }
    Ok(all)
}

/// One connection, on which devices from everywhere ask one after the other.
async fn asked(address: SocketAddr, first: i64, units: i64, long: Duration) -> Result<Vec<f64>, Failure> {
    let mut client = Client::connect(address, "/", &[]).await?;
    let (begin, mut unit, mut all) = (now(), first, Vec::new());
    while begin.elapsed() < long {
        unit = next(unit, units);
        client.asks(&request(unit + 1));
        let asked = now();
        client.get().await?;
        all.push(asked.elapsed().as_secs_f64());
    }
    Ok(all)
}

/// The device after one, far from it.
pub(crate) fn next(unit: i64, units: i64) -> i64 {
    (unit + 611_953) % units
}

pub(crate) fn request(unit: i64) -> Vec<u8> {
    let (serial, token) = (serial(unit), token(unit));
    format!(
        "GET /default/controller/v1/{serial} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n\
         Authorization: TargetToken {token}\r\n\r\n"
    )
    .into_bytes()
}
