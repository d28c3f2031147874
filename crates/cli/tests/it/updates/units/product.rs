//! What a unit is for: a process of its own that is started from one of two images, and restarts when it is asked to. Here it
//! is a thread that does what such a program does, by the agent's own commands.

use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::Value;

/// How it takes its images.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It is well whatever it runs.
    Well,
    /// It ends at once whenever it is started from the image of this version.
    NeverWell(&'static str),
}

/// The product, until it is dropped.
pub(crate) struct Product {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    runs: Mutex<String>,
    starts: AtomicU64,
    ends: AtomicBool,
}

impl Product {
    pub(crate) fn start(agent: &Path, images: PathBuf, socket: PathBuf, kind: Kind) -> Self {
        let shared = Arc::new(Shared::default());
        let (own, agent) = (Arc::clone(&shared), agent.to_owned());
        std::thread::spawn(move || {
            while !own.ends.load(Ordering::Relaxed) {
                own.life(&agent, &images, &socket, kind);
                std::thread::sleep(Duration::from_millis(200));
            }
        });
        Self { shared }
    }

    /// What it runs, as its image says.
    pub(crate) fn runs(&self) -> String {
        self.shared.runs.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How often it was started.
    pub(crate) fn starts(&self) -> u64 {
        self.shared.starts.load(Ordering::Relaxed)
    }
}

impl Drop for Product {
    fn drop(&mut self) {
        self.shared.ends.store(true, Ordering::Relaxed);
    }
}

impl Shared {
    /// From a start to the next one.
    fn life(&self, agent: &Path, images: &Path, socket: &Path, kind: Kind) {
        let said = Command::new(agent).arg("boot").arg("--images").arg(images).output().expect("the agent's file runs");
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        let image = PathBuf::from(String::from_utf8_lossy(&said.stdout).trim());
        let runs = std::fs::read_to_string(image).expect("what is started is there");
        *self.runs.lock().unwrap_or_else(PoisonError::into_inner) = runs.clone();
        self.starts.fetch_add(1, Ordering::Relaxed);
        if let Kind::NeverWell(version) = kind
            && runs.contains(version)
        {
            return;
        }
        // Where the agent is away, the product goes on without it.
        drop(self.beside(socket));
    }

    /// Does what the agent asks for, until it is to restart.
    fn beside(&self, socket: &Path) -> std::io::Result<()> {
        let mut agent = UnixStream::connect(socket)?;
        agent.set_read_timeout(Some(Duration::from_secs(1)))?;
        agent.write_all(b"{\"watch\":true}\n")?;
        let mut lines = BufReader::new(agent.try_clone()?);
        let mut line = String::new();
        while !self.ends.load(Ordering::Relaxed) {
            match lines.read_line(&mut line) {
                Ok(0) => return Ok(()),
                Ok(_) => {}
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => continue,
                Err(error) => return Err(error),
            }
            let said: Value = serde_json::from_str(&line).expect("a line of JSON");
            line.clear();
            match said["states"]["update"].as_str() {
                Some("restart") => return Ok(()),
                Some("safe") => agent.write_all(b"{\"safe\":true}\n")?,
                Some("healthy") => agent.write_all(b"{\"healthy\":true}\n")?,
                _ => {}
            }
        }
        Ok(())
    }
}
