//! `case closing` and `case fix`: from the flaw of a case to its end.

use std::io::Write;

use clap::Args;
use serde_json::{Value, json};

use super::cases::path;
use super::client::Client;
use super::{Connection, items, segment, text, write};
use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::terminal::clean;

/// `case fix`.
#[derive(Debug, Args)]
pub(crate) struct CaseFix {
    /// The case: cas_….
    #[arg(value_name = "ID")]
    id: String,
    /// The release without the flaw: rel_…; `case closing` proposes some.
    #[arg(value_name = "RELEASE")]
    release: String,
    /// It is not the fix after all.
    #[arg(long)]
    back: bool,
    #[command(flatten)]
    connection: Connection,
}

pub(super) fn show(
    id: &str,
    connection: &Connection,
    format: CheckFormat,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    let client = Client::signed_in(connection)?;
    let way = client.json(&format!("{}/closing", path(id)?), &[])?;
    write(out, format, &way, || shown(&way))?;
    Ok(if way["closable"] == true { Exit::Yes } else { Exit::No })
}

pub(super) fn fix(args: &CaseFix, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let (fixes, release) = (format!("{}/fixes", path(&args.id)?), segment("rel", &args.release)?);
    if args.back {
        client.remove(&format!("{fixes}/{release}"))?;
    } else {
        client.tell(&fixes, &json!({"release": args.release}))?;
    }
    let word = if args.back { "not the fix any more" } else { "the fix" };
    writeln!(out, "{}  {} is {word}", args.id, args.release).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn shown(way: &Value) -> String {
    let parts = [
        releases("has the flaw", &way["exposed"], true),
        releases("fix", &way["fixes"], false),
        rollouts(&way["fixes"]),
        releases("could be the fix", &way["proposals"], false),
        units("devices at the decision", &way["units_decided"]),
        units("devices now", &way["units"]),
        words("published", &way["advisories"]),
        missing(way),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

fn releases(what: &str, list: &Value, answers: bool) -> String {
    let one = |one: &Value| {
        let name = format!("{} {}", clean(text(one, "part")), clean(text(one, "version")));
        let answer = if answers { format!(" ({})", text(one, "answer")) } else { String::new() };
        format!("{what}: {name}{answer}  {}", text(one, "release"))
    };
    items(list).iter().map(one).collect::<Vec<_>>().join("\n")
}

fn rollouts(fixes: &Value) -> String {
    let all = items(fixes).iter().flat_map(|fix| items(&fix["rollouts"]));
    all.map(|one| format!("rollout: {}  {}", text(one, "state"), text(one, "id"))).collect::<Vec<_>>().join("\n")
}

/// What is not known is told as such, never as none.
fn units(what: &str, share: &Value) -> String {
    let number = |name: &str| share[name].as_i64().unwrap_or(0);
    if share.is_null() {
        return format!("{what}: unknown");
    }
    let without = number("fixed") + number("other");
    format!(
        "{what}: {} affected, {without} without the flaw, {} unknown, {} of them silent",
        number("affected"),
        number("unknown"),
        number("silent")
    )
}

fn words(what: &str, list: &Value) -> String {
    let words: Vec<&str> = items(list).iter().filter_map(Value::as_str).collect();
    if words.is_empty() { format!("{what}: nothing") } else { format!("{what}: {}", words.join(", ")) }
}

fn missing(way: &Value) -> String {
    if way["closable"] == true {
        "nothing is missing: it can close".to_owned()
    } else {
        words("missing", &way["missing"])
    }
}
