//! Monitoring: what units of owners who share it send, what is concluded from it, and what people say of that.
//!
//! Batches come in by the device door and are kept as signed. The job of [`watch`] looks at each once; [`retention`] erases
//! them by class. [`settings`] says how long they stay, how much a unit may send, and how many false alerts staff bear.

pub mod answer;
pub(crate) mod api;
pub(crate) mod batch;
pub mod error;
pub(crate) mod kept;
mod left_over;
pub(crate) mod pages;
pub(crate) mod read;
pub mod retention;
pub(crate) mod retrospect;
pub mod settings;
pub(crate) mod sight;
pub mod watch;
pub(crate) mod words;
