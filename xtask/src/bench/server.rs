//! `cargo xtask bench server`: figures of the server, side by side with the bare engines and an empty handler.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use super::setting::{Built, text};
use super::table::{Row, markdown};
use super::{ledger, load};

/// Parts that `steadfast-bench` measures.
const PARTS: [&str; 5] = ["exposures", "fleet", "writes", "reads", "lists"];

/// Measures one part, or all, and prints the table.
///
/// # Errors
/// When a program cannot be built, or fails. A missed goal is no error: it is shown.
pub(crate) fn run(parts: &[&str]) -> Result<(), String> {
    let built = Built::prepare(&["steadfast-cli", "steadfast-bench"])?;
    let parts = if parts.is_empty() { &["exposures", "fleet", "writes", "reads", "lists", "verify"] } else { parts };
    println!("    load before: {}", load());
    let mut rows = Vec::new();
    for part in parts {
        match *part {
            "verify" => rows.extend(ledger::rows(&built)?),
            part if PARTS.contains(&part) => rows.extend(measured(&built, part)?),
            other => return Err(format!("there is no part \"{other}\" of this bench")),
        }
    }
    println!("\n{}", markdown(&rows));
    Ok(())
}

/// The server's log goes to a file: writing it is part of what a request costs.
fn measured(built: &Built, part: &str) -> Result<Vec<Row>, String> {
    let log = built.out.join("server.log");
    let failed = |error| format!("{part}: {error}; the log is {}", text(&log));
    let mut command = Command::new(built.beside("steadfast-bench"));
    command.arg(part).stdout(Stdio::piped()).stderr(File::create(&log).map_err(failed)?);
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
