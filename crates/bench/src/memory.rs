//! The memory of this process, by the kernel's word.

use crate::Failure;

/// What is resident now, in MiB.
pub(crate) fn resident() -> Result<u64, Failure> {
    line("VmRSS:")
}

/// The most that ever was, in MiB.
pub(crate) fn peak() -> Result<u64, Failure> {
    line("VmHWM:")
}

fn line(name: &str) -> Result<u64, Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)).ok_or("no such line in the status")?;
    let kibibytes: u64 = line.split_whitespace().next().unwrap_or_default().parse()?;
    Ok(kibibytes / 1024)
}
