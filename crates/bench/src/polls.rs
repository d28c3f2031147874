//! Devices with SWUpdate or RAUC that ask whether there is something for them: over kept connections of the loopback address,
//! a million known, each with its token; and with a session of TLS for each.

use std::net::SocketAddr;
use std::time::Duration;

use steadfast_server::app::App;
use steadfast_server::doors::{Door, router};
use steadfast_server::fleet::code::token_hash;
use steadfast_store::{SecretKind, StoreError, Time, UnitSecret};
use tokio::runtime::Runtime;

use crate::client::Client;
use crate::fleet::{BATCH, UNITS, catalogue, fill, size, write};
use crate::house::House;
use crate::row::{percentile, row};
use crate::served::{apart, serve};
use crate::{Failure, now};

/// Connections that are kept.
const CONNECTIONS: usize = 64;
/// How long devices ask.
const LONG: Duration = Duration::from_secs(10);
/// Polls a second that are to be answered.
const GOAL: f64 = 20_000.0;

pub(crate) fn measure(runtime: &Runtime, house: &House) -> Result<(), Failure> {
    let units = size("STEADFAST_BENCH_UNITS", UNITS)?;
    runtime.block_on(async {
        catalogue(&house.app).await?;
        fill(&house.app, units).await?;
        tokens(&house.app, units).await
    })?;
    println!("    {units} units are entered, each with its token");
    let served = serve(runtime, router(&house.app, &[Door::Device]))?;
    let polled = apart(async || poll_all(served.address, units).await)?;
    let each = polled.len() as f64 / LONG.as_secs_f64();
    let [half, most] = [50, 99].map(|percent| percentile(&polled, percent) * 1000.0);
    let what = format!("polls of devices, {units} known, {CONNECTIONS} connections kept");
    row(&what, "≥ 20000 a second", &format!("{each:.0} a second"), Some(each >= GOAL));
    row("the same: p99", "< 20 ms", &format!("{most:.1} ms (median {half:.1} ms)"), Some(most < 20.0));
    Ok(())
}

/// A device's token: as long as real ones, and as easily told from its number as the bench needs it.
fn token(unit: i64) -> String {
    format!("{:032X}", (unit as u128).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835))
}

async fn tokens(app: &App, units: i64) -> Result<(), Failure> {
    let mut from = 1;
    while from <= units {
        let to = (from + BATCH - 1).min(units);
        write(app, move |tx| {
            (from..=to).try_for_each(|unit| {
                let hash = token_hash(&token(unit));
                let secret = UnitSecret { kind: SecretKind::DdiToken, hash, expires: None, made: Time(1) };
                tx.unit_secret_put(unit, &secret)?;
                Ok::<_, StoreError>(())
            })
        })
        .await?;
        from = to + 1;
    }
    Ok(())
}

/// How long each poll took, in seconds, the shortest first.
async fn poll_all(address: SocketAddr, units: i64) -> Result<Vec<f64>, Failure> {
    let devices: Vec<_> =
        (0..CONNECTIONS as i64).map(|one| tokio::task::spawn_local(asked(address, one, units))).collect();
    let mut all = Vec::new();
    for device in devices {
        all.extend(device.await??);
    }
    all.sort_by(f64::total_cmp);
    Ok(all)
}

/// One connection, on which devices from everywhere ask one after the other.
async fn asked(address: SocketAddr, first: i64, units: i64) -> Result<Vec<f64>, Failure> {
    let mut client = Client::connect(address, "/", &[]).await?;
    let (begin, mut unit, mut all) = (now(), first, Vec::new());
    while begin.elapsed() < LONG {
        unit = (unit + 611_953) % units;
        client.asks(&request(unit + 1));
        let asked = now();
        client.get().await?;
        all.push(asked.elapsed().as_secs_f64());
    }
    Ok(all)
}

fn request(unit: i64) -> Vec<u8> {
    let (serial, token) = (format!("GW-{unit:08}"), token(unit));
    format!(
        "GET /default/controller/v1/{serial} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n\
         Authorization: TargetToken {token}\r\n\r\n"
    )
    .into_bytes()
}
