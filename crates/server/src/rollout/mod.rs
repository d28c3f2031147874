//! Updates on their way to units: the repository that they are published in, the rollouts by which they spread, and what
//! their owners decide.
//!
//! [`ddi`] is the door of devices that speak hawkBit's protocol, `device` the one of units that speak for themselves.
//! [`plan`] holds the rules, without a database. [`manage`] is what staff do, `waves` what the clock does, [`offer`] what
//! a unit is told, [`report`] what it answers, [`owner`] what its owner decided, `statements` what it signed. `pages` are
//! those of staff, `owners_page` is that of owners.

pub mod admission;
pub(crate) mod api;
mod content;
pub mod ddi;
pub(crate) mod device;
mod error;
pub mod guesses;
pub mod held;
pub mod manage;
pub mod offer;
pub mod owner;
mod owners_page;
pub(crate) mod pages;
pub mod plan;
pub(crate) mod read;
pub mod report;
pub mod repository;
pub(crate) mod statements;
pub(crate) mod waves;

pub(crate) use owners_page::routes as owners_routes;

pub use error::RolloutError;
