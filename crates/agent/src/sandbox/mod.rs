//! What the process gives up once it has what it needs: most of the file system, and system calls that it never makes. An
//! error in it is then worth less to whoever finds it.

mod calls;
mod paths;

use std::path::PathBuf;

pub use calls::forbid_calls;
pub use paths::forbid_paths;

/// What became of a restriction. The agent works in each case, and the owner can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// All of it holds.
    Enforced,
    /// What this kernel knows of it holds.
    Partly,
    /// This kernel does not know it, or does not allow it.
    NotThere,
}

/// What stays reachable.
#[derive(Clone, Debug, Default)]
pub struct Reachable {
    /// Folders and files that may be read, written, made and removed: the state.
    pub written: Vec<PathBuf>,
    /// Folders and files that may be read, beside what the network needs.
    pub read: Vec<PathBuf>,
}
