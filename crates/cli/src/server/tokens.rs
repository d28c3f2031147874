//! `token list`.

use std::io::Write;

use serde_json::Value;

use super::client::Client;
use super::{Listing, day, listed, short, text, write};
use crate::failure::{Exit, Failure};

/// Tokens, the newest first.
pub(super) fn list(args: &Listing, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let (limit, cursor) = (args.limit.to_string(), args.cursor.as_deref().unwrap_or_default());
    let answer = client.json("/api/v1/tokens", &[("limit", &limit), ("cursor", cursor)])?;
    let headings = ["name", "may do", "expires", "last used", "ended", "whose", "id"];
    write(out, args.format, &answer, || listed(&answer, &headings, cells))
}

fn cells(token: &Value) -> Vec<String> {
    let scopes: Vec<&str> = token["scopes"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let used = if token["used"].is_null() { "never".to_owned() } else { day(token, "used") };
    let (name, whose, id) = (text(token, "name"), short(text(token, "person")), text(token, "id"));
    vec![name.to_owned(), scopes.join(" "), day(token, "expires"), used, day(token, "ended"), whose, id.to_owned()]
}
