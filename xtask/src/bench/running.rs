//! Servers of others that run while something is measured.

use std::fs::File;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::process::now;

/// For a server to give its first answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server. It ends with this.
pub(super) struct Running(Child);

impl Running {
    /// Starts it, its words going to a file, and waits until it answers this request with 200.
    ///
    /// # Errors
    /// When it cannot be started, or does not answer.
    pub(super) fn start(command: &mut Command, log: &Path, address: &str, request: &str) -> Result<Self, String> {
        let failed = |error: std::io::Error| format!("{}: {error}", log.display());
        let words = File::create(log).map_err(failed)?;
        command.stdin(Stdio::null()).stdout(words.try_clone().map_err(failed)?).stderr(words);
        let running = Self(command.spawn().map_err(failed)?);
        let begin = now();
        while begin.elapsed() < PATIENCE {
            if asked(address, request).is_ok_and(|answer| answer.split(|byte| *byte == b' ').nth(1) == Some(b"200")) {
                return Ok(running);
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err(format!("it does not answer; its log is {}", log.display()))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill().and_then(|()| self.0.wait()));
    }
}

/// An address of the loopback where nobody listens, and its port.
///
/// # Errors
/// When there is none.
pub(super) fn free() -> Result<(String, String), String> {
    let found = TcpListener::bind(("127.0.0.1", 0)).and_then(|socket| socket.local_addr());
    let address = found.map_err(|error| format!("no port is free: {error}"))?;
    Ok((address.to_string(), address.port().to_string()))
}

/// The answer to a request after which the server hangs up.
fn asked(address: &str, request: &str) -> std::io::Result<Vec<u8>> {
    let (mut stream, mut answer) = (TcpStream::connect(address)?, Vec::new());
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(request.as_bytes())?;
    stream.read_to_end(&mut answer)?;
    Ok(answer)
}
