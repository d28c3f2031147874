//! Behaviour of the crate, through its public doors.

mod ahead;
mod duties;
mod duty_evidence;
mod everything;
mod folding;
mod made;
mod reporting;
mod tables;
mod verdicts;
