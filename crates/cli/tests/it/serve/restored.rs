//! A restored backup that is older than what others have seen of the ledger.

use serde_json::{Value, json};

use super::account::{checkpoint, export, founded, size};
use super::client::Client;
use super::house::House;

fn invite(client: &Client, name: &str) {
    let guest = json!({"name": name, "email": format!("{name}@lumen.example"), "role": "viewer"});
    client.post("/api/v1/invitations", &guest).expect("an answer").is(201);
}

/// A checkpoint over more than `least` records.
fn grown(client: &Client, least: u64) -> String {
    let bigger = || Some(checkpoint(client)).filter(|checkpoint| size(checkpoint) > least);
    steadfast_testkit::wait::poll(super::house::LONG, bigger).expect("a checkpoint")
}

/// The facts of the record `restored` in an export.
fn restored_facts(export: &[u8]) -> Value {
    let text = String::from_utf8(export.to_vec()).expect("text");
    let records = text.lines().filter_map(|line| {
        let line: Value = serde_json::from_str(line).expect("JSON");
        let envelope: Value = match &line["envelope"] {
            Value::String(text) => serde_json::from_str(text).expect("an envelope"),
            other => other.clone(),
        };
        let payload = steadfast_trust::encoding::from_base64(envelope["payload"].as_str()?).expect("base64");
        serde_json::from_slice::<Value>(&payload).ok()
    });
    records.into_iter().find(|record| record["kind"] == "restored").expect("the record")["facts"].clone()
}

#[test]
fn a_lost_checkpoint_is_refused_and_the_ledger_itself_names_where_it_goes_on() {
    let mut house = House::sqlite();
    house.start();
    let marta = founded(&mut house);
    for name in ["ada", "ben"] {
        invite(&marta, name);
    }
    let before = grown(&marta, 3);
    house.folder.run(&["backup", "--data", "server", "--to", "backup"]).exits(0);
    for name in ["cleo", "dan", "eve"] {
        invite(&marta, name);
    }
    let lost = grown(&marta, size(&before) + 2);
    house.kill();
    house.folder.write("before.txt", &before).write("lost.txt", &lost);

    std::fs::create_dir(house.folder.path("new")).expect("a folder");
    std::fs::copy(house.data().join("master.key"), house.folder.path("new/master.key")).expect("the key");
    house.folder.run(&["restore", "backup", "--data", "new"]).exits(0);
    std::fs::rename(house.data(), house.folder.path("gone")).expect("the old one is gone");
    std::fs::rename(house.folder.path("new"), house.data()).expect("the new one in its place");
    house.start();
    let key = house.key();
    let against =
        |house: &House, older: &str| house.folder.run(&["verify", "export.jsonl", "--key", &key, "--against", older]);

    grown(&marta, size(&before));
    export(&house, &marta);
    against(&house, "before.txt").exits(0);
    let shorter = against(&house, "lost.txt").exits(3);
    assert!(shorter.words().contains("is newer than the file's"), "{}", shorter.out);
    let facts = restored_facts(&house.folder.read("export.jsonl").expect("an export"));
    assert_eq!((facts["checkpoint"].as_str(), facts["size"].as_u64()), (Some(before.as_str()), Some(size(&before))));

    for name in ["fay", "gus", "hal", "ida"] {
        invite(&marta, name);
    }
    grown(&marta, size(&lost));
    export(&house, &marta);
    against(&house, "before.txt").exits(0);
    let forked = against(&house, "lost.txt").exits(1);
    assert!(forked.words().contains("the ledger was rewritten since"), "{}", forked.out);
    let proof = marta.post("/api/v1/ledger/consistency", &json!({"checkpoint": lost})).expect("an answer");
    house.folder.write("proof.json", proof.is(200).body);
    house.folder.run(&["verify", "proof.json", "--key", &key, "--against", "lost.txt"]).exits(1);
}
