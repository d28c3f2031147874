//! Behaviour of the crate, through its public doors.

mod version;
mod version_ordering_data;
mod version_properties;
mod version_ranges;
mod version_ranges_data;
