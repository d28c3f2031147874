//! A flaw in a fleet of a million units and a thousand releases: the first page of affected serial numbers with the exact
//! counts; the fleet's page; and a factory list from the file to its last line.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use steadfast_server::app::App;
use steadfast_server::doors::{Door, router};
use steadfast_server::jobs::runner::{Runner, schedule};
use steadfast_store::sample::Flaw;
use steadfast_store::{Id, NewUnit, Part, PartKind, RunSource, StoreError, Time, Tx, kinds};
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tower::ServiceExt as _;

use crate::house::House;
use crate::memory::peak;
use crate::row::{percentile, row};
use crate::{Failure, now};

/// Units of the fleet; `STEADFAST_BENCH_UNITS` says otherwise.
pub(crate) const UNITS: i64 = 1_000_000;
/// Lines of the factory list; `STEADFAST_BENCH_LIST` says otherwise.
const LIST: i64 = 1_000_000;
/// Releases of the part that they run.
const RELEASES: u16 = 1000;
/// Units that are entered in one transaction.
pub(crate) const BATCH: i64 = 2000;
/// How often a page is asked for.
const TIMES: usize = 20;
/// The product, and its part of the same bytes; a second part that every tenth unit has.
const PRODUCT: [u8; 16] = [1; 16];
const SECOND: [u8; 16] = [2; 16];
/// Flaws: in every release; in half of them; in one; in every release of both parts.
const FLAWS: [(i64, &str, u16); 3] =
    [(1, "every release", RELEASES), (2, "half of the releases", RELEASES / 2), (3, "one release", 1)];
const BOTH: i64 = 4;

pub(crate) fn measure(runtime: &Runtime, house: &House) -> Result<(), Failure> {
    let (units, lines) = (size("STEADFAST_BENCH_UNITS", UNITS)?, size("STEADFAST_BENCH_LIST", LIST)?);
    runtime.block_on(async {
        catalogue(&house.app).await?;
        let begin = now();
        fill(&house.app, units).await?;
        println!("    {units} units are entered, {:.0} s", begin.elapsed().as_secs_f64());
        for (flaw, what, _) in FLAWS {
            page(house, flaw, &format!("{units} units, {RELEASES} releases, {what} affected"), Some(1.0)).await?;
        }
        Ok::<_, Failure>(())
    })?;
    runtime.block_on(async {
        whole(house, units).await?;
        draft(house, units).await?;
        second_part(&house.app, units).await?;
        page(house, BOTH, &format!("{units} units with two parts, every release of both affected"), None).await?;
        list(house, lines).await
    })
}

pub(crate) fn size(name: &str, usual: i64) -> Result<i64, Failure> {
    match std::env::var(name) {
        Ok(text) => Ok(text.parse()?),
        Err(_) => Ok(usual),
    }
}

fn release(of: [u8; 16], number: u16) -> Id<kinds::Release> {
    let mut bytes = of;
    bytes[14..].copy_from_slice(&number.to_be_bytes());
    Id::from_bytes(bytes)
}

pub(crate) async fn write(
    app: &App,
    work: impl Fn(&mut Tx<'_>) -> Result<(), StoreError> + Send + 'static,
) -> Result<(), Failure> {
    Ok(app.store.write::<_, StoreError, _>(work).await?)
}

/// The product with both parts, their releases, and what each is exposed to.
pub(crate) async fn catalogue(app: &App) -> Result<(), Failure> {
    write(app, |tx| {
        tx.sample_product(PRODUCT, "Gateway", Some("high"))?;
        let (id, product) = (Id::from_bytes(SECOND), Id::from_bytes(PRODUCT));
        let (name, kind, created) = ("Radio".to_owned(), PartKind::Device, Time(0));
        tx.part_insert(&Part { id, product, name, kind, created, version: 1 })?;
        tx.sample_component(1, "pkg:deb/debian/openssl@3.0.1", "openssl", "3.0.1")?;
        for flaw in 1..=BOTH {
            tx.sample_flaw(&Flaw { number: flaw, ids: vec![format!("CVE-{flaw}")], ..Flaw::default() })?;
        }
        for number in 1..=RELEASES {
            for of in [PRODUCT, SECOND] {
                tx.sample_release(release(of, number), of, i64::from(number), None)?;
                tx.sample_exposure(BOTH, release(of, number), 1, "affected", &[])?;
            }
            for (flaw, _, _) in FLAWS.iter().filter(|(_, _, most)| number <= *most) {
                tx.sample_exposure(*flaw, release(PRODUCT, number), 1, "affected", &[])?;
            }
        }
        Ok(())
    })
    .await
}

/// Units spread over releases and markets; every twentieth was not heard of for long.
pub(crate) async fn fill(app: &App, units: i64) -> Result<(), Failure> {
    let mut from = 1;
    while from <= units {
        let to = (from + BATCH - 1).min(units);
        write(app, move |tx| (from..=to).try_for_each(|number| unit(tx, number))).await?;
        from = to + 1;
    }
    Ok(())
}

fn unit(tx: &mut Tx<'_>, number: i64) -> Result<(), StoreError> {
    let mut id = [7; 16];
    id[8..].copy_from_slice(&number.to_be_bytes());
    let market = ["DE", "FR", "AT", "PL", "IT", "SE"].get(usize::try_from(number % 7).unwrap_or(6));
    let new = NewUnit {
        id: Id::from_bytes(id),
        product: Id::from_bytes(PRODUCT),
        serial: format!("GW-{number:08}"),
        key: None,
        hardware: "B".to_owned(),
        market: market.map(|market| (*market).to_owned()),
        contact: None,
    };
    tx.unit_insert(number, &new, Time(1))?;
    runs(tx, number, PRODUCT)?;
    if number % 20 != 0 {
        tx.unit_seen(number, Time(2))?;
    }
    Ok(())
}

fn runs(tx: &mut Tx<'_>, number: i64, of: [u8; 16]) -> Result<(), StoreError> {
    // Spread, so that the units of one release do not lie side by side.
    let of_release = u16::try_from(number * 7919 % i64::from(RELEASES)).unwrap_or(0) + 1;
    let known = Some(release(of, of_release));
    tx.unit_runs_put(number, Id::from_bytes(of), known, &format!("{of_release}.0"), RunSource::Reported, Time(1))
}

async fn second_part(app: &App, units: i64) -> Result<(), Failure> {
    let mut from = 1;
    while from <= units {
        let to = (from + BATCH - 1).min(units);
        write(app, move |tx| (from..=to).try_for_each(|number| runs(tx, number, SECOND))).await?;
        from = to + 1;
    }
    Ok(())
}

/// What the fleet's page counts, asked for over the whole door.
async fn whole(house: &House, units: i64) -> Result<(), Failure> {
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let begin = now();
        get(house, "/fleet").await?;
        times.push(begin.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    let [half, most] = [50, 95].map(|percent| percentile(&times, percent));
    let measured = format!("{most:.3} s (median {half:.3} s)");
    row(&format!("states, markets and releases of {units} units counted: p95"), "", &measured, None);
    Ok(())
}

/// The draft of an early warning, from a case about a flaw in half of the releases, asked for over the whole door.
async fn draft(house: &House, units: i64) -> Result<(), Failure> {
    let product = Id::<kinds::Product>::from_bytes(PRODUCT).to_string();
    let signal = json!({"kind": "kev", "about": "It is on the list", "reference": ""});
    let case =
        json!({"kind": "vulnerability", "title": "Listed", "product": product, "flaw": "CVE-2", "signal": signal});
    let (status, made) = send(house, Method::POST, "/cases", "application/json", case.to_string().into_bytes()).await?;
    let Some(id) = made["id"].as_str().filter(|_| status == StatusCode::CREATED) else {
        return Err(format!("the case is refused: {made}").into());
    };
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let begin = now();
        get(house, &format!("/cases/{id}/report/early-warning")).await?;
        times.push(begin.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    let [half, most] = [50, 95].map(|percent| percentile(&times, percent));
    let what = format!("signal to the draft of an early warning, {units} units: p95");
    row(&what, "< 1.00 s", &format!("{most:.3} s (median {half:.3} s)"), Some(most < 1.0));
    Ok(())
}

/// The counts and the first page, asked for over the whole door.
async fn page(house: &House, flaw: i64, what: &str, goal: Option<f64>) -> Result<(), Failure> {
    let mut times = Vec::new();
    for time in 0..=TIMES {
        let begin = now();
        let answer = get(house, &format!("/flaws/{flaw}/units?limit=50")).await?;
        if time > 0 {
            times.push(begin.elapsed().as_secs_f64());
        }
        if time == 0 {
            println!("    {what}: {}", answer["counts"]);
        }
    }
    times.sort_by(f64::total_cmp);
    let [half, most] = [50, 95].map(|percent| percentile(&times, percent));
    let what = format!("flaw to first page and exact counts, {what}: p95");
    let told = goal.map_or(String::new(), |goal| format!("< {goal:.2} s"));
    row(&what, &told, &format!("{most:.3} s (median {half:.3} s)"), goal.map(|goal| most < goal));
    Ok(())
}

/// A factory list from the file to its last line.
async fn list(house: &House, lines: i64) -> Result<(), Failure> {
    let product = Id::<kinds::Product>::from_bytes(PRODUCT);
    let mut csv = "serial;market;hardware;version:Firmware\r\n".to_owned();
    (0..lines)
        .for_each(|number| csv.push_str(&format!("NEW-{number:08};DE;C;{}.0\r\n", number % i64::from(RELEASES) + 1)));
    let before = peak()?;
    let begin = now();
    let id = handed_in(house, product, csv.into_bytes()).await?;
    work(&house.app).await?;
    let took = begin.elapsed();
    let told = get(house, &format!("/unit-imports/{id}")).await?;
    if told["made"] != json!(lines) {
        return Err(format!("the list was not taken whole: {told}").into());
    }
    let more = peak()?.saturating_sub(before);
    let each = lines as f64 / took.as_secs_f64();
    row(
        &format!("a factory list of {lines} lines"),
        "",
        &format!("{} s, {each:.0} lines a second", seconds(took)),
        None,
    );
    row("the same: what the peak memory of the process rose by", "< 256 MiB", &format!("{more} MiB"), Some(more < 256));
    Ok(())
}

fn seconds(took: Duration) -> u64 {
    took.as_secs()
}

async fn handed_in(house: &House, product: Id<kinds::Product>, csv: Vec<u8>) -> Result<String, Failure> {
    let (edge, command) = ("an-edge", json!({"product": product.to_string()}));
    let head = |name: &str| format!("--{edge}\r\nContent-Disposition: form-data; name=\"{name}\"");
    let mut body =
        format!("{}\r\n\r\n{command}\r\n{}; filename=\"list.csv\"\r\n\r\n", head("import"), head("list")).into_bytes();
    body.extend(csv);
    body.extend(format!("\r\n--{edge}--\r\n").into_bytes());
    let kind = format!("multipart/form-data; boundary={edge}");
    let (status, answer) = send(house, Method::POST, "/unit-imports", &kind, body).await?;
    match answer["id"].as_str() {
        Some(id) if status == StatusCode::ACCEPTED => Ok(id.to_owned()),
        _ => Err(format!("the list is refused: {answer}").into()),
    }
}

async fn work(app: &Arc<App>) -> Result<(), Failure> {
    schedule(app).await?;
    let (runner, ending) = (Runner::new(Arc::clone(app)), watch::Sender::new(false));
    while runner.turn(&ending.subscribe()).await? {}
    Ok(())
}

async fn get(house: &House, path: &str) -> Result<Value, Failure> {
    let (status, answer) = send(house, Method::GET, path, "application/json", Vec::new()).await?;
    if status == StatusCode::OK { Ok(answer) } else { Err(format!("{path}: {answer}").into()) }
}

async fn send(
    house: &House,
    method: Method,
    path: &str,
    kind: &str,
    body: Vec<u8>,
) -> Result<(StatusCode, Value), Failure> {
    let request = Request::builder().method(method).uri(format!("/api/v1{path}")).header(header::CONTENT_TYPE, kind);
    let request = request.header(header::COOKIE, format!("steadfast={}", house.cookie)).body(Body::from(body))?;
    let answer = router(&house.app, &[Door::Staff]).oneshot(request).await?;
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 1 << 22).await?;
    Ok((status, serde_json::from_slice(&bytes).unwrap_or(Value::Null)))
}
