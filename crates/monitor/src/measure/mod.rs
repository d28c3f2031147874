//! What a stream is measured by, in memory that does not grow: bursts, tails, quantiles, seasons, distinct and frequent
//! things, and how regularly something comes.
//!
//! None of these explains anything by itself, and none gives a verdict; detectors do. All of them are given time and
//! seeds, and give the same answers for the same input on every machine. What is kept can be written as plain bytes
//! that begin with a version, and read again; where two parts of one stream may be measured apart, they can be put
//! together with `merge`.

pub mod beat;
pub mod burst;
pub mod distinct;
mod hash;
pub mod heavy;
mod number;
pub mod quantile;
pub mod season;
pub mod tail;
mod wire;

pub use hash::digest;
pub use wire::{Apart, Unreadable};
