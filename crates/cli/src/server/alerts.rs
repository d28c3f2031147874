//! `alert list`, `alert show` and `alert answer`: what monitoring concludes, and what people say of it.

use std::io::Write;

use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};

use super::client::Client;
use super::{Connection, Listing, listed, moment, segment, text, write};
use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::table::{row, table, width};
use crate::terminal::clean;

/// Alerts of a server.
#[derive(Debug, Subcommand)]
pub(crate) enum Alert {
    /// List alerts, the newest first: those that are open. The token needs `monitoring.read`.
    List(AlertList),
    /// Show an alert with its units, each with its reasons. The token needs `monitoring.read`.
    Show(AlertShow),
    /// Say whether an alert is true, false or expected: it is over then. The token needs `alert.answer`.
    Answer(AlertAnswer),
}

/// `alert list`.
#[derive(Debug, Args)]
pub(crate) struct AlertList {
    #[command(flatten)]
    listing: Listing,
    /// Those that are over as well.
    #[arg(long)]
    all: bool,
    /// Of this product: prd_….
    #[arg(long, value_name = "ID")]
    product: Option<String>,
}

/// `alert show`.
#[derive(Debug, Args)]
pub(crate) struct AlertShow {
    /// The alert: alt_….
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    connection: Connection,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "table")]
    format: CheckFormat,
}

/// `alert answer`.
#[derive(Debug, Args)]
pub(crate) struct AlertAnswer {
    /// The alert: alt_….
    #[arg(value_name = "ID")]
    id: String,
    /// What it is.
    #[arg(value_enum)]
    answer: Answer,
    /// Why, for whoever sees the same next.
    #[arg(long, value_name = "TEXT")]
    note: String,
    #[command(flatten)]
    connection: Connection,
}

/// What an alert is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Answer {
    /// Something is wrong.
    True,
    /// Nothing is.
    False,
    /// Somebody meant it to be so: this cause is told no more of this product.
    Expected,
}

pub(crate) fn alert(command: Alert, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Alert::List(args) => list(&args, out),
        Alert::Show(args) => show(&args, out),
        Alert::Answer(args) => answer(&args, out),
    }
}

fn list(args: &AlertList, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.listing.connection)?;
    let (limit, cursor) = (args.listing.limit.to_string(), args.listing.cursor.clone().unwrap_or_default());
    let (state, product) = (if args.all { "" } else { "open" }, args.product.clone().unwrap_or_default());
    let query = [("limit", &*limit), ("cursor", &cursor), ("state", state), ("product", &product)];
    let answer = client.json("/api/v1/alerts", &query)?;
    write(out, args.listing.format, &answer, || listed(&answer, &["what", "since (UTC)", "answer", "id"], cells))
}

fn cells(alert: &Value) -> Vec<String> {
    let answer = match (alert["answer"].as_str(), alert["ended"].is_null()) {
        (Some(answer), _) => answer,
        (None, true) => "open",
        (None, false) => "over",
    };
    vec![text(alert, "says").to_owned(), moment(alert, "opened"), answer.to_owned(), text(alert, "id").to_owned()]
}

fn show(args: &AlertShow, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let path = format!("/api/v1/alerts/{}", segment("alt", &args.id)?);
    let mut alert = client.json(&path, &[])?;
    let units = client.json(&format!("{path}/units"), &[("limit", "200")])?;
    alert["unit_list"] = units["items"].clone();
    write(out, args.format, &alert, || shown(&alert))
}

fn shown(alert: &Value) -> String {
    let mut rows = table(&["device", "what", "expected", "seen", "compared with"], width());
    let units = alert["unit_list"].as_array().map(Vec::as_slice).unwrap_or_default();
    for unit in units {
        for (place, reason) in unit["reasons"].as_array().into_iter().flatten().enumerate() {
            let serial = if place == 0 { text(unit, "serial") } else { "" };
            let what = format!("{}: {}", text(reason, "detector"), text(reason, "cause"));
            row(
                &mut rows,
                &[serial, &what, text(reason, "expected"), text(reason, "seen"), text(reason, "compared_with")],
            );
        }
    }
    let left = alert["units"].as_u64().unwrap_or(0).saturating_sub(units.len() as u64);
    let more = if left > 0 { format!("\nand {left} devices more\n") } else { String::new() };
    format!("{}\n\n{rows}\n{more}", clean(text(alert, "says")))
}

fn answer(args: &AlertAnswer, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let path = format!("/api/v1/alerts/{}", segment("alt", &args.id)?);
    let word = args.answer.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    client.tell_unchanged(&path, "/answer", &json!({"answer": word, "note": args.note}))?;
    writeln!(out, "{}  {word}", args.id).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}
