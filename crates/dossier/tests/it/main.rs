//! Behaviour of the crate, through its public doors.

mod contents;
mod declarations;
mod facts;
mod label;
mod paper;
mod render;
mod support;
mod user_information;
