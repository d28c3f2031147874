//! Behaviour of the crate, through its public doors.

mod feed;
mod shared;
