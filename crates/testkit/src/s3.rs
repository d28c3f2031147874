//! A real S3 server (`s3s-fs`) as a process.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;

use crate::place::{free_port, program};
use crate::program::Program;
use crate::wait::until;
use crate::workspace;

/// The key that opens the server.
pub const ACCESS_KEY: &str = "steadfast-tests";
/// The secret that belongs to it.
pub const SECRET_KEY: &str = "a secret of the tests";
/// The one bucket that is there.
pub const BUCKET: &str = "blobs";

/// A server with one empty bucket. It ends, and its files go, with this value.
#[derive(Debug)]
pub struct S3 {
    program: Program,
    path: PathBuf,
    port: u16,
    folder: TempDir,
}

impl S3 {
    /// Starts a server, or says on standard error that there is none and returns `None`.
    ///
    /// # Panics
    /// When there is none in continuous integration (`CI=true`), or it does not start.
    pub fn start() -> Option<Self> {
        let Some(path) = program("s3s-fs", &[workspace().join("target/tools/bin")]) else {
            let must_be_there = std::env::var("CI").is_ok_and(|value| value == "true");
            assert!(!must_be_there, "S3 server absent: run cargo xtask tools");
            eprintln!("S3 server absent: run cargo xtask tools; this test checked nothing");
            return None;
        };
        let folder = tempfile::Builder::new().prefix("steadfast-s3-").tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join(BUCKET)).expect("a folder of ours");
        let port = free_port();
        let program = Self::run(&path, port, &folder);
        Some(Self { program, path, port, folder })
    }

    fn run(path: &Path, port: u16, folder: &TempDir) -> Program {
        let port_word = port.to_string();
        let keys = ["--access-key", ACCESS_KEY, "--secret-key", SECRET_KEY];
        let words = ["--host", "127.0.0.1", "--port", &port_word].into_iter().chain(keys).map(Into::into);
        let mut program = Program::start(path, words.chain([folder.path().as_os_str().to_owned()]));
        let answers = || std::net::TcpStream::connect(("127.0.0.1", port)).is_ok();
        assert!(until(Duration::from_secs(20), answers), "the S3 server does not answer:\n{}", program.log());
        assert!(program.is_running(), "the S3 server ended:\n{}", program.log());
        program
    }

    /// The address of the server.
    pub fn endpoint(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The folder behind the bucket: one file per object. Tests damage objects here.
    pub fn bucket(&self) -> PathBuf {
        self.folder.path().join(BUCKET)
    }

    /// Starts it again on the same files and the same port, after it was killed.
    ///
    /// # Panics
    /// When it does not start.
    pub fn start_again(&mut self) {
        self.program = Self::run(&self.path, self.port, &self.folder);
    }

    /// The server's process, to kill it.
    pub fn program(&mut self) -> &mut Program {
        &mut self.program
    }
}
