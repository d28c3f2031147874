//! The clocks of Article 14.

mod calendar;
mod fixtures;
