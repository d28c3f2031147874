//! Triage: what waits, in which order, and what decisions do to it.

mod settling;
mod world;
