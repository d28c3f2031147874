//! The one thread that waits for everything: browsers, local programs, timers, finished work, signals.
//!
//! What a unit *does* is a [`House`]. The loop calls it with what happened and a [`Hands`], by which it answers, speaks,
//! sets timers and gives work away. A house never blocks: what takes longer than a few milliseconds (a password's hash, a
//! request to a server, a large file) is a piece of work for another thread. Between two events the loop sleeps, for as
//! long as there is no timer for ever.

mod hands;
mod house;
mod timers;
mod turn;

pub use hands::Hands;
pub use house::{House, Reply};
pub use timers::{TimerId, Timers};
pub use turn::{LoopError, Setting, run};
