//! A way over SSH: OpenSSH's own program, run by a small process beside this one, which gives up starting programs.
//!
//! That process runs `ssh` and nothing else, with arguments that it makes itself of fields that were looked at, never a shell.
//! Keys lie in memory that has a number instead of a name, so that nothing of them comes to a medium. The line to the other
//! side is handed over as an open socket.

use std::fs::{File, Permissions};
use std::io::{self, BufRead as _, BufReader, IoSlice, IoSliceMut, Read as _, Seek as _, Write as _};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd as _, AsRawFd as _, OwnedFd};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rustix::fs::{MemfdFlags, memfd_create};
use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage, SendFlags,
    recvmsg, sendmsg,
};
use serde::{Deserialize, Serialize};

/// The program.
const PROGRAM: &str = "ssh";

/// By what name the other side's key is known, whatever its address is.
const ALIAS: &str = "the-place";

/// How it is called: by its own words alone, no file of anybody's, no question, no other way in than the key.
const OPTIONS: [&str; 14] = [
    "StrictHostKeyChecking=yes",
    "GlobalKnownHostsFile=/dev/null",
    "HostKeyAlias=the-place",
    "CheckHostIP=no",
    "UpdateHostKeys=no",
    "BatchMode=yes",
    "PreferredAuthentications=publickey",
    "IdentitiesOnly=yes",
    "IdentityAgent=none",
    "ConnectTimeout=30",
    "ServerAliveInterval=30",
    "ServerAliveCountMax=4",
    "ClearAllForwardings=yes",
    "LogLevel=ERROR",
];

/// How often it is looked whether it ended, or is to end.
const LOOK: Duration = Duration::from_millis(20);

/// The most bytes of what it says that are told on.
const MOST_SAID: u64 = 1000;

/// What is said of a call: it began, and the line comes with this; or there is none, and why comes behind this.
const BEGUN: [u8; 1] = *b"+";
const REFUSED: [u8; 1] = *b"-";

/// Where to, and who is there.
#[derive(Debug, Serialize, Deserialize)]
pub struct Call {
    /// The name or address of the machine.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Whose account.
    pub user: String,
    /// The machine's key: its type, and the key.
    pub host_key: String,
    /// The private key that opens the account, as OpenSSH reads it.
    pub key: String,
}

/// The process beside this one. It ends with it.
#[derive(Debug)]
pub struct Ssh {
    child: Child,
    control: UnixStream,
}

impl Ssh {
    /// Starts the process; nothing where the machine has no `ssh`.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start() -> io::Result<Option<Self>> {
        if !is_there() {
            return Ok(None);
        }
        let (control, theirs) = UnixStream::pair()?;
        let mut command = Command::new(std::env::current_exe()?);
        let child = command.arg(PROGRAM).stdin(OwnedFd::from(theirs)).stdout(Stdio::null()).spawn()?;
        Ok(Some(Self { child, control }))
    }

    /// Begins to speak SFTP with an account; the stream is the line.
    ///
    /// # Errors
    /// When the process beside is gone, or could not start the program.
    pub fn call(&mut self, call: &Call) -> io::Result<UnixStream> {
        let text = serde_json::to_string(call)?;
        self.control.write_all(format!("{text}\n").as_bytes())?;
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
        let mut ancillary = RecvAncillaryBuffer::new(&mut space);
        let mut byte = [0];
        let flags = RecvFlags::CMSG_CLOEXEC;
        recvmsg(&self.control, &mut [IoSliceMut::new(&mut byte)], &mut ancillary, flags)?;
        let mut lines = ancillary.drain().filter_map(|message| match message {
            RecvAncillaryMessage::ScmRights(mut fds) => fds.next(),
            _ => None,
        });
        match (lines.next(), byte) {
            (Some(line), _) => Ok(line.into()),
            // It was handed over, and there is no room for one more open file here.
            (None, BEGUN) => self.hang_up().and_then(|_| Err(io::Error::other("no more files can be opened"))),
            (None, REFUSED) => self.said().and_then(|why| Err(io::Error::other(why))),
            (None, _) => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    /// Ends a call; gives what the program said of it.
    ///
    /// # Errors
    /// When the process beside is gone.
    pub fn hang_up(&mut self) -> io::Result<String> {
        self.control.write_all(b"\n")?;
        self.said()
    }

    fn said(&self) -> io::Result<String> {
        let mut said = String::new();
        // Nothing comes behind the line, so that nothing is read too much.
        BufReader::new(&self.control).read_line(&mut said)?;
        Ok(said.trim_end().to_owned())
    }
}

impl Drop for Ssh {
    fn drop(&mut self) {
        // Its input ends with this, and so does it.
        drop(self.child.try_wait());
    }
}

fn is_there() -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(PROGRAM).is_file())
}

/// Serves the process that started this one, until that is gone. It can start no other in the place of this one: whatever
/// becomes of a call, the next one is served.
///
/// # Errors
/// When it cannot be spoken to any more.
pub fn serve_ssh() -> io::Result<()> {
    let control = UnixStream::from(io::stdin().as_fd().try_clone_to_owned()?);
    let mut lines = BufReader::new(control.try_clone()?);
    let mut line = String::new();
    while lines.read_line(&mut line)? > 0 {
        let begun = serde_json::from_str(&line).map_err(io::Error::from).and_then(|call| Begun::call(&call));
        match begun {
            Ok(begun) => (&control).write_all(format!("{}\n", begun.until_the_end(&control)?).as_bytes())?,
            Err(error) => {
                (&control).write_all(format!("-{}\n", one_line(&format!("{PROGRAM}: {error}"))).as_bytes())?;
            }
        }
        line.clear();
    }
    Ok(())
}

/// A call that began.
struct Begun {
    program: Child,
    line: UnixStream,
    said: File,
    /// What the program reads: it is there as long as these are open.
    _files: [File; 2],
}

impl Begun {
    fn call(call: &Call) -> io::Result<Self> {
        let known = in_memory(format!("{ALIAS} {}\n", call.host_key).as_bytes())?;
        let key = in_memory(call.key.as_bytes())?;
        let (said, (line, theirs)) = (in_memory(b"")?, UnixStream::pair()?);
        let mut command = Command::new(PROGRAM);
        command.args(["-F", "none", "-T"]).args(OPTIONS.iter().flat_map(|option| ["-o", option]));
        command.arg("-o").arg(format!("UserKnownHostsFile={}", place(&known)));
        command.arg("-i").arg(place(&key)).arg("-p").arg(call.port.to_string()).arg("-l").arg(&call.user);
        command.args(["-s", "--", &call.host, "sftp"]);
        let (input, output) = (theirs.try_clone()?, theirs);
        command.stdin(OwnedFd::from(input)).stdout(OwnedFd::from(output)).stderr(said.try_clone()?);
        // What is open here would keep the line open when the program ends: the command goes with its files.
        Ok(Self { program: command.spawn()?, line, said, _files: [known, key] })
    }

    /// Until the other process hangs up; gives what the program said, on one line.
    fn until_the_end(self, control: &UnixStream) -> io::Result<String> {
        let Self { mut program, line, said, _files } = self;
        let handed = hand_over(control, &line);
        drop(line);
        wait(&mut program, control)?;
        handed.and_then(|()| end_of(said)).or_else(|error| Ok(one_line(&error.to_string())))
    }
}

/// The end of what the program said.
fn end_of(mut said: File) -> io::Result<String> {
    let length = said.seek(io::SeekFrom::End(0))?;
    said.seek(io::SeekFrom::Start(length.saturating_sub(MOST_SAID)))?;
    let mut text = Vec::new();
    said.take(MOST_SAID).read_to_end(&mut text)?;
    Ok(one_line(&String::from_utf8_lossy(&text)))
}

fn one_line(said: &str) -> String {
    said.trim().chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// Until the other process hangs up, or is gone.
fn wait(program: &mut Child, control: &UnixStream) -> io::Result<()> {
    control.set_read_timeout(Some(LOOK))?;
    loop {
        match (&*control).read(&mut [0]) {
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
                program.try_wait()?;
            }
            _ => break,
        }
    }
    control.set_read_timeout(None)?;
    // It may have ended by itself, with a word about why.
    if program.try_wait()?.is_none() {
        program.kill()?;
    }
    program.wait().map(drop)
}

fn hand_over(control: &UnixStream, line: &UnixStream) -> io::Result<()> {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut ancillary = SendAncillaryBuffer::new(&mut space);
    let lines = [line.as_fd()];
    ancillary.push(SendAncillaryMessage::ScmRights(&lines));
    sendmsg(control, &[IoSlice::new(&BEGUN)], &mut ancillary, SendFlags::empty())?;
    Ok(())
}

/// A file that has no name, for this user alone.
fn in_memory(bytes: &[u8]) -> io::Result<File> {
    let mut file = File::from(memfd_create(PROGRAM, MemfdFlags::CLOEXEC)?);
    file.set_permissions(Permissions::from_mode(0o600))?;
    file.write_all(bytes)?;
    Ok(file)
}

/// Where another program of this user finds it, as long as it is open here.
fn place(file: &File) -> String {
    format!("/proc/{}/fd/{}", std::process::id(), file.as_raw_fd())
}
