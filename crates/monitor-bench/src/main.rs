//! Figures of monitoring beside their goals and beside peers, for `cargo xtask bench monitoring`.
//!
//! Each part has a file or a folder of its own, and gives rows. Standard output holds words for whoever waits, and one line
//! for each figure, apart by tabs: `row`, what, goal, measured, `met` or `MISSED` or nothing.

mod captures;
mod curve;
mod darpa;
mod data;
mod fleet;
mod row;
mod ssh;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// What stops a measurement.
type Failure = Box<dyn std::error::Error>;

/// A part by its name.
type Part = (&'static str, fn(&Path) -> Result<(), Failure>);

/// All parts.
const PARTS: [Part; 4] =
    [("darpa", darpa::measure), ("ssh", ssh::measure), ("captures", captures::measure), ("fleet", fleet::measure)];

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

/// Measures parts on the data in a folder; all of them where none is named.
fn measure(arguments: &[String]) -> Result<(), Failure> {
    let [folder, wanted @ ..] = arguments else {
        return Err("usage: steadfast-monitor-bench FOLDER [PART...]".into());
    };
    let folder = PathBuf::from(folder);
    if let Some(unknown) = wanted.iter().find(|part| PARTS.iter().all(|(name, _)| name != part)) {
        return Err(format!("there is no part \"{unknown}\"").into());
    }
    for (name, part) in PARTS {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            part(&folder)?;
        }
    }
    Ok(())
}

/// How long this thread has been at work: on a busy machine it waits as well.
fn worked() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32)
}
