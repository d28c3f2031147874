//! Triage: what somebody has to decide on, in the order in which it matters, and what was decided.
//!
//! An assessment is about a flaw under whichever of its names, and reaches a component everywhere, a product line, or one
//! release. Which assessment stands for which exposure is decided in one place ([`settle`]), by whoever changed either.

pub(crate) mod api;
pub mod assess;
pub mod error;
pub mod key;
pub mod own;
pub(crate) mod pages;
pub(crate) mod read;
pub mod settle;
pub mod standing;
pub mod vex;
pub mod wanted;
pub mod why;
