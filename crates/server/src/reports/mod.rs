//! Reports of finders: coordinated disclosure, from `security.txt` to the thanks.
//!
//! A finder has no account: a form makes a report ([`submit`]), a [`ticket`] in it keeps machines out and makes sending it twice
//! harmless, and what it holds opens the finder's own page ([`finder`]). What they write is [`sealed`], what they attach lies in
//! [`quarantine`]: neither is in the ledger, in a log, or opened here. Staff [`handle`] it and make it a case ([`case`]);
//! [`settings`] hold what the maker promises, [`security_txt`] says where to turn to, [`measure`] how long staff took.
//! [`upstream`] are reports to those who maintain a component.

pub(crate) mod api;
pub mod case;
pub mod error;
pub mod fields;
pub mod finder;
pub mod handle;
pub mod lobby;
pub mod measure;
pub(crate) mod pages;
pub(crate) mod public;
pub mod quarantine;
pub(crate) mod read;
pub mod sealed;
pub mod security_txt;
pub mod settings;
pub mod submit;
pub mod ticket;
pub mod upstream;
