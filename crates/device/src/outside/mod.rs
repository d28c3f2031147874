//! What a unit needs from outside: time, chance and a place to keep things. Everything else here is plain calculation.

mod beside;
mod clock;
mod files;
mod folder;
mod memory;
mod random;
mod read_only;
mod storage;

pub use beside::{Beside, BesideError, Entry, Listing, Progress};
pub use clock::{Clock, Machine};
pub use files::Files;
pub use folder::Folder;
pub use memory::Memory;
pub use random::{NoRandom, Random, System};
pub use read_only::ReadOnly;
pub use storage::{Storage, StorageError};
