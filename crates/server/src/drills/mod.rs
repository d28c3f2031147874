//! Drills: a scenario is played on a copy of everything, with a stop-watch, and what it showed is a record.
//!
//! [`ask`] asks for one, and the job (`job`) holds it: `copy` makes a copy that speaks to nobody, `run` is the course of a
//! drill on it, `people` plays those who are on duty, `scenario` says step by step what happens, through the services that a
//! real night would go through. `report` is what comes of it; `bundle` is that report with the proof of the record that names
//! its digest. A night that people play themselves, on sample data, is `by_hand`.

pub(crate) mod api;
mod ask;
mod bundle;
pub(crate) mod by_hand;
pub(crate) mod clock;
pub(crate) mod copy;
pub mod error;
pub(crate) mod job;
mod keep;
pub(crate) mod pages;
mod people;
mod read;
pub(crate) mod report;
mod run;
mod scenario;
mod words;

pub use ask::{WantedDrill, ask};
