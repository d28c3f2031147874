//! `record list`, `show`, `bundle` and `export`.

use std::io::{self, Read, Write};
use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use tempfile::NamedTempFile;

use super::client::Client;
use super::{RecordBundle, RecordExport, RecordList, RecordShow, listed, moment, segment, short, text, write};
use crate::failure::{Exit, Failure};
use crate::progress::Progress;
use crate::table::grouped;
use crate::terminal::clean;

/// A record that was made a moment ago has no number yet: this often it is asked for again, with a second between.
const PATIENCE: usize = 5;

/// Records, the newest first.
pub(super) fn list(args: &RecordList, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.listing.connection)?;
    let limit = args.listing.limit.to_string();
    let given = |option: &Option<String>| option.clone().unwrap_or_default();
    let (cursor, kind) = (given(&args.listing.cursor), given(&args.kind));
    let (actor, subject) = (given(&args.actor), given(&args.subject));
    let query = [("limit", &*limit), ("cursor", &cursor), ("kind", &kind), ("actor", &actor), ("subject", &subject)];
    let answer = client.json("/api/v1/records", &query)?;
    let headings = ["number", "time (UTC)", "kind", "by", "about", "id"];
    write(out, args.listing.format, &answer, || listed(&answer, &headings, cells))
}

fn cells(record: &Value) -> Vec<String> {
    let (actor, subject) = (short(text(record, "actor")), short(text(record, "subject")));
    let (kind, id) = (text(record, "kind").to_owned(), text(record, "id").to_owned());
    vec![number(record), moment(record, "time"), kind, actor, subject, id]
}

fn number(record: &Value) -> String {
    record["number"].as_u64().map_or_else(|| "waits".to_owned(), |number| number.to_string())
}

/// One record.
pub(super) fn show(args: &RecordShow, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let answer = client.json(&format!("/api/v1/records/{}", segment("rec", &args.id)?), &[])?;
    write(out, args.format, &answer, || shown(&answer))
}

fn shown(record: &Value) -> String {
    let mut rows = vec![("number", number(record)), ("time", format!("{} UTC", moment(record, "time")))];
    let named = [("id", "id"), ("kind", "kind"), ("by", "actor"), ("about", "subject"), ("leaf", "leaf")];
    rows.extend(named.iter().map(|(name, member)| (*name, text(record, member).to_owned())));
    rows.extend(content(record).into_iter().map(|fact| ("content", fact)));
    let lines = rows.iter().filter(|(_, value)| !value.is_empty());
    lines.map(|(name, value)| format!("  {name:<8} {}\n", clean(value))).collect()
}

fn content(record: &Value) -> Vec<String> {
    if record["erased"].as_bool() == Some(true) {
        return vec!["erased; its hash holds".to_owned()];
    }
    match record["facts"].as_object() {
        None => vec!["not shown: it takes the right record.content".to_owned()],
        Some(facts) if facts.is_empty() => vec!["nothing more".to_owned()],
        Some(facts) => facts.iter().map(|(name, value)| format!("{name}: {value}")).collect(),
    }
}

/// One record with its proof.
pub(super) fn bundle(args: &RecordBundle, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let path = format!("/api/v1/records/{}/proof", segment("rec", &args.id)?);
    let text = patiently(&client, &path)?;
    evidence(&client, args.to.as_deref(), &mut text.as_bytes(), out)
}

/// A proof, also of a record that has no number yet.
pub(super) fn patiently(client: &Client, path: &str) -> Result<String, Failure> {
    let mut tries = 0;
    let answer = loop {
        tries += 1;
        match client.get(path, &[]) {
            Err(failure) if tries <= PATIENCE && failure.exit() == Exit::Undecided => {
                std::thread::sleep(Duration::from_secs(1));
            }
            other => break other?,
        }
    };
    client.text(answer)
}

/// The whole ledger.
pub(super) fn export(args: &RecordExport, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let mut answer = client.get("/api/v1/ledger/export", &[])?;
    let mut body = answer.body_mut().with_config().limit(u64::MAX).reader();
    evidence(&client, args.to.as_deref(), &mut body, out)
}

/// Evidence, with how it is checked.
fn evidence(client: &Client, to: Option<&Path>, from: &mut dyn Read, out: &mut dyn Write) -> Result<Exit, Failure> {
    let exit = deliver(client, to, from, out)?;
    if let Some(file) = to {
        let name = file.to_string_lossy();
        let name = clean(&name);
        let words = format!(
            "Check it offline: steadfast verify {name} --key FINGERPRINT, with a fingerprint that you know from elsewhere.\n"
        );
        out.write_all(words.as_bytes()).map_err(Failure::Output)?;
    }
    Ok(exit)
}

/// Into a file, that is there when all of it is; or to standard output.
pub(super) fn deliver(
    client: &Client,
    to: Option<&Path>,
    from: &mut dyn Read,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    let Some(file) = to else {
        copy(client, from, out, Failure::Output)?;
        return Ok(Exit::Yes);
    };
    let unwritable = |source: io::Error| Failure::Unwritable { file: file.to_owned(), source };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut new = NamedTempFile::with_prefix_in(".steadfast-", folder).map_err(unwritable)?;
    let bytes = copy(client, from, &mut new, unwritable)?;
    new.as_file().sync_all().map_err(unwritable)?;
    new.persist(file).map_err(|error| unwritable(error.error))?;
    let name = clean(&file.to_string_lossy()).into_owned();
    let bytes = grouped(usize::try_from(bytes).unwrap_or(usize::MAX));
    let words = format!("{name}: {bytes} bytes\n");
    out.write_all(words.as_bytes()).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn copy(
    client: &Client,
    from: &mut dyn Read,
    to: &mut dyn Write,
    unwritable: impl Fn(io::Error) -> Failure,
) -> Result<u64, Failure> {
    let progress = Progress::new("export");
    let (mut buffer, mut total) = (vec![0; 1 << 16], 0);
    loop {
        let read = from.read(&mut buffer).map_err(|error| client.broken_off(&error))?;
        if read == 0 {
            progress.end();
            to.flush().map_err(unwritable)?;
            return Ok(total);
        }
        to.write_all(&buffer[..read]).map_err(&unwritable)?;
        total += read as u64;
        progress.fetched(total, &client.server);
    }
}
