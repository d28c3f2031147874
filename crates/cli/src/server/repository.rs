//! `root publish`, `release publish`, `root online-key`: the folder of a repository meets its server.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};
use steadfast_trust::tuf::{TOP, Targets};

use super::client::Client;
use super::{Connection, text};
use crate::ceremony::{Folder, Where};
use crate::failure::{Exit, Failure};
use crate::progress::Progress;
use crate::terminal::clean;

/// `root publish`, `release publish`.
#[derive(Debug, Args)]
pub(crate) struct Publish {
    #[command(flatten)]
    place: Where,
    #[command(flatten)]
    connection: Connection,
}

/// `root online-key`.
#[derive(Debug, Args)]
pub(crate) struct OnlineKey {
    #[command(flatten)]
    connection: Connection,
    /// The file to write.
    #[arg(long, value_name = "FILE.pub", default_value = "server.pub")]
    to: PathBuf,
}

/// Asks for the server's own key.
pub(crate) fn online_key(args: &OnlineKey, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let shown = client.json("/api/v1/repository", &[])?;
    let key = &shown["online_key"];
    let written = std::fs::write(&args.to, format!("{}\n", text(key, "public")));
    written.map_err(|source| Failure::Unwritable { file: args.to.clone(), source })?;
    let line = format!("{}  {}", args.to.display(), text(key, "fingerprint"));
    writeln!(out, "{}", clean(&line)).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

/// Sends everything that the server does not have: files of releases, then metadata, all at once. `lines` alone leaves
/// roots and targets out.
pub(crate) fn publish(args: &Publish, lines: bool, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let folder = Folder::new(&args.place.dir);
    let known = known(&client)?;
    let mut files = Vec::new();
    for (role, newest) in folder.roles()? {
        if lines && TOP.contains(&role.as_str()) {
            continue;
        }
        let has = known.get(&role).copied().unwrap_or(0);
        let first = if role == "root" { has + 1 } else { newest.max(has + 1) };
        for version in first..=newest {
            folder.complete(&role)?;
            files.push(metadata(&folder, &role, version)?);
        }
        if newest > has && !TOP.contains(&role.as_str()) {
            artifacts(&client, &folder, &role, out)?;
        }
    }
    if files.is_empty() {
        writeln!(out, "The server has everything already.").map_err(Failure::Output)?;
        return Ok(Exit::Yes);
    }
    let path = if lines { "/api/v1/repository/releases" } else { "/api/v1/repository" };
    let answer = client.post(path, &json!({ "files": files }))?;
    told(&answer, out)
}

fn known(client: &Client) -> Result<BTreeMap<String, u64>, Failure> {
    let shown = client.json("/api/v1/repository", &[])?;
    let roles = shown["roles"].as_array().map(Vec::as_slice).unwrap_or_default();
    Ok(roles.iter().map(|role| (text(role, "role").to_owned(), role["version"].as_u64().unwrap_or(0))).collect())
}

fn metadata(folder: &Folder, role: &str, version: u64) -> Result<Value, Failure> {
    let bytes = folder.bytes(&folder.file(role, version))?;
    Ok(json!({ "name": format!("{version}.{role}.json"), "content": String::from_utf8_lossy(&bytes) }))
}

/// Sends the files of a line that did not arrive yet.
fn artifacts(client: &Client, folder: &Folder, line: &str, out: &mut dyn Write) -> Result<(), Failure> {
    let targets = folder.needed::<Targets>(line)?.document.signed.content.targets;
    let progress = Progress::new("sending");
    for (path, target) in &targets {
        let sha256 = target.hashes.get("sha256").map(String::as_str).unwrap_or_default();
        let there = sha256.bytes().all(|digit| digit.is_ascii_hexdigit()) && has(client, sha256)?;
        if !there {
            progress.fetched(target.length, path);
            client.upload_file("/api/v1/artifacts", &[], &folder.target(path))?;
            writeln!(out, "{}", clean(&format!("{path}: sent"))).map_err(Failure::Output)?;
        }
    }
    progress.end();
    Ok(())
}

fn has(client: &Client, sha256: &str) -> Result<bool, Failure> {
    match client.json(&format!("/api/v1/artifacts/{sha256}"), &[]) {
        Ok(_) => Ok(true),
        Err(Failure::Refused(refusal)) if refusal.is_absent() => Ok(false),
        Err(failure) => Err(failure),
    }
}

fn told(answer: &Value, out: &mut dyn Write) -> Result<Exit, Failure> {
    for name in answer["taken"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        writeln!(out, "{}", clean(&format!("{name}: published"))).map_err(Failure::Output)?;
    }
    let (made, withdrawn) = (&answer["made"], &answer["withdrawn"]);
    let line = format!("snapshot {}: {made} new files, {withdrawn} no longer offered", answer["snapshot"]);
    writeln!(out, "{}", clean(&line)).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}
