//! Tolerant readers and strict writers of the formats that carry software bills of materials, advisories
//! and VEX statements.
//!
//! Everything here is pure: bytes in, values out. No file, clock, network or randomness. What a reader cannot
//! understand becomes a [`Problem`] with its place; the rest of the document is used. Only a document that
//! cannot be used at all is refused with a [`ReadError`].

pub mod advisory;
pub mod archive;
pub mod bom;
mod content;
pub mod cpe;
mod csaf;
pub mod feed;
mod json;
pub mod provider;
pub mod purl;
mod reading;
mod reporter;
pub mod security_txt;
pub mod test_report;
pub mod vex;

pub use reading::{Limits, Place, Problem, ReadError};
