//! `user list`.

use std::io::Write;

use serde_json::Value;

use super::client::Client;
use super::{Listing, listed, text, write};
use crate::failure::{Exit, Failure};

/// People in the order they came.
pub(super) fn list(args: &Listing, out: &mut dyn Write) -> Result<Exit, Failure> {
    let client = Client::signed_in(&args.connection)?;
    let (limit, cursor) = (args.limit.to_string(), args.cursor.as_deref().unwrap_or_default());
    let answer = client.json("/api/v1/people", &[("limit", &limit), ("cursor", cursor)])?;
    write(out, args.format, &answer, || listed(&answer, &["name", "address", "role", "account", "id"], cells))
}

fn cells(person: &Value) -> Vec<String> {
    let account = match person["active"].as_bool() {
        Some(true) => "open",
        Some(false) => "closed",
        None => "unknown",
    };
    let of = |name| text(person, name).to_owned();
    vec![of("name"), of("email"), of("role"), account.to_owned(), of("id")]
}
