//! `dossier register`, `what-if`, `calendar`, `measure`, `review`, `contents`, `export`, `keep` and `hand-over`: what the facts at a server say of a
//! product, and the file that shows it to others.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::client::Client;
use super::evidence::{self, Evidence};
use super::records::deliver;
use super::{Connection, OfProduct, segment, text, write};
use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::table::{row, table, width};
use crate::terminal::clean;

/// What facts say of a product, and its dossier.
#[derive(Debug, Subcommand)]
pub(crate) enum Dossier {
    /// Show what the facts say about each requirement. The token needs `conformity.read`.
    Register(Read),
    /// Show which verdicts would turn if something happened. The token needs `conformity.read`.
    WhatIf(WhatIf),
    /// Show what ends within three years, and what turns then. The token needs `conformity.read`.
    Calendar(Read),
    /// Count now what the product shows. The token needs `conformity.measure`.
    Measure(Measure),
    /// Hand in a report of tests for a release: JUnit XML or SARIF 2.1. The token needs `evidence.give`.
    Evidence(Evidence),
    /// Show the keys of build servers that sign reports of tests for a product; people change them, on its page. The token needs
    /// `conformity.read`.
    Keys(OfProduct),
    /// Record what was reviewed of a release, as a statement. The token needs `review.record`.
    Review(Review),
    /// State whether a release is a substantial modification of what was placed before (Art. 3(30)). The token needs
    /// `modification.state`.
    Modification(Modification),
    /// Show what the dossier of a release has in it, point by point of Annex VII: 0 nothing is missing, 1 something is. The token
    /// needs `dossier.read`.
    Contents(Read),
    /// Take the dossier of a release out: steadfast verify checks it offline. The token needs `dossier.read`.
    Export(Export),
    /// Keep the dossier of a release as it is now, for years, with its digest on record. The token needs `dossier.keep`.
    Keep(Keep),
    /// Make what an authority asked for out of a dossier, with a record of it. The token needs `dossier.hand-over`, and
    /// `dossier.read` to take it out.
    HandOver(HandOver),
}

/// Which product, and how the answer is written.
#[derive(Debug, Args)]
pub(crate) struct Read {
    /// The product: prd_….
    #[arg(value_name = "PRODUCT")]
    product: String,
    /// Of this release: rel_… [default: the newest one on sale].
    #[arg(long, value_name = "ID")]
    release: Option<String>,
    #[command(flatten)]
    connection: Connection,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "table")]
    format: CheckFormat,
}

/// `dossier what-if`.
#[derive(Debug, Args)]
pub(crate) struct WhatIf {
    /// stale-feeds, nothing-until:DAY (such as 2028-01-31), ends:KIND:SOURCE or ships:RELEASE.
    #[arg(long, value_name = "EVENT")]
    suppose: String,
    #[command(flatten)]
    read: Read,
}

/// `dossier measure`.
#[derive(Debug, Args)]
pub(crate) struct Measure {
    /// The product: prd_….
    #[arg(value_name = "PRODUCT")]
    product: String,
    #[command(flatten)]
    connection: Connection,
}

/// `dossier review`.
#[derive(Debug, Args)]
pub(crate) struct Review {
    /// The release: rel_….
    #[arg(value_name = "RELEASE")]
    release: String,
    /// The entry of Annex I: I.1.2.k.
    #[arg(long, value_name = "ID")]
    requirement: String,
    /// met, not-met or open.
    #[arg(long, value_name = "WORD")]
    says: String,
    /// What was looked at, and why it is so.
    #[arg(long, value_name = "TEXT")]
    words: String,
    /// The evidence of the product file that this review is.
    #[arg(long, value_name = "ID", default_value = "")]
    evidence: String,
    /// The last day on which it counts [default: a year from now].
    #[arg(long, value_name = "DAY", default_value = "")]
    until: String,
    #[command(flatten)]
    connection: Connection,
}

/// `dossier modification`.
#[derive(Debug, Args)]
pub(crate) struct Modification {
    /// The release: rel_….
    #[arg(value_name = "RELEASE")]
    release: String,
    /// yes or no.
    #[arg(long, value_name = "WORD", value_parser = ["yes", "no"])]
    substantial: String,
    /// Why, or why not.
    #[arg(long, value_name = "TEXT")]
    words: String,
    /// From which day on the release is placed [default: from today on].
    #[arg(long, value_name = "DAY", default_value = "")]
    day: String,
    #[command(flatten)]
    connection: Connection,
}

/// `dossier export`.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The product: prd_….
    #[arg(value_name = "PRODUCT")]
    product: String,
    /// Of this release: rel_… [default: the newest one on sale].
    #[arg(long, value_name = "ID")]
    release: Option<String>,
    /// The file to write.
    #[arg(long, value_name = "FILE", default_value = "dossier.zip")]
    to: PathBuf,
    #[command(flatten)]
    connection: Connection,
}

/// `dossier keep`.
#[derive(Debug, Args)]
pub(crate) struct Keep {
    /// The product: prd_….
    #[arg(value_name = "PRODUCT")]
    product: String,
    /// Of this release: rel_… [default: the newest one on sale].
    #[arg(long, value_name = "ID", default_value = "")]
    release: String,
    #[command(flatten)]
    connection: Connection,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "table")]
    format: CheckFormat,
}

/// `dossier hand-over`.
#[derive(Debug, Args)]
pub(crate) struct HandOver {
    #[command(flatten)]
    of: Keep,
    /// The authority with its file number; no personal data.
    #[arg(long, value_name = "TEXT")]
    to: String,
    /// What it asks for, and why.
    #[arg(long, value_name = "TEXT")]
    asked: String,
    /// A point of Annex VII: 3 with all below it, or 2(b); once for each.
    #[arg(long, value_name = "POINT")]
    point: Vec<String>,
    /// A file of the dossier, or a folder that ends in /; once for each.
    #[arg(long, value_name = "PATH")]
    path: Vec<String>,
    /// Papers in this language alone: en or de [default: all].
    #[arg(long, value_name = "LANGUAGE", default_value = "")]
    language: String,
    /// The file to write.
    #[arg(long = "write", value_name = "FILE", default_value = "subset.zip")]
    file: PathBuf,
}

pub(crate) fn dossier(command: Dossier, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Dossier::Register(args) => register(&args, out),
        Dossier::WhatIf(args) => what_if(&args, out),
        Dossier::Calendar(args) => calendar(&args, out),
        Dossier::Measure(args) => measure(&args, out),
        Dossier::Evidence(args) => evidence::give(&args, out),
        Dossier::Keys(args) => evidence::keys(&args, out),
        Dossier::Review(args) => review(&args, out),
        Dossier::Modification(args) => modification(&args, out),
        Dossier::Contents(args) => contents(&args, out),
        Dossier::Export(args) => export(&args, out),
        Dossier::Keep(args) => keep(&args, out),
        Dossier::HandOver(args) => hand_over(&args, out),
    }
}

fn of(args: &Read, below: &str, more: &[(&str, &str)]) -> Result<Value, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let path = format!("/api/v1/products/{}/{below}", segment("prd", &args.product)?);
    let release = args.release.as_deref().map(|release| ("release", release));
    let query: Vec<(&str, &str)> = more.iter().copied().chain(release).collect();
    client.json(&path, &query)
}

/// Everything is shown, stated or not applicable: 0. Something is contradicted: 1. Something is unknown: 3.
fn register(args: &Read, out: &mut dyn Write) -> Result<Exit, Failure> {
    let register = of(args, "conformity", &[])?;
    write(out, args.format, &register, || shown(&register))?;
    let count = |name: &str| register["counts"][name].as_u64().unwrap_or_default();
    Ok(match (count("contradicted"), count("unknown")) {
        (1.., _) => Exit::No,
        (0, 1..) => Exit::Undecided,
        (0, 0) => Exit::Yes,
    })
}

fn shown(register: &Value) -> String {
    let mut rows = table(&["requirement", "what", "verdict", "since", "until", "why"], width());
    for entry in list(register, "entries") {
        let day = |name: &str| text(entry, name).chars().take(10).collect::<String>();
        let cells = [text(entry, "requirement"), text(entry, "title"), text(entry, "verdict")];
        row(&mut rows, &[cells[0], cells[1], cells[2], &day("since"), &day("until"), &why(entry)]);
    }
    let counts = &register["counts"];
    format!(
        "{rows}\n\n{} shown, {} stated, {} contradicted, {} unknown, {} not applicable; from {} records\n{}\n",
        counts["shown"],
        counts["stated"],
        counts["contradicted"],
        counts["unknown"],
        counts["not_applicable"],
        register["records"],
        clean(text(register, "note"))
    )
}

pub(super) fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

/// What speaks against it, else what is missing, else what it rests on.
fn why(entry: &Value) -> String {
    let against: Vec<&str> = list(entry, "against").iter().map(|row| text(row, "because")).collect();
    if !against.is_empty() {
        return against.join(", ");
    }
    let open = list(entry, "needs").iter().filter(|need| !matches!(text(need, "answer"), "met" | "said"));
    let open: Vec<String> = open.map(|need| format!("{}: {}", text(need, "need"), text(need, "answer"))).collect();
    match (open.is_empty(), text(entry, "reason")) {
        (_, reason) if !reason.is_empty() => reason.to_owned(),
        (false, _) => open.join(", "),
        (true, _) => rests_on(entry),
    }
}

fn rests_on(entry: &Value) -> String {
    let because = list(entry, "needs").iter().map(|need| text(&need["evidence"], "because"));
    because.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ")
}

fn what_if(args: &WhatIf, out: &mut dyn Write) -> Result<Exit, Failure> {
    let turns = of(&args.read, "conformity/what-if", &[("suppose", &args.suppose)])?;
    write(out, args.read.format, &turns, || turned(&turns))?;
    Ok(Exit::Yes)
}

fn turned(turns: &Value) -> String {
    let all = turns.as_array().map_or(&[][..], Vec::as_slice);
    if all.is_empty() {
        return "nothing would turn\n".to_owned();
    }
    let line =
        |turn: &Value| format!("{}: {} → {}\n", clean(text(turn, "requirement")), text(turn, "from"), text(turn, "to"));
    all.iter().map(line).collect()
}

fn calendar(args: &Read, out: &mut dyn Write) -> Result<Exit, Failure> {
    let endings = of(args, "conformity/calendar", &[])?;
    write(out, args.format, &endings, || endings_shown(&endings))?;
    Ok(Exit::Yes)
}

fn endings_shown(endings: &Value) -> String {
    let mut rows = table(&["ends on", "what", "turns"], width());
    for ending in endings.as_array().map_or(&[][..], Vec::as_slice) {
        let ends: Vec<&str> = list(ending, "ends").iter().filter_map(Value::as_str).collect();
        let turns = turned(&ending["turns"]).trim_end().replace('\n', "; ");
        row(&mut rows, &[&text(ending, "at").chars().take(10).collect::<String>(), &ends.join(", "), &turns]);
    }
    format!("{rows}\n")
}

fn measure(args: &Measure, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    client.command(&format!("/api/v1/products/{}/conformity/measure", segment("prd", &args.product)?))?;
    out.write_all(b"counted, and recorded\n").map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn review(args: &Review, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let body = json!({
        "requirement": args.requirement, "says": args.says, "words": args.words, "evidence": args.evidence,
        "until": args.until,
    });
    client.tell(&format!("/api/v1/releases/{}/reviews", segment("rel", &args.release)?), &body)?;
    out.write_all(b"recorded, as a statement\n").map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn export(args: &Export, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let path = format!("/api/v1/products/{}/dossier", segment("prd", &args.product)?);
    let release: Vec<(&str, &str)> = args.release.as_deref().map(|release| ("release", release)).into_iter().collect();
    let answer = client.get(&path, &release)?;
    let mut body = answer.into_body().into_reader();
    deliver(&client, Some(&args.to), &mut body, out)
}

fn modification(args: &Modification, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let body = json!({ "substantial": args.substantial == "yes", "words": args.words, "day": args.day });
    client.tell(&format!("/api/v1/releases/{}/modification", segment("rel", &args.release)?), &body)?;
    out.write_all(b"recorded, as a statement\n").map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

/// Nothing is missing: 0. Something is: 1.
fn contents(args: &Read, out: &mut dyn Write) -> Result<Exit, Failure> {
    let contents = of(args, "dossier/contents", &[])?;
    write(out, args.format, &contents, || contents_shown(&contents))?;
    let is_missing = list(&contents, "points").iter().any(|point| text(point, "state") == "missing");
    Ok(if is_missing { Exit::No } else { Exit::Yes })
}

fn contents_shown(contents: &Value) -> String {
    let mut rows = table(&["point", "what", "state", "where"], width());
    for point in list(contents, "points") {
        let places: Vec<&str> = list(point, "places").iter().filter_map(Value::as_str).collect();
        row(&mut rows, &[text(point, "point"), text(point, "title"), text(point, "state"), &places.join(", ")]);
    }
    format!("{rows}\n")
}

fn keep(args: &Keep, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let path = format!("/api/v1/products/{}/dossier/keep", segment("prd", &args.product)?);
    let kept = client.post(&path, &json!({ "release": args.release }))?;
    write(out, args.format, &kept, || kept_shown(&kept))
}

fn kept_shown(kept: &Value) -> String {
    format!(
        "{} sha256:{}\n{} files, {} withheld; {} points of Annex VII are missing\n",
        text(kept, "document"),
        text(kept, "sha256"),
        list(kept, "parts").len(),
        kept["withheld"],
        kept["missing"]
    )
}

fn hand_over(args: &HandOver, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.of.connection)?;
    let path = format!("/api/v1/products/{}/dossier/hand-over", segment("prd", &args.of.product)?);
    let asked = json!({
        "release": args.of.release, "to": args.to, "asked": args.asked, "points": args.point, "paths": args.path,
        "language": args.language,
    });
    let made = client.post(&path, &asked)?;
    let file = client.get(&format!("/api/v1/documents/{}/file", segment("kdc", text(&made, "document"))?), &[])?;
    deliver(&client, Some(&args.file), &mut file.into_body().into_reader(), &mut std::io::sink())?;
    write(out, args.of.format, &made, || kept_shown(&made))
}
