//! Behaviour of the crate, through its public doors.

mod annex_i;
mod categories;
mod guidance;
mod sbom_fields;
