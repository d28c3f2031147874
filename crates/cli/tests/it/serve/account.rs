//! The first person of a server, and what they can fetch of its ledger.

use serde_json::json;

use super::client::Client;
use super::house::House;

pub(crate) const MARTA: &str = "marta@lumen.example";
pub(crate) const PASSWORD: &str = "walnut gravel mosaic tepid";

/// The first person, signed in.
pub(crate) fn founded(house: &mut House) -> Client {
    let code = house.set_up_code();
    let mut marta = house.client();
    let first = json!({"organisation": "Lumen Werke", "name": "Marta", "email": MARTA, "password": PASSWORD});
    marta.enter(&format!("/api/v1/setup/{code}"), &first).expect("an answer").is(201);
    marta
}

/// The newest checkpoint.
pub(crate) fn checkpoint(client: &Client) -> String {
    client.get("/ledger/checkpoint").expect("an answer").is(200).text()
}

/// How many records a checkpoint covers: its second line.
pub(crate) fn size(checkpoint: &str) -> u64 {
    checkpoint.lines().nth(1).and_then(|line| line.parse().ok()).expect("a checkpoint")
}

/// The whole ledger, written as `export.jsonl` beside the server.
pub(crate) fn export(house: &House, client: &Client) {
    let export = client.get("/api/v1/ledger/export").expect("an answer").is(200);
    house.folder.write("export.jsonl", export.body);
}
