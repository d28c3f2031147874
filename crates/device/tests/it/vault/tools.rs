//! What other programs make of an export: GNU tar and sha256sum read it.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::process::Command;

use serde_json::Value;
use steadfast_device::log::verify_export;
use steadfast_protocol::ReceiptCopy;
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::sha256;

use super::{beside, exported, text, world};
use crate::accounts::unit::VERIFIER;
use crate::made::{NOW, SERIAL, start_beside};

fn runs(command: &mut Command) -> String {
    let output = command.output().expect("it is installed");
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?}: {said}");
    said
}

#[test]
fn tar_unpacks_it_and_its_checksums_hold() {
    let (storage, folder) = world();
    let mut unit = start_beside(&storage, beside(&folder));
    let bytes = exported(&mut unit, None);
    let out = tempfile::tempdir().expect("a folder");
    fs::write(out.path().join("export.tar"), &bytes).expect("written");
    let said = runs(Command::new("tar").args(["xf", "export.tar", "--warning=no-timestamp"]).current_dir(out.path()));
    assert_eq!(said, "", "tar has nothing to complain about");
    runs(Command::new("sha256sum").args(["--check", "--strict", "SHA256SUMS"]).current_dir(out.path()));

    let at = |path: &str| out.path().join(path);
    assert_eq!(text(&at("data/note")), "private");
    assert_eq!((fs::read(at("data/photo")).expect("there").len(), text(&at("data/nothing"))), (100_000, String::new()));
    let names = ["film", "none", "deep/er/one", "größe", "odd \\ and\nnew", &format!("{}.txt", "long".repeat(40))];
    for name in names {
        let inside = fs::read(folder.path().join(name)).expect("there");
        assert_eq!(fs::read(at("product").join(name)).expect("there"), inside, "{name:?}");
    }
    let odd = fs::read(folder.path().join(OsStr::from_bytes(b"caf\xe9 %"))).expect("there");
    assert_eq!(fs::read(at("product-encoded/caf%E9%20%25")).expect("there"), odd);
    assert!(fs::symlink_metadata(at("product/link")).is_err(), "a link is nothing of the owner's");

    let checked = verify_export(fs::read(at("log.jsonl")).expect("there").as_slice(), &unit.identity.public());
    assert!(checked.expect("a log").is_whole(), "it was sealed before");
    for copy in unit.receipts() {
        let kept = fs::read_dir(at("receipts")).expect("there").map(|entry| text(&entry.expect("there").path()));
        assert!(kept.map(|text| ReceiptCopy::read(text.as_bytes()).expect("it holds")).any(|kept| kept == copy));
    }
    let files = runs(Command::new("tar").args(["tf", "export.tar"]).current_dir(out.path())).lines().count();
    let manifest: Value = serde_json::from_str(&text(&at("manifest.json"))).expect("JSON");
    assert_eq!(manifest["files"].as_array().expect("a list").len() + 2, files);
    assert_eq!(manifest["unit"], unit.identity.public().fingerprint().to_string());
    let fields = ["schema", "kind", "serial", "product", "time", "left_out"].map(|name| manifest[name].clone());
    let wanted = serde_json::json!([1, "steadfast-export", SERIAL, "prd_camera", NOW, 1]);
    assert_eq!(Value::from(fields.to_vec()), wanted);
    let first = &manifest["files"][0];
    let settings = fs::read(at("settings.json")).expect("there");
    assert_eq!((first["path"].as_str(), first["size"].as_u64()), (Some("settings.json"), Some(settings.len() as u64)));
    assert_eq!(first["sha256"], hex(&sha256(&[&settings])));
}

#[test]
fn settings_and_people_are_in_it_and_nothing_by_which_anybody_comes_in() {
    let (storage, folder) = world();
    let mut unit = start_beside(&storage, beside(&folder));
    let bytes = exported(&mut unit, None);
    let out = tempfile::tempdir().expect("a folder");
    fs::write(out.path().join("export.tar"), &bytes).expect("written");
    runs(Command::new("tar").args(["xf", "export.tar", "settings.json"]).current_dir(out.path()));
    let settings: Value = serde_json::from_str(&text(&out.path().join("settings.json"))).expect("JSON");
    assert_eq!(settings["settings"], serde_json::json!({ "telnet": "on", "discovery": "quiet" }));
    assert_eq!(settings["people"], serde_json::json!([{ "name": "anna", "role": "owner" }]));
    assert_eq!(settings["switches"]["share"], serde_json::json!({ "on": true, "since": NOW }));
    assert_eq!(settings["updates"], serde_json::json!({ "automatic": true, "functions": false, "since": NOW }));
    assert_eq!(settings["zone"], "UTC");

    let holds = |secret: &[u8]| bytes.windows(secret.len()).any(|part| part == secret);
    let verifier = steadfast_protocol::encode(&*VERIFIER);
    let key = &storage.contents()["owner-key"];
    assert!(verifier.len() > 40 && key.len() == 32);
    assert!(!holds(&verifier[8..40]) && !holds(key) && !holds(hex(key).as_bytes()));
}
