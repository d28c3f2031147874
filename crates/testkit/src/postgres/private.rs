//! A server of a test's own, for faults.

use std::process::Child;
use std::time::Duration;

use rustix::io::Errno;
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use super::Database;
use super::cluster::{Cluster, ROLE, Writing};
use crate::leash::{Leash, report};
use crate::wait::until;

/// A server that nobody else uses. It ends, and its files go, with this value.
#[derive(Debug)]
pub struct Server {
    cluster: Cluster,
    writing: Writing,
    running: Option<(Child, Leash)>,
    // The files go last.
    _folder: TempDir,
}

impl Server {
    /// A quick server: nothing waits for the disk.
    ///
    /// # Panics
    /// When there is no PostgreSQL, or it does not start; with words.
    pub fn start() -> Self {
        Self::create(Writing::Quick)
    }

    /// A server that writes as PostgreSQL does by itself: what was committed is on the disk.
    ///
    /// # Panics
    /// As [`Server::start`].
    pub fn durable() -> Self {
        Self::create(Writing::Durable)
    }

    fn create(writing: Writing) -> Self {
        let folder = tempfile::Builder::new().prefix("steadfast-postgres-").tempdir().expect("a temporary folder");
        let mut server = Self { cluster: Cluster::create(folder.path()), writing, running: None, _folder: folder };
        server.start_again();
        server
    }

    /// A fresh, empty database.
    ///
    /// # Panics
    /// When the server is not running.
    pub fn fresh(&self) -> Database {
        self.cluster.fresh()
    }

    /// Ends it as its owner would: open transactions are rolled back, everything is written.
    ///
    /// # Panics
    /// When it does not end.
    pub fn stop(&mut self) {
        let Some((mut child, leash)) = self.running.take() else { return };
        kill_process(Pid::from_child(&child), Signal::INT).expect("a signal to our own process");
        let is_over = until(Duration::from_secs(60), || !matches!(child.try_wait(), Ok(None)));
        assert!(is_over, "PostgreSQL does not stop; it wrote:\n{}", self.cluster.log());
        drop(leash);
    }

    /// Kills it with all its processes at once (`kill -9`).
    pub fn kill(&mut self) {
        let Some((mut child, leash)) = self.running.take() else { return };
        let workers = workers_of(child.id());
        report("the server cannot be killed", child.kill());
        for worker in workers {
            match kill_process(worker, Signal::KILL) {
                // It ended by itself, as its server did.
                Ok(()) | Err(Errno::SRCH) => {}
                Err(error) => eprintln!("a process of the server cannot be killed: {error}"),
            }
        }
        report("the server cannot be awaited", child.wait().map(drop));
        drop(leash);
    }

    /// Starts it again on the same files and the same port.
    ///
    /// # Panics
    /// When it runs already, or does not start.
    pub fn start_again(&mut self) {
        assert!(self.running.is_none(), "the server is running");
        let child = self.cluster.start(self.writing);
        let leash = Leash::process(child.id(), "QUIT");
        self.running = Some((child, leash));
    }

    /// Its port on the loopback address.
    pub fn port(&self) -> u16 {
        self.cluster.port
    }

    /// The role that may do everything, without a password.
    pub fn role(&self) -> &'static str {
        ROLE
    }

    /// What the server wrote about itself.
    pub fn log(&self) -> String {
        self.cluster.log()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The processes that a process has started.
fn workers_of(process: u32) -> Vec<Pid> {
    let listed = std::fs::read_to_string(format!("/proc/{process}/task/{process}/children")).unwrap_or_default();
    listed.split_whitespace().filter_map(|number| Pid::from_raw(number.parse().ok()?)).collect()
}
