//! What detectors say.

mod behaviour;
mod cohort;
mod reason;
mod silence;
mod town;
mod unit;
mod watch;

pub(crate) use town::limits as town_limits;
