//! The process that runs installers, as the agent starts it: the real program, and what it is told by real installers.

mod plain;
mod rauc;
mod swupdate;

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use tempfile::TempDir;

use crate::unit::program;

/// The process, and the folder of images that it was given. The folder's name has a blank, as a maker's may have.
struct Hooks {
    child: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    folder: TempDir,
}

impl Hooks {
    fn start(installer: &str) -> Self {
        Self::start_with(installer, &[])
    }

    fn start_with(installer: &str, environment: &[(&str, &str)]) -> Self {
        Self::in_folder(tempfile::Builder::new().prefix("images of a unit ").tempdir().expect("there is room"), |_| {
            (installer.to_owned(), environment.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect())
        })
    }

    fn in_folder(folder: TempDir, how: impl FnOnce(&Path) -> (String, Vec<(String, String)>)) -> Self {
        let (installer, environment) = how(folder.path());
        let mut command = Command::new(program());
        command.args(["hooks", "--install", &installer, "--images"]).arg(folder.path());
        command.current_dir(folder.path()).env("TMPDIR", folder.path()).envs(environment);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
        let (to, from) = (child.stdin.take(), child.stdout.take().expect("it is piped"));
        Self { child, to, from: BufReader::new(from), folder }
    }

    fn image(&self) -> PathBuf {
        self.folder.path().join("image-b")
    }

    /// Puts an image there, and has it installed.
    fn installs(&mut self, image: &[u8]) -> Result<String, String> {
        std::fs::write(self.image(), image).expect("there is room");
        self.asks("install")
    }

    fn asks(&mut self, verb: &str) -> Result<String, String> {
        self.says(verb);
        let mut line = String::new();
        self.from.read_line(&mut line).expect("it is text");
        match line.trim_end_matches('\n').split_once(' ') {
            Some(("done", said)) => Ok(said.to_owned()),
            Some(("failed", said)) => Err(said.to_owned()),
            _ => panic!("it says {line:?}"),
        }
    }

    fn says(&mut self, verb: &str) {
        let to = self.to.as_mut().expect("it is asked still");
        writeln!(to, "{verb} {}", self.folder.path().join("image-b").display()).expect("it listens");
    }

    /// The machine was started anew since the image was installed, as the process sees it.
    fn restarted(&self) {
        let file = self.folder.path().join("started-from");
        let said = std::fs::read_to_string(&file).expect("it was remembered");
        let (_, before) = said.split_once('\n').expect("two lines");
        std::fs::write(file, format!("another start\n{before}")).expect("there is room");
    }
}

impl Drop for Hooks {
    fn drop(&mut self) {
        self.to = None;
        // It ends by itself as soon as nobody asks any more.
        drop(self.child.wait());
    }
}
