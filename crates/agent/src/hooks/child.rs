//! The small process: a line in, a program run, a line out.

use std::fs;
use std::io::{self, BufRead, Read as _, Seek as _, SeekFrom, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process_group};

use super::Verb;
use super::installer::{Call, How, Installer};

/// Letters of what an installer says that are told on: SWUpdate needs a third of a thousand to say why it failed.
const MOST_TOLD: usize = 400;

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
pub fn serve(
    installer: &Installer,
    images: &Path,
    mut asked: impl BufRead + AsFd,
    mut to: impl Write,
) -> io::Result<()> {
    let mut line = String::new();
    while asked.read_line(&mut line)? > 0 {
        let (word, image) = line.trim_end_matches('\n').split_once(' ').unwrap_or((line.trim_end(), ""));
        let done = match Verb::of(word) {
            Some(verb) => Asked { installer, images, long: LONG, by: asked.as_fd() }.does(verb, Path::new(image)),
            None => Err(format!("{word:?} is nothing that an installer does")),
        };
        match done {
            Ok(said) => writeln!(to, "done {}", one_line(&last_lines(&said)))?,
            Err(why) => writeln!(to, "failed {}", one_line(&why))?,
        }
        to.flush()?;
        line.clear();
    }
    Ok(())
}

struct Asked<'a> {
    installer: &'a Installer,
    /// Where images lie, and beside them what an installer says and what was started before.
    images: &'a Path,
    /// How long an installation may take.
    long: Duration,
    /// Who asks: gone when the other end of this is.
    by: BorrowedFd<'a>,
}

/// How a program ended.
pub(super) enum End {
    By(ExitStatus),
    /// It did not within its time, and was killed.
    TooLong,
    /// Nobody waits for it any more, and it was killed: whoever starts next would begin a second one beside it.
    NobodyAsks,
}

impl Asked<'_> {
    fn does(&self, verb: Verb, image: &Path) -> Result<String, String> {
        let remembered = self.images.join("started-from");
        if verb == Verb::Install
            && let How::Compare(call) = self.installer.how(Verb::Started, image)
        {
            let before = self.installer.compared(&self.run(verb, &call, SHORT)?);
            fs::write(&remembered, format!("{}\n{before}", start())).map_err(|error| error.to_string())?;
        }
        match self.installer.how(verb, image) {
            How::Run(call) => self.run(verb, &call, if verb == Verb::Install { self.long } else { SHORT }),
            How::Compare(call) => {
                let now = self.installer.compared(&self.run(verb, &call, SHORT)?);
                let before = fs::read_to_string(&remembered).map_err(|error| error.to_string())?;
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

    /// Runs a program to its end, at most for so long; gives the end of what it said. What went wrong is on one of its two
    /// outputs or on both: RAUC says why on the first, SWUpdate on the second.
    fn run(&self, verb: Verb, call: &Call, patience: Duration) -> Result<String, String> {
        let told = |error: io::Error| format!("{}: {error}", call.program);
        let [out, err] = ["installer.log", "installer-errors.log"].map(|name| emptied(&self.images.join(name)));
        let (out, err) = (out.map_err(told)?, err.map_err(told)?);
        let (theirs, theirs_too) = (out.try_clone().map_err(told)?, err.try_clone().map_err(told)?);
        let mut command = Command::new(&call.program);
        command.args(&call.arguments).stdin(Stdio::null()).stdout(theirs).stderr(theirs_too).process_group(0);
        let end = self.within(verb, &mut command, patience).map_err(told)?;
        let said = end_of(out).map_err(told)?;
        let errors = end_of(err).map_err(told)?;
        let all = || last_lines(&format!("{said}\n{errors}"));
        let is_installed = |status: ExitStatus| {
            status.code() == Some(1) && verb == Verb::Install && self.installer.succeeded(&said, &errors)
        };
        match end {
            End::By(status) if status.success() || is_installed(status) => Ok(said),
            End::By(status) => Err(format!("{}: {status}: {}", call.program, all())),
            End::TooLong => Err(format!("{}: no end within {} seconds: {}", call.program, patience.as_secs(), all())),
            End::NobodyAsks => Err(format!("{}: killed, as nobody waits for it", call.program)),
        }
    }

    /// An installation ends with who asked for it; what restarts the machine outlives them, as it has to.
    fn within(&self, verb: Verb, command: &mut Command, patience: Duration) -> io::Result<End> {
        let mut child = command.spawn()?;
        for _ in 0..patience.as_millis() / LOOK.as_millis() {
            if let Some(status) = child.try_wait()? {
                return Ok(End::By(status));
            }
            if self.waits_in_vain(verb) {
                return ended(&mut child).map(|()| End::NobodyAsks);
            }
        }
        ended(&mut child).map(|()| End::TooLong)
    }

    /// Waits a moment; whether who asked for an installation is gone meanwhile.
    fn waits_in_vain(&self, verb: Verb) -> bool {
        if verb != Verb::Install {
            std::thread::sleep(LOOK);
            return false;
        }
        let moment = Timespec { tv_sec: 0, tv_nsec: i64::from(LOOK.subsec_nanos()) };
        let mut fds = [PollFd::new(&self.by, PollFlags::empty())];
        poll(&mut fds, Some(&moment)).is_ok() && fds[0].revents().contains(PollFlags::HUP)
    }
}

/// By what one start of the machine is told from another.
fn start() -> String {
    fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default().trim().to_owned()
}

/// Ends a program, and whatever it started that is still of its group.
pub(super) fn ended(child: &mut Child) -> io::Result<()> {
    if let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        kill_process_group(group, Signal::KILL)?;
    }
    child.wait().map(drop)
}

fn emptied(path: &Path) -> io::Result<fs::File> {
    fs::File::options().create(true).truncate(true).read(true).write(true).open(path)
}

/// The end of what was said.
fn end_of(mut log: fs::File) -> io::Result<String> {
    let length = log.seek(SeekFrom::End(0))?;
    log.seek(SeekFrom::Start(length.saturating_sub(MOST_SAID)))?;
    let mut said = Vec::new();
    log.take(MOST_SAID).read_to_end(&mut said)?;
    Ok(String::from_utf8_lossy(&said).trim().to_owned())
}

/// As many whole lines from the end as are told on, at least one.
fn last_lines(said: &str) -> String {
    let mut told = String::new();
    for line in said.lines().rev().map(str::trim).filter(|line| !line.is_empty()) {
        if !told.is_empty() && told.chars().count() + line.chars().count() >= MOST_TOLD {
            break;
        }
        told = if told.is_empty() { end_of_line(line) } else { format!("{line}; {told}") };
    }
    told
}

fn end_of_line(line: &str) -> String {
    let over = line.chars().count().saturating_sub(MOST_TOLD);
    line.chars().skip(over).collect()
}

/// What was said, as one line.
pub(super) fn one_line(said: &str) -> String {
    said.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use rustix::process::test_kill_process;
    use steadfast_testkit::wait::until;

    use super::*;

    #[test]
    fn an_installer_that_hangs_is_ended_with_all_that_it_started_and_what_it_said_is_told() {
        let folder = tempfile::tempdir().expect("there is room");
        let program = folder.path().join("installer");
        let text = "#!/bin/sh\necho 'waits for the flash'\nsleep 600 &\necho $! > \"$2.child\"\nwait\n";
        fs::write(&program, text).expect("there is room");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("it is ours");
        let installer = Installer::Program(program.display().to_string());
        let (reader, _writer) = io::pipe().expect("there are pipes");
        let long = Duration::from_millis(400);
        let asked = Asked { installer: &installer, images: folder.path(), long, by: reader.as_fd() };
        let image = folder.path().join("image-b");
        let said = asked.does(Verb::Install, &image).expect_err("it does not end");
        assert!(said.contains("no end within 0 seconds: waits for the flash"), "{said}");
        let child = fs::read_to_string(folder.path().join("image-b.child")).expect("it began");
        let child = Pid::from_raw(child.trim().parse().expect("a number")).expect("a process");
        let is_gone = || test_kill_process(child).is_err() || state(child) == "Z";
        assert!(until(Duration::from_secs(10), is_gone), "what it started goes on");
    }

    /// What a process does; `Z`: nothing any more.
    fn state(of: Pid) -> String {
        let stat = fs::read_to_string(format!("/proc/{}/stat", of.as_raw_nonzero())).unwrap_or_default();
        stat.rsplit_once(") ").map(|(_, rest)| rest[..1].to_owned()).unwrap_or_default()
    }

    #[test]
    fn whole_lines_are_told_from_the_end_and_of_a_long_one_its_end() {
        let long = "x".repeat(MOST_TOLD + 5);
        assert_eq!(last_lines(&format!("first\n{long}\n\n")), "x".repeat(MOST_TOLD));
        assert_eq!(last_lines("one\n two\r\n\nthree"), "one; two; three");
        let third = "y".repeat(MOST_TOLD / 2);
        assert_eq!(last_lines(&format!("{third}\n{third}\nend")), format!("{third}; end"));
        assert_eq!(last_lines("\n"), "");
    }
}
