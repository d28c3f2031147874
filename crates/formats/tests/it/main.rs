//! Behaviour of the crate, through its public doors.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod archive;
mod bom;
mod cpe;
mod purl;
