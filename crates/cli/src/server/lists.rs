//! `unit import`.

use std::io::Write;
use std::time::Duration;

use serde_json::{Value, json};

use super::client::{Client, Form};
use super::fleet::UnitImport;
use super::{products, text};
use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::progress::Progress;
use crate::scan;
use crate::table::grouped;
use crate::terminal::clean;

/// How often it is asked how far the list is.
const LOOK: Duration = Duration::from_millis(500);
/// Refused lines that are told of.
const TOLD: usize = 20;

/// Hands a factory list in, and waits until it was worked off.
pub(super) fn import(args: &UnitImport, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let product = products::named(&client, &args.product)?;
    let mut form = Form::default();
    form.text("import", &json!({"product": product}).to_string());
    let called = args.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let made = client.upload_with("/api/v1/unit-imports", &form, ("list", &called), &args.file)?;
    let path = format!("/api/v1/unit-imports/{}", text(&made, "id"));
    let list = if args.no_wait { client.json(&path, &[])? } else { wait(&client, &path)? };
    let words = match args.format {
        CheckFormat::Json => scan::to_json(&list),
        CheckFormat::Table => told(&list),
    };
    out.write_all(words.as_bytes()).map_err(Failure::Output)?;
    Ok(exit(&list))
}

/// How the command ends.
pub(super) fn exit(list: &Value) -> Exit {
    match (text(list, "state"), list["refused"].as_u64()) {
        ("refused", _) => Exit::BadInput,
        (_, Some(1..)) => Exit::No,
        _ => Exit::Yes,
    }
}

/// Waits until a list was worked off.
pub(super) fn wait(client: &Client, path: &str) -> Result<Value, Failure> {
    let progress = Progress::to_an_end("entering units");
    loop {
        let list = client.json(path, &[])?;
        if text(&list, "state") != "waiting" {
            progress.end();
            return Ok(list);
        }
        let kibibytes = |name: &str| u32::try_from(list[name].as_u64().unwrap_or(0) >> 10).unwrap_or(u32::MAX);
        let all = kibibytes("bytes").max(1);
        progress.part((kibibytes("place").min(all), all), &format!("{} lines", count(&list, "lines")));
        std::thread::sleep(LOOK);
    }
}

fn count(list: &Value, name: &str) -> String {
    grouped(usize::try_from(list[name].as_u64().unwrap_or(0)).unwrap_or(usize::MAX))
}

/// What became of a list, in words.
pub(super) fn told(list: &Value) -> String {
    let mut words = format!("{}  {}\n", text(list, "id"), clean(text(list, "name")));
    match text(list, "state") {
        "waiting" => words += "waits to be worked off; the server's page tells how far it is\n",
        "refused" => words += &format!("refused: {}\n", clean(text(list, "failure"))),
        _ => {
            let of = |name| count(list, name);
            words += &format!(
                "{} lines: {} new, {} completed, {} as known, {} refused\n",
                of("lines"),
                of("made"),
                of("changed"),
                of("unchanged"),
                of("refused")
            );
        }
    }
    let faults = list["faults"].as_array().map(Vec::as_slice).unwrap_or_default();
    for fault in faults.iter().take(TOLD) {
        let column = match text(fault, "column") {
            "" => String::new(),
            column => format!(", column {}", clean(column)),
        };
        words += &format!("line {}{column}: {}\n", fault["line"], clean(text(fault, "text")));
    }
    if faults.len() > TOLD {
        words += "the other refused lines stand on the server's page, and in --format json\n";
    }
    words
}
