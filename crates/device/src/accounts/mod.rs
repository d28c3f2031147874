//! People of a unit: passwords, second factors, sessions, and the throttle that keeps guessing slow.

pub mod blocklist;
pub mod budget;
mod cost;
mod hash;
mod name;
pub mod password;
mod pattern;
mod queue;
mod secret;

pub use cost::{Cost, CostError};
pub use hash::{HashError, Verifier};
pub use name::{Name, NotAName};
pub use queue::{Place, Queue};
pub use secret::{Secret, TooLong};
