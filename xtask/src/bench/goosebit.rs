//! goosebit, a server of the hawkBit protocol in Python, whose devices ask beside ours.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::running::{Running, free};
use super::setting::text;
use crate::tools::python;
use crate::workspace::root;

/// The peer, in the version that figures name.
const PACKAGE: &str = "goosebit==0.2.12";
/// Devices that it knows.
pub(super) const DEVICES: &str = "5000";

/// goosebit on a database of its own. It ends with this.
pub(super) struct Goosebit {
    pub(super) address: String,
    _running: Running,
}

/// What it is started with.
struct Start<'a> {
    folder: PathBuf,
    interpreter: PathBuf,
    /// What prints the devices.
    bench: &'a Path,
}

impl Goosebit {
    /// Starts it on a free port of the loopback address, one process, as its documentation does, and waits until a device
    /// was answered there.
    ///
    /// # Errors
    /// In one line, when it cannot be installed or prepared, or does not answer.
    pub(super) fn start(out: &Path, bench: &Path) -> Result<Self, String> {
        let begun = python("goosebit", &[PACKAGE], &[]).and_then(|interpreter| {
            let folder = out.join("goosebit");
            Start { folder, interpreter, bench }.begin()
        });
        begun.map_err(|reason| format!("{PACKAGE}: {}", reason.replace(['\n', '\t'], " ")))
    }
}

impl Start<'_> {
    fn begin(&self) -> Result<Goosebit, String> {
        drop(fs::remove_dir_all(&self.folder));
        fs::create_dir_all(&self.folder).map_err(|error| format!("{}: {error}", self.folder.display()))?;
        let (serial, token) = self.prepare()?;
        let (address, port) = free()?;
        let request = format!(
            "GET /default/controller/v1/{serial} HTTP/1.1\r\nHost: {address}\r\nAuthorization: TargetToken {token}\r\n\
             Connection: close\r\n\r\n"
        );
        let mut command = self.python(&["-m", "uvicorn", "goosebit:app", "--host", "127.0.0.1", "--port", &port]);
        let running = Running::start(&mut command, &self.folder.with_extension("log"), &address, &request)?;
        Ok(Goosebit { address, _running: running })
    }

    /// Makes its database with the devices; the first of them, number and token.
    fn prepare(&self) -> Result<(String, String), String> {
        let devices = done(Command::new(self.bench).args(["devices", DEVICES]), &[])?;
        done(&mut self.python(&[&text(&root().join("xtask/peers/goosebit.py"))]), &devices)?;
        let devices = String::from_utf8_lossy(&devices);
        let first = devices.lines().next().and_then(|line| line.split_once(' ')).ok_or("no device was printed")?;
        Ok((first.0.to_owned(), first.1.to_owned()))
    }

    /// Python in the folder, with the settings: tokens are asked for, and nothing else differs from what it comes with.
    fn python(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.interpreter);
        command.arg("-I").args(arguments).current_dir(&self.folder);
        command.env("GOOSEBIT_DB_URI", format!("sqlite://{}", text(&self.folder.join("goosebit.sqlite"))));
        command.env("GOOSEBIT_ARTIFACTS_DIR", self.folder.join("artifacts")).env("GOOSEBIT_TENANT", "default");
        command.env("GOOSEBIT_DEVICE_AUTH__ENABLE", "true").env("GOOSEBIT_DEVICE_AUTH__MODE", "strict");
        command
    }
}

/// Runs a command to its end, with this on its standard input; its standard output.
fn done(command: &mut Command, input: &[u8]) -> Result<Vec<u8>, String> {
    let name = text(Path::new(command.get_program()));
    let failed = |error: std::io::Error| format!("{name}: {error}");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(failed)?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input).map_err(failed)?;
    }
    let output = child.wait_with_output().map_err(failed)?;
    if output.status.success() { Ok(output.stdout) } else { Err(format!("{name} ended with {}", output.status)) }
}
