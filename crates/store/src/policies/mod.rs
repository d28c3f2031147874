//! Policies that units obey.

pub(crate) mod given;
pub(crate) mod unit;

pub use given::Policy;
pub use unit::{PolicyStance, PolicyUnits, UnitPolicy};
