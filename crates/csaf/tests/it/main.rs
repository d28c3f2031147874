//! Behaviour of the crate, through its public doors.

mod made;
mod mutate;
mod own;
mod peer;
mod rules;
