//! What became of the simulated units.

use std::io::Write;

use serde_json::{Value, json};
use steadfast_simulate::{Fleet, Phase, Tally, Unit};

use crate::args::CheckFormat;
use crate::failure::Failure;
use crate::scan;
use crate::table::{row, table, width};
use crate::terminal::clean;

/// Where they are, in one line.
pub(super) fn line(tally: &Tally) -> String {
    let versions: Vec<String> =
        tally.versions.iter().map(|(version, count)| format!("{count} run {version}")).collect();
    let at_work = tally.phases.get(&Phase::Restarting).copied().unwrap_or(0);
    let failures = if tally.failures == 0 { String::new() } else { format!(", {} steps failed", tally.failures) };
    format!("{}, {at_work} restarting{failures}", versions.join(", "))
}

/// Writes what became of each.
pub(super) fn write(format: CheckFormat, fleet: &Fleet, out: &mut dyn Write) -> Result<(), Failure> {
    let text = match format {
        CheckFormat::Json => scan::to_json(&whole(fleet)),
        CheckFormat::Table => words(&fleet.tally()),
    };
    out.write_all(text.as_bytes()).map_err(Failure::Output)
}

fn whole(fleet: &Fleet) -> Value {
    let mut units = Vec::new();
    fleet.each(|unit| units.push(shown(unit)));
    let tally = fleet.tally();
    json!({ "schema": 1, "failures": tally.failures, "last_failure": tally.last_failure, "units": units })
}

fn shown(unit: &Unit) -> Value {
    json!({
        "serial": unit.serial(), "version": unit.version(), "installed": unit.installed(), "phase": word(unit.phase()),
        "told_everything": unit.is_quiet(), "willing": unit.is_willing(),
    })
}

const fn word(phase: Phase) -> &'static str {
    match phase {
        Phase::New => "new",
        Phase::Idle => "idle",
        Phase::Waiting => "waiting",
        Phase::Restarting => "restarting",
    }
}

fn words(tally: &Tally) -> String {
    let mut shown = table(&["version", "units"], width());
    for (version, count) in &tally.versions {
        row(&mut shown, &[version, &count.to_string()]);
    }
    let mut text = format!("{shown}\n");
    if let Some(last) = &tally.last_failure {
        text += &clean(&format!("{} steps led nowhere and were tried again; the last: {last}", tally.failures));
        text.push('\n');
    }
    text
}
