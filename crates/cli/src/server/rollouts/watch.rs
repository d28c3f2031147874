//! `rollout watch`.

use std::io::Write;
use std::time::Duration;

use serde_json::Value;

use super::super::client::Client;
use super::super::{segment, text, write};
use super::RolloutWatch;
use super::show::{counts, shown, state};
use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::progress::Progress;
use crate::terminal::clean;

/// Between two looks.
const PAUSE: Duration = Duration::from_secs(1);
/// Looks that may fail in a row: a server that starts anew is waited for.
const FAILURES: u32 = 60;

/// Looks at a rollout until it is at its end.
pub(super) fn watch(args: &RolloutWatch, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.show.connection)?;
    let path = format!("/api/v1/rollouts/{}", segment("rol", &args.show.id)?);
    let mut rollout = client.json(&path, &[])?;
    let progress = Progress::drawn("looking every second; Ctrl-C ends the look, not the rollout");
    let (mut seconds, mut failed, mut last) = (0, 0, String::new());
    let exit = loop {
        progress.shows(&shown(&rollout));
        if args.show.format == CheckFormat::Table && !progress.is_seen() {
            tell(&rollout, &mut last, out)?;
        }
        if let Some(exit) = end(&rollout) {
            break exit;
        }
        if args.timeout.is_some_and(|most| seconds >= most) {
            break Exit::Undecided;
        }
        std::thread::sleep(PAUSE);
        seconds += PAUSE.as_secs();
        match client.json(&path, &[]) {
            Ok(found) => (rollout, failed) = (found, 0),
            Err(failure) if failure.exit() == Exit::Failed && failed < FAILURES => failed += 1,
            Err(failure) => return Err(failure),
        }
    };
    progress.end();
    write(out, args.show.format, &rollout, || shown(&rollout)).map(|_| exit)
}

/// Whether it is at its end. What staff paused goes on sometime.
fn end(rollout: &Value) -> Option<Exit> {
    match (text(rollout, "state"), text(rollout, "halt")) {
        ("done", _) => Some(Exit::Yes),
        ("stopped", _) | ("paused", "failures") => Some(Exit::No),
        _ => None,
    }
}

/// A line where something changed.
fn tell(rollout: &Value, last: &mut String, out: &mut dyn Write) -> Result<(), Failure> {
    let newest = rollout["waves"].as_array().and_then(|waves| waves.last());
    let line = match newest {
        Some(wave) => format!("{}: {}", state(rollout), counts(wave)),
        None => state(rollout),
    };
    if line != *last {
        writeln!(out, "{}", clean(&line)).map_err(Failure::Output)?;
        // Whoever reads it through a pipe sees it now.
        out.flush().map_err(Failure::Output)?;
        *last = line;
    }
    Ok(())
}
