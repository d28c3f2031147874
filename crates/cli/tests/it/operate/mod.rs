//! `docs/operate.md` as it stands: each of its commands is run, in its order, in a folder that stands for the machine.

mod machine;
pub(crate) mod page;

use machine::Machine;
use page::{Block, blocks};
use steadfast_server::config::Layer;
use steadfast_testkit::workspace;

fn page() -> Vec<Block> {
    let text = std::fs::read_to_string(workspace().join("docs/operate.md")).expect("the page");
    blocks(&text)
}

#[test]
fn every_command_does_what_the_page_says() {
    let Some(mut machine) = Machine::new() else { return };
    let blocks = page();
    let commands: Vec<&Block> = blocks.iter().filter(|block| block.language == "sh").collect();
    assert!(commands.len() > 12, "the page has commands");
    commands.iter().for_each(|block| machine.run(block));
}

#[test]
fn nothing_on_the_page_is_left_out() {
    for block in page() {
        let is_known = ["test", "systemd", "server"].iter().any(|word| block.is(word));
        assert!(is_known, "a block is neither run nor checked:\n{}", block.text);
        if block.is("systemd") {
            let foreign =
                block.text.lines().find(|line| !line.starts_with("systemctl ") && !line.starts_with("journalctl "));
            assert_eq!(foreign, None, "systemd's commands alone may go untried");
        }
    }
}

#[test]
fn settings_on_the_page_are_settings() {
    let blocks = page();
    let settings: Vec<&Block> = blocks.iter().filter(|block| block.language == "toml").collect();
    assert!(settings.len() >= 3);
    let folder = tempfile::tempdir().expect("a folder");
    for block in settings {
        let file = folder.path().join("server.toml");
        std::fs::write(&file, &block.text).expect("written");
        Layer::from_file(&file, true).unwrap_or_else(|error| panic!("{error}:\n{}", block.text));
    }
}

#[test]
fn the_service_is_one_that_systemd_takes_and_finds_well_shut_in() {
    let Some(systemd) = which("systemd-analyze") else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let unit = folder.path().join("steadfast.service");
    let text = std::fs::read_to_string(workspace().join("docs/steadfast.service")).expect("the unit");
    // The program need not be installed on the machine that runs the tests.
    std::fs::write(&unit, text.replace("/usr/local/bin/steadfast", env!("CARGO_BIN_EXE_steadfast"))).expect("written");
    let verified = std::process::Command::new(&systemd).arg("verify").arg(&unit).output().expect("it runs");
    let said = String::from_utf8_lossy(&verified.stderr);
    assert!(verified.status.success() && !said.contains("steadfast.service"), "{said}");
    // 20 is an exposure of 2.0 of 10.
    let mut security = std::process::Command::new(systemd);
    let judged = security.args(["security", "--offline=true", "--threshold=20"]).arg(&unit).output().expect("it runs");
    assert!(judged.status.success(), "{}", String::from_utf8_lossy(&judged.stdout));
}

fn which(program: &str) -> Option<std::path::PathBuf> {
    let found = std::path::Path::new("/usr/bin").join(program);
    if found.is_file() {
        return Some(found);
    }
    eprintln!("{program} is absent; this test checked nothing");
    None
}
