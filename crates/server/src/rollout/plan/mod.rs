//! How an update spreads: its waves, where it stands in them, and whom it reaches when. Pure: no database, no clock.

mod consent;
mod course;
mod forecast;
mod wave;

pub use consent::{Consent, Hold, Wish, may_install};
pub use course::{Course, Event, Halt, Refusal, step};
pub use forecast::{pace_since, soonest_end, through};
pub use wave::{Plan, PlanFault, Tally, Verdict, Wave, judge, share_of};
