//! `rollout approve`, `start`, `pause`, `resume` and `stop`.

use std::io::Write;

use serde_json::Value;

use super::super::client::Client;
use super::super::{segment, text};
use super::RolloutStep;
use crate::failure::{Exit, Failure};
use crate::terminal::clean;

/// Takes a step.
pub(super) fn take(args: &RolloutStep, step: &str, done: &str, out: &mut dyn Write) -> Result<Exit, Failure> {
    let id = segment("rol", &args.id)?;
    Client::signed_in(&args.connection)?.command(&format!("/api/v1/rollouts/{id}/{step}"))?;
    writeln!(out, "{id}  {done}").map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

/// Approves a rollout, where one person may.
pub(super) fn approve(args: &RolloutStep, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let id = segment("rol", &args.id)?;
    let rollout = client.json(&format!("/api/v1/rollouts/{id}"), &[])?;
    if !is_for_all(&rollout) {
        return take(args, "approve", "is approved; next: steadfast rollout start", out);
    }
    let (words, exit) = match text(&rollout, "state") {
        "draft" => (people(&client.server, id), Exit::Undecided),
        "stopped" => (format!("{id}  is stopped"), Exit::No),
        _ => (format!("{id}  two people approved it"), Exit::Yes),
    };
    writeln!(out, "{}", clean(&words)).map_err(Failure::Output)?;
    Ok(exit)
}

/// Whether it reaches every device of its product.
fn is_for_all(rollout: &Value) -> bool {
    let none = |name: &str| rollout["plan"][name].as_array().is_none_or(Vec::is_empty);
    none("hardware") && none("markets")
}

/// Who approves what reaches every device. No token can.
pub(super) fn people(server: &str, id: &str) -> String {
    format!(
        "it reaches every device of the product: one person proposes it, another one approves it, both signed in, at \
         {server}/approvals/propose?kind=approve-rollout&subject={id}"
    )
}
