//! `unit list`, `show`, `add`, `code`, `token`, `decommission` and `affected`.

use std::io::Write;

use serde_json::{Map, Value, json};

use super::client::Client;
use super::fleet::{UnitAdd, UnitAffected, UnitCode, UnitDecommission, UnitList, UnitShow, UnitToken, Which};
use super::{is_id, listed, moment, products, text, write};
use crate::failure::{Exit, Failure};
use crate::table::grouped;
use crate::terminal::clean;

/// Units, filtered.
pub(super) fn list(args: &UnitList, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.listing.connection)?;
    let limit = args.listing.limit.to_string();
    let given = |option: &Option<String>| option.clone().unwrap_or_default();
    let product = args.product.as_deref().map(|given| products::named(&client, given)).transpose()?.unwrap_or_default();
    let (cursor, release, market) = (given(&args.listing.cursor), given(&args.release), given(&args.market));
    let (state, silent, serial) = (given(&args.state), given(&args.silent), given(&args.serial));
    let query = [
        ("limit", &*limit),
        ("cursor", &cursor),
        ("product", &product),
        ("release", &release),
        ("market", &market),
        ("state", &state),
        ("silent", &silent),
        ("serial", &serial),
    ];
    let answer = client.json("/api/v1/units", &query)?;
    let headings = ["serial", "runs", "market", "state", "last heard of (UTC)", "id"];
    write(out, args.listing.format, &answer, || listed(&answer, &headings, cells))
}

fn cells(unit: &Value) -> Vec<String> {
    let of = |name| text(unit, name).to_owned();
    let market = if unit["market"].is_null() { "not stated".to_owned() } else { of("market") };
    vec![of("serial"), runs(unit), market, state(unit), heard(unit), of("id")]
}

fn state(unit: &Value) -> String {
    let silent = unit["silent"] == true && text(unit, "state") == "active";
    format!("{}{}", text(unit, "state"), if silent { ", silent" } else { "" })
}

fn heard(unit: &Value) -> String {
    if unit["last_seen"].is_null() { "never".to_owned() } else { moment(unit, "last_seen") }
}

/// Part and version of everything it runs.
fn runs(unit: &Value) -> String {
    let run = |run: &Value| {
        let unknown = if run["release"].is_null() { " (unknown)" } else { "" };
        let stale = if run["fresh"] == false { " (freshness not proven)" } else { "" };
        format!("{} {}{unknown}{stale}", text(run, "part_name"), text(run, "version"))
    };
    let all: Vec<String> = unit["runs"].as_array().into_iter().flatten().map(run).collect();
    if all.is_empty() { "unknown".to_owned() } else { all.join(", ") }
}

/// The id of a unit by its id, or by a serial number that one unit has.
pub(super) fn named(client: &Client, which: &Which) -> Result<String, Failure> {
    if is_id("unt", &which.unit) {
        return Ok(which.unit.clone());
    }
    let product = which.product.clone().unwrap_or_default();
    let query = [("serial", &*which.unit), ("product", &product), ("limit", "200")];
    let found = client.json("/api/v1/units", &query)?;
    let all = found["items"].as_array().map(Vec::as_slice).unwrap_or_default();
    let exact: Vec<&Value> = all.iter().filter(|unit| text(unit, "serial") == which.unit).collect();
    match exact.as_slice() {
        [one] => Ok(text(one, "id").to_owned()),
        [] => Err(Failure::Usage(format!("there is no unit {}", which.unit))),
        many => {
            let products: Vec<&str> = many.iter().map(|unit| text(unit, "product")).collect();
            let words = format!("{}: units of several products; give --product {}", which.unit, products.join(" or "));
            Err(Failure::Usage(words))
        }
    }
}

/// One unit.
pub(super) fn show(args: &UnitShow, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.which.connection)?;
    let id = named(&client, &args.which)?;
    let answer = client.json(&format!("/api/v1/units/{id}"), &[])?;
    write(out, args.format, &answer, || shown(&answer))
}

fn shown(unit: &Value) -> String {
    let or = |name: &str, other: &str| match text(unit, name) {
        "" => other.to_owned(),
        known => known.to_owned(),
    };
    let secrets: Vec<&str> = unit["secrets"].as_array().into_iter().flatten().map(|one| text(one, "kind")).collect();
    let rows = [
        ("serial", or("serial", "")),
        ("product", or("product_name", "")),
        ("runs", runs(unit)),
        ("state", ended(unit)),
        ("heard of", heard(unit)),
        ("market", or("market", "not stated")),
        ("hardware", or("hardware", "unknown")),
        ("key", or("key", "none yet")),
        ("secrets", if secrets.is_empty() { "none".to_owned() } else { secrets.join(", ") }),
        ("contact", if unit["contact"] == true { "known" } else { "unknown" }.to_owned()),
        ("self-test", self_test(&unit["self_test"])),
        ("export", export(&unit["export"])),
        ("id", or("id", "")),
    ];
    let checks = unit["self_test"]["checks"].as_array().into_iter().flatten().map(|check| ("", checked(check)));
    let erased = unit["erasures"].as_array().into_iter().flatten().map(|one| ("erased", erasure(one)));
    let place = rows.iter().position(|(name, _)| *name == "export").unwrap_or(rows.len());
    let (before, after) = rows.split_at(place);
    let rows = before.iter().cloned().chain(checks).chain(after.iter().cloned()).chain(erased);
    rows.map(|(name, value)| format!("  {name:<10} {}\n", clean(&value))).collect()
}

/// Where it stands; of one that is out of use, since when and by whose word.
fn ended(unit: &Value) -> String {
    let word = match text(unit, "ended_by") {
        "" => return state(unit),
        "unit" => "by its own word",
        _ => "as staff said",
    };
    let since = if unit["ended"].is_null() { String::new() } else { format!(" since {} UTC", moment(unit, "ended")) };
    format!("{}{since}, {word}", state(unit))
}

/// What the last self-test came to.
fn self_test(test: &Value) -> String {
    if test.is_null() { "never".to_owned() } else { format!("{}, {} UTC", text(test, "verdict"), moment(test, "time")) }
}

/// One check of it.
fn checked(check: &Value) -> String {
    let detail = check["detail"].as_str().map(|detail| format!(": {detail}")).unwrap_or_default();
    format!("{} {}{detail}", text(check, "check"), text(check, "found"))
}

/// The last time that its owner took their data along.
fn export(export: &Value) -> String {
    if export.is_null() {
        return "never".to_owned();
    }
    let verified = if export["verified"] == true { "read back there" } else { "not read back there" };
    format!("{} UTC, {}, {verified}", moment(export, "time"), text(export, "way"))
}

/// An erasure.
fn erasure(one: &Value) -> String {
    let things = format!("{} things destroyed, {} found", one["destroyed"], one["found"]);
    format!("{} UTC, {}: {things}", moment(one, "time"), text(one, "purpose"))
}

/// Enters a unit.
pub(super) fn add(args: &UnitAdd, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let product = products::named(&client, &args.product)?;
    let (mut version, mut versions) = (None, Map::new());
    for run in &args.runs {
        match run.split_once('=') {
            Some((part, label)) => drop(versions.insert(part.to_owned(), label.into())),
            None => version = Some(run),
        }
    }
    let unit = json!({
        "product": product, "serial": args.serial, "key": args.key, "hardware": args.hardware, "market": args.market,
        "contact": args.contact, "version": version, "versions": versions,
    });
    let made = client.post("/api/v1/units", &unit)?;
    told(out, &format!("{}  {}", text(&made, "id"), args.serial))
}

pub(super) fn told(out: &mut dyn Write, line: &str) -> Result<Exit, Failure> {
    writeln!(out, "{}", clean(line)).map_err(Failure::Output)?;
    Ok(Exit::Yes)
}

/// Makes a code, and shows it.
pub(super) fn code(args: &UnitCode, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.which.connection)?;
    let id = named(&client, &args.which)?;
    let made = client.post(&format!("/api/v1/units/{id}/code"), &json!({"days": args.days}))?;
    told(out, &format!("{}  opens until {} UTC", text(&made, "code"), moment(&made, "expires")))
}

/// Makes a token, and shows it.
pub(super) fn token(args: &UnitToken, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.which.connection)?;
    let id = named(&client, &args.which)?;
    let made = client.post(&format!("/api/v1/units/{id}/token"), &json!({}))?;
    told(out, text(&made, "token"))
}

/// Takes a unit out of use.
pub(super) fn decommission(args: &UnitDecommission, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.which.connection)?;
    let id = named(&client, &args.which)?;
    client.tell(&format!("/api/v1/units/{id}/decommission"), &json!({"reason": args.reason}))?;
    told(out, &format!("{id}  out of use"))
}

/// How many units a flaw hits, and which.
pub(super) fn affected(args: &UnitAffected, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.listing.connection)?;
    let harmless = args.flaw.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    if !harmless || args.flaw.is_empty() {
        return Err(Failure::Usage(format!("{}: expected a name such as CVE-2026-1234, or a number", args.flaw)));
    }
    let limit = args.listing.limit.to_string();
    let cursor = args.listing.cursor.clone().unwrap_or_default();
    let path = format!("/api/v1/flaws/{}/units", args.flaw);
    let answer = client.json(&path, &[("limit", &*limit), ("cursor", &cursor)])?;
    let headings = ["serial", "product", "runs", "decided", "market", "id"];
    write(out, args.listing.format, &answer, || {
        format!("{}\n{}", counted(&answer["counts"]), listed(&answer["units"], &headings, hit))
    })?;
    let count = |name: &str| answer["counts"][name].as_i64().unwrap_or(0);
    Ok(match (count("affected"), count("total"), count("unknown")) {
        (1.., ..) => Exit::No,
        (_, 1.., unknown) if unknown == count("total") => Exit::Undecided,
        _ => Exit::Yes,
    })
}

fn counted(counts: &Value) -> String {
    let count = |name: &str| grouped(usize::try_from(counts[name].as_u64().unwrap_or(0)).unwrap_or(usize::MAX));
    let patched = counts["patched_permille"].as_u64();
    let share = patched.map_or_else(|| "unknown".to_owned(), |share| format!("{}.{} %", share / 10, share % 10));
    let undecided = match counts["undecided"].as_u64() {
        Some(1..) => format!(" ({} not decided yet)", count("undecided")),
        _ => String::new(),
    };
    format!(
        "of {} units: {} affected{undecided}, {} fixed, {} with another release, {} unknown\npatched: {share}\n",
        count("total"),
        count("affected"),
        count("fixed"),
        count("other"),
        count("unknown"),
    )
}

fn hit(unit: &Value) -> Vec<String> {
    let of = |name| text(unit, name).to_owned();
    let decided = if text(unit, "answer") == "affected" { "affected" } else { "not yet" };
    let runs = format!("{} {}", text(unit, "part_name"), text(unit, "version"));
    let market = if unit["market"].is_null() { "not stated".to_owned() } else { of("market") };
    vec![of("serial"), of("product_name"), runs, decided.to_owned(), market, of("unit")]
}
