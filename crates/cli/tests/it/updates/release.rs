//! Releases are signed without a network.

use serde_json::{Value, json};

use super::maker::{keys, words};
use crate::program::{Program, Run};

pub(super) fn program() -> Program {
    let program = Program::new();
    keys(&program, &["a", "t", "l", "m"]);
    words(&program, "root init --root-key a.key.pub --targets-key t.key.pub --online-key a.key.pub").exits(0);
    words(&program, "root line gateway --key l.key.pub").exits(0);
    words(&program, "root sign --key a.key --key t.key --key l.key").exits(0);
    program.write("fw.bin", "firmware 1");
    program
}

/// Signs `fw.bin` as the release with this sequence.
pub(super) fn sign(program: &Program, sequence: u64, more: &str) -> Run {
    let kind = if more.contains("--kind") { "" } else { "--kind security" };
    words(
        program,
        &format!(
            "release sign fw.bin --line gateway --key l.key --release rel_{sequence} --product prd_1 --part prt_1 \
             --version 1.{sequence} --sequence {sequence} {kind} {more}"
        ),
    )
}

fn line(program: &Program, version: u64) -> Value {
    let bytes = program.read(&format!("repository/{version}.gateway.json")).expect("the line's metadata");
    serde_json::from_slice(&bytes).expect("JSON")
}

#[test]
fn a_release_is_in_its_line_with_what_was_said_of_it() {
    let program = program();
    let more = "--hardware A --hardware B --fixes CVE-2026-1 --least 1 --channel beta";
    let signed = sign(&program, 4, more).exits(0);
    assert_eq!(signed.out, "gateway/4/fw.bin  10 bytes\nrepository/2.gateway.json: signed\n");
    assert_eq!(program.read("repository/targets/gateway/4/fw.bin").expect("a copy"), b"firmware 1");
    let said = &line(&program, 2)["signed"]["targets"]["gateway/4/fw.bin"];
    assert_eq!(said["length"], 10);
    assert_eq!(
        said["hashes"].as_object().map(|hashes| hashes.keys().collect::<Vec<_>>()),
        Some(vec![&"sha256".to_owned(), &"sha512".to_owned()])
    );
    let custom = json!({
        "schema": 1, "product": "prd_1", "part": "prt_1", "release": "rel_4", "version": "1.4", "sequence": 4, "least": 1,
        "hardware": ["A", "B"], "channel": "beta", "kind": "security", "fixes": ["CVE-2026-1"],
    });
    assert_eq!(said["custom"]["steadfast"], custom);
}

#[test]
fn an_order_only_goes_up() {
    let program = program();
    sign(&program, 4, "").exits(0);
    sign(&program, 3, "").refuses(&["sequence 3 does not come after 4, which this line holds for the same part"]);
    sign(&program, 5, "--least 5").refuses(&["it has sequence 5 and starts from 5 on"]);
    let other = sign(&program, 4, "--release rel_9");
    assert_eq!(other.code, 2, "clap takes one release");
    sign(&program, 3, "--channel beta").exits(0);
    sign(&program, 5, "").exits(0);
    assert_eq!(line(&program, 4)["signed"]["targets"].as_object().map(serde_json::Map::len), Some(3));
}

#[test]
fn a_combined_update_says_why_it_could_not_come_apart() {
    let program = program();
    assert_eq!(sign(&program, 1, "--kind combined").code, 2);
    let blank = words(
        &program,
        "release sign fw.bin --line gateway --key l.key --release rel_1 --product prd_1 --part prt_1 --version 1 \
         --sequence 1 --kind combined --reason=",
    );
    blank.refuses(&["it brings security and other changes together, and does not say why"]);
    assert!(!program.path("repository/2.gateway.json").exists());
    sign(&program, 1, "--kind combined --reason one-image").exits(0);
    assert_eq!(
        line(&program, 2)["signed"]["targets"]["gateway/1/fw.bin"]["custom"]["steadfast"]["reason"],
        "one-image"
    );
}

#[test]
fn a_target_never_changes() {
    let program = program();
    sign(&program, 1, "").exits(0);
    let before = program.files();
    program.write("fw.bin", "another 2!");
    sign(&program, 1, "").refuses(&["gateway/1/fw.bin: is there already, with another content or other words"]);
    assert_eq!(program.read("repository/targets/gateway/1/fw.bin").expect("a copy"), b"firmware 1", "nor its copy");
    program.write("fw.bin", "firmware 1");
    sign(&program, 1, "--channel beta").refuses(&["gateway/1/fw.bin: is there already"]);
    assert_eq!(program.files(), before);
    sign(&program, 1, "").exits(0);
    program.write("manual.pdf", "manual");
    let more = "release sign manual.pdf --line gateway --key l.key --release rel_1 --product prd_1 --part prt_1 \
                --version 1.1 --sequence 1 --kind security";
    words(&program, more).exits(0);
    assert_eq!(line(&program, 4)["signed"]["targets"].as_object().map(serde_json::Map::len), Some(2));
}

#[test]
fn what_is_withdrawn_is_no_longer_named() {
    let program = program();
    sign(&program, 1, "").exits(0);
    words(&program, "release sign --withdraw gateway/2/fw.bin --line gateway --key l.key")
        .refuses(&["gateway/2/fw.bin: there is no such target in this line"]);
    words(&program, "release sign --withdraw gateway/1/fw.bin --line gateway --key l.key").exits(0);
    assert_eq!(line(&program, 3)["signed"]["targets"], json!({}));
    assert!(!program.path("repository/4.gateway.json").exists());
}

#[test]
fn nobody_signs_for_a_line_that_is_not_theirs_and_nothing_is_left_of_it() {
    let program = program();
    let before = program.files();
    let with = |key: &str, line: &str| {
        words(
            &program,
            &format!(
                "release sign fw.bin --line {line} --key {key} --release rel_1 --product prd_1 --part prt_1 --version 1 \
                 --sequence 1 --kind feature"
            ),
        )
    };
    with("m.key", "gateway").refuses(&["m.key: nothing waits for a signature of this key"]);
    with("t.key", "gateway").refuses(&["t.key: nothing waits"]);
    with("l.key", "sensor").refuses(&["there is no metadata of sensor"]);
    with("l.key", "targets").refuses(&["nothing waits"]);
    assert_eq!(program.files(), before);
}

#[test]
fn where_two_must_sign_the_second_signs_what_the_first_did() {
    let program = program();
    words(&program, "root line gateway --key l.key.pub --key m.key.pub --threshold 2").exits(0);
    words(&program, "root sign --key t.key --key l.key --key m.key").exits(0);
    let half = sign(&program, 1, "").exits(0);
    assert!(half.out.contains("waits for signatures: 1 of 2 by the word of targets 2"), "{}", half.out);
    sign(&program, 2, "").refuses(&["repository/3.gateway.json: waits for signatures"]);
    words(&program, "root sign --key m.key").exits(0);
    words(&program, "root show").exits(0);
    sign(&program, 2, "--key m.key").exits(0);
    words(&program, "root show").exits(0);
}
