//! `feed import --server` and `feed list --server`.

use std::io::Write;
use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use steadfast_matching::index::{Shape, Source};
use steadfast_server::feeds::kind::FeedKind;

use super::client::Client;
use super::text;
use crate::args::{Import, List};
use crate::failure::{Exit, Failure};
use crate::feed::pieces::{Piece, pieces};
use crate::feed::{download, is_address, sources_table};
use crate::progress::Progress;
use crate::table::count;
use crate::terminal::clean;

/// How often it is asked what became of a file.
const LOOK: Duration = Duration::from_millis(500);
/// What the server says of a file without advisories.
const NOTHING: &str = "no advisories in it";

/// Hands in what lies at paths, waits until it is taken, and tells what became of it.
pub(crate) fn import(args: &Import, out: &mut dyn Write) -> Result<Exit, Failure> {
    if args.paths.is_empty() {
        let words = "with --server, name what is handed in; its default sources a server fetches by itself";
        return Err(Failure::Usage(words.to_owned()));
    }
    let client = Client::signed_in(&args.connection)?;
    let progress = Progress::new("handing in advisories");
    let mut handed = Vec::new();
    for piece in all(args, &progress)? {
        progress.at(handed.len(), &piece.name);
        let id = hand_in(&client, args, &piece)?;
        handed.push((piece, id));
    }
    let mut ended = Vec::new();
    for (piece, id) in handed {
        progress.at(ended.len(), &piece.name);
        let import = wait(&client, &id)?;
        ended.push((piece, import));
    }
    progress.end();
    told(&ended, out)
}

fn all(args: &Import, progress: &Progress) -> Result<Vec<Piece>, Failure> {
    let mut all = Vec::new();
    for path in &args.paths {
        if is_address(path) {
            all.push(Piece::made(path, download(path, progress)?.0));
        } else {
            all.extend(pieces(Path::new(path), path)?);
        }
    }
    Ok(all)
}

fn hand_in(client: &Client, args: &Import, piece: &Piece) -> Result<String, Failure> {
    let fetched = args.fetched.map(|fetched| fetched.to_string()).unwrap_or_default();
    let anew = if args.anew { "true" } else { "" };
    let query = [("name", piece.name.as_str()), ("fetched", &fetched), ("anew", anew)];
    let answer = client.upload_file("/api/v1/advisories/imports", &query, piece.path())?;
    Ok(text(&answer, "id").to_owned())
}

fn wait(client: &Client, id: &str) -> Result<Value, Failure> {
    loop {
        let import = client.json(&format!("/api/v1/advisories/imports/{id}"), &[])?;
        if text(&import, "state") != "waiting" {
            return Ok(import);
        }
        std::thread::sleep(LOOK);
    }
}

/// What became of each file, as the local import tells it.
fn told(ended: &[(Piece, Value)], out: &mut dyn Write) -> Result<Exit, Failure> {
    let taken = |import: &&Value| text(import, "state") == "taken";
    let sources: Vec<Source> =
        ended.iter().map(|(_, import)| import).filter(taken).flat_map(|import| sources(&import["report"])).collect();
    let mut words = sources_table(&sources.iter().collect::<Vec<_>>());
    let mut exit = Exit::Yes;
    for (piece, import) in ended {
        words.push_str(&problems(&import["report"]));
        let failure = clean(text(import, "failure")).into_owned();
        // Loose files of a folder that hold no advisories are passed over, as the local import does.
        let is_nothing = piece.is_made() && failure.contains(NOTHING) && !sources.is_empty();
        match text(import, "state") {
            "taken" => {}
            "held" => {
                let id = text(import, "id");
                words += &format!("held back: {failure}; decide on the server's page, or import with --anew ({id})\n");
                exit = Exit::No;
            }
            _ if is_nothing => words += &format!("passed over: {failure}\n"),
            _ => {
                words += &format!("refused: {failure}\n");
                exit = Exit::BadInput;
            }
        }
    }
    out.write_all(words.as_bytes()).map_err(Failure::Output)?;
    Ok(exit)
}

fn problems(report: &Value) -> String {
    let mut words = String::new();
    for source in report["sources"].as_array().into_iter().flatten() {
        let future = source["future_count"].as_u64().unwrap_or(0);
        if future > 0 {
            let ids: Vec<&str> = source["future"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let records = count(usize::try_from(future).unwrap_or(usize::MAX), "record is", "records are");
            let (name, ids) = (clean(text(source, "name")).into_owned(), clean(&ids.join(", ")).into_owned());
            words += &format!("{name}: {records} dated in the future ({ids}): used, the date not trusted\n");
        }
    }
    let told: Vec<&str> = report["problems"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    told.iter().for_each(|problem| words += &format!("not understood: {}\n", clean(problem)));
    let more = report["problem_count"].as_u64().unwrap_or(0).saturating_sub(told.len() as u64);
    if more > 0 {
        words += &format!("not understood: {more} more\n");
    }
    words
}

fn sources(told: &Value) -> Vec<Source> {
    told["sources"].as_array().into_iter().flatten().filter_map(source).collect()
}

fn source(told: &Value) -> Option<Source> {
    let number = |name: &str| told[name].as_u64().and_then(|number| u32::try_from(number).ok()).unwrap_or(0);
    let covers = told["covers"].as_array().into_iter().flatten().filter_map(Value::as_str);
    Some(Source {
        kind: text(told, "kind").parse::<FeedKind>().ok()?.source(),
        shape: if told["single"].as_bool() == Some(true) { Shape::Single } else { Shape::Export },
        name: text(told, "name").to_owned(),
        covers: covers.map(str::to_owned).collect(),
        records: number("records"),
        problems: number("problems"),
        unmatchable: number("unmatchable"),
        newest: None,
        fetched: told["as_of"].as_i64(),
    })
}

/// What is in force on a server.
pub(crate) fn list(args: &List, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let in_force = client.json("/api/v1/advisories/sources", &[])?;
    let sources = sources(&in_force);
    let records = usize::try_from(in_force["records"].as_u64().unwrap_or(0)).unwrap_or(usize::MAX);
    let words = format!(
        "{}{}: {}, snapshot {}\n",
        sources_table(&sources.iter().collect::<Vec<_>>()),
        clean(&client.server),
        count(records, "advisory", "advisories"),
        clean(text(&in_force, "digest")),
    );
    out.write_all(words.as_bytes()).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}
