//! goosebit, a server of the hawkBit protocol in Python, whose devices ask beside ours.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use super::setting::text;
use crate::process::now;
use crate::tools::python;
use crate::workspace::root;

/// The peer, in the version that figures name.
const PACKAGE: &str = "goosebit==0.2.12";
/// Devices that it knows.
pub(super) const DEVICES: &str = "5000";
/// For it to answer a first device.
const PATIENCE: Duration = Duration::from_secs(60);

/// goosebit on a database of its own. It ends with this.
pub(super) struct Goosebit {
    folder: PathBuf,
    /// What prints the devices.
    bench: PathBuf,
    running: Option<Child>,
}

impl Goosebit {
    pub(super) fn new(out: &Path, bench: &Path) -> Self {
        Self { folder: out.join("goosebit"), bench: bench.to_owned(), running: None }
    }

    /// Starts it on a free port of the loopback address, one process, as its documentation does; its address, once a device
    /// was answered there.
    ///
    /// # Errors
    /// In one line, when it cannot be installed or prepared, or does not answer.
    pub(super) fn start(&mut self) -> Result<String, String> {
        self.begin().map_err(|reason| reason.replace(['\n', '\t'], " "))
    }

    fn begin(&mut self) -> Result<String, String> {
        let interpreter = python("goosebit", &[PACKAGE])?;
        drop(fs::remove_dir_all(&self.folder));
        fs::create_dir_all(&self.folder).map_err(|error| self.said(&error))?;
        let first = self.prepare(&interpreter)?;
        let address = free()?;
        let port = address.rsplit(':').next().unwrap_or_default();
        let mut command = self.python(&interpreter, &["-m", "uvicorn", "goosebit:app", "--host", "127.0.0.1"]);
        let log = File::create(self.folder.with_extension("log")).map_err(|error| self.said(&error))?;
        let errors = log.try_clone().map_err(|error| self.said(&error))?;
        command.args(["--port", port]).stdin(Stdio::null()).stdout(log).stderr(errors);
        self.running = Some(command.spawn().map_err(|error| self.said(&error))?);
        self.answers(&address, &first)?;
        Ok(address)
    }

    /// Makes its database with the devices; the first of them, number and token.
    fn prepare(&self, interpreter: &Path) -> Result<(String, String), String> {
        let devices = done(Command::new(&self.bench).args(["devices", DEVICES]), None)?.stdout;
        let script = text(&root().join("xtask/peers/goosebit.py"));
        done(&mut self.python(interpreter, &[&script]), Some(&devices))?;
        let devices = String::from_utf8_lossy(&devices);
        let first = devices.lines().next().and_then(|line| line.split_once(' ')).ok_or("no device was printed")?;
        Ok((first.0.to_owned(), first.1.to_owned()))
    }

    /// Python in the folder, with the settings: tokens are asked for, and nothing else differs from what it comes with.
    fn python(&self, interpreter: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(interpreter);
        command.arg("-I").args(arguments).current_dir(&self.folder);
        command.env("GOOSEBIT_DB_URI", format!("sqlite://{}", text(&self.folder.join("goosebit.sqlite"))));
        command.env("GOOSEBIT_ARTIFACTS_DIR", self.folder.join("artifacts")).env("GOOSEBIT_TENANT", "default");
        command.env("GOOSEBIT_DEVICE_AUTH__ENABLE", "true").env("GOOSEBIT_DEVICE_AUTH__MODE", "strict");
        command
    }

    fn answers(&mut self, address: &str, (serial, token): &(String, String)) -> Result<(), String> {
        let request = format!(
            "GET /default/controller/v1/{serial} HTTP/1.1\r\nHost: {address}\r\nAuthorization: TargetToken {token}\r\n\
             Connection: close\r\n\r\n"
        );
        let begin = now();
        while begin.elapsed() < PATIENCE {
            if asked(address, &request).is_ok_and(|answer| answer.starts_with(b"HTTP/1.1 200 ")) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err(self.said(&"no device was answered"))
    }

    fn said(&self, error: &impl std::fmt::Display) -> String {
        format!("{PACKAGE}: {error}; its log is {}", text(&self.folder.with_extension("log")))
    }
}

impl Drop for Goosebit {
    fn drop(&mut self) {
        if let Some(running) = &mut self.running {
            drop(running.kill().and_then(|()| running.wait()));
        }
    }
}

/// An address of the loopback where nobody listens.
fn free() -> Result<String, String> {
    let found = TcpListener::bind(("127.0.0.1", 0)).and_then(|socket| socket.local_addr());
    found.map(|address| address.to_string()).map_err(|error| format!("no port is free: {error}"))
}

fn asked(address: &str, request: &str) -> std::io::Result<Vec<u8>> {
    let (mut stream, mut answer) = (TcpStream::connect(address)?, Vec::new());
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(request.as_bytes())?;
    stream.read_to_end(&mut answer)?;
    Ok(answer)
}

/// Runs a command to its end, with this on its standard input.
fn done(command: &mut Command, input: Option<&[u8]>) -> Result<Output, String> {
    let name = text(Path::new(command.get_program()));
    let failed = |error: std::io::Error| format!("{name}: {error}");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(failed)?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input.unwrap_or_default()).map_err(failed)?;
    }
    let output = child.wait_with_output().map_err(failed)?;
    if output.status.success() { Ok(output) } else { Err(format!("{name} ended with {}", output.status)) }
}
