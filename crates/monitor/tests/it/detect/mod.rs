//! What detectors say.

mod cohort;
mod reason;
mod silence;
mod town;
mod unit;

pub(crate) use town::limits as town_limits;
