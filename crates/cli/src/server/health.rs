//! `server health`.

use std::fmt::Write as _;
use std::io::Write;

use serde_json::{Value, json};

use super::client::Client;
use super::{Health, text, write};
use crate::failure::{Exit, Failure};
use crate::table::wrapped;
use crate::terminal::clean;

/// Yes: it can do its work. No: it says that it cannot. Undecided: it does not say it at this address.
pub(super) fn health(args: &Health, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::open(&args.connection)?;
    let (exit, healthy) = asked(&client)?;
    let me = if client.has_token() { client.json("/api/v1/me", &[])? } else { Value::Null };
    let answer = json!({"schema": 1, "server": client.server, "healthy": healthy, "me": me});
    write(out, args.format, &answer, || told(&client.server, healthy, &me))?;
    Ok(exit)
}

fn asked(client: &Client) -> Result<(Exit, Option<bool>), Failure> {
    match client.ask("/healthz", &[]) {
        Ok(answer) if answer.status() == 200 => Ok((Exit::Yes, Some(true))),
        Ok(answer) if answer.status() == 503 => Ok((Exit::No, Some(false))),
        Ok(_) => Ok((Exit::Undecided, None)),
        Err(Failure::Refused(refusal)) if refusal.is_absent() => Ok((Exit::Undecided, None)),
        Err(failure) => Err(failure),
    }
}

fn told(server: &str, healthy: Option<bool>, me: &Value) -> String {
    let state = match healthy {
        Some(true) => "healthy: it can do its work",
        Some(false) => "NOT HEALTHY: its database does not answer; its log has the cause",
        None => "unknown: /healthz is not at this address; it may have one of its own (listen-operations)",
    };
    let mut told = format!("{}: {state}\n", clean(server));
    if !me.is_null() {
        let actions: Vec<&str> = me["actions"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let whose = format!("The token is {}'s ({}, {}).", text(me, "name"), text(me, "email"), text(me, "role"));
        let may = format!("It may do: {}", actions.join(", "));
        // Writing to a string cannot fail.
        let _ = write!(told, "{}\n{}\n", wrapped(&clean(&whose)), wrapped(&clean(&may)));
    }
    told
}
