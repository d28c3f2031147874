//! The clocks of Article 14.

mod awareness;
mod calendar;
mod cases;
mod fixtures;
mod walk;
