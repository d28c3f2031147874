//! What puts an image where the machine starts from, and restarts it: programs of the product's maker, RAUC or SWUpdate; and
//! what is told when something was noticed.
//!
//! This process gives up starting programs. So a small one beside it, of the same file, does it: it is started before, and
//! runs the one installer that was named on the command line, nothing else. They speak a line each way.

mod child;
mod installer;
mod ssh;
mod teller;

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

pub use child::serve;
pub use installer::{Installer, InstallerError};
pub use ssh::{Call, Ssh, serve_ssh};
pub use teller::{Teller, Told, serve_teller};

/// What an installer is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// To put this image where the next start finds it.
    Install,
    /// Whether the new one runs.
    Started,
    /// To let the new one be what starts from now on.
    Good,
    /// To let the one before be what starts next.
    Back,
    /// To restart.
    Restart,
}

impl Verb {
    const ALL: [Self; 5] = [Self::Install, Self::Started, Self::Good, Self::Back, Self::Restart];

    /// Its name, as programs hear it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Install => "install",
            Self::Started => "started",
            Self::Good => "good",
            Self::Back => "back",
            Self::Restart => "restart",
        }
    }

    fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.as_str() == word)
    }
}

/// The process beside this one.
#[derive(Debug)]
pub struct Hooks {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum HookError {
    /// The process is not there.
    #[error("the process that runs the installer: {0}")]
    Io(#[from] io::Error),
    /// It said nothing that is understood.
    #[error("the process that runs the installer ended")]
    Gone,
    /// The installer says no.
    #[error("{0}")]
    Refused(String),
}

impl Hooks {
    /// Starts the process.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(installer: &Installer, images: &Path) -> io::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("hooks").arg("--install").arg(installer.to_string()).arg("--images").arg(images);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (to, from) = (child.stdin.take(), child.stdout.take());
        let (to, from) = to.zip(from).ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(Self { child, to, from: BufReader::new(from) })
    }

    /// Asks for something, and waits for what becomes of it; gives what the installer said last.
    ///
    /// # Errors
    /// When it was not done.
    pub fn ask(&mut self, verb: Verb, image: &Path) -> Result<String, HookError> {
        writeln!(self.to, "{} {}", verb.as_str(), image.display())?;
        let mut line = String::new();
        if self.from.read_line(&mut line)? == 0 {
            return Err(HookError::Gone);
        }
        match line.trim_end().split_once(' ') {
            Some(("done", said)) => Ok(said.to_owned()),
            Some((_, said)) => Err(HookError::Refused(said.to_owned())),
            None => Err(HookError::Gone),
        }
    }
}

impl Drop for Hooks {
    fn drop(&mut self) {
        // Its input ends with this, and so does it; a program that it runs is not waited for.
        drop(self.child.try_wait());
    }
}
