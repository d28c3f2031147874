//! A unit from the line: made, switched on and off, told of what its machine does.

use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use steadfast_testkit::free_port;
use steadfast_testkit::program::Program as Running;

use crate::program::Program;
use crate::serve::house::LONG;
use crate::updates::maker::{keys, offline};

/// A unit with its folder, and its process while it runs.
pub(super) struct Unit {
    folder: PathBuf,
    agent: PathBuf,
    port: u16,
    /// The set-up code on its label.
    pub(super) code: String,
    process: Option<Running>,
}

/// What the product file says.
pub(super) struct Settings<'a> {
    pub(super) product: &'a str,
    pub(super) server: &'a str,
    pub(super) certificate: &'a str,
}

impl Settings<'_> {
    /// Sharing is preset on, so that it is the owner who switches it off.
    fn toml(&self) -> String {
        let Self { product, server, certificate } = self;
        format!(
            "[unit]\nproduct = {product:?}\nname = \"Gateway\"\nmaker = \"Lumen Werke\"\nversion = 1\n\
             [unit.server]\nurl = {server:?}\ncertificates = [{certificate:?}]\n\
             [unit.share]\npreset = true\n\
             reason = {{ en = \"We see attacks on all devices together.\", de = \"So sehen wir Angriffe.\" }}\n\
             basis = {{ en = \"Our legitimate interest\", de = \"Unser berechtigtes Interesse\" }}\n"
        )
    }
}

impl Unit {
    /// Makes it as the line does: the office signs the settings, the unit draws its key and code and joins `factory-list.csv`.
    pub(super) fn made(maker: &Program, agent: PathBuf, settings: &Settings<'_>) -> Self {
        keys(maker, &["factory"]);
        maker.write("steadfast.toml", settings.toml());
        offline(maker, &["provision", "settings", "--key", "factory.key"]).exits(0);
        let folder = maker.path("unit");
        std::fs::create_dir(&folder).expect("a folder");
        let (via, state) = (agent.display().to_string(), folder.join("state").display().to_string());
        let line = ["provision", "unit", "GW-1", "--maker", "factory.key.pub", "--address", "https://localhost"];
        let label = offline(maker, &[&line[..], &["--via", &via, "--state", &state]].concat()).exits(0).out;
        let code = label.lines().find_map(|line| line.strip_prefix("Set-up code")).expect("the label has a code");
        Self { folder, agent, port: free_port(), code: code.trim().to_owned(), process: None }
    }

    /// Switches it on, and waits until its pages are there and it gave up what it does not need.
    pub(super) fn start(&mut self) {
        let mut command = Command::new(&self.agent);
        command.arg("--state").arg(self.folder.join("state")).arg("--socket").arg(self.folder.join("socket"));
        command.args(["--listen", &format!("127.0.0.1:{}", self.port)]).env("SSLKEYLOGFILE", self.key_log());
        let mut process = Running::spawn(command);
        process.line(LONG, "system calls");
        self.process = Some(process);
    }

    /// Switches it off.
    pub(super) fn stop(&mut self) {
        let mut process = self.process.take().expect("it runs");
        let status = process.terminate(LONG);
        assert!(status.success(), "{status}: {}", process.log());
    }

    /// Where an agent with a key log writes its keys.
    pub(super) fn key_log(&self) -> PathBuf {
        self.folder.join("keys.txt")
    }

    pub(super) fn page(&self, path: &str) -> String {
        format!("https://localhost:{}{path}", self.port)
    }

    /// The product tells the log of something.
    pub(super) fn records(&self, text: &str) {
        let event = json!({"event": {"name": "machine-connected", "text": text}});
        assert_eq!(said(&self.folder.join("socket"), &event), json!({"taken": true}));
    }
}

/// A line to the local socket; what comes back.
fn said(socket: &Path, line: &Value) -> Value {
    let mut stream = UnixStream::connect(socket).expect("the agent listens");
    stream.set_read_timeout(Some(LONG)).expect("a socket");
    writeln!(stream, "{line}").expect("it reads");
    let mut answer = String::new();
    BufReader::new(stream).read_line(&mut answer).expect("it answers");
    serde_json::from_str(&answer).expect("a line of JSON")
}
