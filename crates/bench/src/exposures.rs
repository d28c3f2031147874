//! A day's advisories against a million components: from the file that is handed in to the last verdict; a re-match from
//! nothing; the import of everything; and the page of triage with all that is open then.

use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};
use steadfast_server::app::App;
use steadfast_server::doors::{Door, router};
use steadfast_server::jobs::kind::Kind;
use steadfast_server::jobs::runner::{Runner, schedule};
use steadfast_store::StoreError;
use steadfast_testkit::shared_data;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tower::ServiceExt as _;

use crate::house::{self, House};
use crate::lists;
use crate::memory::{peak, resident};
use crate::row::{percentile, row};
use crate::{Failure, now};

/// Times that the portfolio is entered, each release of it once per product line; `STEADFAST_BENCH_LINES` says otherwise.
const LINES: usize = 24;
/// Advisories that change in a day, and the days.
const CHANGED: usize = 200;
const DAYS: usize = 20;
/// The export whose advisories change.
const EXPORT: &str = "osv/Go/all.zip";
/// The first argument of the process that matches from nothing.
pub(crate) const REMATCH: &str = "rematch";

pub(crate) fn measure(runtime: &Runtime, house: House) -> Result<(), Failure> {
    let Some(root) = shared_data() else { return Err("no shared data: cargo xtask data".into()) };
    let instances = runtime.block_on(async {
        import(&house, &root).await?;
        let instances = fill(&house, &root).await?;
        days(&house, &root, instances).await?;
        Ok::<_, Failure>(instances)
    })?;
    let open = runtime.block_on(open(&house.app))?;
    let what = format!("the page of triage, {open} open exposures");
    lists::page(runtime, &house, &what, "/triage")?;
    from_nothing(&house.leave_folder(), instances)
}

/// Everything into a fresh server, beside reading and parsing the same files.
async fn import(house: &House, root: &Path) -> Result<(), Failure> {
    let files = advisories(root)?;
    let begin = now();
    let mut records = 0;
    for (_, content) in &files {
        records += crate::parsing::records(content)?;
    }
    let parsing = begin.elapsed().as_secs_f64();
    let begin = now();
    for (name, content) in &files {
        hand_in(house, name, content.clone()).await?;
    }
    work(&house.app).await?;
    let importing = begin.elapsed().as_secs_f64();
    drop(files);
    let measured = format!("{:.1} × ({importing:.2} s against {parsing:.2} s, {records} records)", importing / parsing);
    row("import of all shared advisories", "≤ 2 × reading and parsing", &measured, Some(importing <= 2.0 * parsing));
    let resident = resident()?;
    row("resident memory with all of them", "< 300 MiB", &format!("{resident} MiB"), Some(resident < 300));
    Ok(())
}

/// The files of all shared advisories by name.
fn advisories(root: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut paths = Vec::new();
    for folder in ["osv", "cve", "cpe"] {
        gather(&root.join(folder), &mut paths)?;
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "zip"));
    paths.push(root.join("kev/known_exploited_vulnerabilities.json"));
    let name = |path: &Path| path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace(['/', ' '], "-");
    paths.iter().map(|path| Ok((name(path), std::fs::read(path)?))).collect()
}

fn gather(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let mut entries = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, Failure>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() { gather(&path, found)? } else { found.push(path) }
    }
    Ok(())
}

/// Enters the portfolio; how many components that are.
async fn fill(house: &House, root: &Path) -> Result<i64, Failure> {
    let mut bills = Vec::new();
    gather(&root.join("sboms/portfolio/containers-spdx22-260"), &mut bills)?;
    let bills = bills.iter().map(std::fs::read).collect::<Result<Vec<_>, _>>()?;
    let maker = made(house, "/manufacturers", json!({"name": "Lumen Werke"})).await?;
    let (mut instances, begin) = (0, now());
    for line in 0..lines()? {
        let product =
            json!({"name": format!("Line {line}"), "designation": format!("L-{line}"), "manufacturer": maker});
        let product = made(house, "/products", product).await?;
        let part = json!({"name": "Software", "kind": "application"});
        let part = made(house, &format!("/products/{product}/parts"), part).await?;
        for (number, bill) in bills.iter().enumerate() {
            let release = json!({"part": part, "version": format!("1.{number}"), "units": 100 * number});
            let release = made(house, "/releases", release).await?;
            let path = format!("/releases/{release}/sbom?name=bill");
            let (status, answer) = send(house, Method::PUT, &path, bill.clone()).await?;
            if status != StatusCode::OK {
                return Err(format!("a bill is refused: {answer}").into());
            }
            instances += answer["components"].as_i64().unwrap_or(0);
        }
        work(&house.app).await?;
        println!("    {instances} components are entered, {:.0} s", begin.elapsed().as_secs_f64());
    }
    Ok(instances)
}

fn lines() -> Result<usize, Failure> {
    match std::env::var("STEADFAST_BENCH_LINES") {
        Ok(text) => Ok(text.parse()?),
        Err(_) => Ok(LINES),
    }
}

/// Days with changed advisories.
async fn days(house: &House, root: &Path, instances: i64) -> Result<(), Failure> {
    let export = std::fs::read(root.join(EXPORT))?;
    let mut times = Vec::new();
    for day in 0..DAYS {
        let changed = changed(&export, day)?;
        let begin = now();
        hand_in(house, "osv-Go-all.zip", changed).await?;
        work(&house.app).await?;
        times.push(begin.elapsed().as_secs_f64());
        println!("    day {day}: {:.2} s", times[day]);
    }
    times.sort_by(f64::total_cmp);
    let [half, most] = [50, 95].map(|percent| percentile(&times, percent));
    let what = format!("{CHANGED} changed advisories against {instances} components, to the last verdict: p95");
    row(&what, "< 1.00 s", &format!("{most:.2} s (median {half:.2} s)"), Some(most < 1.0));
    let peak = peak()?;
    row("the same: peak memory of the process", "< 1 GB", &format!("{peak} MiB"), Some(peak < 954));
    Ok(())
}

/// The export with some of its records withdrawn, others on each day.
fn changed(export: &[u8], day: usize) -> Result<Vec<u8>, Failure> {
    let mut archive = zip::ZipArchive::new(Cursor::new(export))?;
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let step = (archive.len() / CHANGED).max(1);
    for number in 0..archive.len() {
        let mut member = archive.by_index(number)?;
        let (name, mut text) = (member.name().to_owned(), String::new());
        member.read_to_string(&mut text)?;
        // The records of yesterday come back as those of today go: half of them each.
        if number % (2 * step) == day % (2 * step) {
            let mut record: Value = serde_json::from_str(&text)?;
            record["withdrawn"] = json!("2026-01-01T00:00:00Z");
            text = record.to_string();
        }
        new.start_file(name, zip::write::SimpleFileOptions::default())?;
        new.write_all(text.as_bytes())?;
    }
    Ok(new.finish()?.into_inner())
}

/// Another process begins with what a server left: it matches everything from nothing.
fn from_nothing(folder: &TempDir, instances: i64) -> Result<(), Failure> {
    let own = std::env::current_exe()?;
    let ended = Command::new(own).arg(REMATCH).arg(folder.path()).arg(instances.to_string()).status()?;
    if ended.success() { Ok(()) } else { Err(format!("the second process: {ended}").into()) }
}

/// What that other process does. `arguments` are the folder and the number of components in it.
pub(crate) fn rematch(runtime: &Runtime, arguments: &[String]) -> Result<(), Failure> {
    let [folder, instances] = arguments else { return Err("rematch FOLDER COMPONENTS".into()) };
    let begin = now();
    let (app, _data) = house::reopen(Path::new(folder))?;
    runtime.block_on(async {
        let now = app.ambient.now();
        app.store.write::<_, StoreError, _>(move |tx| tx.job_ask(Kind::Matching.as_str(), now)).await?;
        work(&app).await
    })?;
    let took = begin.elapsed().as_secs_f64();
    let what = format!("re-match of {instances} components from nothing, the database read anew");
    row(&what, "< 30.0 s", &format!("{took:.1} s"), Some(took < 30.0));
    let peak = peak()?;
    row("the same: peak memory of the process", "< 1 GB", &format!("{peak} MiB"), Some(peak < 954));
    Ok(())
}

async fn open(app: &App) -> Result<i64, Failure> {
    let day = app.ambient.now().0.div_euclid(86_400_000_000);
    let days = app.store.read::<_, StoreError, _>(move |tx| tx.exposure_days(day, 1)).await?;
    Ok(days.first().map_or(0, |day| day.open))
}

/// Works on what is due. What comes by the clock alone runs first, apart from the time that is measured.
async fn work(app: &Arc<App>) -> Result<(), Failure> {
    schedule(app).await?;
    let (runner, ending) = (Runner::new(Arc::clone(app)), watch::Sender::new(false));
    while runner.turn(&ending.subscribe()).await? {}
    Ok(())
}

async fn hand_in(house: &House, name: &str, content: Vec<u8>) -> Result<(), Failure> {
    let path = format!("/advisories/imports?name={name}&fetched={}", today(house));
    let (status, answer) = send(house, Method::POST, &path, content).await?;
    if status == StatusCode::ACCEPTED { Ok(()) } else { Err(format!("{name} is refused: {answer}").into()) }
}

fn today(house: &House) -> String {
    house.app.ambient.now().to_string().chars().take(10).collect()
}

async fn made(house: &House, path: &str, body: Value) -> Result<String, Failure> {
    let (status, answer) = send(house, Method::POST, path, body.to_string().into_bytes()).await?;
    match answer["id"].as_str() {
        Some(id) if status == StatusCode::CREATED => Ok(id.to_owned()),
        _ => Err(format!("{path}: {answer}").into()),
    }
}

async fn send(house: &House, method: Method, path: &str, body: Vec<u8>) -> Result<(StatusCode, Value), Failure> {
    let is_json = body.first() == Some(&b'{') && method == Method::POST;
    let kind = if is_json { "application/json" } else { "application/octet-stream" };
    let request = Request::builder().method(method).uri(format!("/api/v1{path}")).header(header::CONTENT_TYPE, kind);
    let request = request.header(header::COOKIE, format!("steadfast={}", house.cookie)).body(Body::from(body))?;
    let answer = router(&house.app, &[Door::Staff]).oneshot(request).await?;
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 1 << 20).await?;
    Ok((status, serde_json::from_slice(&bytes).unwrap_or(Value::Null)))
}
