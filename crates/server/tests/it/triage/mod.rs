//! Triage: what waits, in which order, and what decisions do to it.

mod deciding;
mod own;
mod pages;
mod settling;
mod vex;
pub(crate) mod world;
