//! Commands that talk to a running server, through its API and with a token.

mod address;
pub(crate) mod advisories;
mod advisory;
mod alerts;
mod cases;
mod catalogue;
mod client;
mod closing;
mod conformity;
mod containing;
mod decisions;
mod declare;
mod drills;
mod duty;
mod evidence;
mod fleet;
mod health;
mod jobs;
mod lifecycle;
mod lists;
mod notices;
mod owners;
mod people;
mod pinned;
mod products;
mod recalls;
mod records;
mod refusal;
mod releases;
mod reports;
mod repository;
mod rollouts;
mod simulated;
mod tokens;
mod units;
mod vex;

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use comfy_table::ColumnConstraint;
use serde_json::Value;

use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::scan;
use crate::table::{row, table, width};
use crate::terminal::clean;
pub(crate) use advisory::{Advisory, advisory};
pub(crate) use alerts::{Alert, alert};
pub(crate) use cases::{Case, case};
pub(crate) use catalogue::{Product, Release, product, release};
pub(crate) use client::certificate_agent;
pub(crate) use conformity::{Dossier, dossier};
pub(crate) use declare::{Declare, declare};
pub(crate) use drills::{Drill, drill};
pub(crate) use duty::{Duty, duty};
pub(crate) use fleet::{Unit, unit};
pub(crate) use lifecycle::{HandOver, Support, hand_over, support};
pub(crate) use recalls::{Recall, recall};
pub(crate) use refusal::Refusal;
pub(crate) use releases::{ReleaseFacts, release_facts};
pub(crate) use reports::{Report, report};
pub(crate) use repository::{OnlineKey, Publish, online_key, publish};
pub(crate) use rollouts::{Rollout, rollout};
pub(crate) use simulated::{Ground, LOOK};
pub(crate) use vex::Vex;

/// Where the server is, and how its answer is written. The token is read from `STEADFAST_TOKEN` alone.
#[derive(Debug, Args)]
pub(crate) struct Connection {
    /// The server's address, https://… [default: STEADFAST_SERVER].
    #[arg(long, value_name = "URL")]
    pub(crate) server: Option<String>,
    /// Trust the certificate with this SHA-256 fingerprint, and no other; the server prints that of a certificate that it
    /// made for itself [default: STEADFAST_CERTIFICATE_FINGERPRINT].
    #[arg(long, value_name = "SHA-256")]
    pub(crate) certificate_fingerprint: Option<String>,
}

impl Connection {
    /// Whether a server is meant, of a command that can do without one.
    pub(crate) fn is_meant(&self) -> bool {
        self.server.is_some() || address::stated().is_some()
    }
}

/// A server's address, and what asks it without a token.
pub(crate) fn place(connection: &Connection) -> Result<(String, ureq::Agent), Failure> {
    let agent = certificate_agent(connection.certificate_fingerprint.as_deref())?;
    Ok((address::address(connection.server.as_deref())?, agent))
}

/// Which entries of a list.
#[derive(Debug, Args)]
pub(crate) struct Listing {
    #[command(flatten)]
    pub(crate) connection: Connection,
    /// How many entries at most, 1 to 200.
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u8).range(1..=200))]
    pub(crate) limit: u8,
    /// Where to go on, as the page before said.
    #[arg(long, value_name = "ID")]
    pub(crate) cursor: Option<String>,
    /// How to write the answer; JSON is what the API answered.
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    pub(crate) format: CheckFormat,
}

/// Which product, and how the answer is written.
#[derive(Debug, Args)]
pub(crate) struct OfProduct {
    /// The product: prd_….
    #[arg(value_name = "PRODUCT")]
    pub(crate) product: String,
    #[command(flatten)]
    pub(crate) connection: Connection,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "table")]
    pub(crate) format: CheckFormat,
}

/// A running server.
#[derive(Debug, Subcommand)]
pub(crate) enum ServerCommand {
    /// Whether the server can do its work: 0 yes, 1 no. With STEADFAST_TOKEN, also whose token it is.
    Health(Health),
}

/// `server health`.
#[derive(Debug, Args)]
pub(crate) struct Health {
    #[command(flatten)]
    pub(crate) connection: Connection,
    /// How to write the answer.
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    pub(crate) format: CheckFormat,
}

/// Records of the server's ledger.
#[derive(Debug, Subcommand)]
pub(crate) enum Record {
    /// List records, the newest first. The token needs `record.read`; who did what shows with `record.content`.
    List(RecordList),
    /// Show one record.
    Show(RecordShow),
    /// Write one record with its proof, as `steadfast verify` reads it.
    Bundle(RecordBundle),
    /// Write the whole ledger, as `steadfast verify` reads it. The token needs `record.export`.
    Export(RecordExport),
}

/// `record list`.
#[derive(Debug, Args)]
pub(crate) struct RecordList {
    #[command(flatten)]
    pub(crate) listing: Listing,
    /// Records of this kind, such as person-invited.
    #[arg(long, value_name = "KIND", conflicts_with_all = ["actor", "subject"])]
    pub(crate) kind: Option<String>,
    /// Records made by this person, token or job.
    #[arg(long, value_name = "ID", conflicts_with = "subject")]
    pub(crate) actor: Option<String>,
    /// Records about this.
    #[arg(long, value_name = "ID")]
    pub(crate) subject: Option<String>,
}

/// `record show`.
#[derive(Debug, Args)]
pub(crate) struct RecordShow {
    /// The record: rec_…
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) connection: Connection,
    /// How to write the answer; JSON is what the API answered.
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    pub(crate) format: CheckFormat,
}

/// `record bundle`.
#[derive(Debug, Args)]
pub(crate) struct RecordBundle {
    /// The record: rec_…
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) connection: Connection,
    /// The file to write, in place of standard output.
    #[arg(long, value_name = "FILE")]
    pub(crate) to: Option<PathBuf>,
}

/// `record export`.
#[derive(Debug, Args)]
pub(crate) struct RecordExport {
    #[command(flatten)]
    pub(crate) connection: Connection,
    /// The file to write, in place of standard output. It is there when all of it is.
    #[arg(long, value_name = "FILE")]
    pub(crate) to: Option<PathBuf>,
}

/// The server's jobs.
#[derive(Debug, Subcommand)]
pub(crate) enum Job {
    /// List jobs, the newest first. The token needs `job.read`.
    List(JobList),
    /// Have a job run at once, or once more after it was given up. The token needs `job.run`.
    Run(JobRun),
}

/// `job list`.
#[derive(Debug, Args)]
pub(crate) struct JobList {
    #[command(flatten)]
    pub(crate) listing: Listing,
    /// Jobs of this kind.
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Option<String>,
    /// Jobs in this state: waiting, retrying, running, done or failed.
    #[arg(long, value_name = "STATE")]
    pub(crate) state: Option<String>,
}

/// `job run`.
#[derive(Debug, Args)]
pub(crate) struct JobRun {
    /// The job: job_…
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) connection: Connection,
}

/// API tokens. Making and ending one takes a person who is signed in: do it on the server's page.
#[derive(Debug, Subcommand)]
pub(crate) enum Token {
    /// List tokens, the newest first: one's own, or everybody's with `token.read-any`. Never their secrets.
    List(Listing),
}

pub(crate) fn run(command: ServerCommand, out: &mut dyn Write) -> Result<Exit, Failure> {
    let ServerCommand::Health(health) = command;
    health::health(&health, out)
}

pub(crate) fn record(command: Record, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Record::List(list) => records::list(&list, out),
        Record::Show(show) => records::show(&show, out),
        Record::Bundle(bundle) => records::bundle(&bundle, out),
        Record::Export(export) => records::export(&export, out),
    }
}

pub(crate) fn job(command: Job, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Job::List(list) => jobs::list(&list, out),
        Job::Run(run) => jobs::run(&run, out),
    }
}

pub(crate) fn vex(command: Vex, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Vex::Import(import) => vex::import(&import, out),
        Vex::Export(export) => vex::export(&export, out),
    }
}

pub(crate) fn token(command: Token, out: &mut dyn Write) -> Result<Exit, Failure> {
    let Token::List(listing) = command;
    tokens::list(&listing, out)
}

/// People with their roles.
pub(crate) fn user_list(listing: &Listing, out: &mut dyn Write) -> Result<Exit, Failure> {
    people::list(listing, out)
}

/// Whether a text is an id of a kind.
fn is_id(kind: &str, text: &str) -> bool {
    let digits = text.strip_prefix(kind).and_then(|rest| rest.strip_prefix('_')).unwrap_or_default();
    digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// An id as part of an address: nothing in it leads elsewhere.
fn segment<'a>(kind: &str, id: &'a str) -> Result<&'a str, Failure> {
    let harmless = is_id(kind, id);
    let refused = || Failure::Usage(format!("{id}: expected an id, {kind}_ and 32 hexadecimal digits"));
    harmless.then_some(id).ok_or_else(refused)
}

/// Writes an answer as it was asked for.
fn write(
    out: &mut dyn Write,
    format: CheckFormat,
    answer: &Value,
    table: impl Fn() -> String,
) -> Result<Exit, Failure> {
    let text = match format {
        CheckFormat::Table => table(),
        CheckFormat::Json => scan::to_json(answer),
    };
    out.write_all(text.as_bytes()).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

/// The entries of a list; what is none has none.
fn items(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}

/// A list as a table, with the words that there is more. The last column holds ids: they are never broken.
fn listed(answer: &Value, headings: &[&str], cells: impl Fn(&Value) -> Vec<String>) -> String {
    let items = items(&answer["items"]);
    if items.is_empty() {
        return "There are none.\n".to_owned();
    }
    let mut rows = table(headings, width());
    for item in items {
        let cells = cells(item);
        row(&mut rows, &cells.iter().map(String::as_str).collect::<Vec<_>>());
    }
    if let Some(ids) = rows.column_iter_mut().last() {
        ids.set_constraint(ColumnConstraint::ContentWidth);
    }
    let more =
        answer["next"].as_str().map(|cursor| format!("\nThere are more: go on with --cursor {}\n", clean(cursor)));
    format!("{rows}\n{}", more.unwrap_or_default())
}

/// An id for the eye alone: its kind and its last digits.
fn short(id: &str) -> String {
    let tail = id.char_indices().rev().nth(5).map_or(0, |(at, _)| at);
    match id.split_once('_') {
        Some((kind, digits)) if digits.len() > 8 => format!("{kind}_…{}", &id[tail..]),
        _ => id.to_owned(),
    }
}

/// A member as text; empty where it is absent.
fn text<'a>(item: &'a Value, name: &str) -> &'a str {
    item[name].as_str().unwrap_or_default()
}

/// A time to the second, in UTC.
fn moment(item: &Value, name: &str) -> String {
    formatted(item, name, "%Y-%m-%d %H:%M:%S")
}

/// The day of a time, in UTC.
fn day(item: &Value, name: &str) -> String {
    formatted(item, name, "%Y-%m-%d")
}

fn formatted(item: &Value, name: &str, form: &str) -> String {
    let time = text(item, name).parse::<jiff::Timestamp>();
    time.map_or_else(|_| String::new(), |time| time.strftime(form).to_string())
}
