//! `release create`, `list` and `show`.

use std::io::Write;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use steadfast_formats::Limits;

use super::Connection;
use super::catalogue::{ReleaseCreate, ReleaseList, ReleaseShow};
use super::client::{Client, Form};
use super::{day, listed, moment, products, segment, text, write};
use crate::args::CheckFormat;
use crate::failure::{Exit, Failure};
use crate::scan;
use crate::table::grouped;
use crate::terminal::clean;

/// Between two looks at whether a release was met.
const PAUSE: Duration = Duration::from_millis(500);

/// Enters a release with its files, and waits for its check.
pub(super) fn create(args: &ReleaseCreate, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let mut form = Form::default();
    if let Some(sbom) = &args.sbom {
        form.file("sbom", &called(sbom, "sbom"), &crate::input::document(sbom, &Limits::default())?);
    }
    if let Some(file) = &args.file {
        form.file("file", &called(file, "steadfast.toml"), &crate::input::document(file, &Limits::default())?);
    }
    let part = match args.part.as_deref().filter(|part| super::is_id("prt", part)) {
        Some(part) => part.to_owned(),
        None => {
            let which = || Failure::Usage("which product? Give --product".to_owned());
            let given = args.product.as_deref().ok_or_else(which)?;
            let product = products::named(&client, given)?;
            products::part(&client, &product, args.part.as_deref())?
        }
    };
    let command = json!({
        "part": part, "version": args.release_version, "sequence": args.sequence,
        "released": args.released.as_deref().unwrap_or_default(), "units": args.units,
    });
    form.text("release", &command.to_string());
    let made = client.upload("/api/v1/releases", &form)?;
    let id = text(&made, "id").to_owned();
    if args.format == CheckFormat::Table {
        out.write_all(entered(&made).as_bytes()).map_err(Failure::Output)?;
    }
    if args.no_wait {
        return ended(args, out, &json!({"id": id, "bill": made["bill"], "check": null}), Exit::Yes);
    }
    checked(args, &client, &id, &made, out)
}

fn called(path: &Path, other: &str) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    name.filter(|name| name != "-").unwrap_or_else(|| other.to_owned())
}

fn entered(made: &Value) -> String {
    let bill = &made["bill"];
    let mut lines = format!("{}  entered\n", text(made, "id"));
    if let Some(components) = bill["components"].as_u64() {
        let reported = bill["not_understood"].as_u64().unwrap_or(0);
        let count = |number: u64| grouped(usize::try_from(number).unwrap_or(usize::MAX));
        let (format, components, reported) = (text(bill, "format"), count(components), count(reported));
        lines.push_str(&format!("  {format}: {components} components, {reported} entries not understood\n"));
        for problem in bill["problems"].as_array().into_iter().flatten().filter_map(Value::as_str).take(5) {
            lines.push_str(&format!("  {problem}\n"));
        }
    }
    lines.lines().map(|line| format!("{}\n", clean(line))).collect()
}

/// Waits until the release was met with the advisories, and tells what its check says.
fn checked(
    args: &ReleaseCreate,
    client: &Client,
    id: &str,
    made: &Value,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    let path = format!("/api/v1/releases/{id}");
    let looks = args.wait.saturating_mul(1000) / u64::try_from(PAUSE.as_millis()).unwrap_or(1);
    let mut release = client.json(&path, &[])?;
    for _ in 0..looks {
        if is_met(&release) {
            break;
        }
        std::thread::sleep(PAUSE);
        release = client.json(&path, &[])?;
    }
    if !is_met(&release) {
        let exit = if args.gate { Exit::Undecided } else { Exit::Yes };
        let words =
            format!("not met with the advisories within {} s: steadfast release show {id} tells later\n", args.wait);
        if args.format == CheckFormat::Table {
            out.write_all(words.as_bytes()).map_err(Failure::Output)?;
        }
        return ended(args, out, &json!({"id": id, "bill": made["bill"], "check": null}), exit);
    }
    let mut verdict = text(&release["check"], "verdict").to_owned();
    if args.gate {
        let gated = client.post(&format!("{path}/gate"), &Value::Null)?;
        text(&gated, "verdict").clone_into(&mut verdict);
    }
    if args.format == CheckFormat::Table {
        out.write_all(verdict_words(&release["check"], &verdict).as_bytes()).map_err(Failure::Output)?;
    }
    let exit = if args.gate { exit_of(&verdict) } else { Exit::Yes };
    ended(args, out, &json!({"id": id, "bill": made["bill"], "check": release["check"]}), exit)
}

fn is_met(release: &Value) -> bool {
    release["waits"] == false && !release["check"]["looked"].is_null()
}

fn exit_of(verdict: &str) -> Exit {
    match verdict {
        "pass" => Exit::Yes,
        "blocked" => Exit::No,
        _ => Exit::Undecided,
    }
}

fn ended(args: &ReleaseCreate, out: &mut dyn Write, answer: &Value, exit: Exit) -> Result<Exit, Failure> {
    if args.format == CheckFormat::Json {
        out.write_all(scan::to_json(answer).as_bytes()).map_err(Failure::Output)?;
    }
    Ok(exit)
}

fn verdict_words(check: &Value, verdict: &str) -> String {
    let mut lines = format!("release check: {verdict}\n");
    for (code, count) in check["reasons"].as_object().into_iter().flatten() {
        lines.push_str(&format!("  {count} × {code}\n"));
    }
    let (checked, unknown) = (&check["checked"], &check["unknown"]);
    lines.push_str(&format!("  {checked} components checked, {unknown} could not be\n"));
    lines.lines().map(|line| format!("{}\n", clean(line))).collect()
}

/// Releases of a product, or of all, the newest first.
pub(super) fn list(args: &ReleaseList, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.listing.connection)?;
    let limit = args.listing.limit.to_string();
    let given = |option: &Option<String>| option.clone().unwrap_or_default();
    let (cursor, state) = (given(&args.listing.cursor), given(&args.state));
    let product = args.product.as_deref().map(|given| products::named(&client, given)).transpose()?.unwrap_or_default();
    let query = [("limit", &*limit), ("cursor", &cursor), ("state", &state), ("product", &product)];
    let answer = client.json("/api/v1/releases", &query)?;
    let headings = ["version", "order", "released", "state", "components", "units", "part", "id"];
    write(out, args.listing.format, &answer, || listed(&answer, &headings, cells))
}

fn cells(release: &Value) -> Vec<String> {
    let of = |name| text(release, name).to_owned();
    let number = |name: &str| release[name].as_u64().map_or_else(|| "unknown".to_owned(), |number| number.to_string());
    let part = super::short(text(release, "part"));
    let (label, released, state) = (of("label"), of("released"), of("state"));
    vec![label, number("sequence"), released, state, number("components"), number("units"), part, of("id")]
}

/// One release.
pub(super) fn show(args: &ReleaseShow, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let answer = client.json(&format!("/api/v1/releases/{}", segment("rel", &args.id)?), &[])?;
    write(out, args.format, &answer, || shown(&answer))
}

fn shown(release: &Value) -> String {
    let units = release["units"].as_u64().map_or_else(|| "unknown".to_owned(), |units| units.to_string());
    let sbom = match text(&release["sbom"], "sha256") {
        "" => "none".to_owned(),
        hash => format!("{} (SHA-256 {hash})", text(&release["sbom"], "name")),
    };
    let check = match (release["sbom"].is_null(), is_met(release)) {
        (true, _) => "none: there is no bill of materials".to_owned(),
        (_, false) => "the bill waits to be met with the advisories".to_owned(),
        _ => format!("{}, since {} UTC", text(&release["check"], "verdict"), moment(&release["check"], "since")),
    };
    let rows = [
        ("version", text(release, "label").to_owned()),
        ("order", release["sequence"].to_string()),
        ("released", text(release, "released").to_owned()),
        ("state", text(release, "state").to_owned()),
        ("on sale", day(release, "on_sale")),
        ("last unit", day(release, "last_placed")),
        ("units", units),
        ("bill", sbom),
        (
            "inside",
            format!("{} components, {} entries not understood", release["components"], release["not_understood"]),
        ),
        ("check", check),
        ("id", text(release, "id").to_owned()),
    ];
    let lines = rows.iter().filter(|(_, value)| !value.is_empty());
    let mut words: String = lines.map(|(name, value)| format!("  {name:<10} {}\n", clean(value))).collect();
    for (code, count) in release["check"]["reasons"].as_object().into_iter().flatten() {
        words.push_str(&format!("  {:<10} {count} × {}\n", "", clean(code)));
    }
    words
}

/// What a release is, in the words of its server.
pub(crate) struct ReleaseFacts {
    /// Of which product.
    pub(crate) product: String,
    /// Of which part.
    pub(crate) part: String,
    /// Its version.
    pub(crate) version: String,
    /// Its place in the order.
    pub(crate) sequence: u64,
}

/// Asks a server what a release is.
pub(crate) fn release_facts(connection: &Connection, id: &str) -> Result<ReleaseFacts, Failure> {
    let client = Client::signed_in(connection)?;
    let release = client.json(&format!("/api/v1/releases/{}", segment("rel", id)?), &[])?;
    Ok(ReleaseFacts {
        product: text(&release, "product").to_owned(),
        part: text(&release, "part").to_owned(),
        version: text(&release, "label").to_owned(),
        sequence: release["sequence"].as_u64().unwrap_or_default(),
    })
}
