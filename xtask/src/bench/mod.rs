//! `cargo xtask bench`: whole-process figures of the release build beside their goals, and ratios to peers.

pub(crate) mod agent;
pub(crate) mod delta;
mod goosebit;
mod ledger;
mod measure;
pub(crate) mod monitoring;
mod peers;
mod running;
pub(crate) mod server;
mod setting;
mod table;
pub(crate) mod tuf;

use std::path::Path;

use measure::{Program, median};
use setting::{DAY, Setting};
use table::{Row, markdown};

/// Runs per figure, after one that warms the caches.
const RUNS: usize = 9;

/// Measures, and prints the table.
///
/// # Errors
/// When there is nothing to measure on, or a program fails. A missed goal is no error: it is shown.
pub(crate) fn run() -> Result<(), String> {
    let setting = Setting::prepare()?;
    println!("    medians of {RUNS} runs, as of {DAY}; load before: {}", load());
    let mut rows = figures("`feed import` of all shared advisories", &setting.import(), 10_000, 500)?;
    let (lock, packages) = setting.largest_lock_file()?;
    rows.extend(scan(&setting, &format!("`scan` of a lock file of {packages} packages"), &lock)?);
    rows.extend(scan(&setting, "`scan` of a Yocto image (SPDX 3.0)", &setting.yocto())?);
    rows.push(portfolio(&setting)?);
    rows.extend(ledger::rows(&setting.built)?);
    rows.extend(peers::cargo_audit(&setting, &lock)?);
    rows.push(peers::sbom_cve_check(&setting)?);
    println!("\n{}", markdown(&rows));
    Ok(())
}

/// How busy the machine is: wall times of a busy one say little, ratios and instructions still do.
fn load() -> String {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let averages = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let minute = averages.split(' ').next().filter(|load| !load.is_empty()).unwrap_or("unknown").to_owned();
    format!("{minute} on {processors} processors")
}

fn scan(setting: &Setting, what: &str, bill: &Path) -> Result<Vec<Row>, String> {
    let program = setting.scan(&[bill.to_owned()], "table");
    let mut rows = figures(what, &program, 40, 40)?;
    let counted = program.instructions()?;
    let counted =
        counted.map_or("not measured: no valgrind".to_owned(), |number| format!("{:.1} million", number as f64 / 1e6));
    rows.push(Row::plain(&format!("{what}: instructions"), counted));
    Ok(rows)
}

/// The whole portfolio in one call, as JSON.
fn portfolio(setting: &Setting) -> Result<Row, String> {
    let bills = setting.portfolio()?;
    let what = format!("`scan` of a portfolio of {} bills, as JSON", bills.len());
    let program = setting.scan(&bills, "json");
    let took = wall(&program)?;
    let peak = program.peak()?.map_or(String::new(), |kibibytes| format!(", peak {} MB", kibibytes * 1024 / 1_000_000));
    let row = Row::wall(&what, took, 1_000);
    Ok(Row { figure: row.figure + &peak, ..row })
}

/// Wall time in milliseconds and peak memory in MB, each with its goal.
fn figures(what: &str, program: &Program, wall_goal: u64, peak_goal: u64) -> Result<Vec<Row>, String> {
    let took = wall(program)?;
    Ok(vec![Row::wall(what, took, wall_goal), Row::peak(&format!("{what}: peak memory"), program.peak()?, peak_goal)])
}

fn wall(program: &Program) -> Result<std::time::Duration, String> {
    program.wall()?;
    let times = (0..RUNS).map(|_| program.wall()).collect::<Result<Vec<_>, _>>()?;
    Ok(median(times))
}
