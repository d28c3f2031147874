//! Triage: what waits, in which order, and what decisions do to it.

mod deciding;
mod pages;
mod settling;
mod world;
