//! Cases: a vulnerability or an incident that is being handled, from the first signal to its end.
//!
//! [`open`] makes an alert a case in one step, or opens one by hand; [`signal`] adds what else comes; [`assess`] is the
//! decision about the duty to report (Article 14); [`work`] are notes, tasks and people; [`fix`] names the release without the
//! flaw; [`close`] ends it. Each of them is one
//! action, writes into the timeline, and leaves one record. [`clocks`] says what runs, as a pure function of the case's times, and
//! `settle` keeps with a case what follows from it; `known` reads live what is known of it: units, releases, Member States, reasons, declarations.

pub(crate) mod api;
pub mod assess;
pub mod clocks;
pub mod close;
pub mod closing;
pub mod erase;
pub mod error;
pub mod fields;
pub mod fix;
pub(crate) mod known;
pub(crate) mod listed;
pub mod open;
pub(crate) mod pages;
pub(crate) mod proposing;
pub(crate) mod read;
pub(crate) mod settle;
pub(crate) mod share;
pub mod signal;
pub(crate) mod step;
pub(crate) mod units;
pub(crate) mod words;
pub mod work;
