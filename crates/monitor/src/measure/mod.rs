//! What a stream is measured by, in memory that does not grow.
//!
//! It explains nothing by itself, and gives no verdict; detectors do. It is given time and seeds, and gives the same answers
//! for the same input on every machine. What is kept can be written as plain bytes that begin with a version, and read again;
//! where two parts of one stream are measured apart, they can be put together with `merge`.

pub mod burst;
mod hash;
mod number;
mod wire;

pub use wire::{Apart, Unreadable};
