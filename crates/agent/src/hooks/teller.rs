//! A program of the product's that is told what the unit noticed: for a light, a sound, the product's own app.
//!
//! The process beside runs it, one after the other, and nobody waits for it here: a line is handed over by a pipe that never
//! blocks, and what became of it is read when something is there.

use std::io::{self, BufRead, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};

use super::child::{End, ended, one_line};

/// How long the program may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often it is looked whether it ended.
const LOOK: Duration = Duration::from_millis(20);

/// Bytes of the longest line: a pipe takes so many whole, or none.
const MOST_LINE: usize = 4096;

/// What is said of a process that is not there any more: the one that would start it again gave up starting programs.
const ENDED: &str =
    "the process that runs the program ended, and is started with the agent alone: start the agent again";

/// The process beside this one.
#[derive(Debug)]
pub struct Teller {
    child: Child,
    to: ChildStdin,
    from: ChildStdout,
    /// What it said and whose end did not come yet.
    said: String,
}

/// What became of a line.
#[derive(Debug, PartialEq, Eq)]
pub enum Told {
    /// The process has it, and works it off whatever becomes of this one.
    HandedOver,
    /// It has no room now.
    Later,
    /// It is not there any more.
    Never(String),
}

impl Teller {
    /// Starts the process.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(program: &str) -> io::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("tell").arg("--tell").arg(program);
        Self::of(command)
    }

    fn of(mut command: Command) -> io::Result<Self> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (to, from) = child.stdin.take().zip(child.stdout.take()).ok_or(io::ErrorKind::BrokenPipe)?;
        let flags = fcntl_getfl(&to)? | OFlags::NONBLOCK;
        fcntl_setfl(&to, flags)?;
        let flags = fcntl_getfl(&from)? | OFlags::NONBLOCK;
        fcntl_setfl(&from, flags)?;
        Ok(Self { child, to, from, said: String::new() })
    }

    /// Hands a line over, as a whole or not at all.
    pub fn tell(&mut self, line: &str) -> Told {
        let line = format!("{}\n", one_line(line));
        if line.len() > MOST_LINE {
            return Told::Never("what is to be told is too long".to_owned());
        }
        match self.to.write(line.as_bytes()) {
            Ok(_) => Told::HandedOver,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Told::Later,
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Told::Never(ENDED.to_owned()),
            Err(error) => Told::Never(format!("the process that runs the program: {error}")),
        }
    }

    /// What became of the last line whose end is known, or that the process is not there any more; nothing: no line ended
    /// since.
    pub fn said(&mut self) -> Option<Result<(), String>> {
        let mut buffer = [0; 1024];
        while let Ok(count) = self.from.read(&mut buffer) {
            if count == 0 {
                return Some(Err(ENDED.to_owned()));
            }
            self.said.push_str(&String::from_utf8_lossy(&buffer[..count]));
        }
        let end = self.said.rfind('\n')?;
        let last = self.said[..end].rsplit('\n').next().unwrap_or_default();
        let said = if last == "done" { Ok(()) } else { Err(last.to_owned()) };
        self.said.drain(..=end);
        Some(said)
    }
}

impl Drop for Teller {
    fn drop(&mut self) {
        // Its input ends with this, and so does it, once it has worked off what it has.
        drop(self.child.try_wait());
    }
}

/// Serves the process that started this one: what was handed over is worked off, also when that is gone.
///
/// # Errors
/// When what it is told cannot be read.
pub fn serve_teller(program: &str, mut asked: impl BufRead, mut to: impl io::Write) -> io::Result<()> {
    let mut line = String::new();
    while asked.read_line(&mut line)? > 0 {
        let done = match tell(program, &line, PATIENCE) {
            Ok(()) => "done".to_owned(),
            Err(why) => one_line(&format!("{program}: {why}")),
        };
        // Nobody may be there to hear it any more.
        drop(writeln!(to, "{done}").and_then(|()| to.flush()));
        line.clear();
    }
    Ok(())
}

/// Runs the program with the line on its standard input, and what it is about as arguments.
fn tell(program: &str, line: &str, patience: Duration) -> Result<(), String> {
    let told = |error: io::Error| error.to_string();
    let said: serde_json::Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let stage = said["stage"].as_str().unwrap_or("noticed");
    let mut command = Command::new(program);
    command.arg(stage).arg(said["id"].to_string()).arg(said["detector"].as_str().unwrap_or("unknown"));
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::inherit());
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn().map_err(told)?;
    // It is shorter than a pipe is; whoever does not read it goes without.
    drop(child.stdin.take().map(|mut input| input.write_all(line.as_bytes())));
    match within(&mut child, patience).map_err(told)? {
        End::By(status) if status.success() => Ok(()),
        End::By(status) => Err(status.to_string()),
        End::TooLong | End::NobodyAsks => Err(format!("no end within {} seconds", patience.as_secs())),
    }
}

fn within(child: &mut Child, patience: Duration) -> io::Result<End> {
    for _ in 0..patience.as_millis() / LOOK.as_millis() {
        if let Some(status) = child.try_wait()? {
            return Ok(End::By(status));
        }
        std::thread::sleep(LOOK);
    }
    ended(child).map(|()| End::TooLong)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn program(folder: &tempfile::TempDir, text: &str) -> String {
        let file = folder.path().join("light");
        fs::write(&file, format!("#!/bin/sh\n{text}\n")).expect("there is room");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).expect("it is ours");
        file.display().to_string()
    }

    #[test]
    fn a_program_that_hangs_is_ended_and_the_next_line_is_told() {
        let folder = tempfile::tempdir().expect("there is room");
        let program = program(
            &folder,
            &format!("cat >> {0}/heard; test \"$2\" = 1 && sleep 600; exit 0", folder.path().display()),
        );
        let line = |id: u32| format!("{{\"id\":{id},\"stage\":\"noticed\",\"detector\":\"guessing\"}}\n");
        let said = tell(&program, &line(1), Duration::from_millis(300)).expect_err("it hangs");
        assert_eq!(said, "no end within 0 seconds");
        assert_eq!(tell(&program, &line(2), PATIENCE), Ok(()));
        assert_eq!(fs::read_to_string(folder.path().join("heard")).expect("it was told"), line(1) + &line(2));
    }

    #[test]
    fn a_process_that_ended_is_told_of_though_nothing_is_to_be_told() {
        let mut teller = Teller::of(Command::new("cat")).expect("it starts");
        assert_eq!(teller.said(), None, "it is there");
        teller.child.kill().expect("it is ours");
        teller.child.wait().expect("it ended");
        assert_eq!(teller.said(), Some(Err(ENDED.to_owned())));
        assert_eq!(teller.tell("{}"), Told::Never(ENDED.to_owned()));
    }

    #[test]
    fn each_line_has_its_end_whatever_the_program_does() {
        let folder = tempfile::tempdir().expect("there is room");
        let program = program(&folder, "test \"$1 $2 $3\" = 'over 7 guessing'");
        let lines = "{\"id\":7,\"stage\":\"over\",\"detector\":\"guessing\"}\nno JSON\n{\"id\":8}\n";
        let mut said = Vec::new();
        serve_teller(&program, lines.as_bytes(), &mut said).expect("it is served");
        let said = String::from_utf8(said).expect("text");
        let said: Vec<&str> = said.lines().collect();
        assert_eq!((said.len(), said[0]), (3, "done"), "{said:?}");
        assert!(said[1].starts_with(&program) && said[2].ends_with("exit status: 1"), "{said:?}");
    }
}
