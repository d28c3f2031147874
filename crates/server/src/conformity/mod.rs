//! The conformity register: what the facts of the ledger say about each requirement, for each product and release.
//!
//! Nothing here is filled in by hand. `measure` writes a record of what is counted each day, `given` and `review` record what
//! somebody brings, `signers` says whose reports are taken, and `fold` carries records, those of every other capability among them, into an index (`shelf`) by the
//! rules of the crate `conformity`. `read` asks that index; `replay` folds the whole ledger anew in memory and compares.

pub(crate) mod api;
pub mod declare;
pub mod dossier;
pub mod error;
pub(crate) mod fold;
pub mod given;
pub(crate) mod measure;
pub mod modification;
pub(crate) mod pages;
pub mod read;
pub mod replay;
pub mod review;
mod shelf;
pub mod signers;
