//! `case report show`, `set`, `measure` and `hand-in`: what is reported of a case. Nothing is submitted by them.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use steadfast_trust::encoding::hex;

use super::cases::{path, word};
use super::client::Client;
use super::{Connection, text};
use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::scan;
use crate::terminal::clean;

/// The report of a case.
#[derive(Debug, Subcommand)]
pub(crate) enum Report {
    /// Write a stage as text, or for programs: what is missing first, then each field in the form's order with where it
    /// comes from and how old it is. Exits with 1 where something is missing by the form or by the law. The token needs
    /// `case.read`.
    Show(ReportShow),
    /// Type a field, on top of what stands there. The token needs `notice.write` and `case.read`.
    Set(ReportSet),
    /// Say since when a corrective or mitigating measure is available. The token needs `notice.note` and `case.read`.
    Measure(ReportMeasure),
    /// Note the receipt of what was handed in at the platform: its clock stops. The token needs `notice.note`.
    HandIn(ReportHandIn),
}

/// `case report show`.
#[derive(Debug, Args)]
pub(crate) struct ReportShow {
    /// The case: cas_….
    #[arg(value_name = "ID")]
    id: String,
    /// Which stage.
    #[arg(value_enum)]
    stage: Stage,
    #[command(flatten)]
    connection: Connection,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "table")]
    format: CheckFormat,
    /// Write it as a paper (PDF) into this file too, which is not there yet.
    #[arg(long, value_name = "FILE")]
    pdf: Option<PathBuf>,
}

/// `case report set`.
#[derive(Debug, Args)]
pub(crate) struct ReportSet {
    /// The case: cas_….
    #[arg(value_name = "ID")]
    id: String,
    /// For which stage.
    #[arg(value_enum)]
    stage: Stage,
    /// The field, by the name that `case report show --format json` gives it.
    #[arg(value_name = "FIELD")]
    field: String,
    /// What it is to say, in English: text, words with commas between them, yes or no, a time in UTC. Empty: it stays empty.
    #[arg(value_name = "VALUE", required_unless_present = "take_back")]
    value: Option<String>,
    /// Take back what was typed: what is known stands there again.
    #[arg(long, conflicts_with = "value")]
    take_back: bool,
    #[command(flatten)]
    connection: Connection,
}

/// `case report measure`.
#[derive(Debug, Args)]
pub(crate) struct ReportMeasure {
    /// The case: cas_….
    #[arg(value_name = "ID")]
    id: String,
    /// Since when, such as 2026-11-28T23:40:00Z.
    #[arg(long, value_name = "TIME")]
    at: String,
    /// Which measure it is.
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    connection: Connection,
}

/// `case report hand-in`.
#[derive(Debug, Args)]
pub(crate) struct ReportHandIn {
    /// The case: cas_….
    #[arg(value_name = "ID")]
    id: String,
    /// Which stage.
    #[arg(value_enum)]
    stage: Stage,
    /// The number that the platform gave.
    #[arg(long, value_name = "NUMBER")]
    number: String,
    /// When it was handed in, such as 2026-11-28T23:40:00Z.
    #[arg(long, value_name = "TIME")]
    at: String,
    /// Who handed it in: usr_… [default: whoever the token is of].
    #[arg(long, value_name = "ID", default_value = "")]
    submitter: String,
    /// The file that the platform gave: its name and its SHA-256 are kept, the file stays where it is.
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    connection: Connection,
}

/// A stage of Article 14.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    /// Within 24 hours.
    EarlyWarning,
    /// Within 72 hours.
    Notification,
    /// When the coordinator asks for it.
    IntermediateReport,
    /// The last one.
    FinalReport,
}

pub(super) fn report(command: Report, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Report::Show(args) => show(&args, out),
        Report::Set(args) => set(&args, out),
        Report::Measure(args) => measure(&args, out),
        Report::HandIn(args) => hand_in(&args, out),
    }
}

fn of(id: &str, stage: Stage) -> Result<String, Failure> {
    Ok(format!("{}/report/{}", path(id)?, word(&stage)))
}

fn show(args: &ReportShow, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let path = of(&args.id, args.stage)?;
    let sheet = client.json(&path, &[])?;
    let words = match args.format {
        CheckFormat::Json => scan::to_json(&sheet),
        CheckFormat::Table => {
            let text = client.text(client.get(&format!("{path}/text"), &[])?)?;
            text.lines().map(|line| format!("{}\n", clean(line))).collect()
        }
    };
    if let Some(file) = &args.pdf {
        client.keep(client.get(&format!("{path}/pdf"), &[])?, file)?;
    }
    out.write_all(words.as_bytes()).map_err(Failure::Output)?;
    Ok(if sheet["complete"] == true { Exit::Yes } else { Exit::No })
}

fn set(args: &ReportSet, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let path = of(&args.id, args.stage)?;
    let sheet = client.json(&path, &[])?;
    let fields = sheet["fields"].as_array().into_iter().flatten();
    let seen = fields.filter(|field| text(field, "field") == args.field).find_map(|field| field["version"].as_i64());
    let name: String = args.field.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect();
    let wanted = json!({"value": args.value, "seen": seen.unwrap_or(0)});
    client.post(&format!("{path}/fields/{name}"), &wanted)?;
    writeln!(out, "{}  {name}", args.id).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn measure(args: &ReportMeasure, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    client.tell_unchanged(&path(&args.id)?, "/report/measure", &json!({"measure": args.at, "reason": args.reason}))?;
    writeln!(out, "{}  measure available since {}", args.id, clean(&args.at)).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn hand_in(args: &ReportHandIn, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let (name, digest) = args.file.as_deref().map(digested).transpose()?.unwrap_or_default();
    let receipt = json!({
        "number": args.number, "handed_in": args.at, "submitter": args.submitter, "file_name": name, "file_sha256": digest,
    });
    let kept: Value = client.post(&format!("{}/receipts", of(&args.id, args.stage)?), &receipt)?;
    let number = kept["receipt"].as_i64().unwrap_or(0);
    writeln!(out, "{}  receipt {number} of {}", args.id, word(&args.stage)).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

/// A file's name and SHA-256.
fn digested(file: &Path) -> Result<(String, String), Failure> {
    let unreadable = |source| Failure::Unreadable { file: file.to_owned(), source };
    let mut content = BufReader::new(File::open(file).map_err(unreadable)?);
    let mut digest = Sha256::new();
    loop {
        let read = content.fill_buf().map_err(unreadable)?;
        if read.is_empty() {
            break;
        }
        digest.update(read);
        let length = read.len();
        content.consume(length);
    }
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok((name, hex(&digest.finalize())))
}
