//! `drill run`, `list`, `show` and `bundle`: a scenario is played on a copy at the server, and what it showed is told.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::client::Client;
use super::records::{deliver, patiently};
use super::{Connection, Listing, items, listed, moment, segment, text, write};
use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::progress::Progress;
use crate::table::{row, table, width};
use crate::terminal::clean;

/// Between two looks at a drill that is being held.
const PAUSE: Duration = Duration::from_millis(500);

/// Drills at a server.
#[derive(Debug, Subcommand)]
pub(crate) enum Drill {
    /// Play a scenario on a copy of everything, from which nothing goes out, and wait for what it shows. The token needs
    /// `drill.hold` and `drill.read`.
    Run(DrillRun),
    /// List drills, the newest first. The token needs `drill.read`.
    List(DrillList),
    /// Show what a drill showed. The token needs `drill.read`.
    Show(DrillShow),
    /// Take a drill's report out, with the proof of its record. The token needs `drill.read`.
    Bundle(DrillBundle),
}

/// `drill run`.
#[derive(Debug, Args)]
pub(crate) struct DrillRun {
    /// What is played: exploited-component, mass-guessing, stolen-update-key, platform-down, approver-absent or feed-down.
    #[arg(value_name = "SCENARIO")]
    scenario: String,
    /// The flaw that is exploited tonight, such as CVE-2026-1234 [default: the most urgent one that is on sale].
    #[arg(long, value_name = "ID", default_value = "")]
    advisory: String,
    /// Write the report with its proof here: steadfast verify checks it.
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    #[command(flatten)]
    connection: Connection,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "table")]
    format: CheckFormat,
}

/// `drill list`.
#[derive(Debug, Args)]
pub(crate) struct DrillList {
    #[command(flatten)]
    listing: Listing,
}

/// `drill show`.
#[derive(Debug, Args)]
pub(crate) struct DrillShow {
    /// Which: drl_….
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    connection: Connection,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "table")]
    format: CheckFormat,
}

/// `drill bundle`.
#[derive(Debug, Args)]
pub(crate) struct DrillBundle {
    /// Which: drl_….
    #[arg(value_name = "ID")]
    id: String,
    /// The file to write [default: standard output].
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    #[command(flatten)]
    connection: Connection,
}

pub(crate) fn drill(command: Drill, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Drill::Run(args) => run(&args, out),
        Drill::List(args) => list(&args, out),
        Drill::Show(args) => show(&args, out),
        Drill::Bundle(args) => bundle(&Client::signed_in(&args.connection)?, &args.id, args.to.as_deref(), out),
    }
}

/// It was held: 0, whatever it showed. It could not be held: 4.
fn run(args: &DrillRun, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let asked = client.post("/api/v1/drills", &json!({ "scenario": args.scenario, "advisory": args.advisory }))?;
    let drill = held(&client, text(&asked, "id"))?;
    write(out, args.format, &drill, || shown(&drill))?;
    match (text(&drill, "state") == "held", &args.to) {
        (false, _) => Ok(Exit::Failed),
        (true, Some(file)) if args.format == CheckFormat::Json => {
            bundle(&client, text(&drill, "id"), Some(file), &mut std::io::sink())
        }
        (true, Some(file)) => bundle(&client, text(&drill, "id"), Some(file), out),
        (true, None) => Ok(Exit::Yes),
    }
}

/// Waits until it is over.
fn held(client: &Client, id: &str) -> Result<Value, Failure> {
    let (path, progress) = (format!("/api/v1/drills/{}", segment("drl", id)?), Progress::new("drill"));
    loop {
        let drill = client.json(&path, &[])?;
        if text(&drill, "state") != "waiting" {
            progress.end();
            return Ok(drill);
        }
        progress.says(&format!("step {} of {}", drill["done"], drill["steps"]));
        std::thread::sleep(PAUSE);
    }
}

fn list(args: &DrillList, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.listing.connection)?;
    let (limit, cursor) = (args.listing.limit.to_string(), args.listing.cursor.clone().unwrap_or_default());
    let answer = client.json("/api/v1/drills", &[("limit", &*limit), ("cursor", &cursor)])?;
    let headings = ["scenario", "flaw", "asked for (UTC)", "state", "gaps", "id"];
    write(out, args.listing.format, &answer, || listed(&answer, &headings, cells))
}

fn cells(drill: &Value) -> Vec<String> {
    let of = |name: &str| text(drill, name).to_owned();
    vec![of("scenario"), of("flaw"), moment(drill, "asked"), of("state"), drill["gaps"].to_string(), of("id")]
}

fn show(args: &DrillShow, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let drill = client.json(&format!("/api/v1/drills/{}", segment("drl", &args.id)?), &[])?;
    write(out, args.format, &drill, || shown(&drill))
}

fn bundle(client: &Client, id: &str, to: Option<&Path>, out: &mut dyn Write) -> Result<Exit, Failure> {
    let path = format!("/api/v1/drills/{}/bundle", segment("drl", id)?);
    let bundle = patiently(client, &path)?;
    deliver(client, to, &mut bundle.as_bytes(), out)
}

/// The report for people: what was played, step by step, and what is missing.
fn shown(drill: &Value) -> String {
    let (id, report) = (clean(text(drill, "id")).into_owned(), &drill["report"]);
    match text(drill, "state") {
        "held" => {}
        "failed" => return format!("{id} could not be held: {}\n", clean(text(drill, "reason"))),
        _ => return format!("{id} is being held: step {} of {}\n", drill["done"], drill["steps"]),
    }
    let about: Vec<&str> =
        ["flaw", "product"].iter().map(|name| text(report, name)).filter(|it| !it.is_empty()).collect();
    let about = if about.is_empty() { String::new() } else { format!(" ({})", about.join(", ")) };
    let mut lines = vec![format!("DRILL {id}: {}{}", clean(text(report, "says")), clean(&about))];
    lines.push(format!("On a copy; the scenario begins {} UTC.", moment(report, "begins")));
    lines.push(steps(report));
    lines.extend(gaps(report));
    lines.push(kept_in(report));
    lines.join("\n") + "\n"
}

fn steps(report: &Value) -> String {
    let mut rows = table(&["after", "step", "outcome", "due (UTC)", "server worked"], width());
    for step in items(&report["steps"]) {
        let due = if step["due"].is_string() { moment(step, "due") } else { String::new() };
        let worked = format!("{} ms", step["machine_us"].as_u64().unwrap_or_default().div_ceil(1000));
        row(&mut rows, &[&after(step), text(step, "says"), text(step, "outcome"), &due, &worked]);
    }
    rows.to_string()
}

fn after(step: &Value) -> String {
    let minutes = step["minutes"].as_i64().unwrap_or_default();
    match minutes {
        0..120 => format!("{minutes} min"),
        120..2880 => format!("{} h {} min", minutes / 60, minutes % 60),
        _ => format!("{} d {} h", minutes / 1440, minutes % 1440 / 60),
    }
}

fn gaps(report: &Value) -> Vec<String> {
    let mut lines = vec![format!("Gaps: {}", report["gaps"])];
    for step in items(&report["steps"]) {
        for gap in items(&step["gaps"]) {
            let what: Vec<&str> = items(&gap["what"]).iter().filter_map(Value::as_str).collect();
            let what = if what.is_empty() { String::new() } else { format!(" ({})", what.join(", ")) };
            lines.push(format!("  {}: {}{}", clean(text(step, "step")), clean(text(gap, "says")), clean(&what)));
        }
    }
    lines
}

fn kept_in(report: &Value) -> String {
    let ways = report["kept_in"].as_object();
    let ways: Vec<String> = ways.into_iter().flatten().map(|(way, count)| format!("{count} {way}")).collect();
    match ways.is_empty() {
        true => "Nothing would have gone out.".to_owned(),
        false => format!("Would have gone out, and did not: {}.", clean(&ways.join(", "))),
    }
}
