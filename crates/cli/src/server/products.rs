//! `product list` and `product create`.

use std::io::Write;

use serde_json::{Value, json};

use super::catalogue::{ProductCreate, ProductList};
use super::client::Client;
use super::{is_id, listed, text, write};
use crate::failure::{Exit, Failure};
use crate::terminal::clean;

/// More than anybody reads at once.
const MOST: &str = "200";

/// Products by name.
pub(super) fn list(args: &ProductList, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.listing.connection)?;
    let limit = args.listing.limit.to_string();
    let given = |option: &Option<String>| option.clone().unwrap_or_default();
    let (cursor, sought) = (given(&args.listing.cursor), given(&args.search));
    let answer = client.json("/api/v1/products", &[("limit", &*limit), ("cursor", &cursor), ("q", &sought)])?;
    let headings = ["name", "designation", "category", "support until", "id"];
    write(out, args.listing.format, &answer, || listed(&answer, &headings, cells))
}

fn cells(product: &Value) -> Vec<String> {
    let of = |name| text(product, name).to_owned();
    let or = |name| if product[name].is_null() { "unknown".to_owned() } else { of(name) };
    vec![of("name"), of("designation"), or("category"), or("support_to"), of("id")]
}

/// Enters a product with its parts; a manufacturer that is not there yet by its name.
pub(super) fn create(args: &ProductCreate, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let parts: Result<Vec<(&str, &str)>, Failure> = args.parts.iter().map(|part| part_of(part)).collect();
    let parts = parts?;
    let manufacturer = manufacturer(&client, &args.manufacturer)?;
    let product = json!({
        "name": args.name, "designation": args.designation, "manufacturer": manufacturer, "category": args.category,
        "purpose": args.purpose, "support_from": args.support_from, "support_to": args.support_to,
        "support_reason": args.support_reason, "contact": args.contact, "risk": args.risk,
    });
    let made = client.post("/api/v1/products", &product)?;
    let id = text(&made, "id").to_owned();
    told(out, &format!("{id}  {}", args.name))?;
    for (kind, name) in parts {
        let made = client.post(&format!("/api/v1/products/{id}/parts"), &json!({"name": name, "kind": kind}))?;
        told(out, &format!("{}  {name} ({kind})", text(&made, "id")))?;
    }
    Ok(Exit::Yes)
}

fn told(out: &mut dyn Write, line: &str) -> Result<(), Failure> {
    writeln!(out, "{}", clean(line)).map_err(Failure::Output)
}

fn part_of(text: &str) -> Result<(&str, &str), Failure> {
    let refused = || Failure::Usage(format!("{text}: expected KIND=NAME, as device=Firmware"));
    text.split_once('=').filter(|(kind, name)| !kind.is_empty() && !name.is_empty()).ok_or_else(refused)
}

fn manufacturer(client: &Client, given: &str) -> Result<String, Failure> {
    if is_id("mfr", given) {
        return Ok(given.to_owned());
    }
    let known = client.json("/api/v1/manufacturers", &[("limit", MOST)])?;
    let all = known["items"].as_array().map(Vec::as_slice).unwrap_or_default();
    match all.iter().find(|one| text(one, "name") == given) {
        Some(found) => Ok(text(found, "id").to_owned()),
        None => Ok(text(&client.post("/api/v1/manufacturers", &json!({"name": given}))?, "id").to_owned()),
    }
}

/// The id of a product by its id, or by a name that only one has.
pub(super) fn named(client: &Client, given: &str) -> Result<String, Failure> {
    if is_id("prd", given) {
        return Ok(given.to_owned());
    }
    let found = client.json("/api/v1/products", &[("limit", MOST), ("q", given)])?;
    let all = found["items"].as_array().map(Vec::as_slice).unwrap_or_default();
    let named: Vec<&Value> = all.iter().filter(|one| text(one, "name") == given).collect();
    one_of("product", given, &named)
}

/// The id of a part of a product: by its id or name, or the only one there is.
pub(super) fn part(client: &Client, product: &str, given: Option<&str>) -> Result<String, Failure> {
    if let Some(id) = given.filter(|given| is_id("prt", given)) {
        return Ok(id.to_owned());
    }
    let found = client.json(&format!("/api/v1/products/{product}"), &[])?;
    let all = found["parts"].as_array().map(Vec::as_slice).unwrap_or_default();
    let named: Vec<&Value> = all.iter().filter(|one| given.is_none_or(|name| text(one, "name") == name)).collect();
    match (given, named.len()) {
        (None, 2..) => {
            let names: Vec<&str> = named.iter().map(|part| text(part, "name")).collect();
            Err(Failure::Usage(format!("which part? Give --part with one of: {}", names.join(", "))))
        }
        _ => one_of("part", given.unwrap_or("of any name"), &named),
    }
}

fn one_of(what: &str, given: &str, found: &[&Value]) -> Result<String, Failure> {
    match found {
        [one] => Ok(text(one, "id").to_owned()),
        [] => Err(Failure::Usage(format!("there is no {what} {given}"))),
        many => {
            let ids: Vec<&str> = many.iter().map(|one| text(one, "id")).collect();
            Err(Failure::Usage(format!("{} {what}s are called {given}: give the id, {}", many.len(), ids.join(" or "))))
        }
    }
}
