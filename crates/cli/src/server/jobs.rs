//! `job list` and `job run`.

use std::io::Write;

use serde_json::Value;

use super::client::Client;
use super::{JobList, JobRun, listed, moment, segment, text, write};
use crate::failure::{Exit, Failure};

/// Jobs, the newest first.
pub(super) fn list(args: &JobList, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.listing.connection)?;
    let limit = args.listing.limit.to_string();
    let given = |option: &Option<String>| option.clone().unwrap_or_default();
    let (cursor, kind, state) = (given(&args.listing.cursor), given(&args.kind), given(&args.state));
    let query = [("limit", &*limit), ("cursor", &cursor), ("kind", &kind), ("state", &state)];
    let answer = client.json("/api/v1/jobs", &query)?;
    let headings = ["kind", "state", "due (UTC)", "succeeded (UTC)", "why it failed", "id"];
    write(out, args.listing.format, &answer, || listed(&answer, &headings, cells))
}

fn cells(job: &Value) -> Vec<String> {
    let state = match (&job["progress"]["steps"], &job["progress"]["total"]) {
        (Value::Number(steps), Value::Number(total)) => format!("{} {steps}/{total}", text(job, "state")),
        _ => text(job, "state").to_owned(),
    };
    let of = |name| text(job, name).to_owned();
    vec![of("kind"), state, moment(job, "due"), moment(job, "succeeded"), of("error"), of("id")]
}

/// Has a job run at once.
pub(super) fn run(args: &JobRun, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let id = segment("job", &args.id)?;
    client.command(&format!("/api/v1/jobs/{id}/run"))?;
    writeln!(out, "{id} is due at once; steadfast job list says how it went").map_err(Failure::Output)?;
    Ok(Exit::Yes)
}
