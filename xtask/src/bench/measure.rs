//! What one program takes: wall time, peak memory, instructions.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::process::{is_there, now};

/// GNU time, which reports the peak memory of a child.
const TIME: &str = "/usr/bin/time";

/// A program with its arguments, run from a folder. Its output goes nowhere.
pub(super) struct Program {
    pub(super) path: PathBuf,
    pub(super) arguments: Vec<OsString>,
    pub(super) folder: PathBuf,
    /// The exit codes that count as done.
    pub(super) done: &'static [i32],
}

impl Program {
    pub(super) fn new(path: &Path, folder: &Path, arguments: &[&str]) -> Self {
        let arguments = arguments.iter().map(OsString::from).collect();
        Self { path: path.to_owned(), arguments, folder: folder.to_owned(), done: &[0] }
    }

    fn command(&self, wrapper: &[&str]) -> Command {
        let mut command = match wrapper {
            [] => Command::new(&self.path),
            [program, options @ ..] => {
                let mut command = Command::new(program);
                command.args(options).arg(&self.path);
                command
            }
        };
        command.args(&self.arguments).current_dir(&self.folder).stdin(Stdio::null()).stdout(Stdio::null());
        command
    }

    fn check(&self, code: Option<i32>) -> Result<(), String> {
        match code {
            Some(code) if self.done.contains(&code) => Ok(()),
            other => Err(format!("{} ended with {other:?}", self.path.display())),
        }
    }

    /// The wall time of the whole process, from its start to its end.
    ///
    /// # Errors
    /// When it cannot be started, or fails.
    pub(super) fn wall(&self) -> Result<Duration, String> {
        let mut command = self.command(&[]);
        command.stderr(Stdio::null());
        let begin = now();
        let status = command.status().map_err(|error| format!("{}: {error}", self.path.display()))?;
        let took = begin.elapsed();
        self.check(status.code()).map(|()| took)
    }

    /// The peak of resident memory in KiB, pages of mapped files included; `None` without GNU time.
    ///
    /// # Errors
    /// When it cannot be started, or fails.
    pub(super) fn peak(&self) -> Result<Option<u64>, String> {
        if !is_there(Command::new(TIME).arg("--version")) {
            return Ok(None);
        }
        let said = self.said(&[TIME, "-f", "peak %M"])?;
        Ok(said.lines().find_map(|line| line.strip_prefix("peak ")?.trim().parse().ok()))
    }

    /// Processor time of the program itself and of the system for it; `None` without GNU time.
    ///
    /// # Errors
    /// When it cannot be started, or fails.
    pub(super) fn processor(&self) -> Result<Option<String>, String> {
        if !is_there(Command::new(TIME).arg("--version")) {
            return Ok(None);
        }
        let said = self.said(&[TIME, "-f", "took %U s, and the system %S s for it"])?;
        Ok(said.lines().find_map(|line| Some(line.strip_prefix("took ")?.to_owned())))
    }

    /// Instructions executed, counted by callgrind; `None` without valgrind.
    ///
    /// # Errors
    /// When it cannot be started, or fails.
    pub(super) fn instructions(&self) -> Result<Option<u64>, String> {
        if !is_there(Command::new("valgrind").arg("--version")) {
            return Ok(None);
        }
        let said = self.said(&["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"])?;
        let counted = said.lines().find_map(|line| line.split_once("Collected :"));
        Ok(counted.and_then(|(_, number)| number.trim().parse().ok()))
    }

    fn said(&self, wrapper: &[&str]) -> Result<String, String> {
        let output = self.command(wrapper).output().map_err(|error| format!("{}: {error}", self.path.display()))?;
        self.check(output.status.code())?;
        Ok(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// The median; of an even number, the upper of the two in the middle.
pub(super) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::median;
    use std::time::Duration;

    #[test]
    fn one_slow_run_does_not_move_the_median() {
        let times = [9, 1, 2, 3, 2].map(Duration::from_millis);
        assert_eq!(median(times.to_vec()), Duration::from_millis(2));
    }
}
