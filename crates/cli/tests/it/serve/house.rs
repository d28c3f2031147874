//! A server of a test's own: its program, its data, its port, which outlive each of its processes.

use std::path::PathBuf;
use std::time::Duration;

use steadfast_store::{Location, Store};
use steadfast_testkit::faults::SmallDisk;
use steadfast_testkit::postgres::{Database, Server};
use steadfast_testkit::{free_port, program};

use super::client::Client;
use crate::program::Program;

/// For whatever a loaded machine takes.
pub(crate) const LONG: Duration = Duration::from_secs(60);

/// Where a server lies, and its process while it runs.
pub(crate) struct House {
    pub(crate) folder: Program,
    pub(crate) port: u16,
    pub(crate) process: Option<program::Program>,
    pub(crate) postgres: Option<(Database, Server)>,
    disk: Option<SmallDisk>,
    /// Flags beside those that every server here has.
    pub(crate) flags: Vec<String>,
    /// Variables beside those of every program here.
    pub(crate) environment: Vec<(&'static str, &'static str)>,
}

/// Runs a test on SQLite, then on PostgreSQL.
pub(crate) fn on_both(test: impl Fn(House)) {
    test(House::sqlite());
    test(House::postgres());
}

impl House {
    pub(crate) fn sqlite() -> Self {
        let (folder, port, flags, environment) = (Program::new(), free_port(), Vec::new(), Vec::new());
        Self { folder, port, process: None, postgres: None, disk: None, flags, environment }
    }

    /// On a server of its own that writes as PostgreSQL does by itself.
    pub(crate) fn postgres() -> Self {
        let server = Server::durable();
        let database = server.fresh();
        let flags = vec!["--database".to_owned(), database.url()];
        Self { postgres: Some((database, server)), flags, ..Self::sqlite() }
    }

    /// On SQLite on a small disk.
    pub(crate) fn on_disk(disk: SmallDisk) -> Self {
        Self { disk: Some(disk), ..Self::sqlite() }
    }

    pub(crate) fn disk(&self) -> &SmallDisk {
        self.disk.as_ref().expect("a disk of its own")
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.disk.as_ref().map_or_else(|| self.folder.path("server"), |disk| disk.path().join("server"))
    }

    /// The command that starts it.
    pub(crate) fn command(&self) -> std::process::Command {
        let mut command = self.folder.command(&["serve", "--listen", &format!("127.0.0.1:{}", self.port)]);
        command.arg("--data").arg(self.data()).args(&self.flags).env("STEADFAST_LOG_FILTER", "warn");
        command.envs(self.environment.iter().copied());
        command
    }

    /// Starts it, and waits until it listens.
    pub(crate) fn start(&mut self) -> &mut program::Program {
        let mut process = program::Program::spawn(self.command());
        process.line(LONG, "ledger key");
        self.process.insert(process)
    }

    pub(crate) fn running(&mut self) -> &mut program::Program {
        self.process.as_mut().expect("it was started")
    }

    pub(crate) fn kill(&mut self) {
        self.running().kill();
    }

    /// Ends it as its owner would.
    pub(crate) fn stop(&mut self) {
        let status = self.running().terminate(LONG);
        assert!(status.success(), "{status}: {}", self.running().log());
    }

    /// The fingerprint of its ledger's key.
    pub(crate) fn key(&mut self) -> String {
        let line = self.running().line(LONG, "ledger key");
        line.rsplit(' ').next().expect("a fingerprint").to_owned()
    }

    /// The code in its set-up link.
    pub(crate) fn set_up_code(&mut self) -> String {
        let line = self.running().line(LONG, "/setup/");
        line.rsplit('/').next().expect("a code").to_owned()
    }

    pub(crate) fn client(&self) -> Client {
        Client::at(&format!("http://127.0.0.1:{}", self.port))
    }

    /// Its database, from outside.
    pub(crate) fn store(&self) -> Store {
        let location = match &self.postgres {
            None => Location::in_directory(&self.data()),
            Some((database, _)) => database.url().parse().expect("an address"),
        };
        Store::open(&location).expect("it opens")
    }

    /// The most memory that its process ever had, in bytes.
    pub(crate) fn most_memory(&mut self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.running().id())).expect("a process");
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("its peak");
        line.split_whitespace().nth(1).and_then(|number| number.parse::<u64>().ok()).expect("kilobytes") * 1024
    }
}
