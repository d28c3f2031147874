//! A point read through the HTTP door beside a handler that answers nothing, taking turns.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use rustix::time::{ClockId, clock_gettime};
use steadfast_server::doors::{Door, router};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

use crate::client::Client;
use crate::house::House;
use crate::row::{median, row};
use crate::served::{apart, serve};
use crate::{Failure, now};

/// How many ask at once, each on a connection that is kept.
const CONNECTIONS: [usize; 2] = [1, 16];
/// Turns of each.
const ROUNDS: usize = 7;
/// How long each turn is.
const SPAN: Duration = Duration::from_secs(1);

/// What one turn gave.
#[derive(Clone, Copy)]
struct Turn {
    /// Wall time over answers, in microseconds.
    wall: f64,
    /// Processor time that this process took per request, clients apart, in microseconds.
    processor: f64,
}

pub(crate) fn measure(runtime: &Runtime, house: &House) -> Result<(), Failure> {
    let nothing = serve(runtime, Router::new().route("/", get(|| async {})))?;
    let ours = serve(runtime, router(&house.app, &[Door::Staff]))?;
    let person = house.admin.person().ok_or("the admin is a person")?;
    let token = [format!("Authorization: Bearer {}", house.token)];
    for path in ["/api/v1/me".to_owned(), format!("/api/v1/people/{person}")] {
        for connections in CONNECTIONS {
            let mut turns = Vec::new();
            for _ in 0..ROUNDS {
                let empty = turn(nothing.address, "/", &[], connections)?;
                turns.push((empty, turn(ours.address, &path, &token, connections)?));
            }
            report(house.engine, path.split("/usr_").next().unwrap_or_default(), connections, &turns);
        }
    }
    Ok(())
}

fn report(engine: &str, path: &str, connections: usize, turns: &[(Turn, Turn)]) {
    let of = |value: fn(&Turn) -> f64| {
        let ratio = median(turns.iter().map(|(empty, ours)| value(ours) / value(empty)).collect());
        let empty = median(turns.iter().map(|(empty, _)| value(empty)).collect());
        (ratio, empty, median(turns.iter().map(|(_, ours)| value(ours)).collect()))
    };
    let what = format!("GET {path}, {engine}, {connections} at once");
    let (ratio, empty, ours) = of(|turn| turn.wall);
    let measured = format!("{ratio:.2} × ({ours:.0} µs against {empty:.0} µs)");
    row(&format!("{what}: time of a request"), "≤ 3 × an empty handler", &measured, Some(ratio <= 3.0));
    let (ratio, empty, ours) = of(|turn| turn.processor);
    let measured = format!("{ratio:.2} × ({ours:.0} µs against {empty:.0} µs)");
    row(&format!("{what}: processor time, clients apart"), "", &measured, None);
}

fn turn(address: SocketAddr, path: &str, headers: &[String], connections: usize) -> Result<Turn, Failure> {
    apart(async || {
        let mut clients = Vec::new();
        for _ in 0..connections {
            let mut client = Client::connect(address, path, headers).await?;
            client.get().await?;
            clients.push(client);
        }
        let (begin, whole, own) = (now(), taken(ClockId::ProcessCPUTime), taken(ClockId::ThreadCPUTime));
        let mut tasks = JoinSet::new();
        for mut client in clients {
            tasks.spawn(async move {
                let mut count = 0.0;
                while begin.elapsed() < SPAN {
                    client.get().await?;
                    count += 1.0;
                }
                Ok::<f64, Failure>(count)
            });
        }
        let mut count = 0.0;
        while let Some(ended) = tasks.join_next().await {
            count += ended??;
        }
        let wall = begin.elapsed().as_secs_f64() * 1e6 / count;
        let processor = taken(ClockId::ProcessCPUTime) - whole - (taken(ClockId::ThreadCPUTime) - own);
        Ok(Turn { wall, processor: processor / count })
    })
}

/// Microseconds of a processor's clock.
fn taken(clock: ClockId) -> f64 {
    let time = clock_gettime(clock);
    time.tv_sec as f64 * 1e6 + time.tv_nsec as f64 / 1e3
}
