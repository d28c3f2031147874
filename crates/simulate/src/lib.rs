//! Simulated units. They speak the real protocol over a real network, read the repository as any TUF client does, and
//! install nothing that signed metadata does not name; what they pretend is the device alone: its flash, its restarts, its
//! owner.
//!
//! A [`Unit`] does one step at a time and says when it is to be asked again; a [`Fleet`] has many of them do so on a few
//! threads. Time and randomness are the caller's.

mod fleet;
mod log;
mod net;
mod owner;
mod repository;
mod unit;

pub use fleet::{Fleet, Tally};
pub use net::{Net, NetError, Reply};
pub use owner::Owner;
pub use repository::{Repository, RepositoryError};
pub use unit::{Fault, Phase, StepError, Unit, UnitSeed};
