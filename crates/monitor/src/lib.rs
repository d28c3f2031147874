//! Security events: one schema for units, the server and what reads them.
//!
//! An [`event::Event`] is a CBOR (RFC 8949) map with whole numbers as keys and as words, by the rules of the crate
//! `protocol`: a field or a word that a reader does not know is passed over, one that is absent is nothing, and a number is
//! never given another meaning. Names stand beside the classes of OCSF, so that events can be exported to it.
//!
//! In [`measure`] is what streams of them are measured by, in memory that does not grow.

pub mod alert;
pub mod declared;
pub mod detect;
pub mod event;
pub mod measure;
pub mod ocsf;
pub mod read;
