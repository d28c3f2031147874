//! Behaviour of the crate, through its public doors.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod archive;
mod bom;
mod corpus;
mod cpe;
mod feed;
mod purl;
mod shared;
