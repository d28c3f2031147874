//! From reasons to alerts that a person believes: one for each unit, at most five reasons; and what alerts of many units have
//! in common, which makes them one.

mod answers;
mod cause;
mod unit;

pub use answers::{Answer, Answers};
pub use cause::common;
pub use unit::UnitAlert;
