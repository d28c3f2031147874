//! Withdrawals and recalls (Article 13(21)): where a flaw cannot be remedied, one decision stops the sale, names every unit by
//! where and through whom it was made available, has those told, and counts what becomes of the units.
//!
//! [`plan`] makes a draft; `decide` is what two people decide on it (see [`crate::access::approvals`]), in one transaction;
//! `telling` is the job that tells importers and dealers of their own units; [`come_back`] notes what came back; `letter` drafts
//! the text for an authority of what is known; `export` lists the units. [`partners`] are importers and dealers, and `assigned`
//! says whom a unit went to, as factory lists do.

pub(crate) mod api;
pub(crate) mod assigned;
pub mod come_back;
pub(crate) mod decide;
pub mod error;
pub(crate) mod export;
pub(crate) mod letter;
pub(crate) mod pages;
pub mod partners;
pub mod plan;
pub(crate) mod read;
pub(crate) mod telling;
mod words;
