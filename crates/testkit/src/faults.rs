//! Faults on purpose: kills at random moments, full disks.

use std::io::{ErrorKind, Read};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tempfile::TempDir;

use crate::program::Program;

/// Moments from a seed: the same seed gives the same moments. `STEADFAST_SEED` stands in for the seed, to repeat a run.
#[derive(Clone, Debug)]
pub struct Moments(u64);

impl Moments {
    /// Moments of this seed, which is told on standard error.
    pub fn seeded(seed: u64) -> Self {
        let wanted = std::env::var("STEADFAST_SEED").ok().and_then(|text| text.parse().ok());
        let seed = wanted.unwrap_or(seed);
        eprintln!("seed {seed} (STEADFAST_SEED={seed} repeats it)");
        Self(seed)
    }

    /// The next number (SplitMix64).
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A moment in `0..within`.
    pub fn next(&mut self, within: Duration) -> Duration {
        let most = u64::try_from(within.as_micros()).unwrap_or(u64::MAX).max(1);
        Duration::from_micros(self.number() % most)
    }
}

/// Kills `program` (`kill -9`) at a random moment `within` this time, while `work` goes on in the calling thread. `work` is
/// told nothing; it sees its connections break, and returns what it knows to be acknowledged.
pub fn kill_amid<T>(program: &mut Program, moments: &mut Moments, within: Duration, work: impl FnOnce() -> T) -> T {
    let moment = moments.next(within);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            std::thread::sleep(moment);
            program.kill();
        });
        work()
    })
}

/// Lets this process have so many files and connections open; false where the system does not.
pub fn allow_files(count: u64) -> bool {
    let limit = getrlimit(Resource::Nofile);
    let enough = |files: Option<u64>| files.is_none_or(|files| files >= count);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    enough(limit.current) || (enough(limit.maximum) && setrlimit(Resource::Nofile, raised).is_ok())
}

/// Whether the other side has ended a connection, or this one is broken. Bytes that wait are read and lost.
pub fn peer_has_ended(mut stream: &TcpStream) -> bool {
    let mut bytes = [0; 4096];
    stream.set_nonblocking(true).expect("a connection of ours");
    let ended = loop {
        match stream.read(&mut bytes) {
            Ok(0) => break true,
            Ok(_) => {}
            Err(error) => break error.kind() != ErrorKind::WouldBlock,
        }
    };
    stream.set_nonblocking(false).expect("a connection of ours");
    ended
}

/// A small file system of its own, in memory, to be filled. It is unmounted when this value goes.
#[derive(Debug)]
pub struct SmallDisk {
    folder: TempDir,
}

impl SmallDisk {
    /// A disk of so many bytes, or `None` with a word on standard error where mounting is not allowed.
    ///
    /// # Panics
    /// When mounting is not possible in continuous integration as root (`CI=true`).
    pub fn mount(bytes: u64) -> Option<Self> {
        let folder = tempfile::Builder::new().prefix("steadfast-disk-").tempdir().expect("a temporary folder");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={bytes},mode=0777"), "steadfast-test"]).arg(folder.path());
        let output = mount.output();
        if output.as_ref().is_ok_and(|output| output.status.success()) {
            return Some(Self { folder });
        }
        let reason =
            output.map_or_else(|error| error.to_string(), |output| String::from_utf8_lossy(&output.stderr).into());
        eprintln!("no small disk can be mounted here ({}); this test checked nothing", reason.trim());
        None
    }

    /// Where it is mounted.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Fills the disk but for so many bytes, and returns the file that does it: remove it, and there is space again.
    ///
    /// # Panics
    /// When the disk cannot be written at all.
    pub fn fill_but(&self, bytes: u64) -> PathBuf {
        let found = rustix::fs::statvfs(self.path()).expect("a disk of ours");
        let free = found.f_bavail.saturating_mul(found.f_frsize).saturating_sub(bytes);
        let path = self.path().join("ballast");
        let length = usize::try_from(free).expect("a small disk");
        std::fs::write(&path, vec![0; length]).expect("the free space can be written");
        path
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let status = Command::new("umount").arg("--lazy").arg(self.path()).status();
        if !status.as_ref().is_ok_and(std::process::ExitStatus::success) {
            eprintln!("{} cannot be unmounted: {status:?}", self.path().display());
        }
    }
}
