//! `report list`, `show`, `acknowledge`, `answer`, `state`, `case`, `close`, `credit` and `renew`: what finders reported.

use std::io::Write;

use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};

use super::client::Client;
use super::{Connection, Listing, listed, moment, segment, text, write};
use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::table::{row, table, width};
use crate::terminal::clean;

/// Reports of finders.
#[derive(Debug, Subcommand)]
pub(crate) enum Report {
    /// List reports with which somebody has something to do, the newest first, and how fast they are acknowledged. The token
    /// needs `report.open`.
    List(ReportList),
    /// Show a report: what its finder wrote, and which attachments lie in quarantine. The token needs `report.open`.
    Show(ReportShow),
    /// Tell the finder that it arrived and somebody looks at it. The token needs `report.handle`.
    Acknowledge(ReportOne),
    /// Write to the finder, who reads it on their page. The token needs `report.handle`.
    Answer(ReportAnswer),
    /// Say how far it is. The token needs `report.handle`.
    State(ReportState),
    /// Make it a case, whose clocks run from when it arrived. The token needs `report.handle`.
    Case(ReportCase),
    /// Close it. The token needs `report.handle`.
    Close(ReportOne),
    /// Thank the finder in public, where they want it. The token needs `report.handle`.
    Credit(ReportCredit),
    /// Publish security.txt, or say again that what it says holds. The token needs `disclosure.change`.
    Renew(Connection),
}

/// `report list`.
#[derive(Debug, Args)]
pub(crate) struct ReportList {
    #[command(flatten)]
    listing: Listing,
    /// All of them, also those that are over.
    #[arg(long)]
    all: bool,
}

/// `report show`.
#[derive(Debug, Args)]
pub(crate) struct ReportShow {
    /// The report: rpt_….
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    connection: Connection,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "table")]
    format: CheckFormat,
}

/// `report acknowledge` and `close`.
#[derive(Debug, Args)]
pub(crate) struct ReportOne {
    /// The report: rpt_….
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    connection: Connection,
}

/// `report answer`.
#[derive(Debug, Args)]
pub(crate) struct ReportAnswer {
    /// The report: rpt_….
    #[arg(value_name = "ID")]
    id: String,
    /// What the finder reads.
    #[arg(value_name = "TEXT")]
    message: String,
    #[command(flatten)]
    connection: Connection,
}

/// `report state`.
#[derive(Debug, Args)]
pub(crate) struct ReportState {
    /// The report: rpt_….
    #[arg(value_name = "ID")]
    id: String,
    /// How far it is.
    #[arg(value_enum)]
    state: State,
    #[command(flatten)]
    connection: Connection,
}

/// How far a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum State {
    /// Its finder was told that it arrived.
    Acknowledged,
    /// Somebody works on it.
    InWork,
    /// What it tells of is mended.
    Fixed,
    /// It is over.
    Closed,
    /// It tells of no flaw.
    NotAFlaw,
    /// Nobody meant it.
    Spam,
}

/// `report case`.
#[derive(Debug, Args)]
pub(crate) struct ReportCase {
    /// The report: rpt_….
    #[arg(value_name = "ID")]
    id: String,
    /// What the case is, in one line, without names of people.
    #[arg(long, value_name = "TEXT")]
    title: String,
    /// The product: prd_… [default: the one that the finder named, where it is one of yours].
    #[arg(long, value_name = "ID")]
    product: Option<String>,
    /// The flaw, by a name such as CVE-2026-1234.
    #[arg(long, value_name = "NAME", default_value = "")]
    flaw: String,
    /// What you say of it; without it, numbers alone. No word of the finder comes into the case by itself.
    #[arg(long, value_name = "TEXT", default_value = "")]
    about: String,
    #[command(flatten)]
    connection: Connection,
}

/// `report credit`.
#[derive(Debug, Args)]
pub(crate) struct ReportCredit {
    /// The report: rpt_….
    #[arg(value_name = "ID")]
    id: String,
    /// Take the thanks back.
    #[arg(long)]
    off: bool,
    #[command(flatten)]
    connection: Connection,
}

pub(crate) fn report(command: Report, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Report::List(args) => list(&args, out),
        Report::Show(args) => show(&args, out),
        Report::Acknowledge(args) => done(&args.connection, &args.id, "acknowledge", &Value::Null, "acknowledged", out),
        Report::Answer(args) => answer(&args, out),
        Report::State(args) => state(&args.connection, &args.id, args.state, out),
        Report::Case(args) => case(&args, out),
        Report::Close(args) => state(&args.connection, &args.id, State::Closed, out),
        Report::Credit(args) => {
            let said = if args.off { "thanks taken back" } else { "thanked" };
            done(&args.connection, &args.id, "credit", &json!({"shown": !args.off}), said, out)
        }
        Report::Renew(connection) => renew(&connection, out),
    }
}

fn path(id: &str) -> Result<String, Failure> {
    Ok(format!("/api/v1/reports/{}", segment("rpt", id)?))
}

fn list(args: &ReportList, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.listing.connection)?;
    let (limit, cursor) = (args.listing.limit.to_string(), args.listing.cursor.clone().unwrap_or_default());
    let state = if args.all { "" } else { "open" };
    let mut answer = client.json("/api/v1/reports", &[("limit", &limit), ("cursor", &cursor), ("state", state)])?;
    answer["measured"] = client.json("/api/v1/reports/measured", &[])?;
    let heads = ["no.", "state", "arrived (UTC)", "acknowledge by (UTC)", "finder", "id"];
    write(out, args.listing.format, &answer, || {
        format!("{}\n{}", listed(&answer, &heads, cells), measured(&answer["measured"]))
    })
}

fn cells(report: &Value) -> Vec<String> {
    let by = if report["acknowledged"].is_null() { moment(report, "acknowledge_by") } else { "done".to_owned() };
    let waits = if report["waits"].is_null() { "" } else { "waits" };
    vec![
        report["number"].to_string(),
        text(report, "state").to_owned(),
        moment(report, "received"),
        by,
        waits.to_owned(),
        text(report, "id").to_owned(),
    ]
}

/// How fast staff are; what was not measured is unknown.
fn measured(measured: &Value) -> String {
    let span = |name: &str| match measured[name].as_i64() {
        Some(seconds) => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
        None => "unknown".to_owned(),
    };
    format!(
        "acknowledged within: half {}, the longest {}; aim: {} working days (last {} days)\n",
        span("median_seconds"),
        span("worst_seconds"),
        measured["working_days"],
        measured["days"]
    )
}

fn show(args: &ReportShow, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let report = client.json(&path(&args.id)?, &[])?;
    write(out, args.format, &report, || shown(&report))
}

fn shown(report: &Value) -> String {
    let head = format!(
        "report #{}, {}, thanks: {}\narrived {} UTC, acknowledged {}",
        report["number"],
        text(report, "state"),
        text(report, "credit"),
        moment(report, "received"),
        if report["acknowledged"].is_null() { "not yet".to_owned() } else { moment(report, "acknowledged") + " UTC" },
    );
    [head, written(&report["written"]), attachments(report), messages(report)].join("\n\n")
}

/// What the finder wrote: lines stay lines, and nothing in them steers a terminal.
fn written(written: &Value) -> String {
    if written.is_null() {
        return "(the finder withdrew what they wrote)".to_owned();
    }
    let lines = text(written, "what").lines().map(|line| clean(line).to_string());
    let said = ["product", "version", "name", "reach"].into_iter().filter(|name| !text(written, name).is_empty());
    let said = said.map(|name| format!("{name}: {}", clean(text(written, name))));
    said.chain(lines).collect::<Vec<_>>().join("\n")
}

fn attachments(report: &Value) -> String {
    let mut rows = table(&["no.", "called", "bytes", "SHA-256"], width());
    for file in report["attachments"].as_array().into_iter().flatten() {
        row(
            &mut rows,
            &[&file["number"].to_string(), text(file, "name"), &file["bytes"].to_string(), text(file, "sha256")],
        );
    }
    rows.to_string()
}

fn messages(report: &Value) -> String {
    let mut rows = table(&["when (UTC)", "who", "message"], width());
    for one in report["messages"].as_array().into_iter().flatten() {
        let said = one["message"].as_str().unwrap_or("(erased)");
        row(&mut rows, &[&moment(one, "time"), text(one, "side"), said]);
    }
    rows.to_string()
}

fn done(
    connection: &Connection,
    id: &str,
    below: &str,
    body: &Value,
    said: &str,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    let client = Client::signed_in(connection)?;
    let path = format!("{}/{below}", path(id)?);
    if body.is_null() {
        client.command(&path)?;
    } else {
        client.tell(&path, body)?;
    }
    writeln!(out, "{id}  {said}").map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn state(connection: &Connection, id: &str, state: State, out: &mut dyn Write) -> Result<Exit, Failure> {
    let word = state.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    done(connection, id, "state", &json!({"state": word}), &word, out)
}

fn answer(args: &ReportAnswer, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let written = client.post(&format!("{}/answers", path(&args.id)?), &json!({"message": args.message}))?;
    writeln!(out, "{}  message {}", args.id, written["number"]).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn case(args: &ReportCase, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let wanted = json!({"title": args.title, "product": args.product, "flaw": args.flaw, "about": args.about});
    let made = client.post(&format!("{}/case", path(&args.id)?), &wanted)?;
    writeln!(out, "{}  #{}", text(&made, "id"), made["number"]).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn renew(connection: &Connection, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(connection)?;
    let renewed = client.post("/api/v1/disclosure/renew", &json!({}))?;
    writeln!(out, "security.txt is good until {} UTC", moment(&renewed, "expires")).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}
