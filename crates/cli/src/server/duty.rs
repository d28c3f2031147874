//! `duty show`, `set`, `hand-over`, `acknowledge` and `test`: who is rung, what rings, and that somebody is on it.

use std::io::Write;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::client::Client;
use super::{Connection, moment, segment, text, write};
use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::table::{row, table, width};
use crate::terminal::clean;

/// Who is on duty at a server.
#[derive(Debug, Subcommand)]
pub(crate) enum Duty {
    /// Show who is on duty, what rings, and when the next test is. The token needs `duty.read`.
    Show(DutyShow),
    /// Set who is on duty: the first, then the deputies in their order; nobody: everybody who may assess. The token needs
    /// `duty.change`.
    Set(DutySet),
    /// Hand your own duty over. The token needs `duty.hand-over`.
    HandOver(DutyHandOver),
    /// Say that you are on an alarm: it is quiet until its next round. The token needs `alarm.answer`.
    Acknowledge(DutyAcknowledge),
    /// Begin a test alarm, which rings like a real one. The token needs `duty.change`.
    Test(DutyTest),
}

/// `duty show`.
#[derive(Debug, Args)]
pub(crate) struct DutyShow {
    #[command(flatten)]
    connection: Connection,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "table")]
    format: CheckFormat,
}

/// `duty set`.
#[derive(Debug, Args)]
pub(crate) struct DutySet {
    /// People in their order: usr_….
    #[arg(value_name = "ID")]
    people: Vec<String>,
    #[command(flatten)]
    connection: Connection,
}

/// `duty hand-over`.
#[derive(Debug, Args)]
pub(crate) struct DutyHandOver {
    /// To whom: usr_….
    #[arg(value_name = "ID")]
    to: String,
    #[command(flatten)]
    connection: Connection,
}

/// `duty acknowledge`.
#[derive(Debug, Args)]
pub(crate) struct DutyAcknowledge {
    /// The alarm: alm_….
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    connection: Connection,
}

/// `duty test`.
#[derive(Debug, Args)]
pub(crate) struct DutyTest {
    #[command(flatten)]
    connection: Connection,
}

pub(crate) fn duty(command: Duty, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Duty::Show(args) => show(&args, out),
        Duty::Set(args) => set(&args, out),
        Duty::HandOver(args) => hand_over(&args, out),
        Duty::Acknowledge(args) => acknowledge(&args, out),
        Duty::Test(args) => test(&args, out),
    }
}

fn show(args: &DutyShow, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let found = client.json("/api/v1/duty", &[])?;
    write(out, args.format, &found, || shown(&found))
}

fn list<'a>(found: &'a Value, name: &str) -> &'a [Value] {
    found[name].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn shown(found: &Value) -> String {
    let mut lines = vec![on_duty(found), runs(found)];
    lines.push(match found["next_test"].is_string() {
        true => format!("Next test: {} UTC; {} missed.", moment(found, "next_test"), found["missed_tests"]),
        false => "No weekly test is set.".to_owned(),
    });
    lines.push(heartbeat(&found["heartbeat"]));
    if found["has_mail_server"] == false {
        lines.push("No mail server is set: it rings on pages alone.".to_owned());
    }
    lines.join("\n") + "\n"
}

fn on_duty(found: &Value) -> String {
    let people = list(found, "people");
    if people.is_empty() {
        return "Nobody is set: everybody who may assess is rung.".to_owned();
    }
    let mut rows = table(&["on duty", "since (UTC)", "rung by", "id"], width());
    for one in people {
        let by = match (one["is_there"] == true, one["by_mail"] == true) {
            (false, _) => "cannot be rung",
            (true, true) => "mail and pages",
            (true, false) => "pages alone",
        };
        row(&mut rows, &[text(one, "name"), &moment(one, "since"), by, text(one, "person")]);
    }
    rows.to_string()
}

fn runs(found: &Value) -> String {
    let alarms = list(found, "alarms");
    if alarms.is_empty() {
        return "Nothing runs.".to_owned();
    }
    let mut rows = table(&["what runs", "state", "id"], width());
    for alarm in alarms {
        let last = list(alarm, "answers").last().map(|answer| text(answer, "name").to_owned());
        let state = match (alarm["is_ringing"] == true, last) {
            (true, _) => "rings; nobody has acknowledged".to_owned(),
            (false, Some(name)) => format!("{name} is on it"),
            (false, None) => "rings as its time comes nearer".to_owned(),
        };
        row(&mut rows, &[text(alarm, "says"), &state, text(alarm, "id")]);
    }
    rows.to_string()
}

fn heartbeat(heart: &Value) -> String {
    let host = clean(text(heart, "host"));
    match heart["is_answered"].as_bool() {
        _ if heart.is_null() => "No watcher outside is told that the server is there.".to_owned(),
        None => format!("The watcher at {host} was not told anything yet."),
        Some(true) => format!("The watcher at {host} answers since {} UTC.", moment(heart, "since")),
        Some(false) => {
            format!(
                "The watcher at {host} does not answer since {} UTC: {}",
                moment(heart, "since"),
                clean(text(heart, "said"))
            )
        }
    }
}

fn set(args: &DutySet, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    client.replace("/api/v1/duty", &json!({ "people": args.people }))?;
    writeln!(out, "{} on duty", args.people.len()).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn hand_over(args: &DutyHandOver, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    client.tell("/api/v1/duty/hand-over", &json!({ "to": args.to }))?;
    writeln!(out, "{} has your duty", clean(&args.to)).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn acknowledge(args: &DutyAcknowledge, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let id = segment("alm", &args.id)?;
    let answer = client.post(&format!("/api/v1/alarms/{id}/acknowledge"), &Value::Null)?;
    let said = match answer["is_first"] == true {
        true => "you are on it".to_owned(),
        false => format!("{} is on it already, since {} UTC", text(&answer, "person"), moment(&answer, "time")),
    };
    writeln!(out, "{id}: {said}").map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn test(args: &DutyTest, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let begun = client.post("/api/v1/duty/test", &Value::Null)?;
    writeln!(out, "{} rings within a minute", clean(text(&begun, "id"))).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}
