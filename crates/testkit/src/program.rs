//! A real program as a process: started, read, stopped, killed, and always reaped.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

use crate::leash::{Leash, detach, report};
use crate::wait::{now, poll};

/// A running program. Its output is collected all the time; it is killed and reaped when this value goes.
#[derive(Debug)]
pub struct Program {
    child: Child,
    output: Arc<Output>,
    readers: Vec<JoinHandle<()>>,
    leash: Option<Leash>,
}

/// Everything the program wrote, both streams in the order in which they arrived.
#[derive(Debug, Default)]
struct Output {
    lines: Mutex<Vec<String>>,
    more: Condvar,
}

impl Program {
    /// Starts `program` with `arguments`. For environment and folder see [`Program::spawn`].
    ///
    /// # Panics
    /// When it cannot be started.
    #[track_caller]
    pub fn start<A: AsRef<OsStr>>(program: impl AsRef<Path>, arguments: impl IntoIterator<Item = A>) -> Self {
        let mut command = Command::new(program.as_ref());
        command.args(arguments);
        Self::spawn(command)
    }

    /// Starts a command whose arguments, environment and folder are set. Its input is empty.
    ///
    /// # Panics
    /// When it cannot be started.
    #[track_caller]
    pub fn spawn(mut command: Command) -> Self {
        detach(&mut command);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?} cannot be started: {error}"));
        let leash = Some(Leash::group(child.id()));
        let output = Arc::new(Output::default());
        let out = child.stdout.take().map(|stream| output.collect(stream));
        let err = child.stderr.take().map(|stream| output.collect(stream));
        Self { child, output, readers: out.into_iter().chain(err).collect(), leash }
    }

    /// The number of the process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The first line, of those written and those to come, for which `wanted` has an answer.
    ///
    /// # Panics
    /// When there is none `within` this time, or the program ends before; everything it wrote is shown.
    #[track_caller]
    pub fn find<T>(&mut self, within: Duration, wanted: impl FnMut(&str) -> Option<T>) -> T {
        match self.output.find(within, wanted, || matches!(self.child.try_wait(), Ok(None))) {
            Some(found) => found,
            None => panic!("no such line within {within:?}; the program wrote:\n{}", self.log()),
        }
    }

    /// The first line that contains `text`.
    ///
    /// # Panics
    /// As [`Program::find`].
    #[track_caller]
    pub fn line(&mut self, within: Duration, text: &str) -> String {
        self.find(within, |line| line.contains(text).then(|| line.to_owned()))
    }

    /// Everything written so far.
    pub fn log(&self) -> String {
        self.output.lock().iter().fold(String::new(), |log, line| log + line + "\n")
    }

    /// Whether it has not ended yet.
    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Kills the process and whatever it started, at once (`kill -9`), and reaps it.
    pub fn kill(&mut self) {
        if self.is_running() {
            report(
                "a process group cannot be killed",
                kill_process_group(self.pid(), Signal::KILL).map_err(Into::into),
            );
        }
        report("a process cannot be awaited", self.child.wait().map(drop));
        self.leash = None;
    }

    /// Asks the process to end (`SIGTERM`), waits, and says how it ended.
    ///
    /// # Panics
    /// When it is still there after this time.
    #[track_caller]
    pub fn terminate(&mut self, within: Duration) -> ExitStatus {
        self.signal(Signal::TERM);
        self.wait(within)
    }

    /// Sends a signal to the process alone.
    ///
    /// # Panics
    /// When the process is gone.
    #[track_caller]
    pub fn signal(&mut self, signal: Signal) {
        assert!(self.is_running(), "the program had ended before; it wrote:\n{}", self.log());
        kill_process(self.pid(), signal).expect("a signal to our own process");
    }

    /// Waits for the process to end by itself.
    ///
    /// # Panics
    /// When it is still there after this time; what it wrote is shown.
    #[track_caller]
    pub fn wait(&mut self, within: Duration) -> ExitStatus {
        let ended = poll(within, || self.child.try_wait().expect("our own process can be awaited"));
        let Some(status) = ended else { panic!("still running after {within:?}; it wrote:\n{}", self.log()) };
        self.leash = None;
        // What a process that it left behind holds open would never end.
        let read = || self.readers.iter().all(JoinHandle::is_finished).then_some(());
        poll(Duration::from_secs(2), read);
        status
    }

    fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Whether a process was ended by `kill -9`.
pub fn was_killed(status: ExitStatus) -> bool {
    status.signal() == Some(Signal::KILL.as_raw())
}

impl Output {
    fn collect(self: &Arc<Self>, stream: impl Read + Send + 'static) -> JoinHandle<()> {
        let output = Arc::clone(self);
        std::thread::spawn(move || {
            let mut stream = BufReader::new(stream);
            let mut line = Vec::new();
            while stream.read_until(b'\n', &mut line).is_ok_and(|count| count > 0) {
                output.lock().push(String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']).to_owned());
                output.more.notify_all();
                line.clear();
            }
            output.more.notify_all();
        })
    }

    fn find<T>(
        &self,
        within: Duration,
        mut wanted: impl FnMut(&str) -> Option<T>,
        mut goes_on: impl FnMut() -> bool,
    ) -> Option<T> {
        let begin = now();
        let mut seen = 0;
        let mut lines = self.lock();
        loop {
            let last_look = !goes_on() || begin.elapsed() >= within;
            if let Some(found) = lines[seen..].iter().find_map(|line| wanted(line)) {
                return Some(found);
            }
            seen = lines.len();
            if last_look {
                // The last lines of a program that has ended may still be on their way.
                drop(lines);
                std::thread::sleep(Duration::from_millis(50));
                return self.lock()[seen..].iter().find_map(|line| wanted(line));
            }
            let waited = self.more.wait_timeout(lines, Duration::from_millis(50));
            lines = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<String>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
