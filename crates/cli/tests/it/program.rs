//! Runs the real program, each test in a folder of its own that is also its home.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The day on which every test stands unless it says otherwise.
pub(crate) const NOW: &str = "2026-07-02T00:00:00Z";

/// The program with a folder to work in.
#[derive(Debug)]
pub(crate) struct Program {
    folder: TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit code; -1 where a signal ended it.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Program {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A path inside the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file inside the folder, with the folders above it.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder above")).expect("folders");
        std::fs::write(path, content).expect("a file");
        self
    }

    /// Writes a JSON file inside the folder.
    pub(crate) fn write_json(&self, name: &str, content: &Value) -> &Self {
        self.write(name, content.to_string())
    }

    /// Writes records as a folder, which is a whole export of one feed.
    pub(crate) fn write_feed(&self, name: &str, records: &[Value]) -> &Self {
        for (number, record) in records.iter().enumerate() {
            self.write_json(&format!("{name}/{number}.json"), record);
        }
        self
    }

    /// The bytes of a file inside the folder, if it is there.
    pub(crate) fn read(&self, name: &str) -> Option<Vec<u8>> {
        std::fs::read(self.path(name)).ok()
    }

    /// Every file below the folder, sorted, with its size.
    pub(crate) fn files(&self) -> Vec<(String, u64)> {
        let mut files = Vec::new();
        list(self.folder.path(), self.folder.path(), &mut files);
        files.sort();
        files
    }

    /// The command, ready to run: its only surroundings are the folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_steadfast"));
        command.args(arguments).current_dir(self.folder.path()).env_clear();
        command.env("HOME", self.folder.path()).env("XDG_DATA_HOME", self.path("data"));
        command.env("STEADFAST_OFFLINE", "true");
        command.env("NO_COLOR", "1").env("COLUMNS", "120").stdin(Stdio::null());
        command
    }

    /// Runs it.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().expect("the program runs"))
    }

    /// Runs it with something on standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        let mut stdin = child.stdin.take().expect("standard input");
        // A program that refuses its input may close it early.
        drop(stdin.write_all(input));
        drop(stdin);
        Run::of(child.wait_with_output().expect("the program ends"))
    }

    /// Runs it with its standard output going to `file`.
    pub(crate) fn run_into(&self, arguments: &[&str], file: File) -> Run {
        Run::of(self.command(arguments).stdout(file).output().expect("the program runs"))
    }

    /// Runs it on [`NOW`] with JSON as the form of its answer.
    pub(crate) fn ask(&self, arguments: &[&str]) -> Run {
        let mut all = arguments.to_vec();
        if !arguments.contains(&"--now") {
            all.extend(["--now", NOW]);
        }
        all.extend(["--format", "json"]);
        self.run(&all)
    }
}

impl Run {
    pub(crate) fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            err: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        }
    }

    /// The same, if it ended with `code`.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "exit code\nstandard error: {}\nstandard output: {}", self.err, self.out);
        self
    }

    /// Standard output with every run of white space as one space: tables wrap their sentences.
    pub(crate) fn words(&self) -> String {
        self.out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Standard output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        match serde_json::from_str(&self.out) {
            Ok(value) => value,
            Err(error) => panic!("{error} in {:?}\nstandard error: {}", self.out, self.err),
        }
    }

    /// The same, if it refused its input: exit code 2, a message with each of `words`, and no output.
    #[track_caller]
    pub(crate) fn refuses(self, words: &[&str]) -> Self {
        let run = self.exits(2);
        for word in words {
            assert!(run.err.contains(word), "{word:?} is not in {:?}", run.err);
        }
        assert_eq!(run.out, "", "a refusal has no output");
        run
    }
}

fn list(folder: &Path, root: &Path, files: &mut Vec<(String, u64)>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            list(&path, root, files);
        } else {
            let name = path.strip_prefix(root).expect("below the root").to_string_lossy().into_owned();
            files.push((name, path.metadata().expect("metadata").len()));
        }
    }
}
