//! How much memory applying takes beside the mapped old file: measured in a process of its own.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;

use steadfast_delta::{MEMORY, apply};
use steadfast_mapped::Mapped;

use crate::{noise, patch, program};

/// Names the folder to the process that is measured.
const FOLDER: &str = "STEADFAST_DELTA_MEMORY";

/// The old file alone is twice what may be used; the new one moves it, changes it, and brings so many bytes that cannot
/// be packed that their window is the largest.
fn files() -> (Vec<u8>, Vec<u8>) {
    let old = [noise(1, 2 * MEMORY), program(1 << 20, 0)].concat();
    let new = [&old[MEMORY..2 * MEMORY], &noise(2, 9 << 16).repeat(8), &program(1 << 20, 16), &old[..MEMORY]].concat();
    (old, new)
}

#[test]
fn applying_takes_at_most_16_mib_beside_the_old_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = files();
    fs::write(folder.path().join("patch"), patch(&old, &new)).expect("a patch");
    fs::write(folder.path().join("old"), old).expect("an old file");
    let child = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "memory::measured", "--ignored", "--nocapture"])
        .env(FOLDER, folder.path())
        .output()
        .expect("a process");
    let said = String::from_utf8_lossy(&child.stdout).into_owned();
    let peak = said.lines().find_map(|line| line.split("peak ").nth(1)?.parse::<usize>().ok());
    let peak = peak.unwrap_or_else(|| panic!("it measured nothing: {said}{}", String::from_utf8_lossy(&child.stderr)));
    assert!(peak > 8 << 20, "{peak} bytes are less than a window: this does not measure");
    assert!(peak <= MEMORY, "{peak} bytes are more than {MEMORY}");
}

#[test]
#[ignore = "the process that the test above starts and measures"]
fn measured() {
    let folder = std::env::var_os(FOLDER).expect("a folder");
    let old = Mapped::open(&File::open(Path::new(&folder).join("old")).expect("the old file")).expect("a map");
    let patch = File::open(Path::new(&folder).join("patch")).expect("the patch");
    let mut watch = Watch { before: anonymous(), peak: 0 };
    apply(&old, patch, &mut watch).expect("the new file");
    println!("\npeak {}\n", watch.peak);
}

/// Throws away what is written and looks at the memory each time. What an applier holds it holds until its end.
struct Watch {
    before: usize,
    peak: usize,
}

impl Write for Watch {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.peak = self.peak.max(anonymous().saturating_sub(self.before));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Resident bytes of this process that are of no file.
fn anonymous() -> usize {
    let status = fs::read_to_string("/proc/self/status").expect("the state of this process");
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).expect("a line on memory");
    line.trim().trim_end_matches(" kB").parse::<usize>().expect("a number") * 1024
}
