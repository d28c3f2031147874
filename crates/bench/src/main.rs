//! Figures of the server beside their goals, for `cargo xtask bench server`.
//!
//! Standard output holds words for whoever waits, and one line per figure, apart by tabs: `row`, what, goal, measured,
//! `met` or `MISSED` or nothing. Standard error holds the server's log, which is part of what a request costs.

mod bare;
mod client;
mod exposures;
mod fleet;
mod house;
mod ingest;
mod lists;
mod memory;
mod parsing;
mod peer;
mod polls;
mod reads;
mod register;
mod row;
mod served;
mod sessions;
mod writes;

use std::process::ExitCode;
use std::time::Instant;

use house::{ENGINES, Place};
use tokio::runtime::Runtime;

/// What stops a measurement.
type Failure = Box<dyn std::error::Error + Send + Sync>;

const USAGE: &str = "usage: steadfast-bench [writes|reads|lists|exposures|fleet|polls|ingest|register]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match measure(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("{error}");
            ExitCode::FAILURE
        }
    }
}

const PARTS: [&str; 8] = ["writes", "reads", "lists", "exposures", "fleet", "polls", "ingest", "register"];

/// Measures one part, or all.
fn measure(arguments: &[String]) -> Result<(), Failure> {
    let wanted = arguments.first().map(String::as_str);
    if wanted == Some(exposures::REMATCH) {
        return exposures::rematch(&begin()?, &arguments[1..]);
    }
    if wanted == Some(polls::DEVICES) {
        return polls::devices(&arguments[1..]);
    }
    if wanted.is_some_and(|part| !PARTS.contains(&part)) {
        return Err(USAGE.into());
    }
    let wants = |part| wanted.is_none_or(|wanted| wanted == part);
    let runtime = begin()?;
    let place = Place::prepare();
    if wants("exposures") {
        let house = place.house(ENGINES[0])?;
        house.live(&runtime);
        exposures::measure(&runtime, house)?;
    }
    if wants("fleet") {
        let house = place.house(ENGINES[0])?;
        house.live(&runtime);
        fleet::measure(&runtime, &house)?;
    }
    if wants("polls") {
        let house = place.house(ENGINES[0])?;
        house.live(&runtime);
        polls::measure(&runtime, &house)?;
    }
    if wants("register") {
        let house = place.house(ENGINES[0])?;
        house.live(&runtime);
        register::measure(&runtime, &house)?;
    }
    if wants("ingest") {
        let house = place.house(ENGINES[0])?;
        house.live(&runtime);
        ingest::measure(&runtime, &house)?;
    }
    if wants("writes") {
        writes::measure(&runtime, &place)?;
    }
    for house in if wants("reads") || wants("lists") { place.both()?.into_iter().collect() } else { Vec::new() } {
        house.live(&runtime);
        if wants("reads") {
            reads::measure(&runtime, &house)?;
        }
        if wants("lists") {
            lists::measure(&runtime, &house)?;
        }
    }
    Ok(())
}

/// What a server begins with.
fn begin() -> Result<Runtime, Failure> {
    steadfast_server::log::start(steadfast_server::config::LogFormat::Json, None);
    Ok(steadfast_server::serve::runtime()?)
}

/// The present, to measure from.
#[expect(clippy::disallowed_methods, reason = "this is a program's edge: it measures how long things take")]
fn now() -> Instant {
    Instant::now()
}
