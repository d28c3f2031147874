//! Where PostgreSQL's programs are, and as whom they run.

use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, Output};

use crate::place::program;

/// The user that owns the files and runs the server. PostgreSQL refuses to run as root.
#[derive(Clone, Copy, Debug)]
pub(super) struct Account {
    pub(super) user: u32,
    pub(super) group: u32,
}

impl Account {
    /// The account to drop to, or `None` where there is nothing to drop.
    pub(super) fn to_drop_to() -> Option<Self> {
        let is_root = rustix::process::geteuid().is_root();
        is_root.then(|| ["postgres", "nobody"].into_iter().find_map(named).expect("a user that is not root"))
    }
}

/// A line of the user database is `name:password:user:group:…`.
fn named(name: &str) -> Option<Account> {
    let users = std::fs::read_to_string("/etc/passwd").ok()?;
    let fields = users.lines().map(|line| line.split(':').collect::<Vec<_>>()).find(|fields| fields[0] == name)?;
    Some(Account { user: fields.get(2)?.parse().ok()?, group: fields.get(3)?.parse().ok()? })
}

/// One of PostgreSQL's programs, not yet run, as the right user.
pub(super) fn command(name: &str, account: Option<Account>) -> Command {
    let path = found(name).unwrap_or_else(|| {
        panic!("PostgreSQL is absent ({name} was not found): run `cargo xtask tools`, or install the server package")
    });
    let mut command = Command::new(path);
    // The folder of the test may be closed to that user.
    command.current_dir("/").env_clear().env("LC_ALL", "C");
    if let Some(Account { user, group }) = account {
        command.uid(user).gid(group);
    }
    command
}

/// What Debian puts on the search path is a script that looks for the program, and takes longer than the program.
fn found(name: &str) -> Option<PathBuf> {
    let folders = folders();
    let own = folders.iter().map(|folder| folder.join(name)).find(|path| path.is_file());
    own.or_else(|| program(name, &folders))
}

/// Debian keeps the server's programs off the search path, one folder per major version; the newest comes first.
fn folders() -> Vec<PathBuf> {
    let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") else { return Vec::new() };
    let number = |path: &PathBuf| path.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok()).unwrap_or(0);
    let mut versions: Vec<PathBuf> = versions.flatten().map(|entry| entry.path()).collect();
    versions.sort_by_key(|path| std::cmp::Reverse(number(path)));
    versions.into_iter().map(|path| path.join("bin")).collect()
}

/// Runs a program to its end.
///
/// # Panics
/// When it does not end well; what it wrote is shown.
pub(super) fn run(command: &mut Command) -> Output {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?} cannot be started: {error}"));
    let wrote = || format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?} ended with {}:\n{}", output.status, wrote());
    output
}
