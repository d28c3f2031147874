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
use crate::updates::maker::offline;

/// A unit with its folder, and its process while it runs.
pub(crate) struct Unit {
    folder: PathBuf,
    agent: PathBuf,
    port: u16,
    place: Option<Place>,
    /// The set-up code on its label.
    pub(crate) code: String,
    process: Option<Running>,
}

/// A network of its own that a unit is in.
pub(crate) struct Place {
    /// The name of the kernel's namespace.
    pub(crate) namespace: String,
    /// Where the unit is reached.
    pub(crate) address: String,
}

/// What the product file says.
pub(crate) struct Settings<'a> {
    pub(crate) product: &'a str,
    pub(crate) server: &'a str,
    pub(crate) certificate: &'a str,
    /// The table `[network]`, if the product declares what it does.
    pub(crate) network: &'a str,
}

impl Settings<'_> {
    /// Sharing is preset on, so that it is the owner who switches it off.
    fn toml(&self) -> String {
        let Self { product, server, certificate, network } = self;
        format!(
            "[unit]\nproduct = {product:?}\nname = \"Gateway\"\nmaker = \"Lumen Werke\"\nversion = 1\n\
             [unit.server]\nurl = {server:?}\ncertificates = [{certificate:?}]\n\
             [unit.share]\npreset = true\n\
             reason = {{ en = \"We see attacks on all devices together.\", de = \"So sehen wir Angriffe.\" }}\n\
             basis = {{ en = \"Our legitimate interest\", de = \"Unser berechtigtes Interesse\" }}\n\
             {network}"
        )
    }
}

impl Unit {
    /// Makes it as the line does: the unit draws its key and code and joins `factory-list.csv`.
    pub(crate) fn made(maker: &Program, agent: PathBuf, serial: &str, place: Option<Place>) -> Self {
        let folder = maker.path(serial);
        std::fs::create_dir(&folder).expect("a folder");
        let (via, state) = (agent.display().to_string(), folder.join("state").display().to_string());
        let line = ["provision", "unit", serial, "--maker", "factory.key.pub", "--address", "https://localhost"];
        let label = offline(maker, &[&line[..], &["--via", &via, "--state", &state]].concat()).exits(0).out;
        let code = label.lines().find_map(|line| line.strip_prefix("Set-up code")).expect("the label has a code");
        let code = code.trim().to_owned();
        Self { folder, agent, port: free_port(), place, code, process: None }
    }

    /// Switches it on, and waits until its pages are there and it gave up what it does not need.
    pub(crate) fn start(&mut self) {
        let mut command = self.command();
        command.arg("--state").arg(self.folder.join("state")).arg("--socket").arg(self.folder.join("socket"));
        command.args(["--listen", &format!("{}:{}", self.address("127.0.0.1"), self.port), "--runs", "1.0"]);
        command.env("SSLKEYLOGFILE", self.key_log());
        let mut process = Running::spawn(command);
        process.line(LONG, "system calls");
        self.process = Some(process);
    }

    /// The agent, in the network where the unit is.
    fn command(&self) -> Command {
        let Some(place) = &self.place else { return Command::new(&self.agent) };
        let mut command = Command::new("ip");
        command.args(["netns", "exec", &place.namespace]).arg(&self.agent);
        command
    }

    fn address<'a>(&'a self, otherwise: &'a str) -> &'a str {
        self.place.as_ref().map_or(otherwise, |place| &place.address)
    }

    /// Switches it off.
    pub(crate) fn stop(&mut self) {
        let mut process = self.process.take().expect("it runs");
        let status = process.terminate(LONG);
        assert!(status.success(), "{status}: {}", process.log());
    }

    /// Where an agent with a key log writes its keys.
    pub(crate) fn key_log(&self) -> PathBuf {
        self.folder.join("keys.txt")
    }

    pub(crate) fn page(&self, path: &str) -> String {
        format!("https://{}:{}{path}", self.address("localhost"), self.port)
    }

    /// The product tells the log of something.
    pub(crate) fn records(&self, text: &str) {
        let event = json!({"event": {"name": "machine-connected", "text": text}});
        assert_eq!(said(&self.folder.join("socket"), &event), json!({"taken": true}));
    }
}

/// The office signs, with its `factory.key`, what units of a product leave the line with.
pub(crate) fn factory(maker: &Program, settings: &Settings<'_>) {
    maker.write("factory.toml", settings.toml());
    offline(maker, &["provision", "settings", "factory.toml", "--key", "factory.key"]).exits(0);
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
