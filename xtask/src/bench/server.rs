//! `cargo xtask bench server`: figures of the server, side by side with the bare engines and an empty handler.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use super::goosebit::Goosebit;
use super::setting::{Built, text};
use super::table::{Row, markdown};
use super::{ledger, load};

/// Parts that `steadfast-bench` measures.
const PARTS: [&str; 8] = ["exposures", "fleet", "polls", "ingest", "register", "writes", "reads", "lists"];

/// Measures one part, or all, and prints the table.
///
/// # Errors
/// When a program cannot be built, or fails. A missed goal is no error: it is shown.
pub(crate) fn run(parts: &[&str]) -> Result<(), String> {
    let built = Built::prepare(&["steadfast-cli", "steadfast-bench"])?;
    let all = [&PARTS[..], &["verify"]].concat();
    let parts = if parts.is_empty() { &all } else { parts };
    println!("    load before: {}", load());
    let mut rows = Vec::new();
    for part in parts {
        match *part {
            "verify" => rows.extend(ledger::rows(&built)?),
            "polls" => rows.extend(polls(&built)?),
            part if PARTS.contains(&part) => rows.extend(measured(&built, part, &[])?),
            other => return Err(format!("there is no part \"{other}\" of this bench")),
        }
    }
    println!("\n{}", markdown(&rows));
    Ok(())
}

/// Polls of devices, and the same at goosebit where it can be started.
fn polls(built: &Built) -> Result<Vec<Row>, String> {
    let peer = Goosebit::start(&built.out, &built.beside("steadfast-bench"));
    let address = match &peer {
        Ok(peer) => ("STEADFAST_BENCH_PEER", peer.address.as_str()),
        Err(reason) => ("STEADFAST_BENCH_PEER_ABSENT", reason.as_str()),
    };
    measured(built, "polls", &[address, ("STEADFAST_BENCH_PEER_DEVICES", super::goosebit::DEVICES)])
}

/// The server's log goes to a file: writing it is part of what a request costs.
fn measured(built: &Built, part: &str, surroundings: &[(&str, &str)]) -> Result<Vec<Row>, String> {
    let log = built.out.join("server.log");
    let failed = |error| format!("{part}: {error}; the log is {}", text(&log));
    let mut command = Command::new(built.beside("steadfast-bench"));
    command
        .envs(surroundings.iter().copied())
        .arg(part)
        .stdout(Stdio::piped())
        .stderr(File::create(&log).map_err(failed)?);
    let mut child = command.spawn().map_err(failed)?;
    let mut rows = Vec::new();
    for line in child.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines) {
        let line = line.map_err(failed)?;
        println!("{}", line.trim_start_matches("row\t").replace('\t', "  "));
        rows.extend(Row::printed(&line));
    }
    let ended = child.wait().map_err(failed)?;
    if ended.success() { Ok(rows) } else { Err(format!("{part} ended with {ended}; the log is {}", text(&log))) }
}
