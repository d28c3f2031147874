//! `advisory list`, `show`, `draft`, `check`, `revise` and `publish`: what the manufacturer tells the world of vulnerabilities.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::client::Client;
use super::{Connection, Listing, listed, moment, segment, text, write};
use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::table::{row, table, width};
use crate::terminal::clean;

/// Advisories of a server's manufacturer.
#[derive(Debug, Subcommand)]
pub(crate) enum Advisory {
    /// List advisories, the newest first. The token needs `advisory.read`.
    List(AdvisoryList),
    /// Show what an advisory says, and its versions; its content as JSON is what `advisory revise` takes. The token needs
    /// `advisory.read`.
    Show(AdvisoryShow),
    /// Begin an advisory with what is known of a flaw and what was decided on it. The token needs `advisory.draft`.
    Draft(AdvisoryDraft),
    /// Ask whether an advisory keeps the standard: 0 it may be published, 1 it may not. The token needs `advisory.read`.
    Check(AdvisoryCheck),
    /// Say what the next version is to say; what is published stays. The token needs `advisory.draft` and `advisory.read`.
    Revise(AdvisoryRevise),
    /// Publish an advisory, or its next version. The token needs `advisory.publish` and `advisory.read`.
    Publish(AdvisoryPublish),
}

/// `advisory list`.
#[derive(Debug, Args)]
pub(crate) struct AdvisoryList {
    #[command(flatten)]
    listing: Listing,
}

/// `advisory show`.
#[derive(Debug, Args)]
pub(crate) struct AdvisoryShow {
    /// The advisory: adv_….
    #[arg(value_name = "ID")]
    id: String,
    /// Its content alone, as JSON.
    #[arg(long)]
    content: bool,
    #[command(flatten)]
    connection: Connection,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "table")]
    format: CheckFormat,
}

/// `advisory draft`.
#[derive(Debug, Args)]
pub(crate) struct AdvisoryDraft {
    /// The flaw, by a name such as CVE-2026-1234 [default: the case's].
    #[arg(value_name = "NAME", default_value = "")]
    flaw: String,
    /// The product: prd_… [default: the case's].
    #[arg(long, value_name = "ID")]
    product: Option<String>,
    /// The case that it comes of: cas_….
    #[arg(long, value_name = "ID")]
    case: Option<String>,
    /// A release with the fix: rel_…; once for each.
    #[arg(long, value_name = "ID")]
    fixed: Vec<String>,
    #[command(flatten)]
    connection: Connection,
}

/// `advisory check`.
#[derive(Debug, Args)]
pub(crate) struct AdvisoryCheck {
    /// The advisory: adv_….
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    connection: Connection,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "table")]
    format: CheckFormat,
}

/// `advisory revise`.
#[derive(Debug, Args)]
pub(crate) struct AdvisoryRevise {
    /// The advisory: adv_….
    #[arg(value_name = "ID")]
    id: String,
    /// A file with all that it is to say, as `advisory show --content` writes it.
    #[arg(value_name = "FILE")]
    content: PathBuf,
    #[command(flatten)]
    connection: Connection,
}

/// `advisory publish`.
#[derive(Debug, Args)]
pub(crate) struct AdvisoryPublish {
    /// The advisory: adv_….
    #[arg(value_name = "ID")]
    id: String,
    /// What changed, in one line; it stands in the document.
    #[arg(long, value_name = "TEXT", default_value = "First version")]
    summary: String,
    #[command(flatten)]
    connection: Connection,
}

const ADVISORIES: &str = "/api/v1/own-advisories";

pub(crate) fn advisory(command: Advisory, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Advisory::List(args) => list(&args, out),
        Advisory::Show(args) => show(&args, out),
        Advisory::Draft(args) => draft(&args, out),
        Advisory::Check(args) => check(&args, out),
        Advisory::Revise(args) => revise(&args, out),
        Advisory::Publish(args) => publish(&args, out),
    }
}

fn path(id: &str) -> Result<String, Failure> {
    Ok(format!("{ADVISORIES}/{}", segment("adv", id)?))
}

fn list(args: &AdvisoryList, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.listing.connection)?;
    let (limit, cursor) = (args.listing.limit.to_string(), args.listing.cursor.clone().unwrap_or_default());
    let answer = client.json(ADVISORIES, &[("limit", &*limit), ("cursor", &cursor)])?;
    let heads = ["name", "what", "version", "published (UTC)", "id"];
    write(out, args.listing.format, &answer, || listed(&answer, &heads, cells))
}

fn cells(found: &Value) -> Vec<String> {
    let title = text(found, "title").to_owned();
    vec![text(found, "name").to_owned(), title, version(found), moment(found, "released"), text(found, "id").to_owned()]
}

/// Which version is published, and whether the next one says something else.
fn version(found: &Value) -> String {
    let changed = found["is_changed"].as_bool().unwrap_or(false);
    match (found["revision"].as_i64().unwrap_or(0), changed) {
        (0, _) => "draft".to_owned(),
        (number, true) => format!("{number}, and a draft"),
        (number, false) => number.to_string(),
    }
}

fn show(args: &AdvisoryShow, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let found = client.json(&path(&args.id)?, &[])?;
    if args.content {
        return write(out, CheckFormat::Json, &found["content"], String::new);
    }
    write(out, args.format, &found, || shown(&found))
}

fn shown(found: &Value) -> String {
    let content = &found["content"];
    let words = |name: &str| clean(content[name]["en"].as_str().unwrap_or_default()).to_string();
    let mut lines = vec![
        format!("{} {}", text(found, "name"), words("title")),
        format!("TLP:{}, version {}", text(content, "tlp").to_uppercase(), version(found)),
        words("summary"),
    ];
    for flaw in content["flaws"].as_array().into_iter().flatten() {
        let ids: Vec<&str> = flaw["ids"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        lines.push(clean(&ids.join(", ")).to_string());
        for said in flaw["states"].as_array().into_iter().flatten() {
            lines.push(format!("  {}  {}", text(said, "release"), text(said, "state")));
        }
    }
    for version in found["versions"].as_array().into_iter().flatten() {
        let (number, summary) = (version["number"].as_i64().unwrap_or(0), clean(text(version, "summary")));
        lines.push(format!("version {number}, {} UTC: {summary}", moment(version, "time")));
    }
    lines.join("\n") + "\n"
}

fn draft(args: &AdvisoryDraft, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let wanted = json!({"product": args.product, "case": args.case, "flaw": args.flaw, "fixed": args.fixed});
    let begun = client.post(ADVISORIES, &wanted)?;
    writeln!(out, "{}", text(&begun, "id")).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn check(args: &AdvisoryCheck, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let answer = client.json(&format!("{}/check", path(&args.id)?), &[])?;
    let publishable = answer["publishable"].as_bool().unwrap_or(false);
    write(out, args.format, &answer, || findings(&answer, publishable))?;
    Ok(if publishable { Exit::Yes } else { Exit::No })
}

fn findings(answer: &Value, publishable: bool) -> String {
    let head = if publishable { "It may be published." } else { "It may not be published." };
    let found = answer["findings"].as_array().map(Vec::as_slice).unwrap_or_default();
    if found.is_empty() {
        return format!("{head}\n");
    }
    let mut rows = table(&["test", "kind", "where", "what"], width());
    for one in found {
        row(&mut rows, &[text(one, "test"), text(one, "kind"), text(one, "pointer"), text(one, "reason")]);
    }
    format!("{head}\n{rows}\n")
}

fn revise(args: &AdvisoryRevise, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let unreadable = |source| Failure::Unreadable { file: args.content.clone(), source };
    let read = std::fs::read_to_string(&args.content).map_err(unreadable)?;
    let broken = |error: serde_json::Error| Failure::Usage(format!("{}: {error}", args.content.display()));
    let content: Value = serde_json::from_str(&read).map_err(broken)?;
    client.tell_unchanged(&path(&args.id)?, "/content", &content)?;
    writeln!(out, "{}  changed; publish it with: steadfast advisory publish {}", args.id, args.id)
        .map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn publish(args: &AdvisoryPublish, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    client.tell_unchanged(&path(&args.id)?, "/publish", &json!({"summary": args.summary}))?;
    writeln!(out, "{}  published", args.id).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}
