//! `case list`, `show`, `open`, `from-alert`, `assess`, `note`, `closing`, `fix`, `contain`, `close`, `report` and `tell`: what is being handled, and
//! what is decided on it.

use std::io::Write;

use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};

use super::client::Client;
use super::closing::{self, CaseFix};
use super::containing::{Contain, contain};
use super::notices::{Report, report};
use super::owners::{Tell, tell};
use super::{Connection, Listing, listed, moment, segment, text, write};
use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::table::{row, table, width};
use crate::terminal::clean;

/// Cases of a server.
#[derive(Debug, Subcommand)]
pub(crate) enum Case {
    /// List cases: what is due first. The token needs `case.read`.
    List(CaseList),
    /// Show a case with its clocks, signals, devices and timeline. The token needs `case.read` and `unit.read`.
    Show(CaseShow),
    /// Open a case by hand, with the signal by which you came to know of it. The token needs `case.open`.
    Open(CaseOpen),
    /// Make an alert a case, with what is known filled in; an alert that is one already gives that one. The token needs
    /// `case.open`.
    FromAlert(CaseFromAlert),
    /// Decide whether a case is to be reported. The token needs `case.assess` and `case.read`.
    Assess(CaseAssess),
    /// Write a note into a case's timeline; it is never changed. The token needs `case.work`.
    Note(CaseNote),
    /// Show the way from the flaw to the end: exposures, fix, rollouts, devices, and what is missing; it exits with 1 while
    /// something is. The token needs `case.read`.
    Closing(CaseShow),
    /// Name a release as the fix of a case, or take that back. The token needs `case.work`.
    Fix(CaseFix),
    /// Pause rollouts because of a case and give them back, give units a policy, and see what is held.
    #[command(subcommand)]
    Contain(Contain),
    /// Close a case on which somebody decided. The token needs `case.close` and `case.read`.
    Close(CaseClose),
    /// Open a closed case again. The token needs `case.close` and `case.read`.
    Reopen(CaseReopen),
    /// Write and read what is reported of a case, stage by stage, and note what was handed in. Nothing is submitted.
    #[command(subcommand)]
    Report(Report),
    /// Tell owners of affected units, and see how far it came.
    #[command(subcommand)]
    Tell(Tell),
}

/// `case list`.
#[derive(Debug, Args)]
pub(crate) struct CaseList {
    #[command(flatten)]
    listing: Listing,
    /// Closed ones as well.
    #[arg(long)]
    all: bool,
    /// Of this product: prd_….
    #[arg(long, value_name = "ID")]
    product: Option<String>,
}

/// `case show`.
#[derive(Debug, Args)]
pub(crate) struct CaseShow {
    /// The case: cas_….
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    connection: Connection,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "table")]
    format: CheckFormat,
}

/// `case open`.
#[derive(Debug, Args)]
pub(crate) struct CaseOpen {
    /// What it is, in one line, without names of people.
    #[arg(value_name = "TITLE")]
    title: String,
    /// What it is about.
    #[arg(long, value_enum)]
    kind: Kind,
    /// What made you look.
    #[arg(long, value_enum)]
    signal: Signal,
    /// What that says.
    #[arg(long, value_name = "TEXT")]
    about: String,
    /// When it arrived, such as 2026-11-28T23:40:00Z [default: just now].
    #[arg(long, value_name = "TIME")]
    received: Option<String>,
    /// Where it can be looked up: an advisory, a ticket, an address.
    #[arg(long, value_name = "TEXT", default_value = "")]
    reference: String,
    /// The product: prd_….
    #[arg(long, value_name = "ID")]
    product: Option<String>,
    /// The flaw, by a name such as CVE-2026-1234: the devices that it hits are counted.
    #[arg(long, value_name = "NAME", default_value = "")]
    flaw: String,
    #[command(flatten)]
    connection: Connection,
}

/// `case from-alert`.
#[derive(Debug, Args)]
pub(crate) struct CaseFromAlert {
    /// The alert: alt_….
    #[arg(value_name = "ALERT")]
    alert: String,
    #[command(flatten)]
    connection: Connection,
}

/// `case assess`.
#[derive(Debug, Args)]
pub(crate) struct CaseAssess {
    /// The case: cas_….
    #[arg(value_name = "ID")]
    id: String,
    /// What is decided.
    #[arg(value_enum)]
    assessment: Assessment,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// Of what is reportable: when reasonable certainty was reached, such as 2026-11-28T23:40:00Z.
    #[arg(long, value_name = "TIME")]
    aware: Option<String>,
    /// What it is about, where it turned out to be the other.
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    #[command(flatten)]
    connection: Connection,
}

/// `case note`.
#[derive(Debug, Args)]
pub(crate) struct CaseNote {
    /// The case: cas_….
    #[arg(value_name = "ID")]
    id: String,
    /// The note.
    #[arg(value_name = "TEXT")]
    note: String,
    /// The number of the entry that it corrects; that one stays.
    #[arg(long, value_name = "NUMBER")]
    corrects: Option<i64>,
    #[command(flatten)]
    connection: Connection,
}

/// `case close`.
#[derive(Debug, Args)]
pub(crate) struct CaseClose {
    /// The case: cas_….
    #[arg(value_name = "ID")]
    id: String,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// Although a report is due: closing hands none in, and the reason stands in the ledger for good.
    #[arg(long)]
    despite_due: bool,
    #[command(flatten)]
    connection: Connection,
}

/// `case reopen`.
#[derive(Debug, Args)]
pub(crate) struct CaseReopen {
    /// The case: cas_….
    #[arg(value_name = "ID")]
    id: String,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    connection: Connection,
}

/// What a case is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// A flaw in the product.
    Vulnerability,
    /// Something that happened to its security.
    Incident,
}

/// What makes somebody look. An alert becomes a case by `case from-alert`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Signal {
    /// A list of exploited vulnerabilities.
    Kev,
    /// Somebody who found it.
    Finder,
    /// Whoever uses the product.
    Customer,
    /// An authority.
    Authority,
    /// Anything else.
    Other,
}

/// What is decided about the duty to report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Assessment {
    /// It is to be reported: the clocks run from --aware.
    Reportable,
    /// It is not; another signal opens the case again.
    NotReportable,
    /// Nobody can tell yet: the safe clock goes on.
    Unknown,
}

/// The word of a choice, as the API has it.
pub(super) fn word(choice: &impl ValueEnum) -> String {
    choice.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

pub(crate) fn case(command: Case, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Case::List(args) => list(&args, out),
        Case::Show(args) => show(&args, out),
        Case::Open(args) => open(&args, out),
        Case::FromAlert(args) => from_alert(&args, out),
        Case::Assess(args) => assess(&args, out),
        Case::Note(args) => note(&args, out),
        Case::Closing(args) => closing::show(&args.id, &args.connection, args.format, out),
        Case::Fix(args) => closing::fix(&args, out),
        Case::Contain(what) => contain(what, out),
        Case::Close(args) => close(&args, out),
        Case::Reopen(args) => reopen(&args, out),
        Case::Report(command) => report(command, out),
        Case::Tell(command) => tell(command, out),
    }
}

pub(super) fn path(id: &str) -> Result<String, Failure> {
    Ok(format!("/api/v1/cases/{}", segment("cas", id)?))
}

fn list(args: &CaseList, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.listing.connection)?;
    let (limit, cursor) = (args.listing.limit.to_string(), args.listing.cursor.clone().unwrap_or_default());
    let (state, product) = (if args.all { "" } else { "open" }, args.product.clone().unwrap_or_default());
    let query = [("limit", &*limit), ("cursor", &cursor), ("state", state), ("product", &product)];
    let answer = client.json("/api/v1/cases", &query)?;
    let heads = ["no.", "what", "assessment", "due (UTC)", "id"];
    write(out, args.listing.format, &answer, || listed(&answer, &heads, cells))
}

fn cells(case: &Value) -> Vec<String> {
    let title = text(case, "title").to_owned();
    vec![number(case), title, assessment(case).to_owned(), moment(case, "due"), text(case, "id").to_owned()]
}

fn number(item: &Value) -> String {
    item["number"].as_i64().map_or_else(String::new, |number| number.to_string())
}

fn assessment(case: &Value) -> &str {
    case["assessment"].as_str().unwrap_or("not assessed")
}

fn show(args: &CaseShow, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let path = path(&args.id)?;
    let mut case = client.json(&path, &[])?;
    for below in ["units", "timeline"] {
        case[below] = client.json(&format!("{path}/{below}"), &[("limit", "200")])?["items"].clone();
    }
    write(out, args.format, &case, || shown(&case))
}

fn shown(case: &Value) -> String {
    let head = format!(
        "#{} {}\n{}, {}, {}",
        number(case),
        clean(text(case, "title")),
        text(case, "kind"),
        text(case, "state"),
        assessment(case)
    );
    [head, clocks(case), signals(case), known(case), units(case), timeline(case)].join("\n\n")
}

/// The times that run; a safe clock is never called the law's.
fn clocks(case: &Value) -> String {
    let rows =
        [("assess by (ours, not the law's)", "assess_by"), ("safe clock since", "safe_from"), ("aware since", "aware")];
    let told = rows.iter().filter(|(_, name)| !case[*name].is_null());
    let told = told.map(|(label, name)| format!("{label}: {} UTC", moment(case, name)));
    let told: Vec<String> = told.chain(case["clocks"].as_array().into_iter().flatten().map(stage)).collect();
    if told.is_empty() { "no clock runs".to_owned() } else { told.join("\n") }
}

/// A report that is due; where the law grants more, that stands behind it.
fn stage(clock: &Value) -> String {
    let due = format!("{} by: {} UTC", text(clock, "stage").replace('-', " "), moment(clock, "due"));
    if clock["latest_by_law"].is_null() {
        return due;
    }
    format!("{due} (latest by law: {} UTC)", moment(clock, "latest_by_law"))
}

/// What made somebody look, each with when it arrived.
fn signals(case: &Value) -> String {
    let mut rows = table(&["signal", "what", "arrived (UTC)", "assess by (UTC)", "says"], width());
    for signal in case["signals"].as_array().into_iter().flatten() {
        let says = signal["about"].as_str().unwrap_or("(erased)");
        let says = signal["alert"].as_str().unwrap_or(says);
        let times = (moment(signal, "received"), moment(signal, "assess_by"));
        row(&mut rows, &[&number(signal), text(signal, "kind"), &times.0, &times.1, says]);
    }
    rows.to_string()
}

fn known(case: &Value) -> String {
    let (known, mut lines) = (&case["known"], Vec::new());
    for alert in known["alerts"].as_array().into_iter().flatten() {
        let gone = "an alert that is gone: owners erased what their devices told";
        lines.push(clean(alert["says"].as_str().unwrap_or(gone)).to_string());
    }
    lines.push(format!("devices of alerts: {}; {}", known["units"].as_i64().unwrap_or(0), markets(&known["markets"])));
    if let Some(affected) = known["flaw"]["affected"].as_i64() {
        let total = known["flaw"]["total"].as_i64().unwrap_or(0);
        lines.push(format!(
            "devices with an affected release: {affected} of {total}, unknown of {}; {}",
            known["flaw"]["unknown"].as_i64().unwrap_or(0),
            markets(&known["flaw"]["markets"])
        ));
    }
    let flaw = text(case, "flaw");
    if !flaw.is_empty() && known["flaw"].is_null() {
        lines.push(format!("no source of advisories names {}: which devices it hits is unknown", clean(flaw)));
    }
    lines.join("\n")
}

/// How many in which Member State; `-` is nobody's word for one.
fn markets(markets: &Value) -> String {
    let words = |(code, units): (&String, &Value)| {
        let code = if code == "-" { "market not stated" } else { code };
        format!("{code} {units}")
    };
    let words: Vec<String> = markets.as_object().into_iter().flatten().map(words).collect();
    if words.is_empty() { "markets unknown".to_owned() } else { words.join(", ") }
}

fn units(case: &Value) -> String {
    let mut rows = table(&["device", "market", "runs", "why"], width());
    for unit in case["units"].as_array().into_iter().flatten() {
        let runs = unit["runs"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let market = unit["market"].as_str().unwrap_or("not stated");
        row(&mut rows, &[text(unit, "serial"), market, &runs.collect::<Vec<_>>().join(", "), text(unit, "by")]);
    }
    rows.to_string()
}

fn timeline(case: &Value) -> String {
    let mut rows = table(&["no.", "when (UTC)", "what", "note"], width());
    for entry in case["timeline"].as_array().into_iter().flatten() {
        let note = entry["note"].as_str().unwrap_or("(erased)");
        row(&mut rows, &[&number(entry), &moment(entry, "time"), text(entry, "says"), note]);
    }
    rows.to_string()
}

fn opened(answer: &Value, out: &mut dyn Write) -> Result<Exit, Failure> {
    writeln!(out, "{}  #{}", text(answer, "id"), number(answer)).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn open(args: &CaseOpen, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let signal = json!({
        "kind": word(&args.signal), "about": args.about, "received": args.received, "reference": args.reference,
    });
    let wanted = json!({
        "kind": word(&args.kind), "title": args.title, "product": args.product, "flaw": args.flaw, "signal": signal,
    });
    opened(&client.post("/api/v1/cases", &wanted)?, out)
}

fn from_alert(args: &CaseFromAlert, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    opened(&client.post("/api/v1/cases/from-alert", &json!({"alert": args.alert}))?, out)
}

fn assess(args: &CaseAssess, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let assessment = word(&args.assessment);
    let wanted = json!({
        "assessment": assessment, "reason": args.reason, "aware": args.aware, "kind": args.kind.as_ref().map(word),
    });
    client.tell_unchanged(&path(&args.id)?, "/assessment", &wanted)?;
    writeln!(out, "{}  {assessment}", args.id).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn note(args: &CaseNote, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let said = json!({"note": args.note, "corrects": args.corrects});
    let written = client.post(&format!("{}/notes", path(&args.id)?), &said)?;
    writeln!(out, "{}  entry {}", args.id, number(&written)).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn close(args: &CaseClose, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    client.tell_unchanged(
        &path(&args.id)?,
        "/close",
        &json!({"reason": args.reason, "despite_due": args.despite_due}),
    )?;
    writeln!(out, "{}  closed", args.id).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn reopen(args: &CaseReopen, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    client.tell_unchanged(&path(&args.id)?, "/reopen", &json!({"reason": args.reason}))?;
    writeln!(out, "{}  open again", args.id).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}
