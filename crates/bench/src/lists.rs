//! A list with 10,000 rows behind it, asked for 100 times a second whether or not earlier answers are there.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use steadfast_server::access::role::Role;
use steadfast_server::doors::{Door, router};
use steadfast_store::StoreError;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

use crate::client::Client;
use crate::house::{House, person};
use crate::row::{percentile, row};
use crate::served::{apart, serve};
use crate::{Failure, now};

/// People behind the list.
const PEOPLE: usize = 10_000;
/// Requests a second, and for how many seconds.
const RATE: u32 = 100;
const SECONDS: u32 = 20;

pub(crate) fn measure(runtime: &Runtime, house: &House) -> Result<(), Failure> {
    fill(house)?;
    let served = serve(runtime, router(&house.app, &[Door::Staff]))?;
    let token = vec![format!("Authorization: Bearer {}", house.token)];
    let session = vec![format!("Cookie: steadfast={}", house.cookie), "Accept: text/html".to_owned()];
    for (what, path, headers) in [
        ("the list of the API, 50 of 10,000 people", "/api/v1/people?limit=50", token),
        ("the page of 10,000 people", "/people", session),
    ] {
        let times = apart(async || asked(served.address, path, headers).await)?;
        report(&format!("{what}, {}", house.engine), times);
    }
    Ok(())
}

/// A page asked for as often, by somebody who is signed in.
pub(crate) fn page(runtime: &Runtime, house: &House, what: &str, path: &'static str) -> Result<(), Failure> {
    let served = serve(runtime, router(&house.app, &[Door::Staff]))?;
    let session = vec![format!("Cookie: steadfast={}", house.cookie), "Accept: text/html".to_owned()];
    report(what, apart(async || asked(served.address, path, session).await)?);
    Ok(())
}

fn fill(house: &House) -> Result<(), Failure> {
    let app = &house.app;
    let people = (0..PEOPLE).map(|number| person(app.ambient.id(), &format!("person-{number:05}"), Role::Viewer));
    let (people, now) = (people.collect::<Vec<_>>(), app.ambient.now());
    let filled = app
        .store
        .write::<_, StoreError, _>(move |tx| people.iter().try_for_each(|person| tx.person_insert(person, now)));
    Ok(filled.wait()?)
}

fn report(what: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let [half, most, all] = [50, 99, 100].map(|percent| percentile(&times, percent));
    let measured = format!("{most:.1} ms (median {half:.1} ms, slowest {all:.1} ms)");
    row(&format!("{what}, {RATE} requests a second: p99"), "< 50 ms", &measured, Some(most < 50.0));
}

/// Milliseconds from when each request was due to the end of its answer.
async fn asked(address: SocketAddr, path: &'static str, headers: Vec<String>) -> Result<Vec<f64>, Failure> {
    // The one that rests longest is taken first: the server hangs up on those that rest for long.
    let idle = Arc::new(Mutex::new(VecDeque::from([Client::connect(address, path, &headers).await?])));
    let (headers, begin, mut tasks) = (Arc::new(headers), now(), JoinSet::new());
    for number in 0..RATE * SECONDS {
        let due = begin + Duration::from_secs(1) / RATE * number;
        tokio::time::sleep_until(due.into()).await;
        let (idle, headers) = (Arc::clone(&idle), Arc::clone(&headers));
        tasks.spawn(async move {
            let kept = idle.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            let mut client = match kept {
                Some(client) => client,
                None => Client::connect(address, path, &headers).await?,
            };
            client.get().await?;
            idle.lock().unwrap_or_else(PoisonError::into_inner).push_back(client);
            Ok::<f64, Failure>(due.elapsed().as_secs_f64() * 1e3)
        });
    }
    let mut times = Vec::new();
    while let Some(ended) = tasks.join_next().await {
        times.push(ended??);
    }
    Ok(times)
}
