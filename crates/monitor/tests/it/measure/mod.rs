//! What streams are measured by.

mod burst;
mod room;
