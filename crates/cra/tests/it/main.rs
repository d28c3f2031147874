//! Behaviour of the crate, through its public doors.

mod annex_i;
mod guidance;
mod sbom_fields;
