//! `support show`, `promise`, `kept`, `end-of-life` and `placed`; `hand-over take`, `keys`, `key`: the life of products until its end.

use std::borrow::Cow;
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::client::Client;
use super::{Connection, items, segment, text, write};
use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::terminal::clean;

/// How long devices of a server are supported, what stays until when, and how devices ended.
#[derive(Debug, Subcommand)]
pub(crate) enum Support {
    /// Show until when devices of a product are supported, by the day of their placing. The token needs `catalogue.read`.
    ///
    /// Exits 0 where nothing is open, 1 where something is.
    Show(SupportShow),
    /// Promise support until a day. What was promised for devices that were placed already is never shortened. The token needs
    /// `support.change`.
    Promise(SupportPromise),
    /// Show which updates and documents of a product stay until when, and when each was last proved to open. The token needs
    /// `catalogue.read`.
    ///
    /// Exits 0 where all that was read is what it was, 1 where something is not, 3 where something was never read yet.
    Kept(SupportShow),
    /// Show how devices of a product ended, and what still binds. The token needs `catalogue.read` and `unit.read`.
    EndOfLife(SupportShow),
    /// Say on which day a device was placed on the market. The token needs `unit.change`.
    Placed(SupportPlaced),
}

/// A product.
#[derive(Debug, Args)]
pub(crate) struct SupportShow {
    /// Which: prd_….
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    connection: Connection,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "table")]
    format: CheckFormat,
}

/// `support promise`.
#[derive(Debug, Args)]
pub(crate) struct SupportPromise {
    /// Which product: prd_….
    #[arg(value_name = "ID")]
    id: String,
    /// The last day of support, such as 2032-12-31.
    #[arg(long, value_name = "DAY")]
    ends: String,
    /// For devices that are placed from this day on [default: those before any other promise].
    #[arg(long, value_name = "DAY", default_value = "")]
    placed_from: String,
    /// Why.
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    #[command(flatten)]
    connection: Connection,
}

/// `support placed`.
#[derive(Debug, Args)]
pub(crate) struct SupportPlaced {
    /// Which device: unt_….
    #[arg(value_name = "ID")]
    id: String,
    /// The day, such as 2027-12-11.
    #[arg(value_name = "DAY")]
    day: String,
    #[command(flatten)]
    connection: Connection,
}

/// What a successor gets when a manufacturer ends.
#[derive(Debug, Subcommand)]
pub(crate) enum HandOver {
    /// Write the archive with everything that a successor or the owners need. The token needs `hand-over.make`.
    Take(HandOverTake),
    /// List where keys are, as staff said. The token needs `hand-over.make`.
    Keys(HandOverKeys),
    /// Say where a key is. The token needs `hand-over.make`.
    Key(HandOverKey),
}

/// `hand-over take`.
#[derive(Debug, Args)]
pub(crate) struct HandOverTake {
    /// The file that it becomes, a tape archive.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    connection: Connection,
}

/// `hand-over keys`.
#[derive(Debug, Args)]
pub(crate) struct HandOverKeys {
    #[command(flatten)]
    connection: Connection,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "table")]
    format: CheckFormat,
}

/// `hand-over key`.
#[derive(Debug, Args)]
pub(crate) struct HandOverKey {
    /// What it signs.
    #[arg(long, value_name = "TEXT")]
    name: String,
    /// Its fingerprint, or how else it is told from others.
    #[arg(long, value_name = "TEXT", default_value = "")]
    fingerprint: String,
    /// Where it lies.
    #[arg(long, value_name = "TEXT")]
    place: String,
    /// The role or office that holds it: name no person.
    #[arg(long, value_name = "TEXT")]
    holder: String,
    #[command(flatten)]
    connection: Connection,
}

pub(crate) fn support(command: Support, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Support::Show(args) => show(&args, out),
        Support::Promise(args) => promise(&args, out),
        Support::Kept(args) => kept(&args, out),
        Support::EndOfLife(args) => end_of_life(&args, out),
        Support::Placed(args) => placed(&args, out),
    }
}

pub(crate) fn hand_over(command: HandOver, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        HandOver::Take(args) => take(&args, out),
        HandOver::Keys(args) => keys(&args, out),
        HandOver::Key(args) => key(&args, out),
    }
}

fn asked(args: &SupportShow, below: &str) -> Result<Value, Failure> {
    let client = Client::signed_in(&args.connection)?;
    client.json(&format!("/api/v1/products/{}/{below}", segment("prd", &args.id)?), &[])
}

/// What stands there, or that nobody knows.
fn known(value: &Value) -> Cow<'_, str> {
    value.as_str().map_or(Cow::Borrowed("unknown"), clean)
}

fn show(args: &SupportShow, out: &mut dyn Write) -> Result<Exit, Failure> {
    let found = asked(args, "support")?;
    write(out, args.format, &found, || supported(&found))?;
    Ok(if items(&found["gaps"]).is_empty() { Exit::Yes } else { Exit::No })
}

fn supported(found: &Value) -> String {
    let window = |one: &Value| {
        let from = one["placed_from"].as_str().map_or(Cow::Borrowed("the beginning"), clean);
        format!("placed from {from}: supported until {} ({} devices)", known(&one["ends"]), one["units"])
    };
    let mut lines: Vec<String> = items(&found["windows"]).iter().map(window).collect();
    lines.push(format!("day of placing not known: {} of {} devices", found["units_unknown"], found["units"]));
    for one in items(&found["releases"]) {
        let (part, version) = (clean(text(one, "part")), clean(text(one, "version")));
        lines.push(format!("{part} {version}: {} to {}", known(&one["ends_first"]), known(&one["ends_last"])));
    }
    for one in items(&found["notices"]) {
        let (ends, stage) = (text(one, "ends"), text(one, "stage"));
        lines.push(format!("told of {ends} ({stage}): {} keep it, {} unknown", one["kept"], one["unknown"]));
    }
    lines.extend(items(&found["gaps"]).iter().filter_map(Value::as_str).map(|gap| format!("open: {}", clean(gap))));
    lines.join("\n")
}

fn promise(args: &SupportPromise, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let wanted = json!({"ends": args.ends, "placed_from": args.placed_from, "reason": args.reason});
    client.tell(&format!("/api/v1/products/{}/support/promises", segment("prd", &args.id)?), &wanted)?;
    writeln!(out, "{}  supported until {}", args.id, clean(&args.ends)).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn kept(args: &SupportShow, out: &mut dyn Write) -> Result<Exit, Failure> {
    let found = asked(args, "kept")?;
    let all: Vec<&Value> = items(&found["updates"]).iter().chain(items(&found["documents"])).collect();
    let line = |one: &&Value| {
        let name = one["path"].as_str().unwrap_or_else(|| text(one, "name"));
        let proved = one["proved"].as_str().map_or_else(|| "never read".to_owned(), |at| format!("read {}", clean(at)));
        let fault = one["fault"].as_str().map_or_else(String::new, |fault| format!("; {}", clean(fault)));
        format!("{} ({}): until {}; {proved}{fault}", clean(name), clean(text(one, "kind")), known(&one["until"]))
    };
    write(out, args.format, &found, || all.iter().map(line).collect::<Vec<_>>().join("\n"))?;
    let is = |member: &str| all.iter().filter(|one| one[member].is_string()).count();
    Ok(match (is("fault"), is("proved")) {
        (0, proved) if proved == all.len() => Exit::Yes,
        (0, _) => Exit::Undecided,
        _ => Exit::No,
    })
}

fn end_of_life(args: &SupportShow, out: &mut dyn Write) -> Result<Exit, Failure> {
    let found = asked(args, "end-of-life")?;
    write(out, args.format, &found, || ended(&found))?;
    Ok(Exit::Yes)
}

fn ended(found: &Value) -> String {
    let mut lines = vec![format!("stage: {}", text(found, "stage"))];
    for one in items(&found["duties"]) {
        let until = one["until"].as_str().map_or_else(String::new, |day| format!(" until {}", clean(day)));
        lines.push(format!("{} ({}): {}{until}", text(one, "what"), clean(text(one, "place")), text(one, "standing")));
    }
    lines.push(format!("devices in use: {}; exported: {}", found["in_use"], found["exported"]));
    for name in ["by_unit", "by_staff_erased", "by_staff_unknown", "handed_over", "reset", "unsaid"] {
        lines.push(format!("{}: {}", name.replace('_', " "), found["ends"][name]));
    }
    lines.join("\n")
}

fn placed(args: &SupportPlaced, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    client.replace(&format!("/api/v1/units/{}/placed", segment("unt", &args.id)?), &json!({"day": args.day}))?;
    writeln!(out, "{}  placed on {}", args.id, clean(&args.day)).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn take(args: &HandOverTake, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let unwritable = |source| Failure::Unwritable { file: args.file.clone(), source };
    let mut answer = client.get("/api/v1/hand-over", &[])?;
    let mut into = File::create_new(&args.file).map_err(unwritable)?;
    // However long it is: it is copied as it comes. One that breaks off is no archive, and stays nowhere.
    if let Err(source) = std::io::copy(&mut answer.body_mut().as_reader(), &mut into).and_then(|_| into.sync_all()) {
        let gone = std::fs::remove_file(&args.file);
        return Err(unwritable(gone.err().unwrap_or(source)));
    }
    writeln!(out, "{}  written; its README says what is in it", args.file.display()).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

fn keys(args: &HandOverKeys, out: &mut dyn Write) -> Result<Exit, Failure> {
    let found = Client::signed_in(&args.connection)?.json("/api/v1/hand-over/keys", &[])?;
    let line = |one: &Value| {
        let of = |name: &str| clean(text(one, name));
        format!("{} ({}): {}; held by {}", of("name"), of("fingerprint"), of("place"), of("holder"))
    };
    write(out, args.format, &found, || items(&found).iter().map(line).collect::<Vec<_>>().join("\n"))
}

fn key(args: &HandOverKey, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let said = json!({
        "name": args.name, "fingerprint": args.fingerprint, "place": args.place, "holder": args.holder,
    });
    let made = client.post("/api/v1/hand-over/keys", &said)?;
    writeln!(out, "{}  kept", text(&made, "id")).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}
