//! Behaviour of the crate, through its public doors.

mod annex_i;
mod categories;
mod clocks;
mod guidance;
mod sbom_fields;
