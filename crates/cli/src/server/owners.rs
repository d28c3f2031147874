//! `case tell list`, `show`, `draft`, `revise`, `send`, `units`, `recall` and `drop`: what owners of affected units are told.

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

/// What owners of affected units are told, through the unit itself, by mail and by webhook: as was decided, and no wider.
#[derive(Debug, Subcommand)]
pub(crate) enum Tell {
    /// List the notices of a case, the newest first. The token needs `case.read`.
    List(TellOne),
    /// Show what a notice says, whom it is for, and how far it came. The token needs `case.read`.
    Show(TellShow),
    /// Begin a notice with what the case knows. Nobody is told. The token needs `owner-notice.write`.
    Draft(TellDraft),
    /// Say what a notice says and whom it is for. The token needs `owner-notice.write` and `case.read`.
    Revise(TellRevise),
    /// Send a notice to the units of its scope. The token needs `owner-notice.send` and `case.read`.
    Send(TellSend),
    /// List the units of a notice, and how far it came on each. The token needs `case.read` and `unit.read`.
    Units(TellUnits),
    /// Recall a notice: it is told to nobody more. The token needs `owner-notice.send` and `case.read`.
    Recall(TellPlain),
    /// Drop a draft. The token needs `owner-notice.write` and `case.read`.
    Drop(TellPlain),
}

/// One thing that is shown.
#[derive(Debug, Args)]
pub(crate) struct TellOne {
    /// The case: cas_….
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    connection: Connection,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "table")]
    format: CheckFormat,
}

/// `case tell show`.
#[derive(Debug, Args)]
pub(crate) struct TellShow {
    /// The notice: onn_….
    #[arg(value_name = "ID")]
    id: String,
    /// What `case tell revise` takes, as JSON.
    #[arg(long)]
    content: bool,
    #[command(flatten)]
    connection: Connection,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "table")]
    format: CheckFormat,
}

/// `case tell draft`.
#[derive(Debug, Args)]
pub(crate) struct TellDraft {
    /// The case: cas_….
    #[arg(value_name = "ID")]
    id: String,
    /// The notice in whose place it comes: onn_….
    #[arg(long, value_name = "ID")]
    corrects: Option<String>,
    #[command(flatten)]
    connection: Connection,
}

/// `case tell revise`.
#[derive(Debug, Args)]
pub(crate) struct TellRevise {
    /// The notice: onn_….
    #[arg(value_name = "ID")]
    id: String,
    /// A file with all that it is to say and whom it is for, as `case tell show --content` writes it.
    #[arg(value_name = "FILE")]
    content: PathBuf,
    #[command(flatten)]
    connection: Connection,
}

/// `case tell send`.
#[derive(Debug, Args)]
pub(crate) struct TellSend {
    /// The notice: onn_….
    #[arg(value_name = "ID")]
    id: String,
    /// How many units it is for, as `case tell show` said: where there are more by now, nothing is sent.
    #[arg(long, value_name = "NUMBER")]
    units: i64,
    #[command(flatten)]
    connection: Connection,
}

/// `case tell units`.
#[derive(Debug, Args)]
pub(crate) struct TellUnits {
    /// The notice: onn_….
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    listing: Listing,
}

/// A notice, and nothing else.
#[derive(Debug, Args)]
pub(crate) struct TellPlain {
    /// The notice: onn_….
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    connection: Connection,
}

pub(crate) fn tell(command: Tell, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Tell::List(args) => list(&args, out),
        Tell::Show(args) => show(&args, out),
        Tell::Draft(args) => draft(&args, out),
        Tell::Revise(args) => revise(&args, out),
        Tell::Send(args) => send(&args, out),
        Tell::Units(args) => units(&args, out),
        Tell::Recall(args) => plain(&args, ("/recall", "recalled"), out),
        Tell::Drop(args) => plain(&args, ("/drop", "dropped"), out),
    }
}

fn path(id: &str) -> Result<String, Failure> {
    Ok(format!("/api/v1/owner-notices/{}", segment("onn", id)?))
}

fn of_case(id: &str) -> Result<String, Failure> {
    Ok(format!("/api/v1/cases/{}/owner-notices", segment("cas", id)?))
}

fn list(args: &TellOne, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let answer = client.json(&of_case(&args.id)?, &[])?;
    write(out, args.format, &answer, || {
        let mut rows = table(&["no.", "what", "state", "sent (UTC)", "units", "kept", "opened", "id"], width());
        for one in answer.as_array().into_iter().flatten() {
            let [units, kept, opened] = ["units", "kept", "opened"].map(|name| count(&one["progress"][name]));
            let (number, sent) = (count(&one["number"]), moment(one, "sent"));
            let cells = [&*number, text(one, "title"), text(one, "state"), &*sent, &*units, &*kept, &*opened];
            row(&mut rows, &[&cells[..], &[text(one, "id")]].concat());
        }
        format!("{rows}\n")
    })
}

fn count(value: &Value) -> String {
    value.as_i64().map_or_else(|| "-".to_owned(), |number| number.to_string())
}

fn show(args: &TellShow, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let found = client.json(&path(&args.id)?, &[])?;
    if args.content {
        let editable = json!({"content": found["content"], "scope": found["scope"]});
        return write(out, CheckFormat::Json, &editable, String::new);
    }
    write(out, args.format, &found, || shown(&found))
}

fn shown(found: &Value) -> String {
    let content = &found["content"];
    let mut lines = vec![format!(
        "notice {} to owners: {}, {}",
        count(&found["number"]),
        text(found, "state"),
        text(content, "gravity")
    )];
    for language in ["en", "de"] {
        let words = |name: &str| clean(text(&content[language], name)).to_string();
        lines.push(format!("\n[{language}] {}\n{}\n{}", words("title"), words("happened"), words("advice")));
    }
    let scope = &found["scope"];
    let all = |name: &str| -> String {
        let all: Vec<&str> = scope[name].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        if all.is_empty() { "-".to_owned() } else { all.join(", ") }
    };
    let later = if scope["later"] == true { "told too" } else { "not told" };
    lines.push(format!(
        "\nfor: {}; releases: {}; markets: {}; who comes later: {later}",
        text(scope, "base"),
        all("releases"),
        all("markets")
    ));
    let figures = |of: &str, names: &[&str]| -> Vec<String> {
        names.iter().map(|name| format!("{} {}", count(&found[of][*name]), name.replace('_', " "))).collect()
    };
    let reach = ["units", "by_unit", "by_mail", "by_webhook", "by_nothing"];
    let progress = ["units", "kept", "opened", "waiting", "unreachable"];
    let line = if found["reach"].is_object() { figures("reach", &reach) } else { figures("progress", &progress) };
    lines.push(line.join(", "));
    lines.join("\n") + "\n"
}

fn draft(args: &TellDraft, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let begun = client.post(&of_case(&args.id)?, &json!({"corrects": args.corrects}))?;
    writeln!(out, "{}", text(&begun, "id")).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn revise(args: &TellRevise, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let unreadable = |source| Failure::Unreadable { file: args.content.clone(), source };
    let read = std::fs::read_to_string(&args.content).map_err(unreadable)?;
    let broken = |error: serde_json::Error| Failure::Usage(format!("{}: {error}", args.content.display()));
    let content: Value = serde_json::from_str(&read).map_err(broken)?;
    client.tell_unchanged(&path(&args.id)?, "/content", &content)?;
    writeln!(out, "{}  changed; nobody is told before it is sent", args.id).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn send(args: &TellSend, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    client.tell_unchanged(&path(&args.id)?, "/send", &json!({"units": args.units}))?;
    writeln!(out, "{}  sent; see how far it comes with: steadfast case tell show {}", args.id, args.id)
        .map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn units(args: &TellUnits, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.listing.connection)?;
    let (limit, cursor) = (args.listing.limit.to_string(), args.listing.cursor.clone().unwrap_or_default());
    let answer = client.json(&format!("{}/units", path(&args.id)?), &[("limit", &*limit), ("cursor", &cursor)])?;
    let heads = ["serial", "market", "told (UTC)", "kept (UTC)", "opened (UTC)", "id"];
    write(out, args.listing.format, &answer, || listed(&answer, &heads, cells))
}

fn cells(unit: &Value) -> Vec<String> {
    let times = ["told", "kept", "opened"].map(|name| moment(unit, name));
    let (serial, market) = (text(unit, "serial").to_owned(), unit["market"].as_str().unwrap_or("-").to_owned());
    [vec![serial, market], times.into(), vec![text(unit, "unit").to_owned()]].concat()
}

fn plain(args: &TellPlain, (step, done): (&str, &str), out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    client.tell_unchanged(&path(&args.id)?, step, &Value::Null)?;
    writeln!(out, "{}  {done}", args.id).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}
