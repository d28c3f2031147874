//! What a unit needs from outside: time, chance and a place to keep things. Everything else here is plain calculation.

mod clock;
mod files;
mod memory;
mod random;
mod storage;

pub use clock::{Clock, Machine};
pub use files::Files;
pub use memory::Memory;
pub use random::{NoRandom, Random, System};
pub use storage::{Storage, StorageError};
