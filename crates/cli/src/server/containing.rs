//! `case contain`: what is held because of a case, and giving it back.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::cases::path;
use super::client::Client;
use super::{Connection, segment, text, write};
use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::terminal::clean;

/// Hold what runs because of a case, and give it back. Deliveries and tokens are held by people, on the case's page.
#[derive(Debug, Subcommand)]
pub(crate) enum Contain {
    /// Show what is held because of a case, and what could be held now. The token needs `case.read`; with `case.contain` it
    /// shows what could be held too.
    Show(Shown),
    /// Pause the rollouts of the case's product that run. The token needs `case.read` and `case.contain`.
    Rollouts(Rollouts),
    /// Give a signed policy to the units of the case's product: made by `release policy`. The token needs `case.contain`.
    Policy(GivePolicy),
    /// Give back rollouts that one act paused. The token needs `case.contain`.
    Undo(Undo),
}

/// `case contain show`.
#[derive(Debug, Args)]
pub(crate) struct Shown {
    /// The case: cas_….
    #[arg(value_name = "ID")]
    id: String,
    #[arg(long, value_enum, default_value = "table")]
    format: CheckFormat,
    #[command(flatten)]
    connection: Connection,
}

/// `case contain rollouts`.
#[derive(Debug, Args)]
pub(crate) struct Rollouts {
    /// The case: cas_….
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    connection: Connection,
}

/// `case contain policy`.
#[derive(Debug, Args)]
pub(crate) struct GivePolicy {
    /// The case: cas_….
    #[arg(value_name = "ID")]
    id: String,
    /// The policy, as it was signed.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    connection: Connection,
}

/// `case contain undo`.
#[derive(Debug, Args)]
pub(crate) struct Undo {
    /// The case: cas_….
    #[arg(value_name = "ID")]
    id: String,
    /// The act: cnt_….
    #[arg(value_name = "ACT")]
    act: String,
    #[command(flatten)]
    connection: Connection,
}

pub(super) fn contain(what: Contain, out: &mut dyn Write) -> Result<Exit, Failure> {
    match what {
        Contain::Show(args) => show(&args, out),
        Contain::Rollouts(args) => rollouts(&args, out),
        Contain::Policy(args) => policy(&args, out),
        Contain::Undo(args) => undo(&args, out),
    }
}

fn show(args: &Shown, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let mut found = client.json(&place(&args.id)?, &[])?;
    found["policies"] = client.json(&format!("{}/policies", path(&args.id)?), &[])?["policies"].take();
    write(out, args.format, &found, || table_of(&found))?;
    Ok(Exit::Yes)
}

fn place(id: &str) -> Result<String, Failure> {
    Ok(format!("{}/containment", path(id)?))
}

/// What runs now is what is held: where more runs by the time it is asked for, the server refuses.
fn rollouts(args: &Rollouts, out: &mut dyn Write) -> Result<Exit, Failure> {
    let (client, place) = (Client::signed_in(&args.connection)?, place(&args.id)?);
    let run = items(&client.json(&place, &[])?["possible"]["rollouts"]).len();
    let made = client.post(&place, &json!({"move": "rollouts", "seen": run}))?;
    writeln!(out, "{}  held", text(&made, "id")).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn policy(args: &GivePolicy, out: &mut dyn Write) -> Result<Exit, Failure> {
    let unreadable = |source| Failure::Unreadable { file: args.file.clone(), source };
    let file = std::fs::read_to_string(&args.file).map_err(unreadable)?;
    let client = Client::signed_in(&args.connection)?;
    let made = client.post(&format!("{}/policies", path(&args.id)?), &json!({"file": file}))?;
    writeln!(out, "{}  given", text(&made, "id")).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn undo(args: &Undo, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    client.command(&format!("{}/{}/undo", place(&args.id)?, segment("cnt", &args.act)?))?;
    writeln!(out, "{}  given back", args.act).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn items(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}

fn table_of(found: &Value) -> String {
    let act = |one: &Value| {
        let state = if one["undone"].is_null() { "held" } else { "given back" };
        format!("{}  {}: {} {state}, since {}", text(one, "id"), text(one, "move"), one["things"], text(one, "made"))
    };
    let mut lines: Vec<String> = items(&found["acts"]).iter().map(act).collect();
    lines.extend(items(&found["policies"]).iter().map(of_policy));
    let possible = &found["possible"];
    if !possible.is_null() {
        lines.push(format!("rollouts that run: {}", items(&possible["rollouts"]).len()));
        lines.extend(named("webhook", &possible["webhooks"]));
        lines.extend(named("receiver", &possible["receivers"]));
        lines.push(format!("tokens with rights over products: {}", possible["tokens"]));
        let person =
            |one: &Value| format!("{}  {}: {} tokens", text(one, "id"), clean(text(one, "name")), one["tokens"]);
        lines.extend(items(&possible["people"]).iter().map(person));
    }
    if lines.is_empty() { "nothing is held".to_owned() } else { lines.join("\n") }
}

fn of_policy(one: &Value) -> String {
    let (units, what) = (&one["units"], if one["lifts"] == true { "lifts what was before" } else { "holds back" });
    let counts = ["obey", "wait", "left", "not_yet", "unknown"].map(|name| format!("{name} {}", units[name]));
    let reached = match units.is_null() {
        true => String::new(),
        false => format!("; of {} units: {}", units["all"], counts.join(", ")),
    };
    let head = format!("{}  policy {} {what}, {}", text(one, "id"), one["sequence"], text(one, "state"));
    format!("{head}, until {}{reached}", text(one, "expires"))
}

fn named(what: &str, list: &Value) -> Vec<String> {
    items(list).iter().map(|one| format!("{}  {what} {}", text(one, "id"), clean(text(one, "name")))).collect()
}
