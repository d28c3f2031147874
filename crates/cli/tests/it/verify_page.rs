//! `docs/verify.md` as it stands: each of its commands is run, and its list of codes is whole.

use std::process::Command;
use std::time::Duration;

use steadfast_testkit::program::Program as Running;
use steadfast_testkit::{free_port, workspace};
use tempfile::TempDir;

use crate::operate::page::{Block, blocks};

/// The key of the kept files.
const KEY: &str = "sha256:45b88538cc962996529a3122d6ca9b2f5ce1209852d633c883de8c82454a6408";
/// The key of the unit whose receipts are kept.
const UNIT: &str = "sha256:fe812c12f3ab4ce6ac5db69ac352f906cb1b11ef43fb33e252ef7ff552263889";
const FILES: [&str; 12] = [
    "record.json",
    "erased.json",
    "checkpoint.json",
    "consistency.json",
    "export.jsonl",
    "older.txt",
    "receipt.txt",
    "receipt-line.txt",
    "dossier.zip",
    "dossier-newer.zip",
    "dossier-forked.zip",
    "dossier-subset.zip",
];

fn page() -> String {
    std::fs::read_to_string(workspace().join("docs/verify.md")).expect("the page")
}

/// A folder with the kept files and the program.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for name in FILES {
        std::fs::copy(workspace().join("crates/verify/tests/fixtures").join(name), folder.path().join(name))
            .expect("a kept file");
    }
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_steadfast"), folder.path().join("steadfast")).expect("the program");
    folder
}

fn shell(folder: &TempDir, text: &str) -> Command {
    let path = std::env::var("PATH").expect("a search path");
    let mut command = Command::new("sh");
    command.args(["-euc", text]).current_dir(folder.path()).env_clear();
    command
        .env("PATH", format!("{}:{path}", folder.path().display()))
        .env("KEY", KEY)
        .env("UNIT", UNIT)
        .env("HOME", folder.path());
    command
}

/// The exit code that a block announces.
fn expected(block: &Block) -> Option<i32> {
    (0..5).find(|code| block.is(&format!("exits-{code}")))
}

#[test]
fn every_command_exits_as_the_page_says() {
    let (folder, text) = (folder(), page());
    let announced: Vec<Block> = blocks(&text).into_iter().filter(|block| !block.is("server")).collect();
    assert!(announced.len() >= 6, "the page has commands");
    for block in announced {
        let code = expected(&block).unwrap_or_else(|| panic!("a block without an exit code:\n{}", block.text));
        let output = shell(&folder, &block.text).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(code), "{}\n{said}", block.text);
    }
}

#[test]
fn what_anybody_may_read_of_a_server_is_what_the_page_says() {
    let (folder, text, address) = (folder(), page(), format!("127.0.0.1:{}", free_port()));
    let mut server = Running::spawn(shell(&folder, &format!("exec steadfast serve --data data --listen {address}")));
    let key = server.line(Duration::from_secs(60), "ledger key");
    let mut said = String::new();
    for block in blocks(&text).into_iter().filter(|block| block.is("server")) {
        let output = shell(&folder, &block.text.replace("127.0.0.1:8470", &address)).output().expect("it runs");
        assert!(output.status.success(), "{}{}", block.text, String::from_utf8_lossy(&output.stderr));
        said.push_str(&String::from_utf8_lossy(&output.stdout));
    }
    let digits = key.rsplit(':').next().expect("a fingerprint").trim().to_owned();
    assert_eq!(said.matches(&digits).count(), 2, "once as the server says it, once computed:\n{key}\n{said}");
    let seen = std::fs::read_to_string(folder.path().join("seen.txt")).expect("a checkpoint");
    assert!(seen.starts_with("steadfast/ledger/"), "{seen}");
    assert!(server.terminate(Duration::from_secs(60)).success(), "{}", server.log());
}

#[test]
fn every_code_is_on_the_page() {
    let read =
        |path: &str| std::fs::read_to_string(workspace().join("crates/verify/src").join(path)).expect("the source");
    let sources = read("fault.rs") + &read("dossier/fault.rs");
    let codes = sources.split("pub fn code").skip(1).filter_map(|rest| rest.split("pub fn outcome").next());
    let codes: Vec<&str> =
        codes.flat_map(|code| code.split("=> \"").skip(1).filter_map(|rest| rest.split('"').next())).collect();
    assert!(codes.len() > 50);
    let text = page();
    for code in codes {
        assert!(text.contains(&format!("`{code}`")), "{code} is not on the page");
    }
}
