//! The files of one server, and the server on them as a process.

use std::fs::File;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::installed::{Account, command, run};
use crate::leash::detach;
use crate::place::free_port;
use crate::wait::until;

/// The one role of the databases in tests.
pub(super) const ROLE: &str = "tester";

/// How carefully a server writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// Nothing waits for the disk: quick, and lost with the machine.
    Quick,
    /// As PostgreSQL writes by itself.
    Durable,
}

/// A folder with the files of a server, its socket and its log. The caller removes it.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    pub(super) folder: PathBuf,
    pub(super) port: u16,
}

/// How long a server may take to start: after a kill it may have a log to read.
const START: Duration = Duration::from_secs(60);

impl Cluster {
    /// Makes the files of a server in an empty folder.
    pub(super) fn create(folder: &Path) -> Self {
        let account = Account::to_drop_to();
        if let Some(Account { user, group }) = account {
            chown(folder, Some(user), Some(group)).expect("a folder of ours changes its owner");
        }
        std::fs::set_permissions(folder, PermissionsExt::from_mode(0o755)).expect("a folder of ours opens its doors");
        let cluster = Self { folder: folder.to_owned(), port: free_port() };
        let mut make = command("initdb", account);
        make.arg("--pgdata").arg(cluster.data()).args(["--username", ROLE, "--auth", "trust", "--encoding", "UTF8"]);
        // Sorting by a language's rules: text that must be sorted by bytes has to say so itself.
        make.args(["--locale", "C.UTF-8", "--locale-provider", "icu", "--icu-locale", "en-US"]);
        run(make.arg("--no-sync"));
        cluster
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Starts the server and waits until it answers.
    pub(super) fn start(&self, writing: Writing) -> Child {
        let mut child = self.server(writing).spawn().expect("the server starts");
        let is_up = until(START, || self.answers() || !matches!(child.try_wait(), Ok(None))) && self.answers();
        assert!(is_up, "PostgreSQL does not answer; it wrote:\n{}", self.log());
        child
    }

    fn server(&self, writing: Writing) -> Command {
        let log = File::options().create(true).append(true).open(self.log_file()).expect("the server's log");
        let mut server = command("postgres", Account::to_drop_to());
        server.arg("-D").arg(self.data()).arg("-k").arg(&self.folder).args(["-p", &self.port.to_string()]);
        let always = ["listen_addresses=127.0.0.1", "max_connections=200", "shared_buffers=64MB"];
        let quick = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
        let rest: &[&str] = if writing == Writing::Quick { &quick } else { &[] };
        server.args(always.iter().chain(rest).flat_map(|setting| ["-c", setting]));
        detach(&mut server);
        server.stdin(Stdio::null()).stdout(log.try_clone().expect("the server's log")).stderr(log);
        server
    }

    /// Whether a server takes connections on these files.
    pub(super) fn answers(&self) -> bool {
        let mut ask = command("pg_isready", None);
        ask.arg("--host").arg(&self.folder).args(["--port", &self.port.to_string(), "--quiet"]);
        ask.status().is_ok_and(|status| status.success())
    }

    /// Runs SQL as the owner of everything, and returns what it printed.
    pub(super) fn sql(&self, database: &str, sql: &str) -> String {
        let mut ask = command("psql", None);
        ask.arg("--host").arg(&self.folder).args(["--port", &self.port.to_string(), "--username", ROLE]);
        ask.args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1"]);
        let output = run(ask.args(["--dbname", database, "--command", sql]));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    pub(super) fn url(&self, database: &str) -> String {
        format!("postgres://{ROLE}@127.0.0.1:{}/{database}", self.port)
    }

    fn log_file(&self) -> PathBuf {
        self.folder.join("log")
    }

    pub(super) fn log(&self) -> String {
        std::fs::read_to_string(self.log_file()).unwrap_or_else(|error| format!("(no log: {error})"))
    }
}
