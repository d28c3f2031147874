//! `docs/updates.md` as it stands: each of its commands is run, in its order, before one server.

use std::process::Command;

use serde_json::json;
use steadfast_testkit::workspace;

use super::maker::{Maker, PASSPHRASE};
use crate::operate::page::{Block, blocks};
use crate::serve::house::House;

fn page() -> Vec<Block> {
    blocks(&std::fs::read_to_string(workspace().join("docs/updates.md")).expect("the page"))
}

#[test]
fn every_command_does_what_the_page_says() {
    let maker = Maker::founded(House::sqlite());
    let program = maker.program();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_steadfast"), program.path("steadfast")).expect("the program");
    let blocks = page();
    assert!(blocks.iter().filter(|block| block.language == "sh").count() > 12, "the page has commands");
    for block in blocks {
        match block.language.as_str() {
            "sh" => run(&maker, &block),
            "http" => asked(&maker, &block),
            "python" => {}
            other => panic!("a block that is neither run nor known: {other}\n{}", block.text),
        }
    }
    assert_eq!(program.read("downloads/gateway%2F1%2Fgateway.bin").expect("a target"), b"the firmware");
}

fn run(maker: &Maker, block: &Block) {
    let mut command = Command::new("sh");
    let folder = maker.program().path("");
    let path = std::env::var("PATH").expect("a search path");
    command.args(["-euc", &block.text]).current_dir(&folder).env_clear().env("HOME", &folder);
    command.env("PATH", format!("{}:{path}", folder.display()));
    command.env("STEADFAST_SERVER", maker.address()).env("STEADFAST_TOKEN", maker.own_token());
    command.env("STEADFAST_PASSPHRASE", PASSPHRASE);
    let output = command.output().expect("it runs");
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let code = if block.is("exits-1") { 1 } else { 0 };
    assert_eq!(output.status.code(), Some(code), "{}\n{said}", block.text);
}

/// What a person does who is signed in.
fn asked(maker: &Maker, block: &Block) {
    let path = block.text.trim().strip_prefix("POST ").expect("a request");
    maker.marta.post(path, &json!(null)).expect("an answer").is(200);
}

#[test]
fn every_field_of_custom_is_on_the_page() {
    let source = std::fs::read_to_string(workspace().join("crates/trust/src/tuf/custom.rs")).expect("the source");
    let custom = source.split("pub struct Custom {").nth(1).and_then(|rest| rest.split("\n}").next()).expect("it");
    let fields: Vec<&str> =
        custom.lines().filter_map(|line| line.trim().strip_prefix("pub ")?.split(':').next()).collect();
    assert!(fields.len() > 12, "{fields:?}");
    let text = std::fs::read_to_string(workspace().join("docs/updates.md")).expect("the page");
    for field in fields {
        assert!(text.contains(&format!("`{field}`")), "{field} is not on the page");
    }
}
