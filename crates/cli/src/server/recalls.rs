//! `recall list`, `show`, `plan`, `units`, `letter`, `returned` and `end`: what is withdrawn from sale or taken back.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};

use super::client::Client;
use super::{Connection, Listing, items, listed, moment, segment, text, write};
use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::terminal::clean;

/// Withdrawals and recalls of a server. Two people decide one, on the server's pages.
#[derive(Debug, Subcommand)]
pub(crate) enum Recall {
    /// List them, the newest first. The token needs `recall.read`.
    List(RecallList),
    /// Show one: what became of its devices, where they are, who was told. The token needs `recall.read`.
    Show(RecallShow),
    /// Plan one; nothing happens by it. The token needs `recall.work`.
    Plan(RecallPlan),
    /// Write every device of one, with Member State, importer, dealer and what became of it. The token needs `recall.read` and
    /// `unit.read`.
    Units(RecallUnits),
    /// Write the text for an authority, a draft in English with what is missing first. The token needs `recall.read`.
    Letter(RecallOne),
    /// Note devices that came back, by a file with one serial number in each line. The token needs `recall.work`.
    Returned(RecallReturned),
    /// End one. The token needs `recall.work`.
    End(RecallEnd),
}

/// `recall list`.
#[derive(Debug, Args)]
pub(crate) struct RecallList {
    #[command(flatten)]
    listing: Listing,
}

/// `recall show`.
#[derive(Debug, Args)]
pub(crate) struct RecallShow {
    #[command(flatten)]
    one: RecallOne,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "table")]
    format: CheckFormat,
}

/// One of them.
#[derive(Debug, Args)]
pub(crate) struct RecallOne {
    /// Which: rcl_….
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    connection: Connection,
}

/// `recall plan`.
#[derive(Debug, Args)]
pub(crate) struct RecallPlan {
    /// The releases: rel_….
    #[arg(value_name = "RELEASE", required = true)]
    releases: Vec<String>,
    /// What is done.
    #[arg(long, value_enum)]
    kind: Kind,
    /// Their product: prd_….
    #[arg(long, value_name = "ID")]
    product: String,
    /// The case that it comes of: cas_….
    #[arg(long, value_name = "ID")]
    case: Option<String>,
    /// Why. It stands in the ledger for good: name nobody.
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    connection: Connection,
}

/// `recall units`.
#[derive(Debug, Args)]
pub(crate) struct RecallUnits {
    #[command(flatten)]
    one: RecallOne,
    /// How they are written.
    #[arg(long, value_enum, default_value = "csv")]
    format: FileFormat,
}

/// `recall returned`.
#[derive(Debug, Args)]
pub(crate) struct RecallReturned {
    /// Which: rcl_….
    #[arg(value_name = "ID")]
    id: String,
    /// The file.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    connection: Connection,
}

/// `recall end`.
#[derive(Debug, Args)]
pub(crate) struct RecallEnd {
    #[command(flatten)]
    one: RecallOne,
    /// Why. It stands in the ledger for good: name nobody.
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

/// What is done.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    /// They are not sold any more.
    Withdraw,
    /// Devices with them are taken back as well.
    Recall,
}

/// How a file is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum FileFormat {
    /// As a table with commas.
    Csv,
    /// As one JSON object in each line.
    Json,
}

pub(crate) fn recall(command: Recall, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Recall::List(args) => list(&args, out),
        Recall::Show(args) => show(&args, out),
        Recall::Plan(args) => plan(&args, out),
        Recall::Units(args) => units(&args, out),
        Recall::Letter(args) => copied(&args, "/letter", &[], out),
        Recall::Returned(args) => returned(&args, out),
        Recall::End(args) => end(&args, out),
    }
}

fn path(id: &str) -> Result<String, Failure> {
    Ok(format!("/api/v1/recalls/{}", segment("rcl", id)?))
}

fn list(args: &RecallList, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.listing.connection)?;
    let (limit, cursor) = (args.listing.limit.to_string(), args.listing.cursor.clone().unwrap_or_default());
    let answer = client.json("/api/v1/recalls", &[("limit", &*limit), ("cursor", &cursor)])?;
    let heads = ["no.", "what", "product", "state", "decided (UTC)", "id"];
    let cells = |one: &Value| {
        let of = |name: &str| text(one, name).to_owned();
        vec![one["number"].to_string(), of("kind"), of("product_name"), of("state"), moment(one, "decided"), of("id")]
    };
    write(out, args.listing.format, &answer, || listed(&answer, &heads, cells))
}

fn show(args: &RecallShow, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.one.connection)?;
    let found = client.json(&path(&args.one.id)?, &[])?;
    write(out, args.format, &found, || shown(&found))
}

fn shown(found: &Value) -> String {
    let mut lines = vec![
        format!("{} {}: {}", text(found, "kind"), found["number"], clean(text(found, "product_name"))),
        format!("{}, {}", text(found, "state"), clean(text(found, "reason"))),
    ];
    for one in items(&found["releases"]) {
        lines.push(format!(
            "release: {} {} ({})",
            clean(text(one, "part")),
            clean(text(one, "version")),
            text(one, "state")
        ));
    }
    if found["units"].is_object() {
        let words = ["corrected", "returned", "decommissioned", "unknown", "open"];
        let told: Vec<String> = words.iter().map(|word| format!("{} {word}", found["units"][word])).collect();
        lines.push(format!("devices: {}", told.join(", ")));
    }
    for one in items(&found["places"]) {
        let of = |name: &str| one[name].as_str().map_or_else(|| "unknown".into(), clean);
        lines.push(format!("{}; {}; {}: {}", of("market"), of("importer"), of("dealer"), one["units"]));
    }
    for one in items(&found["partners"]) {
        let told = if one["told"].is_null() { "not told" } else { "told" };
        lines.push(format!("{} {}: {} devices, {told}", text(one, "kind"), clean(text(one, "name")), one["units"]));
    }
    lines.join("\n")
}

fn plan(args: &RecallPlan, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let kind = match args.kind {
        Kind::Withdraw => "withdraw",
        Kind::Recall => "recall",
    };
    let wanted = json!({
        "kind": kind, "product": args.product, "releases": args.releases, "case": args.case, "reason": args.reason,
    });
    let made = client.post("/api/v1/recalls", &wanted)?;
    writeln!(out, "{}  planned; two people decide it on the server's pages", text(&made, "id"))
        .map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn units(args: &RecallUnits, out: &mut dyn Write) -> Result<Exit, Failure> {
    let format = match args.format {
        FileFormat::Csv => "csv",
        FileFormat::Json => "json",
    };
    copied(&args.one, "/units/export", &[("format", format)], out)
}

/// Copies an answer as it comes, however long it is.
fn copied(args: &RecallOne, below: &str, query: &[(&str, &str)], out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let mut answer = client.get(&format!("{}{below}", path(&args.id)?), query)?;
    std::io::copy(&mut answer.body_mut().as_reader(), out).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn returned(args: &RecallReturned, out: &mut dyn Write) -> Result<Exit, Failure> {
    let unreadable = |source| Failure::Unreadable { file: args.file.clone(), source };
    let file = std::fs::read_to_string(&args.file).map_err(unreadable)?;
    let serials: Vec<&str> = file.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let client = Client::signed_in(&args.connection)?;
    let found = client.post(&format!("{}/returned", path(&args.id)?), &json!({"serials": serials}))?;
    writeln!(out, "{} noted, {} noted before", found["noted"], found["before"]).map_err(Failure::Output)?;
    for serial in items(&found["strange"]).iter().filter_map(Value::as_str) {
        writeln!(out, "no device of this recall: {}", clean(serial)).map_err(Failure::Output)?;
    }
    Ok(if items(&found["strange"]).is_empty() { Exit::Yes } else { Exit::No })
}

fn end(args: &RecallEnd, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.one.connection)?;
    client.tell(&format!("{}/end", path(&args.one.id)?), &json!({"reason": args.reason}))?;
    writeln!(out, "{}  over", args.one.id).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}
