//! Ringing: clocks that run are told to named people, in growing steps, until somebody says "I am on it".
//!
//! [`steps`] says when an alarm rings and how far up, [`duty`] whom that reaches: both are pure. `running` says what there is
//! to be rung for, [`settle`] has an alarm for each of it, and `ring` rings one step, with its mails and its record, in the job
//! of `work`. On pages an alarm rings by itself (`banner`): neither mail nor job is needed for that. [`answer`] is "I am on
//! it"; [`manage`] says who is on duty, [`settings`] how it rings. `test` sees once a week whether somebody answers, and
//! [`heartbeat`] tells a watcher outside that the server is there.

pub(crate) mod alarm;
pub mod answer;
pub(crate) mod api;
pub mod duty;
pub mod error;
pub mod heartbeat;
pub mod manage;
pub(crate) mod pages;
pub(crate) mod read;
mod ring;
mod running;
pub mod settings;
pub mod settle;
pub mod steps;
pub mod test;
pub(crate) mod words;
pub(crate) mod work;
