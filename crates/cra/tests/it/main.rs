//! Behaviour of the crate, through its public doors.

mod annex_i;
mod applies;
mod categories;
mod clocks;
mod coordinator;
mod core_functions;
mod guidance;
mod law;
mod sbom_fields;
mod srp;
