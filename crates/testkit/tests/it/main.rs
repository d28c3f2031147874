//! The test kit against the real things.

mod browser;
mod faults;
mod postgres;
mod program;
mod s3;
