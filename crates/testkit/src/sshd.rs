//! A real OpenSSH server as a process of this user, for this user alone.

use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use crate::place::{free_port, program};
use crate::program::Program;
use crate::wait::until;

/// A server that gives SFTP to whoever has a key that was let in. It ends, and its files go, with this value.
#[derive(Debug)]
pub struct Sshd {
    _program: Program,
    port: u16,
    folder: TempDir,
}

impl Sshd {
    /// Starts a server, or says on standard error that there is none and returns `None`.
    ///
    /// # Panics
    /// When there is none in continuous integration (`CI=true`), or it does not start.
    pub fn start() -> Option<Self> {
        let Some(path) = program("sshd", &[PathBuf::from("/usr/sbin")]) else {
            let must_be_there = std::env::var("CI").is_ok_and(|value| value == "true");
            assert!(!must_be_there, "SSH server absent: run cargo xtask tools");
            eprintln!("SSH server absent: run cargo xtask tools; this test checked nothing");
            return None;
        };
        let folder = tempfile::Builder::new().prefix("steadfast-sshd-").tempdir().expect("a temporary folder");
        let (port, config) = (free_port(), folder.path().join("config"));
        said(Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(folder.path().join("host")));
        std::fs::write(&config, text(folder.path(), port)).expect("a folder of ours");
        std::fs::create_dir(folder.path().join("files")).expect("a folder of ours");
        std::fs::write(folder.path().join("keys"), "").expect("a folder of ours");
        // Where root starts it, it wants a place that its service makes.
        if user() == "root" {
            std::fs::create_dir_all("/run/sshd").expect("root may");
        }
        let mut server = Program::start(path, ["-D", "-e", "-f", &config.display().to_string()]);
        let answers = || TcpStream::connect(("127.0.0.1", port)).is_ok();
        assert!(until(Duration::from_secs(20), answers), "the SSH server does not answer:\n{}", server.log());
        assert!(server.is_running(), "the SSH server ended:\n{}", server.log());
        Some(Self { _program: server, port, folder })
    }

    /// Where it is.
    pub fn address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.port))
    }

    /// Its public key, as a line.
    pub fn key(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("host.pub")).expect("it was made").trim().to_owned()
    }

    /// Lets whoever has this key in, and nobody else.
    pub fn lets_in(&self, line: &str) {
        std::fs::write(self.folder.path().join("keys"), format!("{line}\n")).expect("a folder of ours");
    }

    /// An empty folder that files can be put into.
    pub fn files(&self) -> PathBuf {
        self.folder.path().join("files")
    }
}

/// Who runs the tests, and so the server.
pub fn user() -> String {
    said(Command::new("id").arg("-un"))
}

fn said(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn text(folder: &Path, port: u16) -> String {
    let folder = folder.display();
    format!(
        "ListenAddress 127.0.0.1\nPort {port}\nHostKey {folder}/host\nPidFile none\nAuthorizedKeysFile {folder}/keys\n\
         StrictModes no\nUsePAM no\nPermitRootLogin yes\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n\
         Subsystem sftp internal-sftp\nLogLevel VERBOSE\n"
    )
}
