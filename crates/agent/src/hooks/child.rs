//! The small process: a line in, a program run, a line out.

use std::fs;
use std::io::{self, BufRead, Read as _, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use super::Verb;
use super::installer::{Call, How, Installer};

/// Letters of what an installer says that are told on.
const MOST_TOLD: usize = 300;

/// Bytes of what it says that are looked at, from the end.
const MOST_SAID: u64 = 16 << 10;

/// How long an installation may take, and how long anything else.
const LONG: Duration = Duration::from_secs(3600);
const SHORT: Duration = Duration::from_secs(60);

/// How often it is looked whether a program ended.
const LOOK: Duration = Duration::from_millis(50);

/// Serves the process that started this one, until that is gone.
///
/// # Errors
/// When it cannot be spoken to any more.
pub fn serve(installer: &Installer, images: &Path, asked: impl BufRead, mut to: impl Write) -> io::Result<()> {
    let remembered = images.join("started-from");
    for line in asked.lines() {
        let line = line?;
        let (word, image) = line.split_once(' ').unwrap_or((&line, ""));
        let done = match Verb::of(word) {
            Some(verb) => Asked { installer, remembered: &remembered, said: images.join("installer.log") }
                .does(verb, Path::new(image)),
            None => Err(format!("{word:?} is nothing that an installer does")),
        };
        match done {
            Ok(said) => writeln!(to, "done {}", one_line(&said))?,
            Err(why) => writeln!(to, "failed {}", one_line(&why))?,
        }
        to.flush()?;
    }
    Ok(())
}

struct Asked<'a> {
    installer: &'a Installer,
    /// What was started when the image was installed.
    remembered: &'a Path,
    /// What an installer says while it runs.
    said: PathBuf,
}

impl Asked<'_> {
    fn does(&self, verb: Verb, image: &Path) -> Result<String, String> {
        if verb == Verb::Install
            && let How::Compare(call) = self.installer.how(Verb::Started, image)
        {
            let before = self.installer.compared(&self.run(&call, SHORT)?);
            fs::write(self.remembered, format!("{}\n{before}", start())).map_err(|error| error.to_string())?;
        }
        match self.installer.how(verb, image) {
            How::Run(call) => self.run(&call, if verb == Verb::Install { LONG } else { SHORT }),
            How::Compare(call) => {
                let now = self.installer.compared(&self.run(&call, SHORT)?);
                let before = fs::read_to_string(self.remembered).map_err(|error| error.to_string())?;
                let (began, before) = before.split_once('\n').unwrap_or(("", &before));
                // As long as the machine was not restarted, what runs says nothing of the new image.
                let same = began == start();
                Ok(if same {
                    "not"
                } else if now == before {
                    "old"
                } else {
                    "new"
                }
                .to_owned())
            }
            How::Nothing => Ok(String::new()),
            How::Cannot(why) => Err(why.to_owned()),
        }
    }

    /// Runs a program to its end, at most for so long; gives the end of what it said.
    fn run(&self, call: &Call, patience: Duration) -> Result<String, String> {
        let told = |error: io::Error| format!("{}: {error}", call.program);
        let mut log =
            fs::File::options().create(true).truncate(true).read(true).write(true).open(&self.said).map_err(told)?;
        let (out, err) = (log.try_clone().map_err(told)?, log.try_clone().map_err(told)?);
        let mut command = Command::new(&call.program);
        command.args(&call.arguments).stdin(Stdio::null()).stdout(out).stderr(err);
        let status = within(&mut command, patience).map_err(told)?;
        let length = log.seek(SeekFrom::End(0)).map_err(told)?;
        log.seek(SeekFrom::Start(length.saturating_sub(MOST_SAID))).map_err(told)?;
        let mut said = Vec::new();
        log.take(MOST_SAID).read_to_end(&mut said).map_err(told)?;
        let said = String::from_utf8_lossy(&said).trim().to_owned();
        match status {
            Some(status) if status.success() => Ok(said),
            Some(status) => Err(format!("{}: {status}: {said}", call.program)),
            None => Err(format!("{}: no end within {} seconds", call.program, patience.as_secs())),
        }
    }
}

/// By what one start of the machine is told from another.
fn start() -> String {
    fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default().trim().to_owned()
}

/// How a program ended; nothing: it did not, and was killed.
fn within(command: &mut Command, patience: Duration) -> io::Result<Option<ExitStatus>> {
    let mut child = command.spawn()?;
    for _ in 0..patience.as_millis() / LOOK.as_millis() {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        std::thread::sleep(LOOK);
    }
    child.kill()?;
    child.wait().map(|_| None)
}

/// The end of what was said, as one line.
fn one_line(said: &str) -> String {
    let letters: Vec<char> = said.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    letters[letters.len().saturating_sub(MOST_TOLD)..].iter().collect()
}
