//! Behaviour of the crate, through its public doors.

mod ahead;
mod folding;
mod made;
mod tables;
mod verdicts;
