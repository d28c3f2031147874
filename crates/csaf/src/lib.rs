//! CSAF 2.0 documents: structs of their own, a deterministic writer, and the tests of the standard.
//!
//! Everything here is pure: values in, values out. [`document`] holds what we write, with its fields in the order of the
//! alphabet, as test 6.2.13 wants them. [`check`](fn@check) judges any document, also those of others: by the standard's schema, its
//! mandatory tests (6.1), its optional ones (6.2) and its informative ones (6.3). Tests that ask the network or a dictionary
//! (6.3.6 to 6.3.8) are left out. A document is only written when it passes all that is mandatory.

pub mod check;
pub mod document;
mod tables;

pub use check::{Finding, Kind, Report, check, check_text, filename};
pub use document::{Document, WriteError};
