//! Processes that end when the test's process does, however it ends.

use std::io::{self, Write};
use std::process::{Child, Command, Stdio};

/// Waits for its standard input to end. A word there means that nothing is to be done; nothing there means that the
/// test's process is gone, and what it started must go as well.
const WATCH: &str = "read -r word || kill -s \"$1\" -- \"$2\"";

/// Watches over one process or process group.
#[derive(Debug)]
pub(crate) struct Leash(Child);

impl Leash {
    /// Ends the process group of `leader` by force when this process is gone.
    pub(crate) fn group(leader: u32) -> Self {
        Self::new("KILL", &format!("-{leader}"))
    }

    /// Sends `signal` to one process when this process is gone.
    pub(crate) fn process(process: u32, signal: &str) -> Self {
        Self::new(signal, &process.to_string())
    }

    fn new(signal: &str, whom: &str) -> Self {
        let mut watch = Command::new("sh");
        watch.args(["-c", WATCH, "leash", signal, whom]);
        watch.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        detach(&mut watch);
        Self(watch.spawn().expect("sh starts"))
    }
}

impl Drop for Leash {
    fn drop(&mut self) {
        let told = self.0.stdin.take().map_or(Ok(()), |mut input| input.write_all(b"done\n"));
        if told.is_err() {
            report("a leash was gone before its time", told);
        }
        report("a leash cannot be awaited", self.0.wait().map(drop));
    }
}

/// A group of its own: an interrupt at the terminal reaches the test first.
pub(crate) fn detach(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

/// A failure while cleaning up is told, and is no second panic.
pub(crate) fn report(what: &str, outcome: io::Result<()>) {
    if let Err(error) = outcome {
        eprintln!("{what}: {error}");
    }
}
