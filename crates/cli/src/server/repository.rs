//! `root publish`, `release publish`, `root online-key`: the folder of a repository meets its server.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};
use steadfast_trust::tuf::{Root, TOP, Targets};

use super::client::Client;
use super::{Connection, text};
use crate::ceremony::{CeremonyFailure, Folder, Line, Where, lines, same};
use crate::failure::{Exit, Failure};
use crate::progress::Progress;
use crate::release::ReleaseFailure;
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

/// Sends everything that the server does not have: files of releases, those that it found damaged among them, then
/// metadata, all at once. `lines_alone` leaves roots and targets out.
pub(crate) fn publish(args: &Publish, lines_alone: bool, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let folder = Folder::new(&args.place.dir);
    folder.needed::<Root>("root")?;
    let known = known(&client)?;
    let (mut files, mut sent) = (Vec::new(), 0);
    for line in lines(&folder)?.iter().filter(|line| is_wanted(line, lines_alone)) {
        let has = known.get(&line.role).copied().unwrap_or(0);
        if line.version > has {
            folder.complete(&line.role)?;
        } else {
            is_published(&client, &folder, line)?;
        }
        files.extend(newer(&folder, line, has)?);
        if !TOP.contains(&line.role.as_str()) && line.is_complete() {
            sent += artifacts(&client, &folder, &line.role, out)?;
        }
    }
    if files.is_empty() {
        let words = if sent == 0 { "The server has everything already." } else { "The server has everything now." };
        writeln!(out, "{words}").map_err(Failure::Output)?;
        return Ok(Exit::Yes);
    }
    let path = if lines_alone { "/api/v1/repository/releases" } else { "/api/v1/repository" };
    let answer = client.post(path, &json!({ "files": files }))?;
    told(&answer, out)
}

/// Refuses where the server went on without what lies here: somebody else signed, and was first.
fn is_published(client: &Client, folder: &Folder, line: &Line) -> Result<(), Failure> {
    let another = || CeremonyFailure::Another(line.file.clone()).into();
    let there = match client.get(&format!("/tuf/metadata/{}.{}.json", line.version, line.role), &[]) {
        Err(Failure::Refused(refusal)) if refusal.is_absent() => return Err(another()),
        answer => client.text(answer?)?,
    };
    let equal = same(&folder.bytes(&line.file)?, there.as_bytes()).unwrap_or(false);
    equal.then_some(()).ok_or_else(another)
}

/// Whether this is sent: what nobody delegates to any more is not.
fn is_wanted(line: &Line, lines_alone: bool) -> bool {
    let above = TOP.contains(&line.role.as_str());
    !line.needs.is_empty() && (!lines_alone || !above)
}

/// Versions of each role that the server has.
fn known(client: &Client) -> Result<BTreeMap<String, u64>, Failure> {
    let shown = client.json("/api/v1/repository", &[])?;
    let roles = shown["roles"].as_array().map(Vec::as_slice).unwrap_or_default();
    Ok(roles.iter().map(|role| (text(role, "role").to_owned(), role["version"].as_u64().unwrap_or(0))).collect())
}

/// What is newer than what the server has: each root, since one leads to the next; of other roles the newest.
fn newer(folder: &Folder, line: &Line, has: u64) -> Result<Vec<Value>, Failure> {
    let first = if line.role == "root" { has + 1 } else { line.version.max(has + 1) };
    (first..=line.version).map(|version| metadata(folder, &line.role, version)).collect()
}

fn metadata(folder: &Folder, role: &str, version: u64) -> Result<Value, Failure> {
    let bytes = folder.bytes(&folder.file(role, version))?;
    Ok(json!({ "name": format!("{version}.{role}.json"), "content": String::from_utf8_lossy(&bytes) }))
}

/// Sends the files of a line that the server lacks; how many.
fn artifacts(client: &Client, folder: &Folder, line: &str, out: &mut dyn Write) -> Result<usize, Failure> {
    let targets = folder.needed::<Targets>(line)?.document.signed.content.targets;
    let progress = Progress::new("sending");
    let mut sent = 0;
    for (path, target) in &targets {
        let sha256 = target.hashes.get("sha256").map(String::as_str).unwrap_or_default();
        let there = sha256.bytes().all(|digit| digit.is_ascii_hexdigit()) && has(client, sha256)?;
        if !there {
            progress.fetched(target.length, path);
            let answer = client.upload_file("/api/v1/artifacts", &[], &folder.target(path))?;
            if answer["sha256"] != sha256 {
                return Err(ReleaseFailure::Altered(folder.target(path)).into());
            }
            writeln!(out, "{}", clean(&format!("{path}: sent"))).map_err(Failure::Output)?;
            sent += 1;
        }
    }
    progress.end();
    Ok(sent)
}

/// Whether a file lies at the server, as far as it knows undamaged.
fn has(client: &Client, sha256: &str) -> Result<bool, Failure> {
    match client.json(&format!("/api/v1/artifacts/{sha256}"), &[]) {
        Ok(file) => Ok(file["fault"].is_null()),
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
