//! Messages: what the server tells people and their tools by itself, by mail and by syslog, at least once and soon forgotten
//! by nobody.
//!
//! Receivers say who hears of what ([`manage`]). Whatever happens leaves news for each of them in the transaction in which it
//! happens; news are gathered into messages ([`gather`]), which the holder of a lease sends ([`sender`]) by mail (`mail`) or
//! syslog (`syslog`). What a message says is made when it is sent (`said`), in `words`, and for tools in `finding`. [`settings`]
//! holds the mail server.

pub(crate) mod api;
pub mod error;
pub(crate) mod finding;
pub mod gather;
mod judge;
pub mod mail;
pub mod manage;
pub(crate) mod pages;
mod place;
mod reach;
mod said;
pub mod sender;
pub mod settings;
pub mod syslog;
pub(crate) mod words;

/// What receivers can hear of.
pub const KINDS: &[&str] = &[ALERT, RING];
/// What a message of its own kind is: one that somebody asked for, to see whether it arrives.
pub(crate) const TEST: &str = "test";
/// A message about alerts.
pub(crate) const ALERT: &str = "alert";
/// A message to an importer or a dealer about units that went to it.
pub(crate) const RECALL: &str = "recall";
/// A message that rings: a clock runs, and nobody is on it.
pub(crate) const RING: &str = "ring";
