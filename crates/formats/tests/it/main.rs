//! Behaviour of the crate, through its public doors.

mod archive;
mod corpus;
mod cpe;
mod feed;
mod purl;
mod shared;
