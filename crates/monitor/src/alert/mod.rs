//! From reasons to alerts that a person believes: one for each unit, at most five reasons, one for the fleet where many units
//! have one cause.

mod answers;
mod fleet;
mod unit;

pub use answers::{Answer, Answers};
pub use fleet::{Fleet, FleetAlert, Unit};
pub use unit::UnitAlert;
